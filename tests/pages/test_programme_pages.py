"""Pages of indicators, the programme logic and fieldwork: what they say, and what they weigh."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pages.made_up import facts
from peerwork.cells import amount
from peerwork.pages.checks import failed_checks
from peerwork.pages.page import Page, open_page
from peerwork.pages.readings import describe_reading
from peerwork.pages.slice import Slice
from peerwork.pages.statement import render_statement
from peerwork.plot.logic import crossings, least_crossings
from peerwork.rules import Rules
from peerwork.scoring.indicator_series import score_indicator_series
from peerwork.scoring.spc import score_spc
from peerwork.vocabulary import Audience, Stage

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"
LIMIT = 300_000  # bytes: what the page of 30 indicators at 10 sites may weigh


def measured(n_indicators, n_sites, *, months=36, seed=7):
    """Made-up indicators over all stages, and their measurements at every site."""
    random = np.random.default_rng(seed)
    names = [f"indicator_{place:02d}" for place in range(n_indicators)]
    described = pd.DataFrame(
        {
            "indicator": names,
            "label": [f"Indicator number {place} <b>of</b> the programme" for place in range(n_indicators)],
            "stage": [list(Stage)[place % 5].value for place in range(n_indicators)],
            "unit": "%",
            "better": [("higher", "lower", "neither")[place % 3] for place in range(n_indicators)],
            "target": [50.0 if place % 2 else np.nan for place in range(n_indicators)],
        }
    )
    grid = pd.MultiIndex.from_product(
        [
            [f"S{site:02d}" for site in range(1, n_sites + 1)],
            names,
            pd.date_range("2009-07-01", periods=months, freq="MS"),
        ],
        names=["site", "indicator", "period"],
    ).to_frame(index=False)
    shift = (grid["indicator"].str[-1].astype(int) % 4 == 0) * (grid["period"] > "2011-06-01") * 9
    return described, grid.assign(value=(50 + random.normal(0, 3, len(grid)) + shift).round(1))


def page(kind="indicators", audience=Audience.TEAM, **tables):
    return Page(Slice(kind, audience, {}, facts(), tables))


def faults(html: str) -> list[str]:
    """What a page with this in it would be refused for."""
    said = render_statement(facts=facts(), audience="team", nav=[], pages=1, missing=0)
    whole = said.replace("</h1>", f"</h1>{html}", 1)
    return [check.words for check in failed_checks(whole)]


def indicators_page(n_indicators, n_sites, **options):
    described, values = measured(n_indicators, n_sites, **options)
    spc = score_spc(values, described, rules=Rules())
    series = score_indicator_series(spc)
    return page(indicators=described, indicator_spc=spc, indicator_series=series)


def test_thirty_indicators_at_ten_sites_weigh_under_300_kilobytes():
    section = indicators_page(30, 10).indicators
    parts = [section.table(), section.list_matrix(), section.plot_series(), section.list_readings(), section.say()]
    html = "".join(str(part.html()) for part in parts)
    assert faults(html) == []
    assert len(html.encode()) < LIMIT - 20_000  # the frame of a page, its style and its other words


def test_every_series_is_charted_where_there_are_few_and_the_urgent_ones_where_there_are_many():
    few, many = indicators_page(3, 2).indicators, indicators_page(30, 10).indicators
    assert len(few.plot_series().axes) == 6
    chart = many.plot_series()
    assert len(chart.axes) == 30
    assert chart.plan.caption.startswith("The 30 of 300 series")


def test_a_chart_has_a_column_of_numbers_for_each_of_its_series():
    chart = indicators_page(2, 2).indicators.plot_series().plan
    assert chart.table["Month"].tolist()[:5] == ["Target", "Upper limit", "Mean", "Lower limit", "July 2009"]
    assert len(chart.table) == 4 + 36
    assert len(chart.table.columns) == 1 + 4


def test_the_matrix_holds_every_series_once():
    section = indicators_page(10, 3).indicators
    cells = section.list_matrix().rows.iloc[:, 1:].to_numpy().ravel()
    assert sum(cell.count("S0") for cell in cells) == 30


def test_a_page_without_measurements_says_so():
    for method in ("say", "plot", "plot_series", "list_matrix", "list_readings"):
        assert str(getattr(page().indicators, method)()) == "No measurements were recorded."


def series_row(**given):
    row = {
        "site": "S01", "indicator": "hope", "unit": "%", "better": "higher", "n_points": 20, "value": 51.12,
        "last": pd.Timestamp("2012-06-01"), "mean": 60.0, "lower": 50.0, "upper": 70.0, "target": np.nan,
        "variation": "common_cause", "rule": None, "assurance": None, "provisional": False, "n_alike": 0,
        "n_missing": 0, "n_late": 0, "provisional_below": 13,
    }  # fmt: skip
    return pd.Series(row | given, dtype=object)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Higher is better. 51.1 % in June 2012; no change beyond chance."),
        (
            {"variation": "special_cause_concern", "rule": "run", "n_alike": 9},
            "Higher is better. 51.1 % in June 2012; the last 9 values are below the mean: concern.",
        ),
        (
            {"better": "lower", "variation": "special_cause_concern", "rule": "trend", "n_alike": 7},
            "Lower is better. 51.1 % in June 2012; the last 7 values rise one after the other: concern.",
        ),
        (
            {"better": "neither", "variation": "special_cause_neutral_low", "rule": "outside", "n_alike": 1},
            "Neither way is better. 51.1 % in June 2012; the last value is below the limits: lower than before.",
        ),
        (
            {"target": 80.0, "assurance": "fail", "n_missing": 1, "n_late": 2},
            "Higher is better. 51.1 % in June 2012; no change beyond chance. "
            "The target of 80 % will not be met as things are. 1 value missing and 2 values late.",
        ),
        ({"n_points": 0}, "No value has been recorded."),
    ],
)
def test_a_series_is_read_aloud(given, said):
    assert describe_reading(series_row(**given)) == said


def test_provisional_limits_are_said_to_be_so_with_the_values_they_rest_on():
    said = describe_reading(series_row(provisional=True, n_points=9, provisional_below=10))
    assert "Limits are provisional: they rest on fewer than 10 of 9 values" in said


def test_an_amount_has_its_unit_unless_it_is_withheld():
    assert amount(14.0, "people") == "14 people"
    assert amount("*", "people") == "not shown"
    assert amount(4.25, "score") == "4.2"


def test_an_order_never_has_more_crossings_than_the_one_given():
    columns = {"input": list("abc"), "output": list("xyz")}
    links = [("a", "z"), ("b", "y"), ("c", "x"), ("a", "y")]
    assert crossings(columns, links) == 4
    assert crossings(least_crossings(columns, links), links) == 0


def test_few_crossings_are_as_few_as_trying_every_order_gives():
    random = np.random.default_rng(3)
    for _ in range(5):
        links = [(a, b) for a in "abcd" for b in "wxyz" if random.random() < 0.4]
        best = min(crossings({"input": list("abcd"), "output": list(order)}, links) for order in permutations("wxyz"))
        found = least_crossings({"input": list("abcd"), "output": list("wxyz")}, links)
        assert crossings(found, links) <= best + 1


def logic_elements():
    rows = [
        ("money", "Money <script>", "input", None, "training", None),
        ("training", "Training", "activity", None, "trained;post", "places"),
        ("post", "In post", "activity", None, "trained", None),
        ("trained", "People trained", "output", "peer_workers", None, "finished"),
    ]
    columns = ["element", "label", "stage", "beneficiaries", "leads_to", "indicators"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def test_the_logic_says_what_leads_to_what_in_its_alt_text_and_its_list():
    logic = page("logic_model", logic_elements=logic_elements()).logic
    chart = logic.plot()
    assert "Training leads to People trained and In post" in chart.plan.alt
    assert "Outputs: nothing further from People trained." in chart.plan.alt
    listed = str(logic.list().html())
    assert faults(str(chart.html()) + listed) == []
    assert "Money &lt;script&gt;, leads to<ul><li>Training</li></ul>" in listed
    assert "People trained (for peer workers)" in listed


def test_the_logic_counts_its_stages_and_what_is_measured():
    said = str(page("logic_model", logic_elements=logic_elements()).logic.say())
    assert said.startswith("The logic has 1 input, 2 activities and 1 output, joined by 4 links.")
    assert "with an indicator: 2 of 4; measured month by month: 0." in said


def priorities(**given):
    rows = {"indicator": ["a", "b"], "n": [9, 9], "importance": [4.5, 2.0], "feasibility": [4.0, 4.5]}
    return pd.DataFrame(rows | {"zone": ["monitor_now", "easy_extra"]} | given)


def test_withheld_priorities_are_named_and_not_placed():
    hidden = priorities(importance=["*", "2.0"], feasibility=["*", "4.5"], zone=["*", "easy_extra"], n=["*", "9"])
    section = page(audience=Audience.BOARD, indicator_priorities=hidden).priorities
    chart = section.plot()
    assert chart.plan.table.set_index("Indicator").loc["a", ["Importance", "Zone"]].tolist() == [
        "not shown",
        "not shown",
    ]
    assert "Not shown: 1 indicator." in str(section.say())


def test_bounded_priorities_stand_at_their_bound():
    bounded = priorities(importance=[">=4.5", "2.0"], feasibility=["4.0", "4.5"], n=["9", "9"])
    chart = page(audience=Audience.BOARD, indicator_priorities=bounded).priorities.plot()
    assert chart.plan.table["Importance"].tolist() == ["4.5 or more", "2.0"]


def test_rounded_means_near_a_line_are_explained_to_those_who_see_them_rounded():
    team, board = (
        page(audience=audience, indicator_priorities=priorities()).priorities
        for audience in (Audience.TEAM, Audience.BOARD)
    )
    assert "rounded" not in str(team.how_to_read())
    assert "rounded" in str(board.how_to_read())


def by_site(**given):
    rows = {"site": ["S01", "S02"], "planned_min": [8.0, 8.0], "planned_max": [10.0, 10.0], "done": [9, 3]}
    return pd.DataFrame(rows | {"status": ["met", "short"], "community_specific": [False, True]} | given)


def test_progress_names_the_sites_that_are_short():
    section = page("fieldwork", fieldwork_by_site=by_site()).progress
    assert "Short of the plan: S02." in str(section.say())
    assert section.plot().plan.table["Planned"].tolist() == ["8 to 10", "8 to 10"]


def test_withheld_fieldwork_draws_no_bar_and_says_so():
    hidden = by_site(done=["*", "9"], status=["*", "met"])
    assert page("fieldwork", fieldwork_by_site=hidden).progress.plot().plan.table["Done"].tolist() == ["not shown", "9"]


def calendar():
    rows = [
        ("fieldwork", "South", None, None, "2012-03-06", "2012-07-31", "under_way"),
        ("workshop", "South", "S03", None, "2012-08-08", "2012-08-08", "due_before_board"),
        ("board", None, None, None, "2012-09-13", "2012-09-13", "due_before_board"),
    ]
    found = pd.DataFrame(rows, columns=["what", "wave", "site", "note", "starts", "ends", "when"])
    return found.assign(starts=pd.to_datetime(found["starts"]), ends=pd.to_datetime(found["ends"]))


def test_the_calendar_says_what_is_under_way_and_what_is_due():
    section = page("fieldwork", calendar=calendar()).calendar
    assert section.say().sentences == (
        "Under way: fieldwork South (until 31 July 2012).",
        "Due before the next board: workshop at S03 (8 August 2012) and board (13 September 2012).",
    )
    assert "workshop, South S03 8 August 2012" in section.plot().plan.alt.replace("Workshop", "workshop")


def test_what_is_undecided_patterns_is_for_the_team():
    assert page("fieldwork", Audience.BOARD).undecided_patterns.say().role == "missing"
    assert page("fieldwork", Audience.BOARD).missing_answers.say().role == "missing"


def test_a_mapping_without_our_sites_draws_the_initiatives_alone():
    rows = pd.DataFrame(
        {
            "by": ["region", "region"], "value": ["North", "South"], "initiatives": [3, 1], "share": [0.75, 0.25],
            "n_with_number": [1, 0], "peer_workers": [12.0, np.nan],
        }
    )  # fmt: skip
    section = page("fieldwork", Audience.BOARD, mapping_counts=rows).mapping
    assert "Sites of this study" not in section.list().rows
    assert str(section.say()) == "4 initiatives were found. Regions with most: North, 3."


@pytest.fixture
def trust(tmp_path):
    """A study folder of a trust that has indicators and has interviewed nobody."""
    for name in ("sites", "indicators", "measurements"):
        shutil.copy(EXAMPLE / f"{name}.csv", tmp_path)
    (tmp_path / "study.yaml").write_text("title: One trust\nframework: peer_worker_roles\n", encoding="utf-8")
    return str(tmp_path)


@pytest.mark.parametrize(("audience", "n_series"), [("team", 27), ("board", 27), ("public", 3)])
def test_a_trust_without_interviews_has_its_indicators_and_their_logic(trust, audience, n_series):
    indicators = open_page("indicators", trust, audience=audience)
    assert str(indicators.indicators.say()).startswith(f"Of {n_series} series of ")
    assert len(indicators.indicators.plot_series().axes) == n_series
    assert indicators.priorities.say().role == "missing"
    logic = open_page("logic_model", trust, audience=audience).logic
    assert "joined by" in str(logic.say())
    assert len(logic.plot().plan.table) == 32


def test_drawing_changes_no_table():
    described, values = measured(2, 2)
    spc = score_spc(values, described, rules=Rules())
    tables = {"indicators": described, "indicator_spc": spc, "indicator_series": score_indicator_series(spc)}
    before = {name: frame.copy(deep=True) for name, frame in tables.items()}
    page(**tables).indicators.plot_series()
    for name, frame in tables.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_the_same_slice_is_the_same_bytes():
    one, two = (str(indicators_page(2, 2).indicators.plot_series().html()) for _ in range(2))
    assert one == two
