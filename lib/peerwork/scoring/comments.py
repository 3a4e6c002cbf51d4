"""METHOD 16: why people said so: the comment beside an answer and the reason given for a pick, for the team alone."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.people import with_people
from peerwork.scoring.table_spec import FACTOR, GROUP, NONE, SITE, result_table, text
from peerwork.study.model import Study
from peerwork.study.schema import Known

COMMENTS_TABLE = result_table(
    "comments", "a comment beside an answer, or the reason for a pick", section=16, files="participants",
    pages="importance site_evidence",
    score=lambda found: list_comments(found.study),
    by=(
        text("participant", "who said it", known=Known.PARTICIPANT), FACTOR,
        text("said_in", "comment (beside an answer) or why (of a pick)"),
    ),
    columns=(
        SITE, GROUP, text("answer", "its presence as answered, or help or hindrance for a pick", blank=NONE),
        text("text", "what was said, in full"),
    ),
)  # fmt: skip


def list_comments(study: Study) -> pd.DataFrame | None:
    """One row a comment or a reason: who, on which factor, beside which answer or pick, and the text in full.

    `said_in` is comment (of answers.csv) or why (of top_three.csv); `answer` is what was said of its presence, or help
    or hindrance for a pick. None where nobody gave one. Nothing of it leaves the team but as a row of excerpts.csv.
    """
    parts = [_said(study, *source) for source in (("answers", "comment", "in_place"), ("top_three", "why", "kind"))]
    rows = pd.concat(
        [part for part in parts if part is not None] or [pd.DataFrame(columns=COMMENTS_TABLE.names, dtype="str")]
    )
    if rows.empty:
        return None
    return rows.astype("str").sort_values(["factor", "site", "participant", "said_in"]).reset_index(drop=True)


def _said(study: Study, file: str, said_in: str, answer: str) -> pd.DataFrame | None:
    if not study.has(file):
        return None
    rows = study.frames[file].dropna(subset=[said_in])
    rows = with_people(rows, study).rename(columns={said_in: "text", answer: "answer"})
    return rows.assign(said_in=said_in)[COMMENTS_TABLE.names]
