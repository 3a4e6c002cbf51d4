"""Robustness, workshops, impacts, passages and culture: what is shown is what the rows hold, and no more."""

import pandas as pd
import pytest

from pages import made_up
from peerwork.pages.charts.impacts import draw_impacts
from peerwork.pages.quotations import Quotation, Quotations
from peerwork.pages.sections.conditions import Conditions
from peerwork.pages.sections.culture import Culture
from peerwork.pages.sections.impacts import Impacts
from peerwork.pages.sections.passages import Passages
from peerwork.pages.sections.robustness import Robustness
from peerwork.pages.sections.workshops import Workshops
from peerwork.vocabulary import Audience

FACTORS = [factor.id for factor in made_up.FRAMEWORK.factors]
HOSTILE = "<script>alert(1)</script>"


def impact_counts() -> pd.DataFrame:
    rows = [
        ("site", None, "S01", "service_user", "positive", 4, 3, 2),
        ("site", None, "S01", "service_user", "negative", 1, 1, 0),
        ("site", None, "S01", "team", "mixed", 1, 1, 0),
        ("study", None, None, "team", "mixed", 9, 9, 0),
    ]
    columns = ["scope", "group", "site", "on", "direction", "n_impacts", "n_people", "n_success"]
    return pd.DataFrame(rows, columns=columns)


def passages() -> pd.DataFrame:
    rows = [
        ("E1", "interview", "P1", "S01", "manager", FACTORS[0], None, "Ann said so.", "[name] said so.", "board"),
        ("E2", "document", None, "S01", None, None, "t_time", HOSTILE, None, "no"),
    ]
    columns = ["excerpt", "source", "participant", "site", "group", "factor", "theme", "text"]
    columns += ["quotable_text", "may_quote"]
    return pd.DataFrame(rows, columns=columns)


def robustness() -> pd.DataFrame:
    rows = [
        ("status", "S01", FACTORS[0], "in_place", None, 0.5, 1.0, "yes"),
        ("status", "S01", FACTORS[1], "in_place", None, 1.0, 1.0, "no"),
        ("pattern", "S01", FACTORS[1], "replicated", 1, 1.0, 0.4, "yes"),
        ("pattern", "S01", FACTORS[2], "too_little_evidence", None, 1.0, 1.0, "no"),
    ]
    columns = ["kind", "site", "factor", "verdict", "flips", "holds_leave_one_out", "holds_thresholds", "fragile"]
    return pd.DataFrame(rows, columns=columns)


def marks() -> pd.DataFrame:
    rows = [("S01", FACTORS[0], "disputed", "Not so here.", None), ("S01", FACTORS[1], "unchecked", None, None)]
    return pd.DataFrame(rows, columns=["site", "factor", "mark", "note", "action"])


def community(allows: str = "yes") -> pd.DataFrame:
    return pd.DataFrame(
        {"measure": ["importance", "importance", "in_place"], "factor": FACTORS[:3], "sites_specific": 2,
         "n_specific": 9, "mean_specific": [4.5, 2.0, 0.9], "sites_other": 8, "n_other": 40,
         "mean_other": [3.0, 2.5, 0.3], "difference": [1.5, -0.5, 0.6], "allows": allows}
    )  # fmt: skip


def test_impacts_are_counted_by_who_is_affected_and_direction():
    chart = Impacts(made_up.context(impact_counts=impact_counts())).plot()
    assert chart.plan.table[["Who is affected", "Positive", "Mixed", "Negative"]].to_numpy().tolist() == [
        ["Service users", "4", "0", "1"],
        ["Teams", "0", "1", "0"],
    ]
    assert chart.plan.alt == "Everybody, 6 impacts. Service users: 4 positive, 1 negative. Teams: 1 mixed."


def test_impacts_are_said_in_the_singular_too():
    rows = impact_counts().iloc[[1]]
    assert Impacts(made_up.context(impact_counts=rows)).say().sentences[0] == (
        "1 impact was described: 1 was negative and none mixed."
    )


def test_withheld_numbers_of_impacts_are_not_taken_for_none():
    rows = impact_counts().astype({"n_impacts": "str", "n_people": "str"}).assign(n_impacts="*")
    rows["n_people"] = ["5", *["*"] * (len(rows) - 1)]
    impacts = Impacts(made_up.context(impact_counts=rows))
    assert impacts.say().sentences == ("Told of by most people: positive impacts on service users, 5 people.",)
    assert impacts.plot().rows.iloc[0].tolist()[:2] == ["Service users", "5"]
    assert "not shown" in impacts.plot().rows.to_string()
    few = Impacts(made_up.context(impact_counts=rows.assign(n_people="*")))
    assert few.say().sentences == ("How many people told of impacts is not shown here.",)


