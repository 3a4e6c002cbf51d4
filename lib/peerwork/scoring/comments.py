"""METHOD 16: why people said so: the comment beside an answer and the reason given for a pick, for the team alone."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.people import with_people
from peerwork.study.model import Study

COLUMNS = ["participant", "site", "group", "factor", "said_in", "answer", "text"]


def list_comments(study: Study) -> pd.DataFrame | None:
    """One row a comment or a reason: who, on which factor, beside which answer or pick, and the text in full.

    `said_in` is comment (of answers.csv) or why (of top_three.csv); `answer` is what was said of its presence, or help
    or hindrance for a pick. None where nobody gave one. Nothing of it leaves the team but as a row of excerpts.csv.
    """
    parts = [_said(study, *source) for source in (("answers", "comment", "in_place"), ("top_three", "why", "kind"))]
    rows = pd.concat([part for part in parts if part is not None] or [pd.DataFrame(columns=COLUMNS, dtype="str")])
    if rows.empty:
        return None
    return rows.astype("str").sort_values(["factor", "site", "participant", "said_in"]).reset_index(drop=True)


def _said(study: Study, file: str, text: str, answer: str) -> pd.DataFrame | None:
    if not study.has(file):
        return None
    rows = study.frames[file].dropna(subset=[text])
    rows = with_people(rows, study).rename(columns={text: "text", answer: "answer"})
    return rows.assign(said_in=text)[COLUMNS]
