"""What it takes to refuse each of 300 broken files: `python benchmarks/broken_files.py [FIRST LAST]`.

Each file is imported in a process of its own, so that its time and memory are its own: processor seconds, seconds on
the wall, and the most memory that the process held, the program itself included. Numbers of files read a part of them.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from collect.broken_files import broken_files  # noqa: E402
from collect.test_broken_files import everything, good_files, write_maps  # noqa: E402
from peerwork.atomic import LOCK  # noqa: E402
from peerwork.cli import app  # noqa: E402
from peerwork.collect import arrivals, spss  # noqa: E402, F401 - loaded once, before processes part
from study.folders import write_study  # noqa: E402

SECONDS, MEGABYTES = 5, 500


def refuse(study: Path, path: Path, map_file: Path | None, said: Path) -> tuple[int, float, float, float]:
    """Import one file as the command does: exit status, processor seconds, seconds on the wall, megabytes."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        with said.open("w") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
            words = ["import", str(study), str(path), *(["--map", str(map_file)] if map_file else [])]
            try:
                app(words, standalone_mode=True)
            except SystemExit as ended:
                os._exit(int(ended.code or 0))
            except BaseException:
                os._exit(70)
            os._exit(0)
    _, status, used = os.wait4(child, 0)
    passed = time.monotonic() - began
    return os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, passed, used.ru_maxrss / 1024


def unlocked(folder: Path) -> dict[Path, bytes]:
    """Every file but the one that says who may write."""
    return {path: data for path, data in everything(folder).items() if path.name != LOCK}


def main(first: int = 0, last: int = 300) -> None:
    """Print each file that was not refused as it should be, and the most that any took."""
    with tempfile.TemporaryDirectory() as home:
        place, arriving, said = (Path(home) / name for name in ("study", "arriving", "said.txt"))
        place.mkdir()
        arriving.mkdir()
        write_study(place)
        good, maps = good_files(place, Path(home)), write_maps(Path(home))
        before, most, wrong = unlocked(place), [0.0, 0.0, 0.0], 0
        for number, path in enumerate(broken_files(good, arriving)):
            if not first <= number < last:
                path.unlink()
                continue
            status, *used = refuse(place, path, maps.get(path.suffix), said)
            most = [max(pair) for pair in zip(most, used, strict=True)]
            lines = said.read_text(encoding="utf-8").splitlines()
            held = [
                status == 1,
                len(lines) == 1 and lines[0].startswith(path.name),
                used[0] < SECONDS,
                used[2] < MEGABYTES,
            ]
            held.append(unlocked(place) == before and list(arriving.iterdir()) == [path])
            if not all(held):
                wrong += 1
                print(path.name, status, held, *(f"{one:.1f}" for one in used), lines[:2])
            path.unlink()
        print(f"not refused as they should be: {wrong}")
        print("most processor {:.1f} s, most wall {:.1f} s, most memory {:.0f} MB".format(*most))
        print(f"this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