def test_each_group_has_a_panel_of_its_own():
    parts = {"Everybody": impact_counts().iloc[:2], "Managers": impact_counts().iloc[[1]]}
    chart = draw_impacts(parts, name="impacts", whom={"service_user": "Service users", "team": "The team"})
    assert [alt.split(",")[0] for alt in chart.alts] == ["Everybody", "Managers"]


def test_the_team_reads_passages_in_full_with_who_may_read_them():
    listed = Passages(made_up.context(passages=passages())).list()
    first, second = (said[0] for _, said in listed.about)
    assert first.text == "Ann said so." and first.who.endswith("P1, may be quoted: board")
    assert listed.about[1][0] == "Theme: t time" and "may be quoted: no" in second.who


def test_others_read_the_quotable_text_and_only_that():
    shown = passages()[["site", "factor", "theme", "quotable_text"]]
    section = Passages(made_up.context("site", Audience.WORKSHOP, passages=shown))
    html = str(section.list().html())
    assert "[name] said so." in html and "Ann" not in html and "<cite>" not in html and html.count("<dd>") == 1


def test_a_site_page_shows_no_passage_whose_site_is_not_known():
    shown = passages()[["group", "factor", "theme", "quotable_text"]]
    assert Passages(made_up.context("site", Audience.BOARD, passages=shown)).say().role == "missing"


def test_what_people_said_is_escaped():
    html = str(Quotations(HOSTILE, ((HOSTILE, (Quotation(HOSTILE, HOSTILE),)),)).html())
    assert "<script" not in html and html.count("&lt;script&gt;") == 4


def test_robustness_counts_verdicts_with_evidence_only():
    section = Robustness(made_up.context(robustness=robustness()))
    assert section.finding() == "Of 3 verdicts with evidence enough, 2 would not survive small changes."
    assert section.list().rows["Answers to change it"].tolist() == ["", "1"]
    assert section.list().rows["Holds at other thresholds"].tolist() == ["100%", "40%"]


def test_a_fragile_verdict_carries_a_mark_in_chart_and_table():
    rows = made_up.conditions()
    rows = rows[(rows["site"] == "S01") & rows["factor"].isin(FACTORS[:2])].assign(status="in_place")
    chart = Conditions(made_up.context(conditions=rows, robustness=robustness())).plot()
    assert chart.plan.table["Fragile"].tolist() == ["yes", ""]
    assert [text.get_text() for text in chart.axes[0].texts if "◇" in text.get_text()] == ["✓ in place ◇"]


def test_a_workshop_marks_a_result_that_stands_unchanged_beside_it():
    rows = made_up.conditions()
    rows = rows[(rows["site"] == "S01") & (rows["factor"] == FACTORS[0])].assign(status="in_place")
    section = Workshops(made_up.context(workshop_marks=marks(), conditions=rows))
    assert section.say().sentences == (
        "1 result was put to a workshop; none were agreed.",
        "Disputed: 1 result (Clear job structure).",
    )
    [told] = section.list().rows.to_dict("records")
    assert (told["In place?"], told["Workshop"], told["Notes"]) == ("in place", "disputed", "Not so here.")


def test_sites_for_one_community_are_compared_where_numbers_allow():
    section = Culture(made_up.context("patterns", community=community()))
    assert "mean importance 4.5 (n 9) against 3.0 (n 40)" in section.say().sentences[0]
    assert section.plot().plan.table["Difference"].tolist() == ["+1.5", "−0.5"]
    assert section.list_community().rows["Sites for one community"].tolist() == ["90% (2)"]


def test_where_numbers_do_not_allow_it_the_page_says_so():
    section = Culture(made_up.context("patterns", community=community("no")))
    assert section.say().sentences[0].endswith("numbers do not allow such sites to be compared with others.")


@pytest.mark.parametrize("section", [Robustness, Workshops, Impacts, Passages, Culture])
def test_without_its_table_a_section_says_so_and_opens_no_page(section):
    empty = section(made_up.context())
    assert empty.say().role == "missing" and empty.finding() == ""
