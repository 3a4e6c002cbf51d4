"""What arrives at a study, whatever program it comes from, as one import: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from peerwork.collect.importing import Import, plan_import
from peerwork.collect.spreadsheet import KINDS
from peerwork.problems import Problem, ProblemsFound
from peerwork.vocabulary import Prefer


def plan_arrivals(
    folder: Path, files: Sequence[Path], *, map_file: Path | None = None, prefer: Prefer | None = None
) -> Import:
    """What these files, or the workbooks in these folders, change in the study; nothing is written yet."""
    found = list(_expanded(files))
    if not found:
        raise ProblemsFound([Problem("import", None, "", "nothing to import", "name the files, or a folder of sheets")])
    unknown = [path for path in found if path.suffix.lower() not in KINDS]
    if unknown:
        right = "give .xlsx, .ods, .xls, .qdpx, .qdc, .sav or a REDCap .csv"
        raise ProblemsFound(
            [Problem(path.name, None, "", "is no file that can be imported", right) for path in unknown]
        )
    return plan_import(folder, found, prefer=prefer)


def _expanded(files: Iterable[Path]) -> Iterable[Path]:
    """A folder stands for the workbooks in it; what a spreadsheet program leaves there while it runs is none."""
    for path in files:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.suffix.lower() in KINDS and one.is_file())
            yield from (one for one in inside if not one.name.startswith(("~$", ".")))
        else:
            yield path
