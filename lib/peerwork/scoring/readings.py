"""METHOD 16: what each member makes of a result; none is shown before so many standpoints are in."""

from __future__ import annotations

import pandas as pd

from peerwork.rules import Rules
from peerwork.scoring.table_spec import (
    ANY_FACTOR,
    ANY_GROUP,
    ANY_SITE,
    ANY_THEME,
    NONE,
    choice,
    date,
    result_table,
    text,
    whole,
)
from peerwork.study.about import Reference, read_reference
from peerwork.study.meaning import TEAM
from peerwork.study.model import Study
from peerwork.vocabulary import Hypothesis, Judgement, ReadingStatus, YesNo

ABOUT = "the result: factor:F, factor:F@S03, factor:F@group:manager, hypothesis:H, theme:T"
EARLY = "before standpoints enough are in"
READINGS_TABLE = result_table(
    "readings", "one member's reading of one result, once standpoints enough are in", section=16, files="readings",
    pages="inference",
    score=lambda found: list_readings(found.study),
    by=(text("reading", "its code"),),
    columns=(
        text("about", ABOUT), text("kind", "factor, theme, hypothesis"), ANY_FACTOR, ANY_THEME,
        choice("hypothesis", "the null hypothesis", Hypothesis, blank="where it is about none"), ANY_SITE, ANY_GROUP,
        choice("judgement", "whether the result holds", Judgement), text("text", "what the member makes of it"),
        text("by", "the member's code"), text("standpoint", "from where the member reads"), date("on", "the day"),
        text("edition", "the edition that was read", blank=NONE),
        choice("status", "where it stands", ReadingStatus), text("answers", "the reading that it answers", blank=NONE),
    ),
)  # fmt: skip

READING_COUNTS_TABLE = result_table(
    "reading_counts", "a result that somebody has read", section=16, files="readings", pages="inference",
    score=lambda found: count_readings(found.study), by=(text("about", ABOUT),),
    columns=(
        whole("n_members", "members who read it"), whole("n_standpoints", "standpoints that they read it from"),
        whole("n_holds", "members who say that it holds", blank=EARLY),
        whole("n_holds_in_part", "members who say that it holds in part", blank=EARLY),
        whole("n_does_not_hold", "members who say that it does not hold", blank=EARLY),
        whole("n_cannot_say", "members who cannot say", blank=EARLY),
        choice("agree", "whether all give one judgement", YesNo, blank=EARLY),
    ),
)  # fmt: skip


def list_readings(study: Study) -> pd.DataFrame:
    """One row a reading that may be shown: of results on which `reading_min_standpoints` standpoints are in.

    A reading set aside is left out, and so is an agreed one: that is the inference, and stands in `joint_display`.
    """
    rows = _own(study)
    enough = rows["about"].map(n_standpoints(rows)) >= study.rules.reading_min_standpoints
    return rows[enough][READINGS_TABLE.names].reset_index(drop=True)


def n_standpoints(rows: pd.DataFrame) -> pd.Series:
    """By result, how many standpoints its readings are from: each of another member, whatever one member writes."""
    by = rows.groupby("about")
    return pd.DataFrame({"standpoints": by["standpoint"].nunique(), "members": by["by"].nunique()}).min(axis=1)


def read_enough(study: Study) -> set[str]:
    """The results on which so many standpoints are in that readings, and what the team infers, may be shown."""
    n = n_standpoints(_own(study))
    return set(n[n >= study.rules.reading_min_standpoints].index)


def _own(study: Study) -> pd.DataFrame:
    """Members' own readings that stand, with what they are about in columns."""
    rows = study.frames["readings"]
    rows = rows[~rows["status"].isin([ReadingStatus.SET_ASIDE, ReadingStatus.AGREED]) & rows["by"].ne(TEAM)]
    return with_about(rows).sort_values(["about", "standpoint", "by", "reading"], kind="stable")


def with_about(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with the parts of `about` in columns of their own; dates as text."""
    parts = [_parts(read_reference(named)) for named in rows["about"]]
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
    counts = by.agg(n_members=("by", "nunique")).reset_index()
    counts["n_standpoints"] = counts["about"].map(n_standpoints(rows))
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
