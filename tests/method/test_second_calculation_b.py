"""Fidelity, tensions and hypotheses equal a plain calculation on random studies, every row both ways."""

from __future__ import annotations

import pandas as pd
import plain_b
import pytest
from random_studies import GROUPS, frames, random_framework, random_rows

from peerwork.scoring import score_study
from small_tables import study_of


def keyed(frame: pd.DataFrame, keys: list[str], values: list[str]) -> dict:
    plain = frame.astype(object).where(frame.notna(), None)
    rows = {tuple(row[key] for key in keys): tuple(row[value] for value in values) for row in plain.to_dict("records")}
    assert len(rows) == len(frame), "a row stands twice"
    return rows


@pytest.fixture(params=range(40), scope="module")
def case(request):
    framework = random_framework(request.param)
    rows = random_rows(request.param, [factor.id for factor in framework.factors])
    sites = sorted({row["site"] for row in (*rows["participants"], *rows["documents"])})
    site_rows = pd.DataFrame({"site": sites, "name": sites, "sector": "statutory", "region": "London"}, dtype="str")
    study = study_of(framework, sites=site_rows, **frames(rows))
    return framework, rows, sites, score_study(study)


def test_every_row_of_fidelity(case):
    framework, rows, sites, tables = case
    factors = [factor.id for factor in framework.factors if factor.kind == "condition"]
    if not rows["documents"]:
        assert "fidelity" not in tables
        return
    found = keyed(tables["fidelity"], ["site", "factor"], ["documents", "interviews", "fidelity", "sources"])
    assert found == plain_b.fidelity(rows, sites, factors)


def test_every_row_of_tensions(case):
    framework, rows, sites, tables = case
    keys = ["scope", "site", "measure", "factor", "group_a", "group_b"]
    found = keyed(tables["tensions"], keys, ["n_sites", "n_a", "n_b", "difference", "cliffs_delta"])
    expected = plain_b.tensions(rows, sites, [factor.id for factor in framework.factors], GROUPS)
    assert found.keys() == expected.keys()
    for key, row in expected.items():
        assert found[key] == pytest.approx([float(value) for value in row], abs=1e-12)


def test_every_row_of_hypotheses(case):
    framework, rows, sites, tables = case
    factors = [{"id": factor.id, "kind": factor.kind.value, "tests": factor.tests} for factor in framework.factors]
    if not any(factor["tests"] for factor in factors):
        assert "hypotheses" not in tables
        return
    values = ["units", "supporting", "against", "verdict"]
    found = keyed(tables["hypotheses"], ["hypothesis", "scope", "site"], values)
    assert found == plain_b.hypotheses(rows, sites, factors)


def test_the_studies_show_every_verdict():
    """A comparison that never met a verdict would say nothing of it."""
    seen: dict[str, set] = {"fidelity": set(), "sources": set(), "documents": set(), "verdict": set()}
    for seed in range(100):
        framework = random_framework(seed)
        factors = [{"id": f.id, "kind": f.kind.value, "tests": f.tests} for f in framework.factors]
        rows = random_rows(seed, [factor["id"] for factor in factors])
        sites = sorted({row["site"] for row in (*rows["participants"], *rows["documents"])})
        for documents, _, verdict, sources in plain_b.fidelity(rows, sites, [f["id"] for f in factors]).values():
            seen["documents"].add(documents)
            seen["fidelity"].add(verdict)
            seen["sources"].add(sources)
        seen["verdict"] |= {row[3] for row in plain_b.hypotheses(rows, sites, factors).values()}
    assert {name: len(values) for name, values in seen.items()} == {
        "documents": 6, "fidelity": 10, "sources": 4, "verdict": 4
    }  # fmt: skip
