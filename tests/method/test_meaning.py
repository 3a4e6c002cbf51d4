"""METHOD 16: readings, the matrix, the joint display, rivals, next cases and follow-ups, with planted truth."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from made_studies import make_study, write_study
from peerwork.scoring import score_study
from peerwork.scoring.basis import list_moved, note_basis, said_now, stale_of
from peerwork.scoring.found import Found
from peerwork.scoring.joint_display import fit_of
from peerwork.scoring.rivals import list_rivals_faced, name_next_cases
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.study.schema import FILES
from peerwork.vocabulary import Fit, Stale
from small_tables import table

NEW = ("matrix", "readings", "reading_counts", "joint_display", "moved", "rivals_faced", "next_cases", "followups")
SCHEMA = {file.name: [column.name for column in file.columns] for file in FILES}


def typed(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with every column of the file, dates as dates."""
    frame = rows.reindex(columns=SCHEMA[name]).astype("str").replace("", np.nan)
    days = [column for column in ("on", "due", "done_on") if column in frame]
    return frame.assign(**{day: pd.to_datetime(frame[day]).astype("datetime64[us]") for day in days})


def with_file(study: Study, **files: pd.DataFrame) -> Study:
    return replace(study, frames=dict(study.frames) | {name: typed(name, rows) for name, rows in files.items()})


def reading(code: str, about: str, by: str, standpoint: str, judgement: str, status: str = "open", rests="") -> dict:
    known = {"reading": code, "about": about, "by": by, "standpoint": standpoint, "judgement": judgement}
    return known | {"status": status, "text": f"text of {code}", "on": "2012-06-01", "edition": "1", "rests_on": rests}


@pytest.fixture(scope="module")
def study() -> Study:
    return make_study(5, sites=4, factors=6)


def test_a_study_without_the_files_has_none_of_the_tables(study):
    found = score_study(study)
    assert not [name for name in NEW if name in found]


VERDICTS = """verdict             | documents | workshops   | read        | inferred    | fit
              generic             |           |             |             |             |
              generic             | bears_out |             |             |             | convergence
              generic             | bears_out | bears_out   | bears_out   | bears_out   | convergence
              alternative         | bears_out |             |             | in_part     | complementarity
              generic             | in_part   |             |             |             | complementarity
              generic             | bears_out | bears_out   | contradicts | bears_out   | discord
              generic             |           | contradicts |             | bears_out   | discord
              too_little_evidence | bears_out | contradicts |             |             |
                                  | bears_out |             |             |             |"""


@pytest.mark.parametrize("row", table(VERDICTS).to_dict("records"), ids=lambda row: str(row["fit"]))
def test_how_strands_stand_to_a_finding(row):
    strands = [row[name] for name in ("documents", "workshops", "read", "inferred")]
    assert fit_of(row["verdict"], strands) == (None if pd.isna(row["fit"]) else Fit(row["fit"]))


def test_no_reading_is_shown_before_two_standpoints_are_in(study):
    first, second = (factor.id for factor in study.factors[:2])
    rows = [
        reading("R1", f"factor:{first}", "A", "service_user_researcher", "does_not_hold"),
        reading("R2", f"factor:{first}", "B", "university_researcher", "holds"),
        reading("R3", f"factor:{second}", "B", "university_researcher", "holds"),
        reading("R4", f"factor:{second}", "C", "university_researcher", "does_not_hold"),
    ]
    found = score_study(with_file(study, readings=pd.DataFrame(rows)))
    assert set(found["readings"]["reading"]) == {"R1", "R2"}
    counts = found["reading_counts"].set_index("about")
    assert counts["n_standpoints"].to_dict() == {f"factor:{first}": 2, f"factor:{second}": 1}
    hidden = counts.loc[f"factor:{second}", ["n_holds", "n_does_not_hold", "agree"]]
    assert hidden.isna().all()


def test_one_who_says_that_it_does_not_hold_is_not_outvoted(study):
    factor = study.factors[0].id
    rows = [reading(f"R{n}", f"factor:{factor}", f"B{n}", "university_researcher", "holds") for n in range(5)]
    rows += [reading("R9", f"factor:{factor}", "A", "service_user_researcher", "does_not_hold")]
    display = score_study(with_file(study, readings=pd.DataFrame(rows)))["joint_display"].set_index("factor")
    assert display.loc[factor, "read"] == "contradicts"


