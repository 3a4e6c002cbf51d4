"""`peerwork basis`: note what the team's inferences rest on, so that they go stale when it moves (METHOD 16)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peerwork.atomic import replace_files
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.scoring.basis import inferences, note_basis, said_now
from peerwork.scoring.found import Found
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.study.schema import BASIS


def write_basis(folder: Path, readings: Sequence[str]) -> list[str]:
    """The readings whose basis is written to basis.csv: those named, else every inference that has none yet.

    Naming a reading says that it was read again. Raises ProblemsFound, with nothing written, for one that is no agreed
    reading, or that says it read another edition than the study is now.
    """
    study = read_study(folder)
    chosen = list(readings) or _not_noted(study)
    problems = [problem for reading in chosen for problem in _check(study, reading)]
    if problems:
        raise ProblemsFound(problems)
    if chosen:
        rows = note_basis(study, said_now(Found(study)), frozenset(chosen))
        replace_files(folder, {BASIS.csv: rows.to_csv(index=False, lineterminator="\n").encode()})
    return chosen


def _not_noted(study: Study) -> list[str]:
    noted = set(study.frames["basis"]["reading"]) if study.has("basis") else set()
    return [reading for reading in inferences(study)["reading"] if reading not in noted]


def _check(study: Study, reading: str) -> list[Problem]:
    editions = inferences(study).set_index("reading")["edition"].fillna("").to_dict()
    now = study.config.edition or ""
    if reading not in editions:
        return [Problem("readings.csv", None, "reading", f"{quoted(reading)} is no agreed reading", "name one that is")]
    if editions[reading] != now:
        wrong = f"{quoted(reading)} read edition {quoted(editions[reading])}, and this is {quoted(now)}"
        return [Problem("readings.csv", None, "edition", wrong, "read it again, then bring its edition up to date")]
    return []
