"""The audit finds every leak that is planted, and none in what is protected (METHOD 14)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from made_studies import make_study, write_study
from peerwork.audit import audit_release, describe_audit, open_release
from peerwork.audit.knowledge import plain_people
from peerwork.release import protect
from peerwork.scoring import score_study
from peerwork.scoring.tables import write_tables
from peerwork.vocabulary import Audience
from release.random_studies import rated_study

COLUMNS = ["scope", "sector", "site", "group", "without", "factor", "kind", "n", "mean"]


@pytest.fixture(scope="module")
def study():
    return rated_study(3, sites=4, factors=1, fives=0.2)


@pytest.fixture(scope="module")
def folder(study, tmp_path_factory):
    return write_study(study, tmp_path_factory.mktemp("study"))


def rated(study):
    sites = study.frames["sites"][["site", "sector"]]
    return study.frames["answers"].merge(study.frames["participants"]).merge(sites)


def figure(study, decimals=2, *, kind="either", without=None, **place):
    """The row of a mean of these people, with so many decimals."""
    rows = rated(study)
    for column, value in place.items():
        rows = rows[rows[column] == value]
    rows = rows if without is None else rows[rows["group"] != without]
    rows = rows if kind == "either" else rows[rows["effect"] == kind]
    mean = f"{rows['importance'].mean():.{decimals}f}"
    scope = "site_group" if len(place) == 2 else next(iter(place), "study")
    return {"scope": scope, "without": without, "factor": "factor0", "kind": kind, "n": len(rows), "mean": mean} | place


def released(path, *rows, audience="board", site=None):
    path.mkdir()
    columns = [*COLUMNS, *sorted({name for row in rows for name in row} - set(COLUMNS))]
    pd.DataFrame(rows, columns=columns).to_csv(path / "importance.csv", index=False)
    return open_release(path, audience, site)


def leaks(folder, *releases):
    return audit_release(folder, releases).findings


def answers_learnt(folder, *releases):
    """The findings about somebody's answer, not those about the digits of a figure."""
    return [finding for finding in leaks(folder, *releases) if "the answer of" in finding.learns]


def test_means_of_a_group_at_a_site(study, folder, tmp_path):
    assert leaks(folder, released(tmp_path / "r", figure(study, site="S01", group="manager")))


def test_a_total_beside_its_parts(study, folder, tmp_path):
    whole = figure(study, group="manager")
    parts = [figure(study, site=site, group="manager") for site in ("S01", "S02", "S03")]
    assert leaks(folder, released(tmp_path / "r", whole, *parts))


def test_the_study_beside_all_sites_but_one(study, tmp_path):
    frames = dict(study.frames)
    few = frames["participants"]
    few = few[(few["site"] != "S04") | few["group"].isin(["manager", "strategic"])]
    frames |= {
        "participants": few,
        "answers": frames["answers"][frames["answers"]["participant"].isin(few["participant"])],
    }
    smaller = type(study)(study.name, study.config, study.framework, frames, study.withdrawn, None)
    place = write_study(smaller, tmp_path / "study")
    sites = [figure(smaller, 3, site=site) for site in ("S01", "S02", "S03")]
    assert not leaks(place, released(tmp_path / "alone", figure(smaller, 1)))
    assert leaks(place, released(tmp_path / "r", figure(smaller, 3), *sites))


def test_a_site_mean_with_and_without_managers(study, folder, tmp_path):
    both = figure(study, site="S01"), figure(study, site="S01", without="manager")
    assert not answers_learnt(folder, released(tmp_path / "alone", both[0]))
    assert answers_learnt(folder, released(tmp_path / "r", *both))


def test_a_mean_of_exactly_five(tmp_path):
    agreed = rated_study(3, sites=2, factors=1, fives=1.0)
    place = write_study(agreed, tmp_path / "study")
    assert leaks(place, released(tmp_path / "r", figure(agreed, 1, site="S01")))
    assert not leaks(place, released(tmp_path / "bounded", figure(agreed, 1, site="S01") | {"mean": ">=4"}))


def test_facilitators_and_all_ratings_give_the_barriers(study, folder, tmp_path):
    rows = rated(study)
    site = rows[rows["effect"] == "neither"].groupby("site").size().idxmin()
    both = figure(study, site=site), figure(study, kind="facilitator", site=site)
    assert leaks(folder, released(tmp_path / "r", *both))


def test_counts_that_complete_a_row(study, folder, tmp_path):
    values = rated(study).query("site == 'S01'")["importance"]
    counts = {f"n_{point}": int((values == point).sum()) for point in (1, 2, 3, 4)}
    assert leaks(folder, released(tmp_path / "r", figure(study, site="S01") | counts | {"n_5": "*", "mean": "*"}))


def test_a_board_page_that_completes_a_workshops(study, folder, tmp_path):
    workshop = released(tmp_path / "w", figure(study, site="S01"), audience="workshop", site="S01")
    board = released(tmp_path / "b", figure(study, site="S01", without="strategic"))
    assert not leaks(folder, board)
    assert leaks(folder, board, workshop)


def test_a_decision_to_withhold_that_tells(study, folder, tmp_path):
    """Two sites where the same people rated: one is shown, the other is not."""
    shown, held = figure(study, site="S01") | {"mean": ">=4"}, figure(study, site="S02") | {"mean": "*"}
    shown["mean"] = "3.0" if 2.75 <= float(figure(study, site="S01")["mean"]) <= 3.25 else "3.5"
    assert any("withheld" in str(finding) for finding in leaks(folder, released(tmp_path / "r", shown, held)))


