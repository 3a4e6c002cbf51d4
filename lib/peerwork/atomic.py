"""Files that are there whole or not at all: those that can be made again, and those that cannot."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

JOURNAL, LOCK = ".peerwork-journal", ".peerwork-lock"
_PLAN = "files.json"
_ZIP_START = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file knows


def zip_without_clock(data: bytes) -> bytes:
    """The packed file with the time of every part of it set to the same moment."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as out:
        for name in parts.namelist():
            out.writestr(zipfile.ZipInfo(name, _ZIP_START), parts.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def write_atomic(path: Path, content: bytes, tmp_dir: Path | None = None) -> None:
    """Write a file that can be made again, so that at every moment the old one is there, or the new one, whole.

    `tmp_dir` is a folder on the same disk that nobody reads; else the file lies beside, hidden, until it is whole.
    Raises OSError (full disk, no right to write).
    """
    beside = (tmp_dir or path.parent) / f".{os.getpid()}-{path.name}"
    beside.parent.mkdir(parents=True, exist_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        beside.write_bytes(content)
        _replace(beside, path)
    except OSError as error:  # a full disk names no file of its own accord
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        beside.unlink(missing_ok=True)


def copy_atomic(source: Path, target: Path, spare: Path) -> None:
    """Make `target` what `source` is, unless it is so already."""
    content = source.read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        write_atomic(target, content, spare)


@contextmanager
def alone(lock: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file; wait, after one call of `waiting`, while another process holds it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    held = FileLock(lock)
    try:
        held.acquire(timeout=0)
    except Timeout:
        waiting()
        held.acquire()
    try:
        yield
    finally:
        held.release()


def _replace(beside: Path, path: Path) -> None:
    try:
        beside.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        near = path.with_name(f".{path.name}.part")  # the figures' folder lies on another disk
        shutil.copyfile(beside, near)
        near.replace(path)


def replace_files(folder: Path, files: Mapping[str, bytes | None]) -> list[Path]:
    """Write (for None: remove) several files that nobody could make again, together; the paths of those written.

    All of them are on disk, in a folder beside, before that folder gets the name JOURNAL: from then on the new set
    counts, and whoever comes next puts it in place should this process be killed (`settle`). An error before that,
    such as a full disk, leaves all as they were. One process at a time: the others wait.
    """
    with folder_lock(folder):
        _settle(folder)
        staged = Path(tempfile.mkdtemp(prefix=f"{JOURNAL}-", dir=folder))
        try:
            for number, (name, data) in enumerate(files.items()):
                _stage(staged / str(number), folder / name, data)
            _write_synced(staged / _PLAN, json.dumps({name: data is None for name, data in files.items()}).encode())
            staged.rename(folder / JOURNAL)
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        _settle(folder)
    return [folder / name for name, data in files.items() if data is not None]


def settle(folder: Path) -> None:
    """Finish what a killed process had decided to write; nothing where there is no such thing."""
    if (folder / JOURNAL).is_dir():
        with folder_lock(folder):
            _settle(folder)


def folder_lock(folder: Path) -> FileLock:
    """Whoever holds it is the only one that changes the folder; the same process may take it again."""
    return FileLock(folder / LOCK, is_singleton=True)


def _settle(folder: Path) -> None:
    journal = folder / JOURNAL
    if journal.is_dir():
        plan = json.loads((journal / _PLAN).read_bytes())
        for number, (name, removed) in enumerate(plan.items()):
            if removed:
                (folder / name).unlink(missing_ok=True)
            elif (journal / str(number)).exists():  # else it is in place already
                (journal / str(number)).replace(folder / name)
        _remove_left(folder)
        journal.rename(folder / f"{JOURNAL}-done")
    _remove_left(folder)


def _remove_left(folder: Path) -> None:
    """What was put in place, or lies there of a process that was killed before it had decided."""
    for left in folder.glob(f"{JOURNAL}-*"):
        shutil.rmtree(left, ignore_errors=True)


def _stage(beside: Path, path: Path, data: bytes | None) -> None:
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        with path.open("r+b"):
            pass  # raises where another program holds it open (Excel does on Windows), while nothing is decided
    if data is not None:
        _write_synced(beside, data)
        if path.exists():
            beside.chmod(path.stat().st_mode & 0o777)


def _write_synced(path: Path, data: bytes) -> None:
    try:
        with path.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:  # a full disk names no file of its own accord
        raise OSError(error.errno, error.strerror, str(path.parent.parent)) from error
