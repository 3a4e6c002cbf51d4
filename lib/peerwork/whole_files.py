"""Files that are there whole or not at all: those that can be made again, and those that cannot."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def write_whole(path: Path, content: bytes, spare: Path | None = None) -> None:
    """Write a file that can be made again, so that at every moment the old one is there, or the new one, whole.

    `spare` is a folder on the same disk that nobody reads; else the file lies beside, hidden, until it is whole. Raises
    OSError (full disk, no right to write).
    """
    beside = (spare or path.parent) / f".{os.getpid()}-{path.name}"
    beside.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.write_bytes(content)
        _replace(beside, path)
    except OSError as error:  # a full disk names no file of its own accord
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def _replace(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = path.with_name(f".{path.name}.part")  # the figures' folder lies on another disk
        shutil.copyfile(beside, near)
        near.replace(path)


def replace_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write several files that nobody could make again, together; their paths.

    Everything is on disk before the first is renamed; an error leaves all as they were.
    """
    beside: dict[Path, Path] = {}
    try:
        for name, data in files.items():
            beside[folder / name] = _write_beside(folder, name, data)
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
    return list(beside)


def _write_beside(folder: Path, name: str, data: bytes) -> Path:
    handle, beside = tempfile.mkstemp(prefix=f".{name}-", dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    path = Path(beside)
    if (folder / name).exists():
        path.chmod((folder / name).stat().st_mode & 0o777)
    return path
