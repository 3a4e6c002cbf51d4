"""Titles that state a finding: true of small tables, with ties, what is withheld, and nothing to say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from pages import made_up
from peerwork.pages.answers.by_kind import ByKind
from peerwork.pages.answers.certainty import Certainty, Sceptic
from peerwork.pages.answers.change import Change
from peerwork.pages.answers.chapter import ChapterEntries
from peerwork.pages.answers.disagreement import Disagreement
from peerwork.pages.answers.english import all_or_none, lower_label, quoted, some
from peerwork.pages.answers.evidence import Evidence
from peerwork.pages.answers.first import PutFirst
from peerwork.pages.answers.mattered import Mattered, sort_conditions, splits
from peerwork.pages.answers.of_site import Contradictions, Lacks, SiteOpening, SitePromises, SiteWorkshop
from peerwork.pages.answers.opening import SummaryOpening
from peerwork.pages.answers.promises import Promises
from peerwork.pages.answers.rated_site import RatedSite
from peerwork.pages.answers.rated_sites import RatedSites
from peerwork.pages.answers.ratings import Separates
from peerwork.pages.answers.sheet import WorkshopSheet
from peerwork.pages.answers.signals import Signals, describe_signals, first_to_look_at
from peerwork.pages.answers.since import Since
from peerwork.pages.answers.start_here import StartSteps
from peerwork.pages.answers.steps import Due, FirstSteps
from peerwork.pages.context import Context
from peerwork.vocabulary import Audience
from small_tables import table

SUPERVISION, MENTOR, SCALE = "support_supervision", "support_mentor", "role_flexible"
LETTERS = {"y": "in_place", "n": "not_in_place", "c": "contested", "m": "mixed", ".": "too_little_evidence", "*": "*"}


def context(kind: str = "summary", *, audience: Audience = Audience.BOARD, site: str = "S01", **tables) -> Context:
    made = made_up.context(kind, audience, **tables)
    subject = {"site": site} if kind in ("site", "workshop") else {}
    return Context(replace(made.slice, subject=subject))


def sites(n: int) -> pd.DataFrame:
    return made_up.sites().head(n)


def statuses(**by_factor: str) -> pd.DataFrame:
    """One row a factor and site; `y` in place, `n` not, `c` contested, `m` mixed, `.` too little, `*` not shown."""
    rows = [
        (made_up.SITES[place], None, factor, LETTERS[letter])
        for factor, states in by_factor.items()
        for place, letter in enumerate(states)
    ]
    return pd.DataFrame(rows, columns=["site", "group", "factor", "status"])


def verdicts(**by_factor: str) -> pd.DataFrame:
    return pd.DataFrame({"factor": list(by_factor), "verdict": list(by_factor.values())})


def outcomes(present: str) -> pd.DataFrame:
    words = {"y": "yes", "n": "no", "*": "*"}
    return pd.DataFrame({"site": made_up.SITES[: len(present)], "present": [words[letter] for letter in present]})


def across(n: int, conditions: pd.DataFrame, replication: pd.DataFrame, **more) -> Context:
    return context(sites=sites(n), conditions=conditions, replication=replication, **more)


def test_a_condition_divides_the_services_when_all_that_did_well_have_it_and_no_other():
    found = across(
        4, statuses(**{SUPERVISION: "yynn"}), verdicts(**{SUPERVISION: "generic"}), site_outcomes=outcomes("yynn")
    )
    assert splits(Evidence(found)) == (SUPERVISION,)
    assert SummaryOpening(found).show().headline == (
        "Where the peer worker role was introduced well, one thing was always in place. Where it was not, it was "
        "missing."
    )


@pytest.mark.parametrize("states", ["yyn*", "yyn.", "y*nn", "yynm", "yync"])
def test_it_does_not_where_one_service_is_not_shown_not_judged_or_in_between(states):
    found = across(
        4, statuses(**{SUPERVISION: states}), verdicts(**{SUPERVISION: "generic"}), site_outcomes=outcomes("yynn")
    )
    assert splits(Evidence(found)) == ()


def test_what_fits_as_far_as_it_is_shown_is_said_so():
    states = {SUPERVISION: "yyynnn", MENTOR: "yy*nn*", SCALE: "yy*ny*"}
    replication = verdicts(**dict.fromkeys(states, "generic"))
    found = across(6, statuses(**states), replication, site_outcomes=outcomes("yyynnn"))
    opening = SummaryOpening(found).show()
    assert "One more fits, as far as it can be shown: “A mentor”." in opening.lead
    assert "at least one thing was always in place" in opening.headline  # the team may know of two


def test_one_service_on_a_side_divides_nothing():
    found = across(
        3, statuses(**{SUPERVISION: "yyn"}), verdicts(**{SUPERVISION: "generic"}), site_outcomes=outcomes("yyn")
    )
    assert splits(Evidence(found)) == ()


def test_what_mattered_is_sorted_by_where_it_is_in_place_over_what_is_shown():
    found = Evidence(across(4, statuses(a="yyyn", b="yy*y", c="ynnn", d="nnn."), verdicts(a="generic")))
    replication = verdicts(**{f: "generic" for f in (SUPERVISION, MENTOR, SCALE)})
    found = Evidence(across(5, statuses(**{SUPERVISION: "yyyyn", MENTOR: "nn.*.", SCALE: "yn***"}), replication))
    fewer = Evidence(across(4, statuses(**{SUPERVISION: "yyyn"}), verdicts(**{SUPERVISION: "generic"})))
    assert sort_conditions(fewer)["some"] == [SUPERVISION]  # of four, three are not nearly all
    groups = sort_conditions(found)
    assert (groups["most"], groups["some"], groups["never"]) == ([SUPERVISION], [SCALE], [MENTOR])
    assert found.n_in_place(SCALE) == 1 and len(found.judged(SCALE)) == 2


def test_the_title_counts_what_mattered_and_never_speaks_of_none():
    replication = verdicts(**{SUPERVISION: "generic", MENTOR: "generic", SCALE: "*"})
    block = Mattered(across(4, statuses(**{SUPERVISION: "yyyy", MENTOR: "nnnn", SCALE: "yyyy"}), replication)).block()
    assert (
        block.title == "Two things mattered across services: one is nearly always in place and one is in place at none "
        "that could be judged"
    )
    assert Mattered(across(4, statuses(**{SCALE: "yyyy"}), verdicts(**{SCALE: "*"}))).block() is None


def test_a_tile_that_is_withheld_says_so_and_counts_nowhere():
    replication = verdicts(**{SUPERVISION: "generic"})
    html = str(Mattered(across(4, statuses(**{SUPERVISION: "yy*."}), replication)).block().html())
    assert "not shown" in html and "too little evidence" in html and ">2 of 2<" in html


def test_disagreement_is_said_from_half_of_the_services_judged_and_shown():
    often = Disagreement(across(5, statuses(**{SUPERVISION: "ccyy*"}), verdicts())).block()
    assert often.title.startswith("On “Regular supervision”, people contradict each other at half")
    seldom = Disagreement(across(5, statuses(**{SUPERVISION: "ccyyn"}), verdicts())).block()
    assert "though not at half" in seldom.title
    assert Disagreement(across(5, statuses(**{SUPERVISION: "yyyyy"}), verdicts())).block() is None


def test_in_one_kind_of_service_only_names_the_largest_group_alone():
    patterns = pd.DataFrame(
        [
            (site, SUPERVISION, "replicated" if place < 4 else "no_difference")
            for place, site in enumerate(made_up.SITES[:6])
        ],
        columns=["site", "factor", "verdict"],
    )
    found = ByKind(across(6, statuses(), verdicts(**{SUPERVISION: "sector_specific"}), patterns=patterns)).block()
    assert found.title == "One thing mattered in one kind of service and not in another"
    assert "4 of 4" in str(found.html()) and "0 of 2" in str(found.html())


FIDELITY = table(f"""site | factor        | documents | fidelity           | sources
                     S01  | {SUPERVISION} | specified | as_specified       | converge
                     S02  | {SUPERVISION} | specified | not_carried_out    | diverge
                     S01  | {MENTOR}      | partly    | not_carried_out    | diverge
                     S02  | {MENTOR}      | specified | *                  | *
                     S01  | {SCALE}       | silent    | informal_practice  | diverge""")


def test_promises_count_only_what_is_specified_and_shown():
    assert Promises(context(fidelity=FIDELITY)).block().title == (
        "Of three promises in papers that could be checked, 1 is kept and 2 are not kept"
    )
    found = SitePromises(context("site", sites=sites(2), fidelity=FIDELITY)).block()
    assert found.title == "One of the two things that its papers promise is not there for all"


IMPACTS = """scope | on           | direction | n_people
             study | service_user | positive  | 12
             study | team         | positive  | {team}
             study | team         | negative  | *"""


@pytest.mark.parametrize(
    ("team", "title"),
    [
        ("7", "12 people told of something better for service users, more than for anybody else"),
        ("12", "12 people told of something better for service users and teams each"),
        ("*", "12 people told of something better for service users, the most of what can be shown"),
    ],
)
def test_the_most_is_named_with_all_that_tie_and_over_what_is_shown(team, title):
    assert Change(context(impact_counts=table(IMPACTS.format(team=team)))).block().title == title


PICKS = """scope | factor        | kind   | n_participants | share
           study | {0} | either | 40             | {1}
           study | {2} | either | 40             | {3}"""


def test_what_is_put_first_names_all_that_tie_and_leaves_bounds_undrawn():
    tie = table(PICKS.format(SUPERVISION, "0.3", MENTOR, "0.3"))
    assert "“A mentor” and “Regular supervision”" in PutFirst(context(top_three=tie)).block().title
    bound = PutFirst(context(top_three=table(PICKS.format(SUPERVISION, "0.3", MENTOR, "<=0.1")))).block()
    assert "One thing was named by 10" in str(bound.html())
    assert PutFirst(context(top_three=table(PICKS.format(SUPERVISION, "*", MENTOR, "<=0.1")))).block() is None


def test_how_sure_counts_neither_what_is_withheld_nor_other_kinds_of_result():
    robustness = table(f"""kind        | site | factor        | verdict             | fragile
                           replication |      | {SUPERVISION} | generic             | no
                           replication |      | {MENTOR}      | generic             | yes
                           replication |      | {SCALE}       | *                   | *
                           status      | S01  | {SCALE}       | in_place            | yes""")
    assert Certainty(context(robustness=robustness)).block().title.startswith("How sure: 1 of the 2 results")
    hidden = robustness.assign(fragile="*")
    assert Certainty(context(robustness=hidden)).block() is None


def test_a_sceptics_question_that_is_not_shown_is_not_open():
    rows = table("""hypothesis  | scope | site | verdict
                    distinctive | study |      | *
                    practice    | study |      | challenged
                    practice    | site  | S01  | challenged
                    practice    | site  | S02  | *""")
    found = Sceptic(context(hypotheses=rows)).block()
    assert found.title == "The one doubt that can be shown is settled"
    html = str(found.html())
    assert "Not shown to this audience" in html and "yes at one, of one service shown" in html


def test_lacks_counts_over_what_can_be_judged_here():
    replication = verdicts(**{SUPERVISION: "generic", MENTOR: "generic", SCALE: "generic"})
    made = context("site", sites=sites(3), replication=replication,
                   conditions=statuses(**{SUPERVISION: "nyy", MENTOR: "*yy", SCALE: "yyy"}))  # fmt: skip
    assert (
        Lacks(made).block().title
        == "It lacks one of the two things that mattered across services and can be judged here"
    )
    assert (
        SiteOpening(made).show().headline
        == "At S01, one of the two things that mattered in services like it is in place."
    )


def test_a_service_is_not_compared_where_less_than_half_of_what_mattered_is_shown():
    replication = verdicts(**{SUPERVISION: "generic", MENTOR: "generic", SCALE: "generic"})
    made = context("site", sites=sites(3), replication=replication,
                   conditions=statuses(**{SUPERVISION: "nyy", MENTOR: "*yy", SCALE: "*yy"}))  # fmt: skip
    assert SiteOpening(made).show().lead == ""


def test_who_contradicts_whom_is_for_the_team_alone():
    rows = statuses(**{SUPERVISION: "cyy"})
    board = Contradictions(context("site", sites=sites(3), conditions=rows)).block()
    assert board.title == "On one thing, people here contradict each other" and "Manager" not in str(board.html())
    groups = pd.DataFrame(
        {"site": "S01", "group": ["peer_worker", "manager"], "factor": SUPERVISION, "share_in_place": [0.0, 1.0]}
    )
    team = context(
        "site", audience=Audience.TEAM, sites=sites(3), conditions=pd.concat([rows, groups], ignore_index=True)
    )
    assert "Peer worker" in str(Contradictions(team).block().html())


def test_the_sheet_asks_first_what_talk_can_change_and_nothing_that_is_not_shown():
    rows = statuses(**{SUPERVISION: "yyy", MENTOR: "c", SCALE: "*"})
    sheet = WorkshopSheet(context("workshop", audience=Audience.WORKSHOP, sites=sites(1), conditions=rows)).show()
    assert [card[1] for card in sheet.cards] == ["You do not all agree on this.", "We think: yes, this is so here."]


def test_the_workshop_is_counted_without_what_was_not_spoken_of():
    marks = table(f"""site | factor        | mark
                      S01  | {SUPERVISION} | agreed
                      S01  | {MENTOR}      | disputed
                      S01  | {SCALE}       | unchecked""")
    found = SiteWorkshop(context("site", sites=sites(2), workshop_marks=marks)).block()
    assert found.title == "The workshop agreed with one and disputed one of two results put to it"


SERIES = table("""label  | place | variation                 | assurance
                  Posts  | S01   | special_cause_concern     |
                  Waits  | S01   | special_cause_concern     |
                  Beds   | S02   | special_cause_improvement | fail
                  Visits | S02   | common_cause              |""")


def test_figures_that_got_worse_are_counted_where_they_are():
    assert describe_signals(SERIES, "services") == "Two figures have got worse, both at S01"
    assert describe_signals(SERIES.iloc[2:], "services") == (
        "No figure has got worse; one has got better; one will miss its target as things are"
    )
    apart = SERIES.assign(place=["S01", "S02", "S02", "S02"])
    assert describe_signals(apart, "services") == "Two figures have got worse"


def test_of_series_that_tie_all_are_drawn_or_none():
    assert first_to_look_at(SERIES, 2)["label"].tolist() == ["Posts", "Waits"]
    assert first_to_look_at(SERIES, 3)["label"].tolist() == ["Posts", "Waits", "Beds"]


def test_what_to_see_to_first_is_missing_at_most_services():
    replication = verdicts(**{SUPERVISION: "generic", MENTOR: "generic"})
    rows = StartSteps(across(4, statuses(**{SUPERVISION: "yyyn", MENTOR: "ynnn"}), replication))._ordered()
    assert rows == [MENTOR, SUPERVISION]


def test_nothing_is_said_where_there_is_nothing():
    empty = context(sites=sites(1))
    for answer in (Mattered, ByKind, Disagreement, Promises, Change, PutFirst, Certainty, Sceptic):
        assert answer(empty).block() is None
    assert SummaryOpening(empty).show().headline == "Nothing can be said yet."


def test_lists_name_all_or_none():
    assert all_or_none(list("abc"), most=3) == "a, b and c"
    assert all_or_none(list("abcd"), most=3) == ""
    assert quoted(["A", "B"]) == "“A” and “B”"
    assert (some(1, "thing"), some(4, "thing"), some(26, "thing")) == ("one thing", "four things", "26 things")
    assert (lower_label("Regular supervision"), lower_label("NHS terms")) == ("regular supervision", "NHS terms")


def test_an_answer_is_a_figure_and_a_frame_too():
    replication = verdicts(**{SUPERVISION: "generic", MENTOR: "generic"})
    mattered = Mattered(across(4, statuses(**{SUPERVISION: "yyyn", MENTOR: "nn*n"}), replication))
    assert mattered.table().query("site == 'S03'")["status"].tolist() == ["in_place", "*"]
    assert [text.get_text() for text in mattered.plot().axes[0].get_yticklabels()] == [
        "Regular supervision",
        "A mentor",
    ]
    promises = Promises(context(fidelity=FIDELITY))
    assert promises.table()["share"].sum() == pytest.approx(1)
    assert len(promises.plot().axes[0].patches) == 3
    assert PutFirst(context()).plot() is None


def test_a_rated_service_is_told_against_the_middle_of_the_scale_and_what_is_not_shown_is_not_counted():
    rows = table(f"""site | factor        | rating | mixed
                     S01  | {SUPERVISION} | 2      |
                     S01  | {MENTOR}      | 0      | yes
                     S01  | {SCALE}       |        |
                     S02  | {SCALE}       | -2     |""")
    found = RatedSite(context("site", sites=sites(2), site_ratings=rows)).block()
    assert found.title == "One of two rated conditions stands above the middle of the scale here, none below"


def changed(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["table", "hypothesis", "site", "factor", "before", "now"]).astype("str")


def test_what_changed_is_counted_by_kind_and_told_before_and_after():
    rows = changed(
        ("replication", None, None, SUPERVISION, "too_little_evidence", "generic"),
        ("conditions", None, "S02", SUPERVISION, "contested", "in_place"),
        ("conditions", None, "S03", MENTOR, "mixed", "not_in_place"),
        ("hypotheses", "practice", None, None, "open", "challenged"),
    )
    found = context(sites=sites(3), changes=rows, earlier_edition=pd.DataFrame({"edition": ["2012-02"]}))
    said = "Since edition 2012-02, one result across services, two results at single services and one answer to a doubt"
    assert Since(found).sentence() == f"{said} have changed."
    (shown,) = Since(found).block().body
    assert [[cell.text for cell in row] for row in shown.rows] == [
        ["Regular supervision", "Across services", "too little evidence", "mattered across services"],
        ["Regular supervision", "S02", "people disagree", "in place"],
        ["A mentor", "S03", "in between", "not in place"],
        ["Is there a body of practice of their own?", "Across services", "Not settled", "Yes, by what was found"],
    ]


def test_what_is_due_says_first_what_changed_or_that_there_is_nothing_to_compare_with():
    calendar = table("""what     | wave  | site | note  | starts     | ends       | when
                        workshop | South | S03  |       | 2012-08-08 | 2012-08-08 | due_before_board
                        report   |       |      | Final | 2012-11-30 | 2012-11-30 | later""")
    none, since = Due(context(calendar=calendar)).block(), pd.DataFrame({"edition": ["2012-02"]})
    assert none.title == "What is due" and none.body[0].items == (
        "Workshop at S03 on 8 August 2012", "After that: report (final) on 30 November 2012",
        "There is no earlier edition to compare with",
    )  # fmt: skip
    both = Due(context(calendar=calendar, changes=changed(), earlier_edition=since)).block()
    assert both.title == "What changed, and what is due"
    assert both.body[0].text == "Since edition 2012-02, no result that both show has changed."
    assert Due(context(changes=changed(), earlier_edition=since)).block().title == "What changed"
    assert Due(context()).block() is None


def test_what_mattered_and_is_judged_nowhere_is_named_beside_the_grid_that_lacks_it():
    states = {SUPERVISION: "yyyn", MENTOR: "****"}
    block = Mattered(across(4, statuses(**states), verdicts(**dict.fromkeys(states, "generic")))).block()
    said = "“A mentor” mattered too; whether it is in place could nowhere be judged and shown."
    assert block.title.startswith("Two things") and said in block.notes
    judged = Mattered(across(4, statuses(**{SUPERVISION: "yyyn"}), verdicts(**{SUPERVISION: "generic"}))).block()
    assert not any("mattered too" in note for note in judged.notes)


def rated(kind: str = "summary") -> Context:
    """Three services; supervision sets them furthest apart, a mentor less, and on the scale nobody was told apart."""
    ratings = table(f"""site | factor        | rating | mixed
                        S01  | {SUPERVISION} | 2      |
                        S02  | {SUPERVISION} | 2      |
                        S03  | {SUPERVISION} | -2     |
                        S01  | {MENTOR}      | 1      |
                        S02  | {MENTOR}      | 0      |
                        S03  | {MENTOR}      | -1     |""")
    apart = table(f"""factor        | lowest_high | highest_low | gap | verdict
                      {SUPERVISION} | 2           | -2          | 4   | distinguishing
                      {MENTOR}      | 0           | -1          | 1   | distinguishing
                      {SCALE}       | 0           |             |     | too_little_evidence""")
    return context(kind, sites=sites(3), site_ratings=ratings, distinguishing=apart)


def test_a_study_of_ratings_opens_with_what_stands_furthest_apart_and_no_block_repeats_it():
    opening, block = SummaryOpening(rated()).show(), Separates(rated()).block()
    assert opening.headline == (
        "Services with high implementation stand furthest above those with low on “Regular supervision”: 4 points "
        "apart or more."
    )
    assert block.title.startswith("Two of the two things") and block.title not in opening.headline
    assert Certainty(rated()).block().title == "How sure: two of the three rated things could be compared on both sides"
    (steps,) = FirstSteps(rated()).block().body
    assert steps.items == ("See to what sets services with high implementation furthest apart: “Regular supervision”.",)


def test_all_rated_services_are_told_at_once_and_each_on_its_own_page():
    every = RatedSites(rated("sites"))
    assert every.headline() == (
        "Of the two things that separate services with high implementation from those with low, S01 is rated above "
        "the middle of the scale on most, S03 on fewest: two and none."
    )
    assert every.block().title == "“Regular supervision” is rated lowest at S03: -2"
    assert SiteOpening(rated("site")).show().headline == (
        "At S01, two of the two things that separate services with high implementation from those with low are rated "
        "above the middle of the scale."
    )


@pytest.mark.parametrize(
    ("variation", "headline", "title"),
    [
        (
            "common_cause", "None of the four figures measured over time shows a change beyond chance.",
            "No figure has got worse",
        ),
        (
            "special_cause_concern", "Of four figures measured over time, four got worse.",
            "Four figures have got worse",
        ),
    ],
)  # fmt: skip
def test_a_study_of_figures_opens_with_how_many_moved_and_its_block_with_where(variation, headline, title):
    rows = pd.DataFrame({"site": made_up.SITES[:4], "indicator": "hope", "variation": variation, "assurance": None})
    described = pd.DataFrame(
        {"indicator": ["hope"], "label": "Hope", "stage": "outcome", "unit": "", "better": "higher"}
    )
    found = context(sites=sites(4), indicator_series=rows, indicators=described)
    assert (SummaryOpening(found).show().headline, Signals(found).block().title) == (headline, title)
    assert "measured over time" not in Signals(found).block().measure


def test_the_handbook_says_where_a_condition_is_not_in_place():
    found = made_up.context("handbook_domain", Audience.BOARD, conditions=statuses(**{SUPERVISION: "ynn*"}))
    entries = ChapterEntries(Context(replace(found.slice, subject={"domain": "support"}))).show().entries
    lines = {entry.label: line for entry, line in entries}
    assert lines["Regular supervision"] == (
        "in place at 1 of the 3 that could be judged and shown; not in place at S02 and S03"
    )
