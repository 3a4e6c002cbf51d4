"""METHOD 8: what people said in their own words, about each factor and theme, by group and by site."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.access import ALL, ONLY_BOARD, ONLY_WORKSHOP, Access, Protection
from peerwork.scoring.table_spec import (
    ANY_FACTOR,
    ANY_GROUP,
    ANY_SITE,
    ANY_THEME,
    NONE,
    SCOPE,
    choice,
    result_table,
    text,
    whole,
)
from peerwork.study.model import Study
from peerwork.study.schema import Known, Type
from peerwork.vocabulary import ExcerptSource, MayQuote, Scope

ABOUT = ["factor", "theme"]


PASSAGES_TABLE = result_table(
    "passages", "a passage about a factor or theme", section=8, files="excerpts",
    pages="handbook handbook_domain matrix quotations site_evidence stakeholder_group",
    score=lambda found: list_passages(found.study),
    columns=(
        text("excerpt", "its code"), choice("source", "where it comes from", ExcerptSource),
        text("participant", "who said it", known=Known.PARTICIPANT, blank=NONE), ANY_SITE, ANY_GROUP, ANY_FACTOR,
        ANY_THEME, text("text", "in plain words"),
        text("quotable_text", "the text without names and places", blank=NONE),
        choice("may_quote", "the widest audience that may read it", MayQuote),
        whole("coders", "coders who gave it this code"),
    ),
    access=Access(
        {ALL: "factor theme quotable_text", ONLY_WORKSHOP: "site", ONLY_BOARD: "group"},
        protection=Protection.PASSAGES,
    ),
)  # fmt: skip

PASSAGE_COUNTS_TABLE = result_table(
    "passage_counts", "a factor or theme in one scope", section=8, files="excerpts",
    pages="quotations site_evidence stakeholder_group",
    score=lambda found: count_passages(found["passages"]),
    by=(SCOPE, ANY_GROUP, ANY_SITE, ANY_FACTOR, ANY_THEME),
    columns=(whole("n_passages", "passages"), whole("n_people", "people who said so")),
)  # fmt: skip

THEMES_TABLE = result_table(
    "themes", "an inductive theme", section=8, files="themes",
    pages="community inference matrix quotations site_evidence stakeholder_group",
    score=lambda found: list_themes(found.study), by=(text("theme", "its code", known=Known.THEME),),
    columns=(text("label", "its name"), text("parent", "the theme that it is part of", blank=NONE)),
    access=Access({ALL: "theme label parent"}),
)  # fmt: skip


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
    texts = {column.name: "str" for column in PASSAGES_TABLE.columns if column.type is Type.TEXT}
    return once[PASSAGES_TABLE.names].astype(texts).sort_values([*ABOUT, "site", "excerpt"]).reset_index(drop=True)


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
    counts = pd.concat(parts, ignore_index=True).reindex(columns=PASSAGE_COUNTS_TABLE.names)
    return counts.astype(dict.fromkeys(PASSAGE_COUNTS_TABLE.key, "str"))


def _count(passages: pd.DataFrame, scope: Scope, keys: list[str]) -> pd.DataFrame:
    known = passages.dropna(subset=keys) if keys else passages
    by = known.groupby([*keys, *ABOUT], dropna=False)
    counts = by.agg(n_passages=("excerpt", "nunique"), n_people=("participant", "nunique")).reset_index()
    return counts.assign(scope=str(scope))
