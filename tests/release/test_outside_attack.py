"""Somebody else's attack, which goes through every set of answers, learns nothing from what studies give out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from made_studies import write_study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience, Hypothesis
from release.attacked import release_to
from release.made_history import EMPTY
from release.outside_attack import People, Worlds, fitting_ratings, learn_ratings
from release.random_studies import rated_study
from release.scored import score_decided

LOW = {"min_people_workshop": 3, "min_people_board": 3, "min_people_public": 3}  # so that a handful are shown at all
FEW_SITES = {"evidence_min_sectors": 1, "evidence_sector_sites": 1, "hypothesis_min_factors": 1}
FEW_SITES |= {"hypothesis_min_sites": 1}


def tiny(seed, folder, people, *, sites=2, factors=1, points=4):
    """A study of a handful of people who rate 1 to `points`, as it is read; each factor tests one null hypothesis."""
    made = rated_study(seed, sites=sites, people=people, factors=factors, fives=0, config={"rules": LOW | FEW_SITES})
    answers = made.frames["answers"].assign(importance=lambda rows: (rows["importance"] - 1) % points + 1)
    draw = np.random.default_rng(seed)
    answers["in_place"] = draw.choice(["yes", "yes", "partly", "no", "unsure"], len(answers))
    answers["effect"] = draw.choice(["facilitator", "facilitator", "barrier", "neither", "unsure"], len(answers))
    domain = made.framework.domains[0]
    tested = tuple(factor.model_copy(update={"tests": (Hypothesis.DISTINCTIVE,)}) for factor in domain.factors)
    scale = {point: f"Point {point}" for point in range(1, points + 1)}
    whole = made.framework.model_copy(
        update={"domains": (domain.model_copy(update={"factors": tested}),), "importance_scale": scale}
    )
    return read_study(
        write_study(replace(made, framework=whole, frames=dict(made.frames) | {"answers": answers}), folder)
    )


def given_out(study, folder):
    """What a board, the public and the first site's workshop are given, one after the other: their tables as text."""
    history, team = EMPTY, score_decided(study)
    for audience, site in ((Audience.BOARD, None), (Audience.PUBLIC, None), (Audience.WORKSHOP, "S01")):
        history, _ = release_to(study, folder, audience, history, team, site=site)
    return [release.released_tables() for release in history.releases]


def truth(study, people, factor, column):
    rows = study.frames["answers"].query("factor == @factor").set_index("participant")[column]
    return rows.reindex(list(people.codes))


def worlds(study, people, given):
    factors = [factor.id for factor in study.factors]
    sectors = study.frames["sites"].set_index("site")["sector"].to_dict()
    return Worlds(people, factors, study.rules, given, sectors, {"distinctive": factors})


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(("people", "points"), [((2, 1, 1, 0, 0), 4), ((4, 0, 0, 0, 0), 4), ((1, 2, 0, 0, 0), 5)])
def test_nobody_s_rating_is_left_with_fewer_than_three_values(seed, people, points, tmp_path):
    study = tiny(seed, tmp_path, people, points=points)
    board, public, workshop = given_out(study, tmp_path)
    who = People.of(study.frames)
    rated = truth(study, who, "factor0", "importance").to_numpy()
    for given, together in (([board, public, workshop], 1), ([workshop, public], 2)):
        sets = fitting_ratings(who, "factor0", points, given, board)
        assert (sets == rated).all(axis=1).any()  # it reads what was given out as it was meant
        assert learn_ratings(who, sets, points, study.rules, together=together) == []


@pytest.mark.parametrize("seed", [0])
@pytest.mark.parametrize(
    ("people", "sites", "factors"),
    [((2, 1, 1, 0, 0), 3, 1), ((1, 1, 1, 1, 0), 2, 2), ((2, 2, 0, 0, 0), 2, 2), ((1, 1, 1, 0, 0), 4, 1)],
)
def test_nobody_s_answer_is_left_with_fewer_than_two(seed, people, sites, factors, tmp_path):
    study = tiny(seed, tmp_path, people, sites=sites, factors=factors)
    given, who = given_out(study, tmp_path), People.of(study.frames)
    found, team = worlds(study, who, given), worlds(study, who, [as_text(score_decided(study).frames)])
    assert len(team.pairs) == 1 and (found.pairs == team.pairs[0]).all(axis=1).any()  # so the truth fits
    assert found.learn() == []


def as_text(tables):
    names = ("importance", "conditions", "patterns", "replication", "hypotheses")
    return {name: tables[name].astype("str").replace("nan", "").fillna("") for name in names if name in tables}


def test_it_learns_from_the_team_s_own_tables(tmp_path):
    study = tiny(1, tmp_path, (2, 1, 1, 0, 0))
    who, team = People.of(study.frames), as_text(score_decided(study).frames)
    team["importance"] = team["importance"].query("kind == 'either'")
    sets = fitting_ratings(who, "factor0", 4, [team], team)
    assert len(learn_ratings(who, sets, 4, study.rules)) > 10
    assert len(worlds(study, who, [team]).learn()) > 10
