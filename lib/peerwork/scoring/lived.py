"""METHOD 7: what people from minority communities and of community-specific sites lived through, in their words."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.table_spec import ANY_FACTOR, ANY_THEME, choice, result_table, text, whole
from peerwork.study.model import Study
from peerwork.vocabulary import Cause, Direction, ImpactOn, YesNo

TOLD = ("passages", "impacts")
OF_PASSAGE, TOO_FEW = "for a passage", "where they are too few"
WAYS = ("minority", "community_site")


LIVED_TABLE = result_table(
    "lived", "a passage or impact of minority communities or community-specific sites", section=7,
    files="participants", pages="community",
    score=lambda found: list_lived(found.study, found.those(*TOLD)),
    columns=(
        text("told", "passage, impact"), choice("on", "who is affected", ImpactOn, blank=OF_PASSAGE),
        choice("direction", "for better or worse", Direction, blank=OF_PASSAGE), ANY_FACTOR, ANY_THEME,
        text("text", "in plain words"),
    ),
)  # fmt: skip

LIVED_COUNTS_TABLE = result_table(
    "lived_counts", "a way of belonging", section=7, files="participants", pages="community",
    score=lambda found: count_lived(found.study, found.those(*TOLD)),
    by=(text("belonging", "minority (by ethnicity, as study.yaml counts it), community_site"),),
    columns=(
        whole("n_people", "people interviewed"),
        whole("n_told", "those with a passage or an impact", blank=TOO_FEW),
        whole("n_passages", "passages", blank=TOO_FEW), whole("n_impacts", "impacts", blank=TOO_FEW),
        choice("enough", "whether people enough told anything", YesNo),
    ),
)  # fmt: skip

IMPACT_CAUSES_TABLE = result_table(
    "impact_causes", "what impacts are put down to, and a direction", section=7, files="impacts", pages="community",
    score=lambda found: count_causes(found.study),
    by=(choice("cause", "what they are put down to", Cause), choice("direction", "for better or worse", Direction)),
    columns=(whole("n_impacts", "impacts"), whole("n_people", "people who told of one")),
)  # fmt: skip


def list_lived(study: Study, found: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """One row a passage or impact of somebody from a minority community, or of a community-specific site.

    `told` is passage or impact. Nothing says which of the two anybody is, nor who or where: those together are told of,
    and only where at least `min_people_board` people stand behind them; else the table is empty. None where
    nobody is of either or nothing is told. METHOD 7 and 14.
    """
    people = _of_either(study)
    if not found or not people:
        return None
    parts = [_told(found, name, people) for name in TOLD]
    rows = pd.concat(parts, ignore_index=True).astype("str")
    if rows["participant"].nunique() < study.rules.min_people_board:
        rows = rows.iloc[:0]
    return rows[LIVED_TABLE.names].sort_values(LIVED_TABLE.names, ignore_index=True)


def _told(found: dict[str, pd.DataFrame], name: str, people: frozenset[str]) -> pd.DataFrame:
    if name not in found:
        return pd.DataFrame(columns=["participant", *LIVED_TABLE.names], dtype="str")
    rows = found[name][found[name]["participant"].isin(people)]
    return rows.assign(told=name.removesuffix("s")).reindex(columns=["participant", *LIVED_TABLE.names])


def _of_either(study: Study) -> frozenset[str]:
    """Everybody who is of a minority ethnic community, as this study counts it, or of a community-specific site."""
    return frozenset().union(*(_people(study, way) for way in WAYS))


def _people(study: Study, way: str) -> frozenset[str]:
    people, majority = study.frames["participants"], study.config.ethnic_majority
    if way == "community_site":
        sites = study.frames["sites"]
        return frozenset(people[people["site"].isin(sites[sites["community"].notna()]["site"])]["participant"])
    if not majority:
        return frozenset()
    own = people["ethnicity"].notna() & ~people["ethnicity"].isin(list(majority))
    return frozenset(people[own]["participant"])


def count_lived(study: Study, found: dict[str, pd.DataFrame]) -> pd.DataFrame | None:
    """One row a way of belonging (minority, community_site): people, those who told anything, passages, impacts.

    Counts of fewer people than `min_people_board` are blank: `enough` is no. None as in `list_lived`. METHOD 7.
    """
    if not found or not _of_either(study):
        return None
    rows = []
    for way in WAYS:
        people = _people(study, way)
        told = {name: _told(found, name, people) for name in TOLD}
        n_told = pd.concat(list(told.values()))["participant"].nunique()
        enough = n_told >= study.rules.min_people_board
        counts = (n_told, len(told["passages"]), len(told["impacts"])) if enough else (None, None, None)
        rows.append((way, len(people), *counts, "yes" if enough else "no"))
    columns = ["belonging", "n_people", "n_told", "n_passages", "n_impacts", "enough"]
    return pd.DataFrame(rows, columns=columns).astype({name: "Int64" for name in columns[2:5]} | {"belonging": "str"})


def count_causes(study: Study) -> pd.DataFrame | None:
    """One row a cause (training, employment, other) and direction: impacts, people; None where no cause is recorded."""
    impacts = study.frames["impacts"]
    if impacts["cause"].isna().all():
        return None
    by = impacts.dropna(subset=["cause"]).groupby(["cause", "direction"])
    counts = by.agg(n_impacts=("text", "size"), n_people=("participant", "nunique")).reset_index()
    order = {str(cause): place for place, cause in enumerate(Cause)}
    return counts.sort_values(
        ["cause", "direction"], key=lambda of: of.map(order).fillna(0), kind="stable", ignore_index=True
    )