def test_every_cell_of_the_matrix_is_there_the_empty_ones_too(study):
    factor = study.factors[0].id
    summaries = pd.DataFrame([{"factor": factor, "site": "S01", "text": "What was said."}])
    cells = score_study(with_file(study, summaries=summaries))["matrix"]
    own = cells[cells["factor"].eq(factor)]
    assert len(own) == len(study.frames["sites"]) + len(study.framework.groups)
    assert own["summary"].notna().sum() == 1
    assert own[own["scope"].eq("site") & own["summary"].notna()]["site"].tolist() == ["S01"]


FOLLOWED = """action | due        | done_on    | state
              a      | 2012-06-28 |            | overdue
              b      | 2012-06-29 |            | due
              c      | 2012-06-01 | 2012-06-29 | done
              d      | 2012-06-01 | 2012-06-30 | overdue
              e      |            |            | no_date"""


def test_follow_ups_stand_where_they_stood_on_the_studys_day(study):
    rows = table(FOLLOWED).assign(site="S01", factor=study.factors[0].id, owner="x")
    dated = replace(study, as_of=pd.Timestamp("2012-06-29").date())
    found = score_study(with_file(dated, followups=rows))["followups"].set_index("action")["state"]
    assert found.to_dict() == table(FOLLOWED).set_index("action")["state"].to_dict()


# --- stale ---


def inferring(study: Study) -> Study:
    """An inference on all that is about each factor, and two on named rows alone."""
    rows = [
        reading(f"I{n}", f"factor:{factor.id}", "team", "university_researcher", "holds", "agreed")
        for n, factor in enumerate(study.factors)
    ]
    first = study.factors[0].id
    passage = study.frames["excerpts"].dropna(subset=["factor"]).iloc[0]
    rows += [
        reading("N1", f"factor:{first}@S01", "team", "b", "holds", "agreed", f"conditions:{first}@S01"),
        reading("N2", "hypothesis:practice", "team", "b", "holds", "agreed", f"excerpt:{passage['excerpt']}"),
    ]
    factors = [factor.id for factor in study.factors]
    summaries = [{"factor": f, "site": s, "text": f"{f} at {s}"} for f in factors for s in ("S01", "S02")]
    made = with_file(study, readings=pd.DataFrame(rows), summaries=pd.DataFrame(summaries))
    said = said_now(Found(made))
    return with_file(made, basis=note_basis(made, said, frozenset(row["reading"] for row in rows)))


def stale(study: Study) -> set[str]:
    moved = list_moved(study, said_now(Found(study)))
    return {reading for reading, state in stale_of(study, moved).items() if state is Stale.STALE}


EDITS = {"answers": "importance", "excerpts": "text", "extracts": "evidence", "summaries": "text"}
OTHER = {"importance": lambda old: 1.0 if old != 1 else 5.0, "text": lambda old: f"{old} and more",
         "evidence": lambda old: "absent" if old != "absent" else "specified"}  # fmt: skip


def edited(study: Study, random: np.random.Generator) -> tuple[Study, pd.Series, str]:
    """The study with one cell changed, the row before, and the file."""
    file = list(EDITS)[random.integers(len(EDITS))]
    frame, column = study.frames[file].copy(), EDITS[file]
    known = frame.index[frame["factor"].isin([factor.id for factor in study.factors])]
    place = known[random.integers(len(known))]
    before = frame.loc[place].copy()
    alike = frame["excerpt"].eq(before["excerpt"]) if file == "excerpts" else frame.index == place
    frame.loc[alike, column] = OTHER[column](before[column])
    return replace(study, frames=dict(study.frames) | {file: frame}), before, file


def about(study: Study, before: pd.Series, file: str) -> set[str]:
    """The factors that the changed row is about, by what it says itself: a passage may have several."""
    if file != "excerpts":
        return {before["factor"]}
    same = study.frames["excerpts"]
    return set(same[same["excerpt"].eq(before["excerpt"])]["factor"].dropna())


def test_exactly_the_inferences_that_rest_on_an_edit_go_stale():
    """50 random edits of answers, passages, documents and summaries; what moved no row moves no inference."""
    base = inferring(make_study(11, sites=4, factors=6))
    codes = {factor.id: f"I{n}" for n, factor in enumerate(base.factors)}
    named = base.frames["readings"].set_index("reading").loc["N2", "rests_on"].removeprefix("excerpt:")
    assert stale(base) == set()
    random, moved = np.random.default_rng(1), 0
    for _ in range(50):
        after, before, file = edited(base, random)
        expected = {codes[factor] for factor in about(base, before, file) if factor in codes}
        expected |= {"N2"} if file == "excerpts" and before["excerpt"] == named else set()
        found = stale(after)
        assert found <= expected, (file, before.to_dict())
        assert found == expected or file == "extracts", (file, before.to_dict())
        moved += bool(found)
    assert moved >= 40


