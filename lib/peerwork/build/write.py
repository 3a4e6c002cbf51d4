"""Files that are whole or not there at all, and one build at a time for one output."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

if os.name == "nt":
    import msvcrt
else:
    import fcntl


def write_whole(path: Path, content: bytes, spare: Path) -> None:
    """Write the file so that at every moment the old one is there, or the new one, whole.

    `spare` is a folder on the same disk that nobody reads. Raises OSError (full disk, no right to write).
    """
    beside = spare / f"{os.getpid()}-{path.name}"
    spare.mkdir(parents=True, exist_ok=True)
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


def copy_whole(source: Path, target: Path, spare: Path) -> None:
    """Make `target` what `source` is, unless it is so already."""
    content = source.read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        write_whole(target, content, spare)


@contextlib.contextmanager
def alone(lock: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock file; wait, after one call of `waiting`, while another process holds it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+b") as file:
        if not _locked(file.fileno()):
            waiting()
            while not _locked(file.fileno()):
                time.sleep(0.1)
        try:
            yield
        finally:
            _unlock(file.fileno())


def _locked(file: int) -> bool:
    try:
        if os.name == "nt":
            os.lseek(file, 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _unlock(file: int) -> None:
    if os.name == "nt":
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
