"""Files that are copied only where they differ, and one build at a time for one output."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from peerwork.atomic import write_atomic

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


def copy_whole(source: Path, target: Path, spare: Path) -> None:
    """Make `target` what `source` is, unless it is so already."""
    content = source.read_bytes()
    if not target.is_file() or target.read_bytes() != content:
        write_atomic(target, content, spare)


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
        if sys.platform == "win32":
            os.lseek(file, 0, os.SEEK_SET)
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _unlock(file: int) -> None:
    if sys.platform == "win32":
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_UN)
