"""Which figures got worse, which got better, and which targets are missed (METHOD 12)."""

from __future__ import annotations

import pandas as pd

from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, numeral, out_of, quoted, some, verb
from peerwork.pages.blocks import Block, Opening
from peerwork.pages.chart import Chart
from peerwork.pages.charts.xmr import draw_xmr
from peerwork.pages.prose import join_words
from peerwork.pages.sections.indicators import EVERYWHERE
from peerwork.vocabulary import Assurance, PointType, Scope

WORSE, BETTER = PointType.CONCERN, PointType.IMPROVEMENT
NEUTRAL = (PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW)
NOTHING = "No figure is measured over time yet."
HIDDEN = "No figure measured over time is shown here."
DRAWN = 4  # series drawn on a summary; a title never says that there are no others


class Signals(Answer):
    """The measured series that have got worse, then better, each drawn with its usual range and target."""

    most = DRAWN

    def block(self) -> Block | None:
        """The worst first, drawn; the rest in numbers."""
        rows = self.series()
        if rows.empty:
            return None
        drawn = first_to_look_at(rows, self.most)
        title = describe_signals(rows, self.evidence.words.services)
        points = self.rows("indicator_spc")
        charts = (self._draw(points, drawn),) if len(drawn) and len(points) else ()
        return Block(title, self._measure(rows), charts)

    def _draw(self, points: pd.DataFrame, drawn: pd.DataFrame) -> Chart:
        events = self.rows("indicator_events")
        return draw_xmr(points, drawn, events, name=self.chart_name("signals"), caption="What stands out").figure()

    def series(self) -> pd.DataFrame:
        """One row a measured series, with its indicator's words, those of the page's site where it is about one."""
        rows, described = self.rows("indicator_series"), self.rows("indicators")
        if rows.empty or described.empty:
            return rows.iloc[:0]
        found = rows.merge(described[["indicator", "label", "stage", "unit", "better"]], on="indicator", how="left")
        found = found.assign(
            label=found["label"].fillna(found["indicator"]),
            place=[EVERYWHERE if site == "all" else str(site) for site in found["site"]],
            provisional_below=self.context.rules.provisional_points,
        )
        return found.sort_values(["label", "site"], kind="stable", ignore_index=True)

    def _measure(self, rows: pd.DataFrame) -> str:
        """How many moved which way, those that got worse where a chart does not name them, and what the band is."""
        drawn = len(first_to_look_at(rows, self.most))
        undrawn = (rows["variation"] == WORSE).sum() > drawn
        named = describe_worse(rows) if undrawn and len(rows) > 1 else ""
        moved = "" if self._opens() else describe_moved(rows)
        return " ".join(filter(None, (moved, named, "Band: the usual range." if drawn else "")))

    def _opens(self) -> bool:
        """Whether the page opens with how many moved: a study of figures alone."""
        about_all = self.context.scope is Scope.STUDY and len(self.evidence.sites) != 1
        return about_all and not self.evidence.mattered and self.rows("distinguishing").empty


def describe_moved(rows: pd.DataFrame) -> str:
    """How many got worse, got better, moved or did not; nothing of one figure alone, of which the title says it."""
    n = len(rows)
    if n == 1:
        return ""
    kinds = ((WORSE,), (BETTER,), NEUTRAL)
    counts = [int(rows["variation"].isin(kind).sum()) for kind in kinds]
    said = ("got worse", "got better", "moved where neither way is better")
    told = [f"{numeral(k)} {what}" for k, what in zip(counts, said, strict=True) if k]
    still = n - sum(counts)
    if still == n:
        return f"{capital(out_of(0, n))} figures measured over time shows a change beyond chance."
    told += [f"{numeral(still)} {verb(still, 'shows', 'show')} no change"] if still else []
    return f"Of {some(n, 'figure')} measured over time, {join_words(told)}."


def describe_targets(rows: pd.DataFrame) -> str:
    """Of the figures with a target, how many will miss it, meet it, or do either by chance; nothing without any."""
    said = {
        Assurance.FAIL: "will miss it",
        Assurance.PASS: "will meet it",
        Assurance.HIT_AND_MISS: "will meet it in some months only",
    }
    counts = {kind: int((rows["assurance"] == kind).sum()) for kind in said}
    told = [f"{numeral(n)} {said[kind]}" for kind, n in counts.items() if n]
    return f"As things are, of {some(sum(counts.values()), 'figure')} with a target {join_words(told)}." if told else ""


