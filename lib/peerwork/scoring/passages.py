"""METHOD 8: what people said in their own words, about each factor and theme, by group and by site."""

from __future__ import annotations

import pandas as pd

from peerwork.study.model import Study
from peerwork.vocabulary import Scope

ABOUT = ["factor", "theme"]
COLUMNS = [
    "excerpt", "source", "participant", "site", "group", "factor", "theme", "text", "quotable_text", "may_quote",
    "coders",
]  # fmt: skip


def list_passages(study: Study) -> pd.DataFrame:
    """One row a passage about a factor or theme: who said it and where, its text, and who may read what of it.

    `text` is in full and for the research team; `quotable_text` is for the audiences up to `may_quote`. A passage that
    several coders gave the same factor or theme is one row, `coders` counting them. The site is the interviewee's where
    there is one, the group blank where there is none. METHOD 8.
    """
    excerpts = study.frames["excerpts"].reset_index(drop=True)
    people = study.frames["participants"][["participant", "site", "group"]].rename(columns={"site": "own_site"})
    coded = excerpts.merge(people, on="participant", how="left")
    coded["site"] = coded["own_site"].astype("str").fillna(coded["site"].astype("str"))
    by_passage = coded.groupby(["excerpt", *ABOUT], dropna=False, observed=True)
    coded["coders"] = by_passage["coder"].transform("nunique")
    once = coded.drop_duplicates(["excerpt", *ABOUT])
    text = {name: "str" for name in COLUMNS if name != "coders"}
    return once[COLUMNS].astype(text).sort_values([*ABOUT, "site", "excerpt"]).reset_index(drop=True)


def list_themes(study: Study) -> pd.DataFrame:
    """One row an inductive theme: its label, and the theme that it is part of."""
    themes = study.frames["themes"].reindex(columns=["theme", "label", "parent"])
    return themes.astype("str").sort_values("theme").reset_index(drop=True)


def count_passages(passages: pd.DataFrame) -> pd.DataFrame:
    """One row a factor or theme in the study, a stakeholder group or a site: how many passages, of how many people.

    Passages without an interviewee (of a document, of a workshop) count as passages and as nobody. Only where there are
    any is there a row. METHOD 8.
    """
    scopes = {Scope.STUDY: [], Scope.GROUP: ["group"], Scope.SITE: ["site"]}
    parts = [_count(passages, scope, keys) for scope, keys in scopes.items()]
    columns = ["scope", "group", "site", *ABOUT, "n_passages", "n_people"]
    counts = pd.concat(parts, ignore_index=True).reindex(columns=columns)
    return counts.astype(dict.fromkeys(("scope", "group", "site", *ABOUT), "str"))


def _count(passages: pd.DataFrame, scope: Scope, keys: list[str]) -> pd.DataFrame:
    known = passages.dropna(subset=keys) if keys else passages
    by = known.groupby([*keys, *ABOUT], dropna=False)
    counts = by.agg(n_passages=("excerpt", "nunique"), n_people=("participant", "nunique")).reset_index()
    return counts.assign(scope=str(scope))
