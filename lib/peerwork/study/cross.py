"""Problems that no single cell shows: picks in excess, steps out of order, passages about two things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
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


@dataclass(frozen=True)
class Rows:
    """The rows of one file, as they were read."""

    name: str
    frame: pd.DataFrame

    def __getitem__(self, column: str) -> pd.Series:
        """The column as text, all missing where it is not there."""
        if column not in self.frame:
            return pd.Series(np.nan, index=self.frame.index, dtype="str")
        return self.frame[column].astype("str")

    def of(self, key: str, column: str) -> pd.Series:
        """What the column says by key, the first row of each."""
        return self.frame.astype("str").drop_duplicates(key).set_index(key)[column]

    def where(
        self, mask: np.ndarray | pd.Series, column: str, wrong: str, right: str, level: Level = Level.PROBLEM
    ) -> list[Problem]:
        """A problem for each row of the mask."""
        rows = self.frame.index[np.asarray(mask, dtype=bool)].tolist()
        return [Problem(f"{self.name}.csv", row, column, wrong, right, level) for row in rows]


def check_across(whole: Whole) -> list[Problem]:
    """Every problem and note that takes more than one cell to see."""
    checks: tuple[tuple[Callable[..., list[Problem]], str], ...] = (
        (_invitations, "invitations"), (_invited_elsewhere, "invitations participants"), (_picks, "top_three"),
        (_excerpts_about, "excerpts"), (_excerpts_from, "excerpts"), (_excerpts_elsewhere, "excerpts participants"),
        (_excerpts_twice, "excerpts"), (_quotable, "excerpts"), (_helped_by_absence, "answers"),
        (_not_asked, "answers participants"),
    )  # fmt: skip
    problems = _without_scale(whole)
    for check, names in checks:
        if set(names.split()) <= set(whole.raw):
            problems += check(whole, *(Rows(name, whole.raw[name]) for name in names.split()))
    return problems


def _is(frame: pd.DataFrame, name: str, value: str) -> np.ndarray:
    """Whether each row holds the value; works on categories, for millions of rows."""
    known = frame[name].cat.categories.get_indexer(pd.Index([value]))[0]
    return (frame[name].cat.codes.to_numpy() == known) & (known >= 0)


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


def _picks(whole: Whole, top_three: Rows) -> list[Problem]:
    """More factors named as most important than the study allows (METHOD 1)."""
    picks = top_three.frame[["participant", "factor"]].dropna()
    distinct = picks[~picks.apply(lambda column: column.cat.codes).duplicated()]
    nth = distinct.groupby("participant", observed=True).cumcount() + 1
    excess = distinct.loc[nth == whole.rules.top_max + 1, "participant"]
    named, right = distinct["participant"].value_counts(), f"keep at most {whole.rules.top_max}"
    return [
        Problem("top_three.csv", row, "participant", f"{quoted(person)} names {named[person]} factors", right)
        for row, person in filled(excess)
    ]


def _invitations(_: Whole, invitations: Rows) -> list[Problem]:
    """An invitation is of one person, whose steps follow each other, and who is interviewed or declines."""
    days = (invitations[f"{step}_on"] for step in ("identified", "informed", "consented", "declined"))
    identified, informed, agreed, declined = days
    person, where = invitations["participant"], invitations.where
    early, refused = "is before the day of an earlier step", "is of somebody who was interviewed"
    again, thought = "is the interviewee of another invitation", "keep both where somebody thought better of it"
    said_no = declined.notna()
    return (
        where(informed < identified, "informed_on", early, "check both days")
        + where(agreed < informed, "consented_on", early, "check both days")
        + where(
            said_no & person.notna(), "declined_on", refused, "clear one of declined_on and participant", Level.NOTE
        )
        + where(said_no & agreed.notna() & person.isna(), "declined_on", "consented and declined", thought, Level.NOTE)
        + where(person.notna() & person.duplicated(), "participant", again, "give each person one invitation")
    )


def _invited_elsewhere(_: Whole, invitations: Rows, people: Rows) -> list[Problem]:
    """A person approached is interviewed where, and as what, they were approached."""
    problems = []
    for name in ("site", "group"):
        home, said = invitations["participant"].map(people.of("participant", name)), invitations[name]
        differs = home.notna() & said.notna() & (home != said)
        wrong = f"is not the {name} of the participant"
        problems += invitations.where(differs, name, wrong, "check which of the two is right")
    return problems


def _excerpts_about(_: Whole, excerpts: Rows) -> list[Problem]:
    """A passage is about a factor or about a theme."""
    factor, theme = excerpts["factor"].notna(), excerpts["theme"].notna()
    right = "write one of the two; a passage about both takes two rows"
    return excerpts.where(factor & theme, "theme", "factor and theme are both given", right) + excerpts.where(
        ~factor & ~theme, "factor", "neither factor nor theme is given", right
    )


def _excerpts_from(_: Whole, excerpts: Rows) -> list[Problem]:
    """A passage is somebody's at a site, or a site's."""
    nobodys = excerpts["participant"].isna() & excerpts["site"].isna()
    wrong, right = "neither participant nor site is given", "write who said it, or the site it comes from"
    return excerpts.where(nobodys, "participant", wrong, right)


def _excerpts_elsewhere(_: Whole, excerpts: Rows, people: Rows) -> list[Problem]:
    """No passage is of one site by a person of another."""
    home, site = excerpts["participant"].map(people.of("participant", "site")), excerpts["site"]
    wrong, right = "is not the site of the participant", "leave site blank where there is a participant"
    return excerpts.where(home.notna() & site.notna() & (home != site), "site", wrong, right)


def _excerpts_twice(_: Whole, excerpts: Rows) -> list[Problem]:
    """A passage coded twice has two rows, and says the same in both but for its factor, theme and coder."""
    same = ("source", "participant", "site", "text", "quotable_text", "may_quote")
    wrong, right = (
        "differs from an earlier row of the same excerpt",
        "make them the same, or give each passage its own code",
    )
    problems = []
    for column in (column for column in same if column in excerpts.frame):
        values = excerpts[column].fillna("")
        first = values.groupby(excerpts["excerpt"]).transform("first")
        problems += excerpts.where(first.notna() & (values != first), column, wrong, right)
    return problems


def _quotable(_: Whole, excerpts: Rows) -> list[Problem]:
    """A passage released outside the team needs a text with names and places taken out: the full one is never shown."""
    released = excerpts["may_quote"].isin(["workshop", "board", "yes"]) & excerpts["quotable_text"].isna()
    wrong = "may be quoted but has no quotable_text: it will not be shown"
    right = "write it with names and places taken out, or set may_quote to no"
    return excerpts.where(released, "quotable_text", wrong, right, Level.NOTE)


def _helped_by_absence(_: Whole, answers: Rows) -> list[Problem]:
    """ "No" with "facilitator" is usually "it would help" (METHOD 3)."""
    mask = _is(answers.frame, "in_place", "no") & _is(answers.frame, "effect", "facilitator")
    wrong = "no with facilitator: has its absence helped, or would it help to have it?"
    right = "confirm it in the interview; if it would help, its absence is a barrier"
    return answers.where(mask, "effect", wrong, right, Level.NOTE)


def _not_asked(whole: Whole, answers: Rows, people: Rows) -> list[Problem]:
    """An answer of a group that the framework does not ask about the factor."""
    if not whole.framework:
        return []
    frame = answers.frame
    codes, names = pd.factorize(people.of("participant", "group").reindex(frame["participant"].cat.categories))
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