def test_a_mean_withheld_for_what_changed_tells_of_no_rating(study, folder, tmp_path):
    shown, held = figure(study, site="S01") | {"mean": "3.5"}, figure(study, site="S02") | {"mean": "*"}
    made = released(tmp_path / "r", shown, held)
    log = "table,scope,place,factor,kind,why\nimportance,site,S02,{},either,beside an earlier release it would show\n"
    (made.pages / "release_log.csv").write_text(log.format(held["factor"]), encoding="utf-8")
    assert not any("special" in str(finding) for finding in leaks(folder, made))


@pytest.mark.parametrize("change", ["a new interview", "a withdrawal"])
def test_two_editions_that_differ_by_one_person(change, study, tmp_path):
    frames = dict(study.frames)
    people = frames["participants"].assign(interviewed_on="2011-05-01")
    last = people.index[people["site"].eq("S01")][-1]
    people.loc[last, "interviewed_on"] = "2012-05-01"
    if change == "a withdrawal":
        people["withdrawn_on"] = np.where(people.index == last, "2012-06-01", None)
    changed = type(study)(
        study.name, study.config, study.framework, frames | {"participants": people}, study.withdrawn, None
    )
    place = write_study(changed, tmp_path / "study")
    one = figure(study, site="S01")
    fewer = rated(study)[lambda rows: rows["participant"] != people.loc[last, "participant"]].query("site == 'S01'")
    other = one | {"n": len(fewer), "mean": f"{fewer['importance'].mean():.2f}"}
    first, second = (one, other) if change == "a withdrawal" else (other, one)
    everybody = plain_people(study)
    then = everybody if change == "a withdrawal" else everybody[everybody["person"] != people.loc[last, "participant"]]
    before = replace(released(tmp_path / "first", first), people=then)
    now = released(tmp_path / "second", second)
    assert not answers_learnt(place, now)
    assert answers_learnt(place, before, now)


def test_two_people_of_a_workshop(tmp_path):
    """Of five, two who rated 2 know that the other three rated 5 when the mean is 4 or more."""
    agreed = rated_study(3, sites=1, people=(2, 2, 1, 0, 0), factors=1, fives=1.0)
    frame = agreed.frames["answers"].copy()
    frame.loc[[0, 1], "importance"] = 2.0
    lower = type(agreed)(
        agreed.name, agreed.config, agreed.framework, dict(agreed.frames) | {"answers": frame}, agreed.withdrawn, None
    )
    place = write_study(lower, tmp_path / "study")
    row = figure(lower, 1, site="S01") | {"mean": ">=4"}
    assert not leaks(place, released(tmp_path / "b", row))
    assert leaks(place, released(tmp_path / "w", row, audience="workshop", site="S01"))


def test_intervals_cannot_be_bounded(study, folder, tmp_path):
    assert leaks(folder, released(tmp_path / "r", figure(study, 1) | {"ci_low": 2.1, "ci_high": 3.9}))


def test_a_figure_of_other_people_than_it_says(study, folder, tmp_path):
    assert leaks(folder, released(tmp_path / "r", figure(study, 1) | {"n": 12}))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("people", [(2, 2, 2, 1, 1), (2, 2, 1, 0, 0), (1, 1, 1, 1, 1), (6, 0, 0, 0, 0)])
def test_what_is_protected_withstands_the_attack(seed, people, tmp_path):
    study = rated_study(seed, people=people)
    folder, tables, releases = write_study(study, tmp_path / "study"), score_study(study), []
    for audience, site in [(Audience.BOARD, None), (Audience.PUBLIC, None), (Audience.WORKSHOP, "S01")]:
        place = tmp_path / f"{audience}"
        write_tables(protect(study, tables, audience, site=site).tables, place)
        releases.append(open_release(place, audience, site))
    audit = audit_release(folder, releases)
    assert audit.safe, describe_audit(audit)
    assert describe_audit(audit)[0].startswith("Nobody could learn")


def test_means_of_several_sites_are_placed_where_no_site_is_shown(tmp_path):
    """The public sees no site's mean, so that nothing tells on which sites the study's rests: not on the tiny one."""
    study = make_study(1, "tiny_site", factors=2, sites=9)
    folder, place = write_study(study, tmp_path / "study"), tmp_path / "public"
    write_tables(protect(study, score_study(study), Audience.PUBLIC).tables, place)
    audit = audit_release(folder, [open_release(place, Audience.PUBLIC)])
    assert audit.safe and audit.tried["figures"] > 5, describe_audit(audit)


def test_figures_in_the_tables_of_a_page_are_attacked_too(study, folder, tmp_path):
    page = tmp_path / "r"
    page.mkdir()
    rows = [figure(study, site="S01", group=group) for group in ("manager", "strategic")]
    head = "".join(f'<th scope="col">{name}</th>' for name in COLUMNS)
    body = "".join("<tr>" + "".join(f"<td>{row.get(name) or ''}</td>" for name in COLUMNS) + "</tr>" for row in rows)
    html = f"<html><body><table><caption>Means</caption><tr>{head}</tr>{body}</table></body></html>"
    (page / "site-S01.html").write_text(html, encoding="utf-8")
    assert leaks(folder, open_release(page, "board"))
