"""Where do stakeholder groups see the same thing differently?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, number, numbers, records, written
from peerwork.pages.charts.dumbbells import draw_dumbbells, signed
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, count, is_are, missing, say, say_list
from peerwork.pages.sections.section import ChartSection, Listing, Shown
from peerwork.vocabulary import Kind, Scope

FIRST = ("peer_worker", "manager")  # METHOD 6: worth showing first
IMPORTANCE, IN_PLACE = "importance", "in_place"
MEASURES = {IMPORTANCE: "importance", IN_PLACE: "share in place"}
DRAWN, LISTED = 16, 20  # factors in the chart, rows of the list
NOTHING = "Differences between stakeholder groups are not shown on this page."


class Tensions(ChartSection):
    """METHOD 6: differences between two stakeholder groups, within sites and then over them."""

    def say(self) -> Prose:
        """For the pair shown first and the widest of all: the factor, the difference and on what it rests."""
        rows = self._rows(IMPORTANCE)
        if rows.empty:
            return missing(NOTHING)
        pair = self._pair(rows)
        told = [self._say_widest(self._of(rows, pair)), *self._say_elsewhere(rows, pair), *self._say_adjusted()]
        return say_list(told, role="findings")

    def _chart(self) -> Shown:
        """The means of the two groups that differ, factor by factor, the widest apart first."""
        rows = self._rows(IMPORTANCE)
        if rows.empty:
            return missing(NOTHING)
        pair = self._pair(rows)
        shown = self._by_width(self._of(rows, pair)).head(DRAWN)
        names = tuple(self.context.group(group) for group in pair)
        caption = f"Mean importance to two groups: {names[0]} against {names[1]}"
        return draw_dumbbells(
            self._with_means(shown), names, self.context, name=self.chart_name("tensions"), caption=caption
        )

    def list(self) -> Any:
        """The widest differences of any pair, in importance and in share in place."""
        rows = pd.concat([self._by_width(self._rows(measure)) for measure in MEASURES])
        rows = rows[numbers(rows["difference"]).notna()] if not rows.empty else rows
        if rows.empty:
            return missing(NOTHING)
        rows = rows.assign(place=rows.groupby("measure").cumcount()).sort_values(["place", "measure"], kind="stable")
        return Listing("The widest differences between any two groups", self._shown(rows.head(LISTED)))

    def how_to_read(self) -> Prose:
        """What a difference is, and why no p value decides anything."""
        rules = self.context.rules
        return say(
            "A difference is that of two groups at the same site, in points of the scale (or share in place); over "
            "several sites it is the mean of those, so it need not be the distance between the two means drawn.",
            "Cliff's delta is the share of pairs of people in which the first group is higher, less that in which the "
            "second is: from -1 to 1.",
            f"Intervals are given from {rules.tension_interval_min_sites} sites on, and p values are adjusted for all "
            "comparisons of a measure. Sites and people were chosen on purpose, not at random: neither decides "
            "anything.",
            role="how",
        )

    def _rows(self, measure: str) -> pd.DataFrame:
        """The rows of the page's scope: a site's own, else the study's; on a group's page those that it is part of."""
        rows = self.rows("tensions")
        if rows.empty:
            return rows
        scope = Scope.SITE if self.context.scope is Scope.SITE else Scope.STUDY
        rows = rows[(rows["scope"] == scope) & (rows["measure"] == measure)]
        if self.context.scope is Scope.GROUP:
            rows = rows[rows["group_a"].eq(self.context.about) | rows["group_b"].eq(self.context.about)]
        return rows if numbers(rows["difference"]).notna().any() else rows.iloc[:0]

    def _pair(self, rows: pd.DataFrame) -> tuple[str, str]:
        """Peer workers and managers where both are there, else the pair that is furthest apart over all factors."""
        pairs = list(zip(rows["group_a"], rows["group_b"], strict=True))
        if FIRST in pairs:
            return FIRST
        width = numbers(rows["difference"]).abs().groupby([rows["group_a"], rows["group_b"]], sort=False).mean()
        return width.idxmax()

    def _of(self, rows: pd.DataFrame, pair: tuple[str, str]) -> pd.DataFrame:
        return rows[(rows["group_a"] == pair[0]) & (rows["group_b"] == pair[1])]

    def _by_width(self, rows: pd.DataFrame) -> pd.DataFrame:
        if rows.empty:
            return rows
        width = numbers(rows["difference"]).abs()
        return rows.assign(width=width).sort_values("width", ascending=False, na_position="last", kind="stable")

    def _with_means(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with the means of both groups beside the difference."""
        scope = Scope.SITE_GROUP if self.context.scope is Scope.SITE else Scope.GROUP
        means = self.rows("importance")
        means = means[(means["scope"] == scope) & (means["kind"] == Kind.EITHER)] if not means.empty else means
        cells = {} if means.empty else means.set_index(["group", "factor"])["mean"].to_dict()
        sides = {
            side: [cells.get(key, float("nan")) for key in zip(rows[group], rows["factor"], strict=True)]
            for side, group in (("first", "group_a"), ("second", "group_b"))
        }
        behind = [self._behind(row) for row in records(rows)]
        return rows.assign(
            **{side: pd.Series(found, rows.index, dtype=object) for side, found in sides.items()}
        ).assign(behind=behind)

    def _behind(self, row: Row) -> str:
        people, sites = number(row["n_a"]) + number(row["n_b"]), number(row["n_sites"])
        if people != people:
            return ""
        return f"n {people:.0f}" if self.context.scope is Scope.SITE else f"n {people:.0f}, {count(int(sites), 'site')}"

    def _say_widest(self, rows: pd.DataFrame) -> str:
        known = self._by_width(rows)
        known = known[known["width"].notna()]
        if known.empty:
            return "Of these two groups no difference can be shown."
        row = known.iloc[0]
        a, b = (self.context.group(row[name]) for name in ("group_a", "group_b"))
        behind = self._behind(row)
        points = written(abs(number(row["difference"])))
        points += " point" if points == "1.0" else " points"
        if number(row["difference"]) == 0:
            return f"{a} and {b}: their means are the same on every factor that both rated."
        higher = a if number(row["difference"]) > 0 else b
        return (
            f"{a} and {b} are furthest apart on {self.context.factor(row['factor'])}: {points}, higher for "
            f"{higher}{f' ({behind})' if behind else ''}."
        )

    def _say_elsewhere(self, rows: pd.DataFrame, pair: tuple[str, str]) -> list[str]:
        others = rows[~(rows["group_a"].eq(pair[0]) & rows["group_b"].eq(pair[1]))]
        if others.empty or not numbers(others["difference"]).abs().gt(0).any():
            return []
        return [f"Of all other pairs: {self._say_widest(others)}"]

    def _say_adjusted(self) -> list[str]:
        """How many differences of the study stand out once all comparisons are allowed for."""
        told = []
        for measure, words in MEASURES.items():
            rows = self._rows(measure)
            adjusted = numbers(rows["p_adjusted"]).dropna() if not rows.empty else pd.Series(dtype=float)
            if len(adjusted) and self.context.scope is Scope.STUDY:
                found = int((adjusted <= 1 - self.context.rules.confidence + 1e-9).sum())
                told.append(
                    f"Of {count(len(adjusted), 'comparison')} of {words}, {found or 'none'} {is_are(found)} wider than "
                    "chance alone would make it, allowing for all of them together."
                )
        return told

    def _shown(self, rows: pd.DataFrame) -> pd.DataFrame:
        groups = [rows[name].map(self.context.group) for name in ("group_a", "group_b")]
        columns = {
            "Factor": rows["factor"].map(self.context.factor),
            "Measure": rows["measure"].map(MEASURES),
            "Groups": groups[0] + " against " + groups[1],
            "Difference": [_difference(row) for row in records(rows)],
        }
        if numbers(rows["n_sites"]).notna().any():
            columns |= {
                "Sites": rows["n_sites"].map(whole),
                "People": rows["n_a"].map(whole) + " and " + rows["n_b"].map(whole),
            }
        if self.context.scope is not Scope.SITE and numbers(rows["cliffs_delta"]).notna().any():
            columns |= {
                "Cliff's delta": rows["cliffs_delta"].map(_two),
                "Interval": [_interval(row) for row in records(rows)],
                "Adjusted p": rows["p_adjusted"].map(_two),
            }
        return pd.DataFrame(columns)


def _difference(row: Row) -> str:
    return signed(row["difference"]) if row["measure"] == IMPORTANCE else _two(row["difference"], sign="+")


def _two(cell: Any, sign: str = "") -> str:
    value = number(cell)
    return written(cell) if value != value else f"{value:{sign}.2f}".replace("-", "−")


def _interval(row: Row) -> str:
    low, high = _two(row["ci_low"]), _two(row["ci_high"])
    return f"{low} to {high}" if low and high else ""
