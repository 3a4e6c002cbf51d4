"""What everybody may know: who was interviewed, in which group and site; and, to judge by, what they answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from peerwork.framework import Framework
from peerwork.rules import Rules
from peerwork.study.model import Study
from peerwork.study.read import read_study

SAID = {"facilitator": ", those who said it helped", "barrier": ", those who said it hindered"}


@dataclass(frozen=True)
class Truth:
    """The study as the team has it.

    `answers` has one row a participant and factor that was rated, with `site`, `group`, `sector`, `effect`,
    `importance`, `withdrawn` and `interviewed_on`; `picks` one row a participant and factor named, with `kind`;
    `people` everybody who was interviewed, those who withdrew included. `asked` has one row a row of `answers.csv` of
    somebody who did not withdraw: `participant`, `site`, `group`, `factor`, `in_place`, `effect`. `study` is all of it.
    """

    answers: pd.DataFrame
    picks: pd.DataFrame
    people: pd.DataFrame
    sites: pd.DataFrame
    framework: Framework
    rules: Rules
    asked: pd.DataFrame
    study: Study

    @property
    def conditions(self) -> frozenset[str]:
        """The factors of kind condition, which have a verdict."""
        return frozenset(factor.id for factor in self.study.conditions)


def know_study(folder: Path) -> Truth:
    """The truth of a study's folder; raises ProblemsFound where it cannot be read."""
    study = read_study(folder)
    sites = study.frames["sites"][["site", "name", "sector"]]
    columns = ["participant", "site", "group", "interviewed_on"]
    current = _frame(study.frames, "participants", columns).assign(withdrawn=False)
    gone = study.withdrawn.reindex(columns=columns).assign(withdrawn=True)
    people = pd.concat([current, gone], ignore_index=True).merge(sites[["site", "sector"]], on="site", how="left")
    rated = _with_withdrawn(study.frames, "answers", ["participant", "factor", "effect", "importance"], folder, gone)
    rated = rated.assign(importance=pd.to_numeric(rated["importance"], errors="coerce")).dropna(subset=["importance"])
    rated = rated.merge(people, on="participant")
    picks = _with_withdrawn(study.frames, "top_three", ["participant", "factor", "kind"], folder, gone)
    picks = picks.dropna(subset=["factor"]).merge(people, on="participant")
    asked = _frame(study.frames, "answers", ["participant", "factor", "in_place", "effect"])
    asked = asked.merge(people[~people["withdrawn"]][["participant", "site", "group"]], on="participant")
    asked = asked.astype(dict.fromkeys(("in_place", "effect"), "str")).fillna({"in_place": "", "effect": ""})
    return Truth(rated.reset_index(drop=True), picks, people, sites, study.framework, study.rules, asked, study)


def _frame(frames: Mapping[str, pd.DataFrame], name: str, columns: list[str]) -> pd.DataFrame:
    return frames[name].reindex(columns=columns) if name in frames else pd.DataFrame(columns=columns, dtype="str")


def _with_withdrawn(
    frames: Mapping[str, pd.DataFrame], name: str, columns: list[str], folder: Path, gone: pd.DataFrame
) -> pd.DataFrame:
    """The rows of a file, with those that people who withdrew have left in it: an earlier edition rests on them."""
    current, path = _frame(frames, name, columns), folder / f"{name}.csv"
    if gone.empty or not path.is_file():
        return current
    every = pd.read_csv(path, dtype="str", encoding="utf-8-sig", sep=None, engine="python")
    every.columns = every.columns.str.strip()
    left = every[every["participant"].isin(gone["participant"])].reindex(columns=columns)
    return pd.concat([current, left], ignore_index=True)


def small_sets(rated: pd.DataFrame, small: int, told: set[tuple[str, str]]) -> list[tuple[str, np.ndarray]]:
    """Sets of fewer than `small` people whose mean METHOD 14 withholds: a name, and who is in it.

    The study, a sector, a site, a group, a group at a site; and those of a place who said that it helped, or hindered,
    where some figure of the kind is released of that place (`told`: scope and name). Elsewhere nobody can know who they
    are.
    """
    values = {column: rated[column].to_numpy(dtype=object) for column in ("sector", "site", "group", "effect")}
    wholes = [("study", "", np.ones(len(rated), dtype=bool))]
    for column in ("sector", "site", "group"):
        wholes += [(column, name, values[column] == name) for name in sorted(set(rated[column].dropna()))]
    pairs = sorted(set(zip(values["site"], values["group"], strict=True)))
    cells = [(f"{g} at {s}", (values["site"] == s) & (values["group"] == g)) for s, g in pairs]
    parts = [
        (f"{scope} {name}{said}", inside & (values["effect"] == effect))
        for scope, name, inside in wholes
        for effect, said in SAID.items()
        if (scope, name) in told
    ]
    found = [*((f"{scope} {name}", inside) for scope, name, inside in wholes), *cells, *parts]
    return [(name, inside) for name, inside in found if 0 < inside.sum() < small]
