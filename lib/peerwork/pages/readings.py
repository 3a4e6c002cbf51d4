"""An indicator over time in words: its values, what its chart shows, whether it will meet its target (METHOD 12)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.cells import Row, amount
from peerwork.pages.prose import count
from peerwork.plot.words import describe_events
from peerwork.vocabulary import Assurance, Better, PointRule, PointType

AIMS = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better", Better.NEITHER: "Neither way is better"}
MEANINGS = {
    PointType.IMPROVEMENT: "improvement",
    PointType.CONCERN: "concern",
    PointType.NEUTRAL_HIGH: "higher than before",
    PointType.NEUTRAL_LOW: "lower than before",
    PointType.COMMON_CAUSE: "no change beyond chance",
}
ASSURED = {
    Assurance.PASS: "will be met as things are",
    Assurance.FAIL: "will not be met as things are",
    Assurance.HIT_AND_MISS: "will be met in some months and missed in others",
}
SHORT_ASSURED = {Assurance.PASS: "target met", Assurance.FAIL: "target missed", Assurance.HIT_AND_MISS: "hit and miss"}


def month(period: Any) -> str:
    """A period by the month it begins in: `June 2012`."""
    return "" if pd.isna(period) else pd.Timestamp(period).strftime("%B %Y")


def is_high(row: Row) -> bool:
    """Whether a special cause is a high one: improvement where higher is better, concern where lower is."""
    kind = row["variation"]
    if kind in (PointType.NEUTRAL_HIGH, PointType.NEUTRAL_LOW):
        return kind == PointType.NEUTRAL_HIGH
    return (kind == PointType.IMPROVEMENT) == (row["better"] == Better.HIGHER)


def describe_signal(row: Row) -> str:
    """What the last point shows: "the last 9 values are below the mean: concern"."""
    side, limit = ("above", "upper") if is_high(row) else ("below", "lower")
    n: int = 1 if pd.isna(row["n_alike"]) else int(row["n_alike"])
    many = "the last value is" if n == 1 else f"the last {n} values are"
    told = {
        PointRule.OUTSIDE: f"{many} {side} the limits",
        PointRule.TREND: f"the last {n} values {'rise' if is_high(row) else 'fall'} one after the other",
        PointRule.TWO_OF_THREE: f"two of the last three values are close to the {limit} limit",
        PointRule.RUN: f"{many} {side} the mean",
    }
    found = told.get(row["rule"])
    meaning = MEANINGS.get(row["variation"], "")
    return f"{found}: {meaning}" if found else meaning


def describe_reading(row: Row, events: pd.DataFrame | None = None) -> str:
    """One series read aloud; `row` is of indicator_series with the indicator's `unit` and `better`.

    `provisional_below` in it is the rule's number of points; `events` are the indicator_events rows of any series.
    """
    if not row["n_points"]:
        return "No value has been recorded."
    told = [
        f"{AIMS.get(row['better'], AIMS[Better.NEITHER])}.",
        f"{amount(row['value'], row['unit'])} in {month(row['last'])}; {describe_signal(row)}.",
        _describe_target(row),
        f"Limits are provisional: they rest on fewer than {row['provisional_below']} of "
        f"{count(int(row['n_points']), 'value')}."
        if row["provisional"] and not pd.isna(row["upper"])
        else "",
        _describe_absent(row),
        *(f"{said}." for said in describe_events(_of_series(row, events))),
    ]
    return " ".join(sentence for sentence in told if sentence)


def _describe_target(row: Row) -> str:
    verdict = ASSURED.get(row["assurance"])
    return f"The target of {amount(row['target'], row['unit'])} {verdict}." if verdict else ""


def _describe_absent(row: Row) -> str:
    """Months that are not there, inside the series and at its end."""
    counts: list[int] = [0 if pd.isna(row[name]) else int(row[name]) for name in ("n_missing", "n_late")]
    inside, late = counts
    told = [f"{count(inside, 'value')} missing" if inside else "", f"{count(late, 'value')} late" if late else ""]
    return f"{' and '.join(part for part in told if part).capitalize()}." if inside or late else ""


def _of_series(row: Row, events: pd.DataFrame | None) -> pd.DataFrame | None:
    if events is None or events.empty:
        return None
    return events[events["site"].eq(row["site"]) & events["indicator"].eq(row["indicator"])]
