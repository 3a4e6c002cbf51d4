"""Several files replaced together: written beside, then renamed, so that none is ever half a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """The files written. Everything is on disk before the first is renamed; an error leaves all as they were."""
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
