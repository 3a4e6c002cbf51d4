"""Fidelity, tensions and hypotheses equal a plain calculation on random studies, every row both ways."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from method import plain_b
from method.random_studies import GROUPS, frames, random_framework, random_rows
from peerwork.rules import Rules
from peerwork.scoring.fidelity import score_fidelity
from peerwork.scoring.hypotheses import score_direct_tests, score_hypotheses
from peerwork.scoring.tensions import score_tensions

RULES = Rules()


def blank_to_none(frame: pd.DataFrame, columns: list[str]) -> list[tuple]:
    return [
        tuple(None if isinstance(v, float) and math.isnan(v) else v for v in row)
        for row in frame[columns].itertuples(index=False, name=None)
    ]


def keyed(frame: pd.DataFrame, keys: list[str], values: list[str]) -> dict:
    found = dict(zip(blank_to_none(frame, keys), blank_to_none(frame, values), strict=True))
    assert len(found) == len(frame), "a row stands twice"
    return found


def plain_verdicts(rows: dict, sites: list[str], factors: list[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    cells = [(site, factor, plain_b.rows_on(rows, site, factor)) for site in sites for factor in factors]
    cells = [cell for cell in cells if cell[2]]
    conditions = pd.DataFrame(
        [(s, None, f, plain_b.status_of(r)) for s, f, r in cells],
        columns=["site", "group", "factor", "status"],
        dtype="str",
    )
    patterns = pd.DataFrame(
        [(s, f, plain_b.pattern_of(r)) for s, f, r in cells], columns=["site", "factor", "verdict"], dtype="str"
    )
    return conditions, patterns


@pytest.fixture(params=range(40))
def case(request):
    framework = random_framework(request.param)
    rows = random_rows(request.param, [factor.id for factor in framework.factors])
    sites = sorted({person["site"] for person in rows["participants"]} | {d["site"] for d in rows["documents"]})
    return framework, rows, frames(rows), sites


def test_every_row_of_fidelity(case):
    framework, rows, made, sites = case
    factors = [factor.id for factor in framework.factors if factor.kind == "condition"]
    conditions, _ = plain_verdicts(rows, sites, factors)
    found = score_fidelity(conditions, made["documents"], made["extracts"], sites=sites, factors=factors)
    assert keyed(found, ["site", "factor"], ["documents", "interviews", "fidelity", "sources"]) == plain_b.fidelity(
        rows, sites, factors
    )


def test_every_row_of_tensions(case):
    framework, rows, made, sites = case
    factors = [factor.id for factor in framework.factors]
    answers = made["answers"].merge(made["participants"], on="participant")
    found = score_tensions(answers, factors=factors, groups=GROUPS, scale=framework.scale, rules=RULES)
    values = ["n_sites", "n_a", "n_b", "difference", "cliffs_delta"]
    found = keyed(found, ["scope", "site", "measure", "factor", "group_a", "group_b"], values)
    expected = plain_b.tensions(rows, sites, factors, GROUPS)
    assert found.keys() == expected.keys()
    for key, row in expected.items():
        assert found[key] == pytest.approx([float(value) for value in row], abs=1e-12)


def test_every_row_of_hypotheses(case):
    framework, rows, _, sites = case
    conditions, patterns = plain_verdicts(rows, sites, [factor.id for factor in framework.factors])
    direct = score_direct_tests(conditions, patterns, sites=sites, factors=framework.factors)
    found = score_hypotheses(direct, sites=sites, rules=RULES)
    values = ["units", "supporting", "against", "verdict"]
    expected = plain_b.hypotheses(
        rows, sites, [{"id": f.id, "kind": f.kind.value, "tests": f.tests} for f in framework.factors]
    )
    assert keyed(found, ["hypothesis", "scope", "site"], values) == expected
