"""Where do stakeholder groups see the same thing differently?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from peerwork.cells import Row, format_cell, number, numbers, records, side
from peerwork.pages.charts.dumbbells import draw_dumbbells, signed
from peerwork.pages.charts.rows import whole
from peerwork.pages.prose import Prose, bullet_list, count, is_are, missing, paragraph
from peerwork.pages.ranks import NAMED, Place, first, is_tie, places
from peerwork.pages.sections.section import ChartSection, Listing, Sentences, Shown
from peerwork.vocabulary import Kind, Scope

FIRST = ("peer_worker", "manager")  # METHOD 6: worth showing first
IMPORTANCE, IN_PLACE = "importance", "in_place"
MEASURES = {IMPORTANCE: "importance", IN_PLACE: "share in place"}
DRAWN, LISTED = 16, 20  # factors in the chart, rows of the list
NOTHING = "Differences between stakeholder groups are not shown on this page."
NONE = "No two stakeholder groups rated the same factor here."


class Tensions(ChartSection):
    """METHOD 6: differences between two stakeholder groups, within sites and then over them."""

    def say(self) -> Prose:
        """For the pair shown first and the widest of all: the factor, the difference and on what it rests."""
        rows = self._rows(IMPORTANCE)
        if rows.empty:
            return missing(self.context.lacks(NONE, NOTHING))
        pair = self._pair(rows)
        told = [
            self._describe_widest(self._of(rows, pair)),
            *self._describe_elsewhere(rows, pair),
            *self._describe_adjusted(),
        ]
        return bullet_list(told, role="findings")

    def _chart(self) -> Shown:
        """The means of the two groups that differ, factor by factor, the widest apart first."""
        rows = self._rows(IMPORTANCE)
        if rows.empty:
            return missing(self.context.lacks(NONE, NOTHING))
        pair = self._pair(rows)
        shown = self._by_width(self._of(rows, pair)).head(DRAWN)
        names = self.context.group(pair[0]), self.context.group(pair[1])
        caption = f"Mean importance to two groups: {names[0]} against {names[1]}"
        return draw_dumbbells(
            self._with_means(shown), names, self.context, name=self.chart_name("tensions"), caption=caption
        )

    def list(self) -> Any:
        """The widest differences of any pair, in importance and in share in place."""
        rows = pd.concat([self._by_width(self._rows(measure)) for measure in MEASURES])
        rows = rows[numbers(rows["difference"]).notna()] if not rows.empty else rows
        if rows.empty:
            return missing(self.context.lacks(NONE, NOTHING))
        rows = rows.assign(place=rows.groupby("measure").cumcount()).sort_values(["place", "measure"], kind="stable")
        return Listing("The widest differences between any two groups", self._shown(rows.head(LISTED)))

    def how_to_read(self) -> Prose:
        """What a difference is, and why no p value decides anything."""
        rules = self.context.rules
        return paragraph(
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
        apart = numbers(rows["difference"]).abs().groupby([rows["group_a"], rows["group_b"]], sort=False).mean()
        first, second = apart.sort_values(ascending=False, kind="stable").index[0]
        return str(first), str(second)

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

    def _describe_widest(self, rows: pd.DataFrame) -> str:
        """All that may be furthest apart, with how far at least; the pair first where there is only one."""
        known = rows[numbers(rows["difference"]).notna()]
        if known.empty:
            return "Of these two groups no difference is shown."
        pairs = list(zip(known["group_a"], known["group_b"], strict=True))
        found = first(
            places([str(place) for place in range(len(known))], [_width(cell) for cell in known["difference"]])
        )
        chosen = [int(place.label) for place in found]
        of = self.context.of_shown
        if is_tie(found) and found[0].low == 0:
            who = f"{self._pair_words(*pairs[0])} have the same mean" if len(set(pairs)) == 1 else "Means are the same"
            return f"{who} on every factor that both rated{of}."
        if len(chosen) > NAMED:
            return f"{count(len(chosen), 'difference')} are the widest{of}: {self._points(found)}."
        told = [self._describe_apart(known.iloc[place]) for place in chosen]
        return f"Furthest apart{of}: {'; '.join(told)}."

    def _points(self, found: Sequence[Place]) -> str:
        least = min(place.low for place in found)
        return (
            f"{format_cell(least)} {'point' if least == 1 else 'points'}{' each' if is_tie(found) else ' or more each'}"
        )

    def _describe_apart(self, row: Any) -> str:
        """ "Manager and Peer worker on Career pathway, 1.5 points, higher for Peer worker (n 30, 8 sites)"."""
        width, behind = _width(row["difference"]), self._behind(row)
        points = f"{format_cell(width)} {'point' if number(width) == 1 and not side(width) else 'points'}"
        higher = self.context.group(row["group_a" if number(row["difference"]) > 0 else "group_b"])
        return (
            f"{self._pair_words(row['group_a'], row['group_b'])} on {self.context.factor(row['factor'])}, {points}, "
            f"higher for {higher}{f' ({behind})' if behind else ''}"
        )

    def _pair_words(self, a: str, b: str) -> str:
        return f"{self.context.group(a)} and {self.context.group(b)}"

    def _describe_elsewhere(self, rows: pd.DataFrame, pair: tuple[str, str]) -> Sentences:
        others = rows[~(rows["group_a"].eq(pair[0]) & rows["group_b"].eq(pair[1]))]
        if others.empty or not numbers(others["difference"]).abs().gt(0).any():
            return []
        told = self._describe_widest(others)
        return [f"Of all other pairs, {told[0].lower()}{told[1:]}"]

    def _describe_adjusted(self) -> Sentences:
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


def _width(cell: Any) -> Any:
    """How far apart, whichever side is higher: 1.5, `>=0.4` of a bound on either side, `*` or blank as they are."""
    value = number(cell)
    if value != value:
        return cell
    away = (side(cell) == ">" and value >= 0) or (side(cell) == "<" and value <= 0)
    if side(cell) and not away:  # a bound that reaches across nought says nothing of how far
        return float("nan")
    return f">={abs(value):g}" if side(cell) else abs(value)


def _difference(row: Row) -> str:
    return signed(row["difference"]) if row["measure"] == IMPORTANCE else _two(row["difference"], sign="+")


def _two(cell: Any, sign: str = "") -> str:
    value = number(cell)
    if value != value:
        return format_cell(cell)
    more = {">": " or more", "<": " or less"}.get(side(cell), "")
    return f"{value:{sign}.2f}{more}".replace("-", "−")


def _interval(row: Row) -> str:
    low, high = _two(row["ci_low"]), _two(row["ci_high"])
    return f"{low} to {high}" if low and high else ""
