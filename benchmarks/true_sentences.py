"""Is every sentence on the pages of random studies true by the tables of the same audience? A hundred studies, timed.

    python benchmarks/true_sentences.py [first] [studies] [--protected] [--published]

With `--published` the studies of data/published, CFIR's among them, and one of thirty sites come first.

Each study is drawn for the team, and for a board or the public whose cells are withheld at random; with `--protected`
for a board and the public as protection leaves them, which takes longer. Prints every sentence that is untrue.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / folder) for folder in ("lib", "tests", "tests/truth")]

from audiences import check_protected, check_study  # noqa: E402

from made_studies import SHAPES, make_study  # noqa: E402
from peerwork.study.model import Study  # noqa: E402
from peerwork.study.read import read_study  # noqa: E402
from release.random_studies import uneven_study  # noqa: E402

# Shapes that take minutes, and one whose letters the charts' font lacks.
LEFT_OUT = ("like_the_example", "fifty_sites", "non_ascii")
FACTORS = 8


def studies(first: int, number: int) -> Iterator[tuple[int, str, Study]]:
    """Every second one uneven, the others of each shape in turn."""
    shapes = [name for name in sorted(SHAPES) if name not in LEFT_OUT]
    for seed in range(first, first + number):
        if seed % 2:
            yield seed, "uneven", uneven_study(seed)
        else:
            shape = shapes[seed // 2 % len(shapes)]
            yield seed, shape, make_study(seed, shape, factors=None if shape == "one_factor" else FACTORS)


def named() -> Iterator[tuple[int, str, Study]]:
    """The published studies, and one with more sites than a grid can hold."""
    for folder in sorted((ROOT / "data" / "published").iterdir()):
        yield 0, folder.name, read_study(folder)
    yield 30, "thirty_sites", make_study(30, sites=30, factors=FACTORS)


def main() -> None:
    """Print a line a study, and a sum."""
    given = [int(text) for text in sys.argv[1:] if text.isdigit()]
    first, number = (*given, *(0, 100)[len(given) :])
    check = check_protected if "--protected" in sys.argv else check_study
    began, total, untrue = time.process_time(), 0, 0
    first_ones = named() if "--published" in sys.argv else ()
    for seed, shape, study in chain(first_ones, studies(first, number)):
        faults = list(check(study, seed, most=1))
        total, untrue = total + 1, untrue + bool(faults)
        print(f"{seed:4} {shape:18} {len(faults)} untrue", flush=True)
        for fault in faults:
            print(f"     {fault}", flush=True)
    print(f"{total} studies, {untrue} with an untrue sentence; {time.process_time() - began:.0f} s of CPU")


if __name__ == "__main__":
    main()
