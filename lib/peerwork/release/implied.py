"""What follows from the means that an audience is shown: differences of two groups, and zones of indicators."""

from __future__ import annotations

import pandas as pd

from peerwork.disclosure.figures import WITHHELD
from peerwork.disclosure.judge import Standard, wide_figure_is_safe
from peerwork.release.importance import Shown
from peerwork.release.shown_tables import is_seen
from peerwork.study.model import Study
from peerwork.vocabulary import Audience, Kind, Scope, Zone

HALF = 0.05  # half of the step to which a mean is shown
IMPORTANT, FEASIBLE = (Zone.MONITOR_NOW, Zone.MAKE_MEASURABLE), (Zone.MONITOR_NOW, Zone.EASY_EXTRA)
MEASURES = ("importance", "feasibility")


def show_differences(
    tensions: pd.DataFrame, importance: dict[str, Shown], audience: Audience, least: int
) -> pd.DataFrame:
    """One row a factor and pair of groups in the study: what follows from the two means shown, the widest first.

    A number where both are numbers; a bound (`>=0.4`, `<=-1`) where one of them is, or both away from each other; `*`
    where nothing follows. Means of at least `least` people, as the audience sees them.
    """
    rows = tensions[(tensions["scope"] == Scope.STUDY) & (tensions["measure"] == "importance")].reset_index(drop=True)

    def shown(factor: str, *groups: str) -> str:
        found = importance[factor].figures if factor in importance else {}
        means = [found.get((Scope.GROUP, group, Kind.EITHER)) for group in groups]
        texts = [mean.text for mean in means if mean is not None and is_seen(mean, audience, least)]
        return difference(*texts) if len(texts) == len(means) else WITHHELD

    names = (rows[name].astype("str") for name in ("factor", "group_a", "group_b"))
    rows = rows.assign(difference=pd.array([shown(*key) for key in zip(*names, strict=True)], dtype="str"))
    widest_first = rows["difference"].map(_least_width).sort_values(ascending=False, kind="stable").index
    return rows.loc[widest_first].reset_index(drop=True)


def difference(first: str, second: str) -> str:
    """What follows from two means for their difference, the first less the second."""
    value = float(first.lstrip("<>=")) - float(second.lstrip("<>="))
    signs = {first[0] if first[0] in "<>" else "", {"<": ">", ">": "<"}.get(second[0], "")} - {""}
    if len(signs) == 2:
        return WITHHELD
    return f"{''.join(f'{sign}=' for sign in signs)}{round(value, 1) + 0.0:.1f}"


def _least_width(text: str) -> float:
    """How far apart two groups are at the least, by what is shown; -1 where nothing is."""
    if text == WITHHELD:
        return -1
    value = float(text.lstrip("<>="))
    return max(0.0, {">": value, "<": -value}.get(text[0], abs(value)))


def show_priorities(priorities: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Means of indicators to one decimal, bounded, from as many raters as keep each rating open.

    The zone is the team's where both shown means lie on its side of the grand mean, `*` elsewhere.
    """
    standard = Standard.of(study.rules, (1, 2, 3, 4, 5))  # indicator_ratings.csv is always on 1 to 5

    def text(mean: float, n: float) -> str:
        if pd.isna(mean) or not wide_figure_is_safe(int(n), standard):
            return WITHHELD
        return standard.wide.text(standard.wide.step_of(round(mean * n), int(n)))

    made = {
        name: pd.array([text(*row) for row in zip(priorities[name], priorities["n"], strict=True)], dtype="str")
        for name in MEASURES
    }
    sides = [[_is_above(text, priorities[name].mean()) for text in made[name]] for name in MEASURES]
    zone = [
        zone if (important, feasible) == (zone in IMPORTANT, zone in FEASIBLE) else WITHHELD
        for zone, important, feasible in zip(priorities["zone"], *sides, strict=True)
    ]
    return priorities.assign(**made, zone=pd.array(zone, dtype="str"))


def _is_above(text: str, line: float) -> bool | None:
    """Whether a shown mean is on or above a line; None where it could be on either side."""
    if text == WITHHELD:
        return None
    value, sign = float(text.lstrip("<>=")), text[0]
    if sign != "<" and value - HALF >= line:
        return True
    return False if sign != ">" and value + HALF < line else None
