"""Workbooks that hold what the study does not: nobody's typing is written over."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from peerwork.collect.importing import plan_import
from peerwork.problems import Problem, ProblemsFound


def refuse_unimported(folder: Path, workbooks: Sequence[Path]) -> None:
    """Raise ProblemsFound, naming each of these workbooks that says other than what the study in `folder` has."""
    if not workbooks or not _says_more(folder, workbooks):
        return
    wrong, right = "differs from what the study has recorded", "import it first, or move it away to have a new one"
    unlike = [path for path in workbooks if _says_more(folder, [path])]
    if unlike:
        raise ProblemsFound([Problem(path.as_posix(), None, "", wrong, right) for path in unlike])


def _says_more(folder: Path, workbooks: Sequence[Path]) -> bool:
    """Whether an import of these would change anything; where one cannot be imported, somebody has written in it."""
    try:
        return bool(plan_import(folder, workbooks).differences)
    except ProblemsFound:
        return True
