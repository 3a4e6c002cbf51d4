"""The rows with which the team's own workbooks go out: readings a member, the matrix, what sites did since."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from peerwork.collect.team_sheets import MEMBER
from peerwork.study import schema
from peerwork.study.meaning import TEAM
from peerwork.study.model import Study
from peerwork.study.schema import File
from peerwork.vocabulary import Hypothesis
from peerwork.words import NULLS

Frames = dict[File, pd.DataFrame]


def readings(study: Study) -> Iterator[tuple[str, Frames]]:
    """Every member's name and workbook, one a standpoint for whoever has none, and the team's for what all agreed.

    A workbook holds the readings of its member and nobody else's, and a row for each result that they have not read.
    """
    own = study.frames.get("readings", pd.DataFrame(columns=["about", "by", "standpoint"], dtype="str"))
    for member in sorted({*own["by"], TEAM}):
        rows = own[own["by"].eq(member)]
        standpoint = rows["standpoint"].iloc[0] if len(rows) else next(iter(study.config.standpoints), None)
        yield member, {MEMBER: _member(study, member, standpoint), schema.READINGS: _with_results(study, rows)}
    for standpoint in study.config.standpoints or (None,):
        blank = {MEMBER: _member(study, None, standpoint), schema.READINGS: _with_results(study, own.iloc[:0])}
        yield f"new-{standpoint}" if standpoint else "new", blank


def _member(study: Study, by: str | None, standpoint: str | None) -> pd.DataFrame:
    told = {"by": by, "standpoint": standpoint, "edition": study.config.edition}
    return pd.DataFrame([told], dtype="str").assign(on=pd.to_datetime(pd.Series([None])))


def _with_results(study: Study, rows: pd.DataFrame) -> pd.DataFrame:
    """The readings, and room for one of each result without: factors, null hypotheses, themes."""
    known = set(rows["about"])
    room = pd.DataFrame({"about": [about for about in results(study) if about not in known]}, dtype="str")
    return pd.concat([rows, room], ignore_index=True)


def results(study: Study) -> dict[str, str]:
    """Each result that a member may read, and its words."""
    factors = {f"factor:{factor.id}": factor.label for factor in study.factors}
    nulls = {f"hypothesis:{null}": NULLS[null] for null in Hypothesis} if factors else {}
    return factors | nulls | {f"theme:{theme}": f"Theme: {label}" for theme, label in themes(study).items()}


def themes(study: Study) -> dict[str, str]:
    """The label of each theme of the study."""
    rows = study.frames.get("themes", pd.DataFrame(columns=["theme", "label"], dtype="str"))
    return dict(zip(rows["theme"], rows["label"], strict=True))


def matrix(study: Study) -> Frames:
    """The summaries that are written; who writes now stands in a sheet of its own."""
    return {MEMBER: _member(study, None, None), schema.SUMMARIES: study.frames.get("summaries", pd.DataFrame())}


def followups(study: Study, site: str) -> pd.DataFrame:
    """What the site did, and room for each result of which its workshop asked for an action."""
    known = _at(study, "followups", site)
    asked = _at(study, "workshops", site)
    asked = asked[asked["action"].notna()] if "action" in asked else asked.iloc[:0]
    room = asked[["site", "factor"]].drop_duplicates()
    return pd.concat([known, room[~room["factor"].isin(known["factor"])]], ignore_index=True)


def _at(study: Study, file: str, site: str) -> pd.DataFrame:
    rows = study.frames.get(file, pd.DataFrame(columns=["site", "factor"], dtype="str"))
    return rows[rows["site"].eq(site)]
