"""The analysis finds the truth planted in documents and indicators, and passages keep what may not be quoted."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from example.example_study import example, scored, truth
from peerwork.vocabulary import Documents, MayQuote, PointType, Zone

SHIFTS = [row for row in truth("shifts").itertuples() if row.what == "shift"]
STEADY = [row for row in truth("shifts").itertuples() if row.what == "steady"]


def points(series) -> pd.DataFrame:
    spc = scored()["indicator_spc"]
    return spc[(spc["site"] == series.site) & (spc["indicator"] == series.indicator)]


def name(series) -> str:
    return f"{series.site}-{series.indicator}"


def expected(series) -> PointType:
    better = example().frames["indicators"].set_index("indicator")["better"][series.indicator]
    if better == "neither":
        return PointType.NEUTRAL_HIGH if series.then > series.level else PointType.NEUTRAL_LOW
    return PointType.IMPROVEMENT if (series.then > series.level) == (better == "higher") else PointType.CONCERN


@pytest.mark.parametrize("series", SHIFTS, ids=name)
def test_from_the_month_of_a_planted_shift_on_every_point_shows_it_and_none_before(series):
    after = points(series)["period"] >= pd.Timestamp(series.month)
    shows = points(series)["point_type"] == expected(series)
    assert shows[after].all() and not shows[~after].any()
    assert set(points(series)["variation"]) == {expected(series)}


def test_most_points_of_series_planted_as_steady_are_common_cause():
    steady = pd.concat([points(series) for series in STEADY])
    assert (steady["point_type"] == PointType.COMMON_CAUSE).mean() > 0.9


def test_the_cold_december_is_the_only_point_outside_its_limits():
    [spike] = [row for row in truth("shifts").itertuples() if row.what == "spike"]
    special = points(spike).query("point_type != 'common_cause'")
    assert special["period"].tolist() == [pd.Timestamp(spike.month)] and special["rule"].tolist() == ["outside"]


def test_the_rebased_chart_has_two_processes_at_the_planted_levels():
    [rebased] = [row for row in truth("shifts").itertuples() if row.what == "rebase"]
    means = points(rebased).groupby("rebase_group")["mean"].first().tolist()
    assert means == pytest.approx([rebased.level, rebased.then], abs=5)


def test_one_month_is_missing_one_series_begins_late_and_one_is_late_in_reporting():
    series = scored()["indicator_series"].set_index(["site", "indicator"])
    assert series["n_missing"][series["n_missing"] > 0].to_dict() == {("S08", "missed_appointments"): 1}
    assert series["n_late"][series["n_late"] > 0].to_dict() == {("S07", "vacancy_rate"): 3}
    assert series.loc[("S10", "people_supported"), "n_points"] == 21


def test_the_planted_zone_of_an_indicator_away_from_the_lines_is_found():
    planted = truth("priorities").set_index("indicator")
    high = planted - planted.mean()
    clear = high[(high.abs() >= 0.4).all(axis=1)]
    zones = {
        (True, True): Zone.MONITOR_NOW, (True, False): Zone.MAKE_MEASURABLE,
        (False, True): Zone.EASY_EXTRA, (False, False): Zone.LEAVE,
    }  # fmt: skip
    wanted = {row.Index: zones[row.importance > 0, row.feasibility > 0] for row in clear.itertuples()}
    found = scored()["indicator_priorities"].set_index("indicator")["zone"]
    assert len(wanted) >= 8 and set(wanted.values()) == set(Zone)
    assert found[list(wanted)].to_dict() == wanted


def documents() -> pd.DataFrame:
    found = scored()["fidelity"][["site", "factor", "documents", "fidelity"]]
    planted = truth("cells").dropna(subset="documents")[["site", "factor", "documents"]]
    return planted.rename(columns={"documents": "planted"}).merge(found, on=["site", "factor"], how="left")


@pytest.mark.parametrize("reading", list(Documents))
def test_what_documents_were_planted_to_say_is_read_in_them(reading: Documents):
    planted = documents().query("planted == @reading")
    assert len(planted) >= 5
    assert (planted["documents"] == reading).mean() >= 0.9


def test_what_was_read_nowhere_is_not_examined():
    assert documents().query("planted == 'not_examined'")["documents"].eq("not_examined").all()


def test_supervision_is_promised_and_not_carried_out_at_two_trusts():
    supervision = documents().query("factor == 'support_supervision'").set_index("site")["fidelity"]
    assert supervision[["S02", "S04"]].tolist() == ["not_carried_out"] * 2
    assert supervision[["S01", "S03"]].tolist() == ["as_specified"] * 2


def test_lived_experience_is_used_at_user_led_sites_though_nothing_is_written():
    practice = documents().query("factor == 'practice_lived_experience'").set_index("site")["fidelity"]
    assert practice[["S05", "S06"]].tolist() == ["informal_practice"] * 2


def terms(outcome: str, solution: str) -> set[str]:
    found = scored()["configurations"]
    return set(found.loc[(found["outcome"] == outcome) & (found["solution"] == solution), "term"])


@pytest.mark.parametrize("solution", ["conservative", "intermediate"])
def test_peer_working_goes_well_where_supervision_meets_shared_expectations_or_expertise(solution: str):
    assert terms("introduced_well", solution) == {"EXPECTATIONS*SUPERVISION", "SUPERVISION*EXPERTISE"}


def test_no_site_has_supervision_alone_so_the_parsimonious_solution_claims_more():
    assert terms("introduced_well", "parsimonious") == {"SUPERVISION"}


def test_without_supervision_peer_working_does_not_go_well():
    without = terms("~introduced_well", "intermediate")
    assert without and all("~SUPERVISION" in term.split("*") for term in without)


def test_two_coders_agree_on_most_of_a_share_of_the_documents():
    agreement = scored()["coder_agreement"].set_index("factor").loc["all"]
    assert agreement["units"] >= 200 and 0.7 < agreement["alpha"] < 0.95


def test_a_passage_that_may_not_be_quoted_has_no_quotable_text_and_every_other_has():
    excerpts = example().frames["excerpts"]
    assert (excerpts["quotable_text"].isna() == (excerpts["may_quote"] == MayQuote.NO)).all()


def test_no_invented_person_or_place_of_a_passage_is_in_its_quotable_text():
    excerpts = example().frames["excerpts"].dropna(subset="quotable_text")
    changed = excerpts[excerpts["text"] != excerpts["quotable_text"]]
    assert len(changed) >= 40
    for passage in changed.itertuples():
        gaps = re.escape(passage.quotable_text)
        for gap in ("[name]", "[place]", "[team]"):
            gaps = gaps.replace(re.escape(gap), "(.+?)")
        taken_out = re.fullmatch(gaps, passage.text).groups()
        assert not any(word in passage.quotable_text for word in taken_out)


def test_passages_speak_of_every_factor_and_theme_and_come_from_every_site():
    excerpts, people = example().frames["excerpts"], example().frames["participants"].set_index("participant")["site"]
    assert set(excerpts["factor"].dropna()) == {factor.id for factor in example().factors}
    assert set(excerpts["theme"].dropna()) == set(example().frames["themes"]["theme"])
    assert set(excerpts["participant"].map(people).dropna()) == set(example().frames["sites"]["site"])
    assert 240 <= excerpts["excerpt"].nunique() <= 280


def test_workshops_were_held_only_where_fieldwork_was_over_and_before_the_day_the_study_speaks_of():
    held = example().frames["workshops"].groupby("site")["held_on"].max()
    last = example().frames["participants"].groupby("site")["interviewed_on"].max()
    assert (held > last.reindex(held.index)).all() and held.max() <= pd.Timestamp(example().as_of)


def test_an_indicator_leads_only_to_indicators_of_the_same_stage_or_a_later_one():
    indicators = example().frames["indicators"].set_index("indicator")
    stages = ["input", "activity", "output", "outcome", "impact"]
    links = indicators["leads_to"].dropna().str.split(";").explode()
    first, then = (
        indicators["stage"].reindex(links.index).map(stages.index),
        indicators["stage"][links].map(stages.index),
    )
    assert len(links) >= 25 and (then.to_numpy() >= first.to_numpy()).all()


def test_the_mapping_holds_sixty_organisations_of_every_sector_and_region():
    mapping = example().frames["mapping"]
    assert len(mapping) == 60 and mapping["organisation"].is_unique
    assert set(mapping["sector"]) == set(example().framework.sectors)
    assert set(mapping["region"]) >= {"London", "North", "South"}
