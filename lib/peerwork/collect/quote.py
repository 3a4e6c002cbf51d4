"""`peerwork quote`: a comment or a reason becomes a row of excerpts.csv, which alone may ever leave the team."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from peerwork.atomic import replace_files
from peerwork.collect.merging import merge_rows
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.study.find import find_files
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.study.schema import EXCERPTS
from peerwork.vocabulary import ExcerptSource, MayQuote

SAID_IN = {"comment": "answers", "why": "top_three"}


def quote(folder: Path, participant: str, factor: str, *, said_in: str = "comment") -> str:
    """The code of the new passage: the comment (or the why) in full, may_quote no, and no quotable text yet.

    Raises ProblemsFound, with nothing written, where there is no such comment or it is a passage already.
    """
    study = read_study(folder)
    text = _text(study, participant, factor, said_in)
    excerpts = study.frames.get("excerpts", pd.DataFrame(columns=["excerpt", "participant", "factor", "text"]))
    known = excerpts[
        excerpts["participant"].eq(participant) & excerpts["factor"].eq(factor) & excerpts["text"].eq(text)
    ]
    if len(known):
        wrong = f"it is passage {quoted(known['excerpt'].iloc[0])} already"
        raise ProblemsFound([Problem(EXCERPTS.csv, None, "excerpt", wrong, "edit that row")])
    code = _code(set(excerpts["excerpt"]), said_in)
    row: dict[str, str | None] = {
        "excerpt": code, "source": ExcerptSource.INTERVIEW.value, "participant": participant, "factor": factor,
        "text": text, "may_quote": MayQuote.NO.value,
    }  # fmt: skip
    path = find_files(folder)[0].get("excerpts")
    merged = merge_rows(path.read_bytes() if path else b"", EXCERPTS, "excerpt", [code], [row])
    replace_files(folder, {path.name if path else EXCERPTS.csv: merged.data})
    return code


def _text(study: Study, participant: str, factor: str, said_in: str) -> str:
    file = SAID_IN[said_in]
    rows = study.frames[file] if study.has(file) else pd.DataFrame(columns=["participant", "factor", said_in])
    found = rows[rows["participant"].eq(participant) & rows["factor"].eq(factor)][said_in].dropna()
    if found.empty:
        wrong = f"{quoted(participant)} gave no {said_in} on {quoted(factor)}"
        raise ProblemsFound([Problem(f"{file}.csv", None, said_in, wrong, "name one that has it")])
    return str(found.iloc[0])


def _code(taken: set[str], said_in: str) -> str:
    number = 1
    while f"{said_in[0].upper()}{number:03d}" in taken:
        number += 1
    return f"{said_in[0].upper()}{number:03d}"