def test_an_answer_at_one_site_leaves_an_inference_on_another_site_alone():
    base = inferring(make_study(11, sites=4, factors=6))
    first, people = base.factors[0].id, base.frames["participants"].set_index("participant")["site"]
    answers = base.frames["answers"]
    own = answers["factor"].eq(first)
    for site, expected in (("S01", True), ("S02", False)):
        here = own & answers["participant"].map(people).eq(site) & answers["in_place"].isin(["yes", "no"])
        place = answers.index[here][0]
        changed = answers.copy()
        changed.loc[place, "in_place"] = "no" if answers.loc[place, "in_place"] == "yes" else "yes"
        found = stale(replace(base, frames=dict(base.frames) | {"answers": changed}))
        assert ("N1" in found) is expected


def test_an_inference_whose_basis_nobody_noted_is_neither_fresh_nor_stale(study):
    rows = pd.DataFrame([reading("I1", f"factor:{study.factors[0].id}", "team", "a", "holds", "agreed")])
    display = score_study(with_file(study, readings=rows))["joint_display"].set_index("factor")
    assert display.loc[study.factors[0].id, "stale"] == Stale.NOT_NOTED


def test_the_basis_keeps_nothing_that_anybody_said():
    base = inferring(make_study(11, sites=4, factors=6))
    said = " ".join(base.frames["basis"]["said"].dropna())
    assert not [text for text in base.frames["excerpts"]["text"].dropna() if text in said]


# --- rivals ---


FOUND = """factor | verdict
           a      | generic
           b      | alternative
           c      | not_established"""


def test_each_finding_faces_its_rivals_or_none(study):
    """A rival of one factor faces that finding alone; what is no finding faces nothing."""
    own = pd.DataFrame([{"rival": "V1", "label": "another", "factor": "a", "would_show": "x", "seen": "no"}])
    faced = list_rivals_faced(with_file(study, rivals=own), table(FOUND)).set_index("factor")["rival"]
    assert list(faced.index) == ["a", "b"] and faced["a"] == "V1" and pd.isna(faced["b"])
    of_all = own.assign(factor=np.nan, seen=np.nan)
    faced = list_rivals_faced(with_file(study, rivals=of_all), table(FOUND))
    assert faced["rival"].eq("V1").all() and faced["seen"].eq("unknown").all() and len(faced) == 2


PATTERNS = """factor | site | n | present_helps | absent_hinders | verdict
              F      | S01  | 4 | 4             | 0              | replicated
              F      | S02  | 4 | 0             | 3              | replicated
              F      | S03  | 4 | 1             | 0              | no_difference
              F      | S04  | 4 | 1             | 0              | mixed
              F      | S05  | 1 | 0             | 0              | too_little_evidence"""
SEEN = """rival | label | factor | site | would_show | seen
          V1    | other | F      | S04  | x          | yes"""


def test_the_site_that_neither_explains_is_deviant_and_the_one_that_fits_best_typical(study):
    numbers = ["n", "present_helps", "absent_hinders"]
    found = {
        "patterns": table(PATTERNS).astype(dict.fromkeys(numbers, "int64")),
        "replication": pd.DataFrame({"factor": ["F"], "verdict": ["generic"]}),
    }
    cases = name_next_cases(with_file(study, rivals=table(SEEN)), found).set_index("case")["site"].to_dict()
    assert cases == {"deviant": "S03", "typical": "S01"}  # at S04 the rival was seen: it is explained
    unseen = name_next_cases(with_file(study, rivals=table(SEEN).assign(site="S01")), found)
    assert set(unseen[unseen["case"].eq("deviant")]["site"]) == {"S03", "S04"}  # both as far off: all that tie


def test_a_study_on_disk_is_read_and_scored_the_same(study, tmp_path):
    rows = [
        reading("R1", f"factor:{study.factors[0].id}", "A", "service_user_researcher", "holds"),
        reading("R2", f"factor:{study.factors[0].id}", "B", "university_researcher", "holds"),
    ]
    settings = study.config.model_copy(update={"standpoints": ("service_user_researcher", "university_researcher")})
    made = with_file(replace(study, config=settings), readings=pd.DataFrame(rows))
    again = read_study(write_study(made, tmp_path / "study"))
    assert score_study(again)["readings"].equals(score_study(made)["readings"])
