"""Imports killed in the middle, two at once, and on a full disk: `python benchmarks/killed_imports.py [KILLS]`.

After each, the study must be what it was or what it should become, its kept editions whole. A full disk is a file
system of two megabytes in memory, which only the super-user of a Linux machine can mount; elsewhere that part says so.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from collect.filling import fill, sheets  # noqa: E402
from peerwork.cli import app  # noqa: E402
from peerwork.collect import arrivals  # noqa: E402, F401 - loaded once, before processes part
from peerwork.collect.editions import edition_contents, read_editions  # noqa: E402
from peerwork.study.read import read_study  # noqa: E402
from study.folders import write_study  # noqa: E402

FILES = ("answers.csv", "participants.csv")


def start_import(study: Path, book: Path, said: Path) -> int:
    """The number of a process that imports as the command does."""
    child = os.fork()
    if child == 0:
        with said.open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            try:
                app(["import", str(study), str(book)], standalone_mode=True)
            except SystemExit as ended:
                os._exit(int(ended.code or 0))
            except BaseException:
                os._exit(70)
        os._exit(0)
    return child


def state(study: Path) -> tuple[bytes, ...]:
    """What the study says, once whoever comes next has put it in order."""
    read_study(study)
    for edition in read_editions(study):
        edition_contents(study, edition.number)
    return tuple((study / name).read_bytes() for name in FILES)


def make(home: Path) -> tuple[Path, list[Path]]:
    """A study, and two workbooks in which two people's answers are changed."""
    (home / "study").mkdir()
    study = write_study(home / "study")
    books = sheets(study)
    found = [books["S01-P1.xlsx"], books["S01-P2.xlsx"]]
    for book, importance in zip(found, (4, 2), strict=True):
        fill(book, ("answers", 2, "importance", importance))
        fill(book, ("participants", 2, "gender", "woman"))
    return study, found


def kill_at_random(home: Path, times: int) -> None:
    """Kill an import at so many moments of its life."""
    study, (book, _) = make(home)
    shutil.copytree(study, home / "before")
    old = state(study)
    began = time.monotonic()
    os.waitpid(start_import(study, book, home / "said"), 0)
    takes, new = time.monotonic() - began, state(study)
    assert new != old
    chance, found = random.Random(1), Counter[str]()
    for _ in range(times):
        shutil.rmtree(study)
        shutil.copytree(home / "before", study)
        child = start_import(study, book, home / "said")
        time.sleep(chance.random() * takes * 1.1)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = state(study)
        found["old" if now == old else "new" if now == new else "BETWEEN"] += 1
    print(f"killed {times} times: {dict(found)}")


def two_at_once(home: Path, times: int) -> None:
    """Import two workbooks at the same moment."""
    study, books = make(home)
    shutil.copytree(study, home / "before")
    found = Counter[str]()
    for _ in range(times):
        shutil.rmtree(study)
        shutil.copytree(home / "before", study)
        children = [start_import(study, book, home / f"said-{book.stem}") for book in books]
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        state(study)
        answers = list(read_study(study).frames["answers"]["importance"][:2])
        numbers = [edition.number for edition in read_editions(study)]
        found[
            "both" if (codes, answers, numbers) == ([0, 0], [4, 2], [1, 2, 3]) else f"{codes} {answers} {numbers}"
        ] += 1
    print(f"two at once, {times} times: {dict(found)}")


def full_disk(home: Path) -> None:
    """Import where there is less and less room."""
    disk = home / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", disk], check=False).returncode:
        print("full disk: not measured; no rights to mount one")
        return
    try:
        study, (book, _) = make(disk)
        outside = home / book.name
        shutil.copy(book, outside)
        old, found = state(study), Counter[str]()
        for left in (0, 1, 2, 4, 8, 16, 32):
            with (disk / "filling").open("wb") as filling:
                room = shutil.disk_usage(disk).free - left * 1024
                filling.write(b"x" * room)
            code = os.waitstatus_to_exitcode(os.waitpid(start_import(study, outside, home / "said"), 0)[1])
            (disk / "filling").unlink()
            now = state(study)
            lines = (home / "said").read_text().splitlines()
            found[f"exit {code}, {'old' if now == old else 'new'}: {lines[-1] if code else 'done'}"] += 1
            if code == 0:
                break
        for what, n in found.items():
            print(f"full disk, {n} times: {what}")
    finally:
        subprocess.run(["umount", disk], check=True)


def main(times: int = 40) -> None:
    """All three."""
    for measure, of in ((kill_at_random, times), (two_at_once, max(times // 4, 1))):
        with tempfile.TemporaryDirectory() as home:
            measure(Path(home), of)
    with tempfile.TemporaryDirectory() as home:
        full_disk(Path(home))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
