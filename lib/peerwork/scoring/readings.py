"""METHOD 16: what each member makes of a result; none is shown before so many standpoints are in."""

from __future__ import annotations

import pandas as pd

from peerwork.rules import Rules
from peerwork.study.about import Reference, read_reference
from peerwork.study.model import Study
from peerwork.vocabulary import Judgement, ReadingStatus

COLUMNS = [
    "reading", "about", "kind", "factor", "theme", "hypothesis", "site", "group", "judgement", "text", "by",
    "standpoint", "on", "edition", "status", "answers",
]  # fmt: skip
TEAM = "team"  # in `by`: what all agreed is no member's own


def list_readings(study: Study) -> pd.DataFrame:
    """One row a reading that may be shown: of results on which `reading_min_standpoints` standpoints are in.

    A reading set aside is left out, and so is an agreed one: that is the inference, and stands in `joint_display`.
    """
    rows = _own(study)
    enough = rows["about"].map(rows.groupby("about")["standpoint"].nunique()) >= study.rules.reading_min_standpoints
    return rows[enough][COLUMNS].reset_index(drop=True)


def _own(study: Study) -> pd.DataFrame:
    """Members' own readings that stand, with what they are about in columns."""
    rows = study.frames["readings"]
    rows = rows[~rows["status"].isin([ReadingStatus.SET_ASIDE, ReadingStatus.AGREED]) & rows["by"].ne(TEAM)]
    return with_about(rows).sort_values(["about", "standpoint", "by", "reading"], kind="stable")


def with_about(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the parts of `about` in columns of their own; dates as text."""
    parts = [_parts(read_reference(text)) for text in rows["about"]]
    about = pd.DataFrame(parts, columns=["kind", "factor", "theme", "hypothesis", "site", "group"], index=rows.index)
    day = rows["on"].dt.strftime("%Y-%m-%d")
    status = rows["status"].fillna(str(ReadingStatus.OPEN))
    return rows.assign(**about.astype("str"), on=day.astype("str"), status=status)


def _parts(about: Reference | None) -> tuple[str | None, ...]:
    if about is None:
        return (None,) * 6
    names = tuple(about.name if about.kind == kind else None for kind in ("factor", "theme", "hypothesis"))
    return (about.kind, *names, about.site or None, about.group or None)


def count_readings(study: Study) -> pd.DataFrame:
    """One row a result that somebody has read: how many members and standpoints are in, and whether they agree.

    `agree` is yes where all members give one judgement, no where they do not, blank before so many standpoints are in:
    a team is a handful of people, so nothing is tested and no reading counts more or less than another.
    """
    rows = _own(study)
    by = rows.groupby("about", sort=True)
    counts = by.agg(n_members=("by", "nunique"), n_standpoints=("standpoint", "nunique")).reset_index()
    for judgement in Judgement:
        of = rows[rows["judgement"].eq(judgement)].groupby("about")["by"].nunique()
        counts[f"n_{judgement}"] = counts["about"].map(of).fillna(0).astype("int64")
    given = (counts[[f"n_{judgement}" for judgement in Judgement]] > 0).sum(axis=1)
    return _veiled(counts.assign(agree=given.eq(1).map({True: "yes", False: "no"})), study.rules)


def _veiled(counts: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Before so many standpoints are in, only that somebody has read: no judgement, in any column."""
    early = counts["n_standpoints"] < rules.reading_min_standpoints
    hidden = {f"n_{judgement}": counts[f"n_{judgement}"].astype("Int64").mask(early) for judgement in Judgement}
    return counts.assign(**hidden, agree=counts["agree"].mask(early).astype("str"))
