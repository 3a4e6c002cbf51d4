"""A study in the formats of other programs."""

from __future__ import annotations

from pathlib import Path

from peerwork.collect.archive import Refused
from peerwork.collect.codebook import write_codebook
from peerwork.collect.coded_out import write_coded
from peerwork.collect.spss_out import write_spss
from peerwork.problems import Problem, ProblemsFound
from peerwork.study.model import Study
from peerwork.vocabulary import Format


def export_study(study: Study, to: Format, out: Path) -> list[Path]:
    """The files written. Raises ProblemsFound where there is nothing to export, or a package is missing."""
    if to is Format.REFI_QDA:
        coded = write_coded(study, out) if study.has("excerpts") else []
        return write_codebook(study, out) + coded
    if not study.has("participants"):
        raise ProblemsFound([Problem("participants.csv", None, "", "holds nobody", "there is nothing to export")])
    try:
        return write_spss(study, out)
    except Refused as refused:
        raise ProblemsFound([Problem("export", None, "", refused.wrong, refused.right)]) from None
