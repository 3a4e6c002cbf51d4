"""Data sheets of 20 people that come back changed, by openpyxl and as LibreOffice saves them (.xlsx, .ods).

python benchmarks/sheets_come_back.py [KIND…]: each mutation of tests/collect/mutations.py, each kind of file (None is
openpyxl alone). Prints what was
neither read rightly nor refused with its place, what changed elsewhere, and how many held.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]


def main(wanted: list[str]) -> int:
    """How many did not hold."""
    from collect.mutations import MUTATIONS, study_of_20
    from collect.test_mutations import brought_back, mutate
    from collect.test_other_spreadsheets import OFFICE, saved_as
    from peerwork.collect.sheets import write_sheets
    from peerwork.study.read import read_study
    from peerwork.vocabulary import Purpose

    failed = 0
    with tempfile.TemporaryDirectory() as place:
        home = Path(place) / "home"
        folder = study_of_20(home / "study")
        write_sheets(read_study(folder), home / "sheets", folder=folder, purposes=(Purpose.INTERVIEWS,))
        made = {}
        for number, mutation in enumerate(MUTATIONS):
            at = Path(place) / f"{number:02d}"
            at.mkdir()
            _, book = mutate(home, at, mutation)
            made[mutation.name] = (at, shutil.copy(book, Path(place) / f"{number:02d}-{mutation.book}"))
        every = [None, "xlsx", "ods"] if OFFICE else [None]  # no mutation is said of .xls
        kinds = [kind for kind in every if not wanted or str(kind) in wanted]
        for kind in kinds:
            out = Path(place) / f"as-{kind}"
            books = [Path(book) for _, book in made.values()]
            saved = {path.stem: path for path in (saved_as(kind, books, out, timeout=3600) if kind else books)}
            held = tried = 0
            for mutation, (at, book) in zip(MUTATIONS, made.values(), strict=True):
                if kind and kind not in mutation.only:
                    continue
                copy = shutil.copytree(at / "study", out / "studies" / at.name)
                wrong = brought_back(copy, saved[Path(book).stem], mutation)
                tried, held = tried + 1, held + (not wrong)
                for one in wrong:
                    print(f"{kind or 'openpyxl'}, {mutation.name}: {one}")
            print(f"{'saved by LibreOffice as ' + kind if kind else 'by openpyxl'}: {held} of {tried} held", flush=True)
            failed += tried - held
    return failed


if __name__ == "__main__":
    raise SystemExit(min(1, main(sys.argv[1:])))
