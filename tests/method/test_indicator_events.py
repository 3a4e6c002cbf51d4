"""METHOD 12: what happened to a measured series and when, and what explains a rebase."""

from __future__ import annotations

import pandas as pd
import pytest

from peerwork.scoring.indicator_events import score_indicator_events

EVENTS = ["on", "site", "indicator", "label"]


def found(*events, site="S01", rebase=None, months=6):
    """The dated changes of one series that is measured from January to June; `rebase` is the month that begins anew."""
    periods = pd.date_range("2010-01-01", periods=months, freq="MS")
    spc = pd.DataFrame({"site": site, "indicator": "hope", "period": periods})
    spc["rebase_group"] = (periods.month >= rebase).astype(int) if rebase else 0
    dated = pd.DataFrame(events, columns=EVENTS).assign(on=lambda f: pd.to_datetime(f["on"]))
    rows = score_indicator_events(spc, dated)
    return [(f"{row.on:%m-%d}", row.rebase, row.label) for row in rows.itertuples()]


@pytest.mark.parametrize(
    ("site", "event_site", "indicator", "counts"),
    [
        ("S01", "S01", "hope", True),
        ("S01", None, None, True),  # blank means all
        ("S01", "all", "hope", True),
        ("all", "all", "hope", True),
        ("all", "S01", "hope", False),
        ("S01", "S02", "hope", False),
        ("S01", "S01", "waits", False),
    ],
)
def test_an_event_counts_for_the_series_of_its_site_and_indicator(site, event_site, indicator, counts):
    assert found(("2010-03-09", event_site, indicator, "Moved"), site=site) == (
        [("03-09", False, "Moved")] if counts else []
    )


@pytest.mark.parametrize(
    ("day", "counts"), [("2009-12-31", False), ("2010-01-01", True), ("2010-06-28", True), ("2010-07-01", False)]
)
def test_an_event_counts_from_the_first_period_to_the_end_of_the_last(day, counts):
    assert bool(found((day, "S01", "hope", "Moved"))) is counts


@pytest.mark.parametrize(
    ("day", "explains"),
    [("2010-02-28", False), ("2010-03-01", True), ("2010-04-30", True), ("2010-05-01", False)],
)
def test_a_rebase_is_explained_by_what_happened_in_its_period_or_the_one_before(day, explains):
    rows = found((day, "S01", "hope", "New form"), rebase=4)
    assert (("04-01", True, "New form") in rows) is explains
    assert len(rows) == (1 if explains else 2)


def test_a_rebase_without_a_reason_says_so_by_a_blank():
    (row,) = found(rebase=4)
    assert row[:2] == ("04-01", True) and pd.isna(row[2])


def test_what_explains_one_rebase_is_one_row_in_the_order_of_its_words():
    told = found(("2010-04-09", None, None, "New form"), ("2010-03-20", "S01", "hope", "Merger"), rebase=4)
    assert told == [("04-01", True, "Merger; New form")]
