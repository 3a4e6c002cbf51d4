"""What the interviews that remain could still change (METHOD 13, by the verdicts of METHOD 3)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.rules import Rules, at_least
from peerwork.scoring.found import Found
from peerwork.scoring.people import with_people
from peerwork.scoring.table_spec import FACTOR, SITE, choice, flag, result_table, whole
from peerwork.study.model import Study
from peerwork.vocabulary import Effect, InPlace, Pattern

YES_NO = [InPlace.YES, InPlace.NO]
INFORMATIVE = [Effect.FACILITATOR, Effect.BARRIER, Effect.NEITHER]


UNDECIDED_PATTERNS_TABLE = result_table(
    "undecided_patterns", "a factor's pattern at a site", section=13, files="answers", 
    score=lambda found: _score(found), by=(SITE, FACTOR),
    columns=(
        choice("verdict", "the pattern so far", Pattern), whole("n", "answers with yes or no"),
        whole("n_remaining", "interviews still planned"),
        whole("flips_to_change", "answers that would have to move for the verdict to change", blank="where none can"),
        whole("interviews_to_change", "further answers after which it could differ", blank="where none could"),
        flag("could_change", "whether the remaining interviews could change the verdict"),
    ),
)  # fmt: skip


def _score(found: Found) -> pd.DataFrame | None:
    if not found.study.config.planned:
        return None
    return score_undecided_patterns(found["patterns"], found["fieldwork"], found.study)


def score_undecided_patterns(patterns: pd.DataFrame, fieldwork: pd.DataFrame, study: Study) -> pd.DataFrame:
    """One row a condition at a site: its verdict, the interviews left that ask about it, whether they can change it.

    `n_remaining` is planned (the most of a range) less done, over the groups that the factor is asked of.
    `interviews_to_change` is the least number of further informative answers with which the verdict of METHOD 3 could
    be another; blank where all that remain could not change it, which `could_change` says.
    """
    rows = patterns.merge(_groups(study, fieldwork), on=["site", "factor"], how="left")
    least = np.full(len(rows), np.nan)
    for more in range(int(rows["n_remaining"].max()) if len(rows) else 0, 0, -1):
        least[_can_change(rows, more, study.rules) & (rows["n_remaining"] >= more).to_numpy()] = more
    return rows.assign(interviews_to_change=least, could_change=~np.isnan(least))[UNDECIDED_PATTERNS_TABLE.names]


def _groups(study: Study, fieldwork: pd.DataFrame) -> pd.DataFrame:
    """One row a condition at a site: interviews left, groups heard so far, and groups that could yet be heard."""
    asked = [(f.id, group) for f in study.conditions for group in f.asked_of or study.framework.groups]
    left = (fieldwork["planned_max"] - fieldwork["done"]).clip(lower=0).fillna(0)
    cells = fieldwork[["site", "group"]].assign(n_remaining=left.astype(int))
    cells = cells.merge(pd.DataFrame(asked, columns=["factor", "group"], dtype="str"), on="group")
    cells = cells.merge(_heard(study), on=["site", "factor", "group"], how="left")
    heard = cells["heard"].notna()
    cells = cells.assign(groups_heard=heard, groups_to_hear=~heard & (cells["n_remaining"] > 0))
    return cells.groupby(["site", "factor"])[["n_remaining", "groups_heard", "groups_to_hear"]].sum().reset_index()


def _heard(study: Study) -> pd.DataFrame:
    """One row a site, factor and group of which at least one answer counts in METHOD 3."""
    answers = study.frames["answers"]
    counts = answers["in_place"].isin(YES_NO) & answers["effect"].isin(INFORMATIVE)
    cells = with_people(answers.loc[counts, ["participant", "factor"]], study)[["site", "factor", "group"]]
    return cells.drop_duplicates().assign(heard=True)


def _can_change(rows: pd.DataFrame, more: int, rules: Rules) -> np.ndarray:
    """Whether `more` answers, all in the column that serves best, make another verdict."""
    proposed = rows["present_helps"] + rows["absent_hinders"]
    contrary = rows["present_hinders"] + rows["absent_helps"]
    columns = np.array([proposed, contrary, rows["no_difference"]])
    n = rows["n"].to_numpy() + more
    most, verdict = columns.max(axis=0), rows["verdict"].to_numpy()
    groups = rows["groups_heard"] + np.minimum(rows["groups_to_hear"], more)
    enough = (n >= rules.min_answers) & (groups.to_numpy() >= rules.min_groups)
    falls, rises = ~at_least(most / n, rules.pattern_share), at_least((most + more) / n, rules.pattern_share)
    return np.select([verdict == Pattern.TOO_LITTLE, verdict == Pattern.MIXED], [enough, rises], falls)
