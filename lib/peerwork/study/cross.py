"""Problems that no single cell shows: picks in excess, codes that collide, passages about nothing or two things."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from peerwork.framework import Framework
from peerwork.problems import Level, Problem, quoted
from peerwork.rules import Rules
from peerwork.study.cells import filled

Raw = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Whole:
    """All that is known of a study while it is checked; what could not be read is not there."""

    raw: Raw
    framework: Framework | None
    rules: Rules


def check_across(whole: Whole) -> list[Problem]:
    """Every problem and note that takes more than one cell to see."""
    checks = (
        _without_scale,
        _invitations,
        _picks,
        _excerpts_about,
        _excerpts_from,
        _excerpts_twice,
        _quotable,
        _helped_by_absence,
        _not_asked,
    )
    return [problem for check in checks for problem in check(whole)]


def _column(frame: pd.DataFrame, name: str) -> pd.Series:
    """The column as text, all missing where it is not there."""
    if name not in frame:
        return pd.Series(np.nan, index=frame.index, dtype="str")
    return frame[name].astype("str")


def _is(frame: pd.DataFrame, name: str, value: str) -> np.ndarray:
    """Whether each row holds the value; works on categories, for millions of rows."""
    known = frame[name].cat.categories.get_indexer(pd.Index([value]))[0]
    return (frame[name].cat.codes.to_numpy() == known) & (known >= 0)


def _each(
    frame: pd.DataFrame, mask: np.ndarray | pd.Series, file: str, column: str, wrong: str, right: str, level: Level
) -> list:
    rows = frame.index[np.asarray(mask, dtype=bool)].tolist()
    return [Problem(file, row, column, wrong, right, level) for row in rows]


def _without_scale(whole: Whole) -> list[Problem]:
    """Values that the framework has no scale or names for."""
    if whole.framework is None:
        return []
    needs = (
        ("answers", "importance", whole.framework.importance_scale, "importance_scale"),
        ("site_ratings", "rating", whole.framework.site_scale, "site_scale"),
        ("participants", "group", whole.framework.stakeholder_groups, "stakeholder_groups"),
    )
    return [
        Problem(f"{file}.csv", None, column, f"the framework has no {key}", f"add {key} to the framework")
        for file, column, has, key in needs
        if not has and file in whole.raw and whole.raw[file][column].notna().any()
    ]


def _picks(whole: Whole) -> list[Problem]:
    """More factors named as most important than the study allows (METHOD 1)."""
    if "top_three" not in whole.raw:
        return []
    picks = whole.raw["top_three"][["participant", "factor"]].dropna()
    distinct = picks[~picks.apply(lambda column: column.cat.codes).duplicated()]
    nth = distinct.groupby("participant", observed=True).cumcount() + 1
    excess = distinct[nth == whole.rules.top_max + 1]
    named = distinct["participant"].value_counts()
    return [
        Problem(
            "top_three.csv",
            row,
            "participant",
            f"{quoted(person)} names {named[person]} factors",
            f"keep at most {whole.rules.top_max}",
        )
        for row, person in filled(excess["participant"])
    ]


INVITED = ("identified_on", "informed_on", "consented_on")  # the days of an invitation, in order


def _invitations(whole: Whole) -> list[Problem]:
    """An invitation is of one person, who is interviewed where and as what they were approached."""
    if "invitations" not in whole.raw:
        return []
    frame = whole.raw["invitations"].astype("str")
    days = [_column(frame, name) for name in (*INVITED, "declined_on")]
    problems = []
    for name, (early, late) in zip(INVITED[1:], zip(days, days[1:], strict=False), strict=False):
        right = "check both days"
        wrong = "is before the day of an earlier step"
        problems += _each(frame, late < early, "invitations.csv", name, wrong, right, Level.PROBLEM)
    person, agreed, declined = _column(frame, "participant"), days[2], days[3]
    wrong, right = "is of somebody who was interviewed", "clear one of declined_on and participant"
    refused = declined.notna() & person.notna()
    problems += _each(frame, refused, "invitations.csv", "declined_on", wrong, right, Level.NOTE)
    wrong, right = (
        "consented and declined",
        "keep both where somebody thought better of it",
    )
    both = declined.notna() & agreed.notna() & person.isna()
    problems += _each(frame, both, "invitations.csv", "declined_on", wrong, right, Level.NOTE)
    wrong, right = "is the interviewee of another invitation", "give each person one invitation"
    twice = person.notna() & person.duplicated()
    problems += _each(frame, twice, "invitations.csv", "participant", wrong, right, Level.PROBLEM)
    return problems + _invited_elsewhere(whole, frame, person)


def _invited_elsewhere(whole: Whole, frame: pd.DataFrame, person: pd.Series) -> list[Problem]:
    if "participants" not in whole.raw:
        return []
    people = whole.raw["participants"].astype("str").drop_duplicates("participant").set_index("participant")
    problems = []
    for name in ("site", "group"):
        home, said = person.map(people[name]), _column(frame, name)
        wrong, right = f"is not the {name} of the participant", "check which of the two is right"
        differs = home.notna() & said.notna() & (home != said)
        problems += _each(frame, differs, "invitations.csv", name, wrong, right, Level.PROBLEM)
    return problems


def _excerpts_about(whole: Whole) -> list[Problem]:
    if "excerpts" not in whole.raw:
        return []
    frame = whole.raw["excerpts"]
    factor, theme = _column(frame, "factor").notna(), _column(frame, "theme").notna()
    right = "write one of the two; a passage about both takes two rows"
    both = _each(
        frame, factor & theme, "excerpts.csv", "theme", "factor and theme are both given", right, Level.PROBLEM
    )
    neither = "neither factor nor theme is given"
    return both + _each(frame, ~factor & ~theme, "excerpts.csv", "factor", neither, right, Level.PROBLEM)


def _excerpts_from(whole: Whole) -> list[Problem]:
    """A passage is somebody's at a site, or a site's; never of one site by a person of another."""
    if "excerpts" not in whole.raw:
        return []
    frame = whole.raw["excerpts"]
    person, site = _column(frame, "participant"), _column(frame, "site")
    wrong, right = "neither participant nor site is given", "write who said it, or the site it comes from"
    problems = _each(frame, person.isna() & site.isna(), "excerpts.csv", "participant", wrong, right, Level.PROBLEM)
    if "participants" in whole.raw:
        people = whole.raw["participants"].astype("str").drop_duplicates("participant").set_index("participant")["site"]
        home = person.map(people)
        wrong, right = "is not the site of the participant", "leave site blank where there is a participant"
        problems += _each(
            frame, home.notna() & site.notna() & (home != site), "excerpts.csv", "site", wrong, right, Level.PROBLEM
        )
    return problems


def _excerpts_twice(whole: Whole) -> list[Problem]:
    """A passage coded twice has two rows, and says the same in both but for its factor, theme and coder."""
    if "excerpts" not in whole.raw:
        return []
    frame = whole.raw["excerpts"]
    same = [name for name in ("source", "participant", "site", "text", "quotable_text", "may_quote") if name in frame]
    problems = []
    for column in same:
        values = _column(frame, column).fillna("")
        first = values.groupby(_column(frame, "excerpt")).transform("first")
        wrong = "differs from an earlier row of the same excerpt"
        right = "make them the same, or give each passage its own code"
        differs = first.notna() & (values != first)
        problems += _each(frame, differs, "excerpts.csv", column, wrong, right, Level.PROBLEM)
    return problems


def _quotable(whole: Whole) -> list[Problem]:
    """A passage released outside the team needs a text with names and places taken out: the full one is never shown."""
    if "excerpts" not in whole.raw or "may_quote" not in whole.raw["excerpts"]:
        return []
    frame = whole.raw["excerpts"]
    released = frame["may_quote"].isin(["workshop", "board", "yes"]) & _column(frame, "quotable_text").isna()
    wrong = "may be quoted but has no quotable_text: it will not be shown"
    right = "write it with names and places taken out, or set may_quote to no"
    return _each(frame, released, "excerpts.csv", "quotable_text", wrong, right, Level.NOTE)


def _helped_by_absence(whole: Whole) -> list[Problem]:
    """ "No" with "facilitator" is usually "it would help" (METHOD 3)."""
    if "answers" not in whole.raw:
        return []
    frame = whole.raw["answers"]
    mask = _is(frame, "in_place", "no") & _is(frame, "effect", "facilitator")
    wrong = "no with facilitator: has its absence helped, or would it help to have it?"
    right = "confirm it in the interview; if it would help, its absence is a barrier"
    return _each(frame, mask, "answers.csv", "effect", wrong, right, Level.NOTE)


def _not_asked(whole: Whole) -> list[Problem]:
    """An answer of a group that the framework does not ask about the factor."""
    if not whole.framework or not {"answers", "participants"} <= set(whole.raw):
        return []
    frame, people = whole.raw["answers"], whole.raw["participants"]
    groups = people.astype("str").drop_duplicates("participant").set_index("participant")["group"]
    codes, names = pd.factorize(groups.reindex(frame["participant"].cat.categories))
    group = np.append(codes, -1)[frame["participant"].cat.codes]
    factor = frame["factor"].cat.codes.to_numpy()
    words = _unknown_references(whole.framework, list(names), list(frame["factor"].cat.categories))
    strange = np.zeros((len(names) + 1, len(frame["factor"].cat.categories) + 1), dtype=bool)
    strange[tuple(np.array(list(words), dtype=int).reshape(-1, 2).T)] = True
    mask = strange[group, factor]
    pairs = zip(group[mask].tolist(), factor[mask].tolist(), strict=True)
    right = "check who answered, or the framework's asked_of"
    return [
        Problem("answers.csv", row, "factor", words[group_factor], right, Level.NOTE)
        for row, group_factor in zip(frame.index[mask].tolist(), pairs, strict=True)
    ]


def _unknown_references(framework: Framework, groups: list[str], factors: list[str]) -> dict[tuple[int, int], str]:
    """What to say of each group and factor (their positions) of which the framework does not ask."""
    return {
        (row, column): f"{quoted(factor)} is not asked of {group}"
        for column, factor in enumerate(factors)
        for row, group in enumerate(groups)
        if group in framework.groups
        and factor in framework.by_id
        and framework.by_id[factor].asked_of
        and group not in framework.by_id[factor].asked_of
    }
