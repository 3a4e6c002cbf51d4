"""What everybody may know: who was interviewed, in which group and site; and, to judge by, what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from peerwork.audit.released import PEOPLE
from peerwork.framework import Framework
from peerwork.rules import Rules
from peerwork.study.model import Study
from peerwork.study.read import read_study

SAID = {"facilitator": ", those who said it helped", "barrier": ", those who said it hindered"}
ANSWER = ("in_place", "effect", "importance")


@dataclass(frozen=True)
class Truth:
    """The study as the team has it.

    `today` has the columns of `Release.people` (plain tokens, unless others were given) and beside them `participant`,
    `sector`, and what was answered: `in_place`, `effect`, `importance` and `kind` (as which it was named), all blank
    (NaN for `importance`) where nothing was.
    """

    study: Study
    today: pd.DataFrame

    @property
    def framework(self) -> Framework:
        """The study's framework."""
        return self.study.framework

    @property
    def rules(self) -> Rules:
        """The study's rules."""
        return self.study.rules

    @property
    def sites(self) -> pd.DataFrame:
        """The study's sites: `site`, `name`, `sector` …"""
        return self.study.frames["sites"]

    @property
    def conditions(self) -> frozenset[str]:
        """The factors of kind condition, which have a verdict."""
        return frozenset(factor.id for factor in self.study.conditions)

    @cached_property
    def people(self) -> pd.DataFrame:
        """One row a person interviewed: `person`, `participant`, `site`, `group`, `sector`."""
        return self.today[["person", "participant", "site", "group", "sector"]].drop_duplicates("person")

    @cached_property
    def asked(self) -> pd.DataFrame:
        """The rows of those who were asked about a factor."""
        return self.today[self.today["asked"] == "yes"]


def know_study(known: Path | Study, tokens: pd.DataFrame | None = None) -> Truth:
    """The truth of a study, read from its folder where it was not yet; raises ProblemsFound where it cannot be read.

    `tokens` are the study's people as they stand, with the columns of `Release.people` and `participant`, where
    releases were recorded with other tokens than the plain ones.
    """
    study = known if isinstance(known, Study) else read_study(known)
    today = _answered(study)
    if tokens is None:
        return Truth(study, today)
    given = tokens[["participant", *(name for name in PEOPLE if name not in ("site", "group", "asked"))]].astype("str")
    plain = today.drop(columns=["person", "rating", "answer", "pick"])
    joined = plain.merge(given.fillna(""), on=["participant", "factor"], how="left", suffixes=("", "_given"))
    return Truth(study, joined.fillna({"person": joined["participant"], "rating": "", "answer": "", "pick": ""}))


def plain_people(study: Study) -> pd.DataFrame:
    """The people of a study as `Release.people` has them, with tokens that anybody can make: for tests and trials."""
    return _answered(study)[list(PEOPLE)]


def _answered(study: Study) -> pd.DataFrame:
    """One row a person and factor that the person was asked about or named; of others one row with a blank factor."""
    sites = study.frames["sites"][["site", "sector"]].astype("str")
    people = (
        _frame(study.frames, "participants", ["participant", "site", "group"]).astype("str").merge(sites, on="site")
    )
    answers = _frame(study.frames, "answers", ["participant", "factor", *ANSWER]).assign(asked="yes")
    picks = _frame(study.frames, "top_three", ["participant", "factor", "kind"]).dropna(subset=["factor"])
    said = answers.astype(dict.fromkeys(("participant", "factor", "in_place", "effect"), "str"))
    said = said.merge(picks.astype("str"), on=["participant", "factor"], how="outer")
    rows = people.merge(said, on="participant", how="left")
    texts = ["factor", "asked", "in_place", "effect", "kind"]
    rows[texts] = rows[texts].astype("str").fillna("")
    rows["importance"] = pd.to_numeric(rows["importance"], errors="coerce")
    about = rows["participant"] + "/" + rows["factor"] + "/"
    rating = about + rows["importance"].astype("str")
    answer, blank = about + rows["in_place"] + "/" + rows["effect"], rows["in_place"].eq("") & rows["effect"].eq("")
    return rows.assign(
        person=rows["participant"],
        rating=rating.mask(rows["importance"].isna(), ""),
        answer=answer.mask(blank, ""),
        pick=(about + rows["kind"]).mask(rows["kind"].eq(""), ""),
    ).reset_index(drop=True)


def _frame(frames: Mapping[str, pd.DataFrame], name: str, columns: list[str]) -> pd.DataFrame:
    return frames[name].reindex(columns=columns) if name in frames else pd.DataFrame(columns=columns, dtype="str")


def small_sets(rated: pd.DataFrame, small: int, told: set[tuple[str, str]]) -> list[tuple[str, np.ndarray]]:
    """Sets of fewer than `small` people whose mean METHOD 14 withholds: a name, and who is in it.

    The study, a sector, a site, a group, a group at a site; and those of a place who said that it helped, or hindered,
    where some figure of the kind is released of that place (`told`: scope and name). Elsewhere nobody can know who they
    are. `inside` says who is there now: people and answers of earlier releases are in no set.
    """
    values = {column: rated[column].to_numpy(dtype=object) for column in ("sector", "site", "group", "effect")}
    now = rated["inside"].to_numpy(dtype=bool)
    wholes = [("study", "", now)]
    for column in ("sector", "site", "group"):
        wholes += [(column, name, now & (values[column] == name)) for name in sorted(set(rated[column].dropna()))]
    pairs = sorted(set(zip(values["site"], values["group"], strict=True)))
    cells = [(f"{g} at {s}", now & (values["site"] == s) & (values["group"] == g)) for s, g in pairs]
    parts = [
        (f"{scope} {name}{said}", inside & (values["effect"] == effect))
        for scope, name, inside in wholes
        for effect, said in SAID.items()
        if (scope, name) in told
    ]
    found = [*((f"{scope} {name}", inside) for scope, name, inside in wholes), *cells, *parts]
    return [(name, inside) for name, inside in found if 0 < inside.sum() < small]
