"""Documents, tensions, null hypotheses and configurations: what their charts and lists say is what the rows say."""

import pandas as pd
import pytest

from pages import made_up
from peerwork.pages.charts.calibration import draw_calibration
from peerwork.pages.charts.dumbbells import draw_dumbbells
from peerwork.pages.charts.fidelity import draw_fidelity
from peerwork.pages.charts.hypotheses import draw_hypotheses
from peerwork.pages.charts.rows import said
from peerwork.pages.charts.site_tiles import draw_site_tiles
from peerwork.pages.sections.configurations import Configurations, combination
from peerwork.pages.sections.fidelity import Fidelity
from peerwork.pages.sections.hypotheses import Hypotheses
from peerwork.pages.sections.tensions import Tensions
from peerwork.scoring.fidelity import CARRIED_OUT, COLUMN_OF
from peerwork.vocabulary import Audience, Documents, Hypothesis, Null, Sources, Status

CONTEXT = made_up.context()
CONDITIONS = [factor.id for factor in made_up.FRAMEWORK.factors if factor.kind == "condition"]
NAMES = ("Peer worker", "Manager")


def fidelity(sites: list[str]) -> pd.DataFrame:
    """Every combination of documents and interviews in turn."""
    rows = []
    for place, (site, factor) in enumerate((site, factor) for site in sites for factor in CONDITIONS):
        documents = list(Documents)[place % 6]
        status = [Status.IN_PLACE, Status.MIXED, Status.NOT_IN_PLACE][place // 6 % 3]
        value = CARRIED_OUT[documents][COLUMN_OF[status]]
        sources = list(Sources)[place % 4]
        rows.append((site, factor, documents, status, value, sources))
    names = ["site", "factor", "documents", "interviews", "fidelity", "sources"]
    return pd.DataFrame(rows, columns=names).astype("str")


def tensions(scope: str = "study") -> pd.DataFrame:
    """Peer workers against managers on four factors, and one other pair."""
    pairs = [("peer_worker", "manager", -1.5), ("peer_worker", "manager", 0.25), ("team_member", "manager", 2.0)]
    rows = [
        {"scope": scope, "site": "S01" if scope == "site" else None, "measure": "importance", "factor": factor,
         "group_a": a, "group_b": b, "n_sites": 6, "n_a": 9, "n_b": 8, "difference": difference, "cliffs_delta": 0.4,
         "ci_low": None, "ci_high": None, "p_value": 0.2, "p_adjusted": 0.5}
        for factor, (a, b, difference) in zip(CONDITIONS, pairs, strict=False)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def hypotheses() -> pd.DataFrame:
    verdicts = [Null.CHALLENGED, Null.OPEN, Null.TOO_LITTLE]
    rows = [("study", None, h, 8, 1, 6, v) for h, v in zip(Hypothesis, verdicts, strict=True)]
    rows += [("site", site, h, 1, 0, 1, v) for site in made_up.SITES for h, v in zip(Hypothesis, verdicts, strict=True)]
    columns = ["scope", "site", "hypothesis", "units", "supporting", "against", "verdict"]
    return pd.DataFrame(rows, columns=columns).assign(perceived_only="no")


def dumbbells() -> pd.DataFrame:
    return pd.DataFrame(
        {"factor": CONDITIONS[:3], "first": [4.5, "*", ">=4"], "second": [2.0, 3.0, 2.5], "difference": [2.5, "*", 1.5],
         "behind": ["n 9", "", "n 7"]}
    ).astype({"first": object})  # fmt: skip


CHARTS = {
    "fidelity": lambda: draw_fidelity(fidelity(["S01"]), CONTEXT, name="fidelity"),
    "fidelity-by-site": lambda: draw_site_tiles(
        fidelity(made_up.SITES), "fidelity", CONTEXT, name="by-site", caption="Documents against interviews"
    ),
    "dumbbells": lambda: draw_dumbbells(dumbbells(), NAMES, CONTEXT, name="tensions", caption="Two groups"),
    "hypotheses": lambda: draw_hypotheses(hypotheses(), CONTEXT, name="hypotheses"),
    "calibration": lambda: draw_calibration(calibration(), CONTEXT, name="calibration"),
}


def calibration() -> pd.DataFrame:
    values = [0.95, 0.5, 0.05, None]
    rows = [("PAY", site, value) for site, value in zip(made_up.SITES, values, strict=False)]
    return pd.DataFrame(rows, columns=["condition", "site", "membership"])


@pytest.fixture(scope="module", params=CHARTS)
def chart(request):
    return CHARTS[request.param]()


def test_the_words_of_a_chart_have_no_slip(chart):
    words = getattr(chart, "alt", chart.caption) + chart.table.to_string()
    for slip in ("nan", "None", "1 sites", "1 factors", "for 0"):
        assert slip not in words, slip


def test_fidelity_says_what_the_rows_say():
    rows, table = fidelity(["S01"]), CHARTS["fidelity"]().table
    assert table["Together"].tolist() == [said(value) for value in rows["fidelity"]]
    assert table["Documents"].tolist() == [said(value) for value in rows["documents"]]


def test_tiles_by_site_say_what_the_rows_say():
    rows, table = fidelity(made_up.SITES), CHARTS["fidelity-by-site"]().table
    assert table["S03"].tolist() == [said(value) for value in rows.loc[rows["site"] == "S03", "fidelity"]]


def test_a_withheld_fidelity_is_said_to_be_withheld():
    rows = fidelity(["S01"]).head(1).assign(interviews="*", fidelity="*", sources="*")
    chart = draw_fidelity(rows, CONTEXT, name="one")
    assert chart.table["Together"].tolist() == ["not shown"]
    assert Fidelity(made_up.context(fidelity=rows)).say().sentences[0].startswith("Nothing that is written down")


def test_a_withheld_mean_joins_nothing():
    table = CHARTS["dumbbells"]().table
    assert table["Mean, Peer worker"].tolist() == ["4.5", "not shown", "4 or more"]
    assert table["Difference"].tolist() == ["+2.5", "not shown", "+1.5"]
    figure = CHARTS["dumbbells"]().figure()
    marks = [line.get_xydata()[:, 0].tolist() for line in figure.axes[0].lines]
    assert marks == [[4.5], [2.0, 3.0, 2.5]]


def test_tensions_name_the_widest_difference_of_peer_workers_and_managers_first():
    section = Tensions(made_up.context("patterns", tensions=tensions()))
    assert section.say().sentences[0].endswith("1.5 points, higher for Team or service manager (n 17, 6 sites).")
    assert section.list().rows["Difference"].tolist() == ["+2.0", "−1.5", "+0.2"]


def test_the_drawn_difference_is_that_of_the_rows():
    drawn = Tensions(made_up.context("patterns", tensions=tensions())).plot()
    assert drawn.plan.table["Difference"].tolist() == ["−1.5", "+0.2"]


def test_a_board_sees_differences_without_counts_or_p_values():
    hidden = dict.fromkeys(["n_sites", "n_a", "n_b", "cliffs_delta", "ci_low", "ci_high", "p_value", "p_adjusted"], "*")
    rows = tensions().assign(**hidden).assign(difference=["-1.5", "*", "2.0"])
    section = Tensions(made_up.context("patterns", Audience.BOARD, tensions=rows))
    assert list(section.list().rows) == ["Factor", "Measure", "Groups", "Difference"]
    assert "(n" not in section.say().sentences[0]


def test_hypotheses_say_what_the_rows_say():
    section = Hypotheses(made_up.context("patterns", hypotheses=hypotheses()))
    assert [cell.split(":")[0] for cell in section.table().table["Study"]] == [
        "challenged",
        "open",
        "too little evidence",
    ]
    assert (
        section.say().sentences[0].endswith("is challenged: of 8 sites with a result, 6 speak against it and 1 for it.")
    )
    assert section.finding() == (
        "Of 2 null hypotheses with evidence enough, 1 is challenged: the roles are not distinctive."
    )


def test_delivery_is_perceived_only_until_something_measured_stands_beside_it():
    rows = hypotheses().assign(verdict="open", perceived_only="yes")
    last = Hypotheses(made_up.context("patterns", hypotheses=rows)).say().sentences[-1]
    assert last.endswith("Perceived only: no indicator or outcome stands beside it.")


def test_memberships_are_those_of_the_rows_and_blank_where_missing():
    table = CHARTS["calibration"]().table
    assert table.iloc[0].tolist() == ["PAY", "0.95", "0.50", "0.05", ""]


@pytest.mark.parametrize(
    "term, words", [("A*~B_C", "A and not B C"), ("~A", "not A"), ("1", "any combination"), ("*", "not shown")]
)
def test_a_combination_is_read_in_words(term, words):
    assert combination(term) == words


def test_solutions_carry_three_decimals_for_the_team_and_bounds_for_a_board():
    row = {"outcome": "success", "solution": "intermediate", "model": "M1", "term": "A*~B", "pri": 0.5,
           "consistency": 0.92345, "raw_coverage": 0.5, "unique_coverage": 0.1, "cases": "S01,S02; S03"}  # fmt: skip
    team = Configurations(made_up.context("patterns", configurations=pd.DataFrame([row])))
    assert team.list_solutions().rows.loc[0, ["Consistency", "Sites"]].tolist() == ["0.923", "S01, S02 and S03"]
    assert "A and not B (consistency 0.923, coverage 0.500)" in team.say().sentences[0]
    shown = pd.DataFrame([row | {"consistency": ">=0.9", "cases": "*"}])
    board = Configurations(made_up.context("patterns", Audience.BOARD, configurations=shown)).list_solutions().rows
    assert board["Consistency"].tolist() == ["90% or more"] and "Sites" not in board