def describe_worse(rows: pd.DataFrame) -> str:
    """Which got worse, and where; nothing where none did, or more than a sentence can name."""
    worse = rows[rows["variation"] == WORSE]
    named = quoted([f"{label} ({place})" for label, place in zip(worse["label"], worse["place"], strict=True)])
    return f"Worse: {named}." if named else ""


def first_to_look_at(rows: pd.DataFrame, most: int) -> pd.DataFrame:
    """The series that got worse, then those that miss their target, then those that got better.

    All that tie or none.
    """
    order = pd.Series(3, index=rows.index)
    order[rows["variation"] == BETTER] = 2
    order[rows["assurance"] == Assurance.FAIL] = 1
    order[rows["variation"] == WORSE] = 0
    chosen: list[int] = []
    for rank in range(3):
        same = list(rows.index[order == rank])
        if len(chosen) + len(same) > most and chosen:
            break
        chosen += same[:most] if not chosen else same
    return rows.loc[chosen]


def describe_signals(rows: pd.DataFrame, services: str) -> str:
    """How many figures got worse, and where most of them are; with none, how many got better, or that none moved."""
    worse = rows[rows["variation"] == WORSE]
    if worse.empty:
        return _describe_calm(rows)
    n, at = len(worse), worse["place"].value_counts()
    most = [place for place, count in at.items() if count == at.iloc[0]]
    start = f"{capital(some(n, 'figure'))} {verb(n, 'has', 'have')} got worse"
    if len(at) == 1:
        return f"{start}, at {at.index[0]}" if n == 1 else f"{start}, {_all(n)} at {at.index[0]}"
    return f"{start}, {numeral(int(at.iloc[0]))} of them at {most[0]}" if len(most) == 1 else start


def _describe_calm(rows: pd.DataFrame) -> str:
    """Nothing got worse: what got better, and what misses its target all the same."""
    better, missed = int((rows["variation"] == BETTER).sum()), int((rows["assurance"] == Assurance.FAIL).sum())
    if len(rows) == 1:
        told = "has got better" if better else "misses its target as things are" if missed else "has not got worse"
        return f"{rows['label'].iloc[0]} ({rows['place'].iloc[0]}) {told}"
    counted = [
        f"{numeral(better)} {verb(better, 'has', 'have')} got better" if better else "",
        f"{numeral(missed)} will miss {verb(missed, 'its', 'their')} target as things are" if missed else "",
    ]
    return "; ".join(["No figure has got worse", *filter(None, counted)])


def _all(number: int) -> str:
    return "both" if number == 2 else f"all {numeral(number)}"


class MoreSignals(Signals):
    """All series that got worse, miss their target or got better, as far as one page can hold them."""

    most = 12

    def block(self) -> Block | None:
        """The same, with the number drawn in its title."""
        rows = self.series()
        drawn = first_to_look_at(rows, self.most) if len(rows) else rows
        if drawn.empty:
            return None
        measure = "Those that got worse, then those that miss their target, then those that got better."
        wanted = (rows["variation"].isin([WORSE, BETTER]) | (rows["assurance"] == Assurance.FAIL)).sum()
        n = len(drawn)
        told = f"{out_of(n, int(wanted))} figures" if wanted > n else some(n, "figure")
        title = f"{capital(told)} to look at"
        points = self.rows("indicator_spc")
        return Block(title, measure, (self._draw(points, drawn),) if len(points) else ())


class IndicatorsOpening(Signals):
    """The indicators in a sentence."""

    def show(self) -> Opening:
        """Which got worse, of how many."""
        rows = self.series()
        if rows.empty:
            return Opening("Indicators", self.context.lacks(NOTHING, HIDDEN))
        lead = " ".join(filter(None, (describe_moved(rows), describe_worse(rows) if len(rows) > 1 else "")))
        return Opening("Indicators", f"{describe_signals(rows, self.evidence.words.services)}.", lead)
