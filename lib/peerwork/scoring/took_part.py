"""Who took part: the people interviewed, by what they said of themselves; and the workshops held (METHOD 13)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from peerwork.scoring.fieldwork import interviewed
from peerwork.scoring.table_spec import ANY_SITE, SITE, date, proportion, result_table, text, whole
from peerwork.study.model import Study
from peerwork.vocabulary import Response

TOLD = ("group", "role_detail", "relation_to_peer_support", "gender", "age_band", "ethnicity", "years_in_role")

TOOK_PART_TABLE = result_table(
    "took_part", "a value of something told of interviewees, in the study or at a site", section=13,
    files="participants", pages="fieldwork", score=lambda found: score_took_part(found.study),
    by=(
        ANY_SITE, text("by", f"what was told: {', '.join(TOLD)}"),
        text("value", "as told", blank="where nothing was recorded"),
    ),
    columns=(whole("n", "people interviewed"), proportion("share", "of all people interviewed there, 0 to 1")),
)  # fmt: skip

WORKSHOPS_HELD_TABLE = result_table(
    "workshops_held", "a feedback workshop: a site and a day", section=13, files="workshops", pages="fieldwork",
    score=lambda found: list_workshops(found.study), by=(SITE, date("held_on", "the day")),
    columns=(
        whole("attendees", "people who were there", blank="where nobody wrote it down"),
        whole("n_factors", "factors talked about"), whole("n_agree", "responses that agree"),
        whole("n_refine", "responses that refine"), whole("n_dispute", "responses that dispute"),
        whole("n_actions", "actions agreed"),
    ),
)  # fmt: skip


def score_took_part(study: Study) -> pd.DataFrame:
    """One row a value of something told of interviewees, in the study (`site` blank) and at each site.

    `n` of those interviewed by `as_of`, `share` of all of them there (0 to 1). `value` is blank where nothing was
    recorded, so that every `by` adds up to all. Values are the interviewees' own words; years in the role are banded
    (`years_bands`) where they are a number. METHOD 13.
    """
    people = interviewed(study)
    if "years_in_role" in people:
        people = people.assign(years_in_role=_banded(people["years_in_role"], study.rules.years_bands))
    at_site = pd.Index(study.frames["sites"]["site"]).get_indexer(people["site"]) + 1
    told = pd.concat(
        [pd.DataFrame({"scope": at_site, "by": by, "value": people[by]}) for by in TOLD if by in people],
        ignore_index=True,
    )
    told = pd.concat([told.assign(scope=0), told], ignore_index=True)
    counts = told.groupby(["scope", "by", "value"], dropna=False, sort=False).size().rename("n").reset_index()
    rows = counts.assign(place=counts["by"].map(TOLD.index), blank=counts["value"].isna())
    rows = rows.sort_values(["scope", "place", "blank", "n", "value"], ascending=[True, True, True, False, True])
    scopes = np.array([None, *study.frames["sites"]["site"]], dtype=object)
    whole = np.bincount(np.append(at_site, np.zeros(len(people), dtype=int)), minlength=len(scopes))
    found = rows.assign(site=scopes[rows["scope"]], share=rows["n"] / whole[rows["scope"]])
    found = found[["site", "by", "value", "n", "share"]].reset_index(drop=True)
    return found.astype({"site": "str", "by": "str", "value": "str"})


def _banded(column: pd.Series, bands: Sequence[int]) -> pd.Series:
    """The band of each number of years; what is no number stays as it was told."""
    ends = [f"{low} to {high - 1}" if high - 1 > low else str(low) for low, high in pairwise(bands)]
    labels = np.array([f"under {bands[0]}", *ends, f"{bands[-1]} or more"])
    years = pd.to_numeric(column, errors="coerce")
    places = np.searchsorted(bands, years.fillna(0), side="right")
    return column.where(years.isna(), pd.Series(labels[places], index=column.index, dtype="str"))


def list_workshops(study: Study) -> pd.DataFrame:
    """One row a feedback workshop: a site and a day; how many were there, what was talked about, what was said.

    `attendees` is the largest number written in its rows, blank where none is. METHOD 13.
    """
    rows = study.frames["workshops"]
    held = rows.assign(**{f"n_{one.value}": rows["response"] == one for one in Response}).groupby(["site", "held_on"])
    found = held.agg(
        attendees=("attendees", "max"),
        n_factors=("factor", "nunique"),
        **{f"n_{one.value}": (f"n_{one.value}", "sum") for one in Response},
        n_actions=("action", "count"),
    ).reset_index()
    return found.astype({name: int for name in found.columns.astype("str") if name.startswith("n_")})
