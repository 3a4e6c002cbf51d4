"""METHOD 10 on published data: truth tables, every model and every figure to the third decimal.

Figures of Lipset's and Krook's data: R's QCA 3.25 (Dusa, QCA with R, 2019, chapters 7 and 8).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from published_qca import krook, lipset_crisp, lipset_fuzzy

from peerwork.scoring.configurations import score_configurations
from peerwork.scoring.qca.solve import simplifying_assumptions, solve
from peerwork.scoring.qca.truth_table import Cutoffs, build_truth_table, write_term
from peerwork.study.read import read_study
from reference.holtrop2017 import EXPECTED

PUBLISHED = Path(__file__).parents[2] / "data" / "published"
PRESENT = dict.fromkeys(("DEV", "URB", "LIT", "IND", "STB"), "present")


def analysed(
    data: pd.DataFrame, outcome: str, *, expectations: dict | None = None, **cutoffs
) -> dict[str, pd.DataFrame]:
    sets = data.drop(columns=outcome)
    return score_configurations(sets, data[outcome], cutoffs=Cutoffs(**cutoffs), expectations=expectations or {})


def of(tables: dict, table: str, outcome: str, solution: str, columns: str) -> list[list]:
    frame = tables[table]
    return (
        frame[frame["outcome"].eq(outcome) & frame["solution"].eq(solution)].round(3)[columns.split()].values.tolist()
    )


FIT = "term consistency pri raw_coverage unique_coverage cases"
WHOLE = "expression consistency pri coverage"


def test_lipset_fuzzy_conservative():
    tables = analysed(lipset_fuzzy(), "SURV", consistency=0.7)
    assert of(tables, "configurations", "SURV", "conservative", FIT) == [
        ["DEV*~URB*LIT*STB", 0.809, 0.761, 0.433, 0.196, "FI,IE; FR,SE"],
        ["DEV*LIT*IND*STB", 0.843, 0.821, 0.622, 0.385, "FR,SE; BE,CZ,NL,UK"],
    ]
    assert of(tables, "configuration_models", "SURV", "conservative", WHOLE) == [
        ["DEV*~URB*LIT*STB + DEV*LIT*IND*STB", 0.871, 0.851, 0.818]
    ]


def test_lipset_fuzzy_parsimonious_and_intermediate():
    tables = analysed(lipset_fuzzy(), "SURV", consistency=0.7, expectations=PRESENT)
    assert of(tables, "configuration_models", "SURV", "parsimonious", WHOLE) == [["DEV*STB", 0.869, 0.848, 0.824]]
    assert of(tables, "configuration_models", "SURV", "intermediate", WHOLE) == [["DEV*LIT*STB", 0.869, 0.848, 0.824]]


def test_ragins_own_data_at_a_consistency_of_080():
    """R's QCA 3.25.1: its intermediate models, with the figures that it prints."""
    tables = analysed(lipset_fuzzy(), "SURV", consistency=0.8, expectations=PRESENT)
    models = [of(tables, "configuration_models", side, "intermediate", WHOLE) for side in ("SURV", "~SURV")]
    assert models == [
        [["DEV*URB*LIT*STB + DEV*LIT*~IND*STB", 0.866, 0.839, 0.66]],
        [["~STB + ~DEV*~URB*~IND", 0.881, 0.852, 0.825]],
    ]
    terms = of(tables, "configurations", "SURV", "intermediate", FIT) + of(
        tables, "configurations", "~SURV", "intermediate", FIT
    )
    assert [term[:5] for term in terms] == [
        ["DEV*URB*LIT*STB", 0.901, 0.879, 0.468, 0.378],
        ["DEV*LIT*~IND*STB", 0.814, 0.721, 0.282, 0.191],
        ["~STB", 0.902, 0.871, 0.657, 0.147],
        ["~DEV*~URB*~IND", 0.886, 0.854, 0.678, 0.168],
    ]


def test_without_expectations_the_intermediate_solution_is_the_conservative_one():
    models = analysed(lipset_fuzzy(), "SURV", consistency=0.7)["configuration_models"]
    conservative, intermediate = (
        models.loc[models["solution"] == name, "expression"].tolist() for name in ("conservative", "intermediate")
    )
    assert conservative == intermediate


def test_lipset_crisp_both_outcomes():
    """Formulae 1, 3, 4 and 5 of Rihoux & De Meur 2009, pages 57 to 61, with 5 and 18 simplifying assumptions."""
    models = analysed(lipset_crisp(), "SURV")["configuration_models"].set_index(["outcome", "solution"])
    assert models["expression"].drop("intermediate", level="solution").to_dict() == {
        ("SURV", "conservative"): "DEV*~URB*LIT*STB + DEV*LIT*IND*STB",
        ("SURV", "parsimonious"): "DEV*STB",
        ("~SURV", "conservative"): "~DEV*~URB*~IND + DEV*LIT*IND*~STB",
        ("~SURV", "parsimonious"): "~DEV + ~STB",
    }
    assert models["assumptions"].xs("parsimonious", level="solution").to_dict() == {"SURV": 5, "~SURV": 18}


def test_lipset_crisp_truth_table():
    table = analysed(lipset_crisp(), "SURV")["truth_table"]
    survived = table[table["outcome"] == "SURV"].set_index("row")
    assert survived["n"].to_dict() == {1: 3, 2: 2, 5: 2, 6: 1, 22: 2, 23: 1, 24: 2, 31: 1, 32: 4}
    assert survived.index[survived["value"] == "positive"].tolist() == [22, 24, 32]
    assert survived["cases"][1] == "GR,PT,ES"


def test_lipset_without_government_stability_has_contradictory_rows():
    """Rihoux & De Meur 2009, table 3.5: AU against FR and SE, DE against BE, CZ, NL and UK; stability resolves them."""
    table = analysed(lipset_crisp().drop(columns="STB"), "SURV", consistency=1)["truth_table"]
    survived = table[table["outcome"] == "SURV"].set_index("cases")
    assert survived["contradictory"].to_dict() == {
        "GR,IT,PT,RO,ES": "no", "EE,HU,PL": "no", "FI,IE": "no", "AU,FR,SE": "yes", "BE,CZ,DE,NL,UK": "yes"
    }  # fmt: skip
    assert survived["consistency"]["BE,CZ,DE,NL,UK"] == 0.8
    assert survived["value"][["AU,FR,SE", "BE,CZ,DE,NL,UK"]].tolist() == ["negative", "negative"]


def test_krook_has_two_tied_parsimonious_models():
    """Krook 2010: the data cannot tell whether ~ES*LP or WM*LP completes the model."""
    tables = analysed(krook(), "WNP")
    assert of(tables, "configuration_models", "WNP", "parsimonious", "model expression n_models assumptions") == [
        ["M1", "WS + ES*WM + ~ES*LP + QU*LP", 2, 16],
        ["M2", "WS + ES*WM + QU*LP + WM*LP", 2, 15],
    ]
    terms = of(tables, "configurations", "WNP", "parsimonious", "model term raw_coverage unique_coverage")
    assert terms[0] == ["M1", "WS", 0.455, 0.182]
    assert ["M1", "~ES*LP", 0.182, 0.091] in terms
    assert ["M2", "WM*LP", 0.636, 0.091] in terms


def test_krook_conservative_terms_of_both_outcomes():
    terms = analysed(krook(), "WNP")["configurations"]
    conservative = terms[terms["solution"] == "conservative"].groupby("outcome")["term"].agg(set)
    assert conservative["WNP"] == {
        "~ES*~WS*WM*LP", "ES*QU*~WS*WM", "ES*QU*~WS*LP", "ES*WS*~WM*~LP", "ES*WS*WM*LP"
    }  # fmt: skip
    assert conservative["~WNP"] == {"~ES*~WS*WM*~LP", "QU*~WS*~WM*~LP", "ES*~QU*~WS*~WM*LP"}


def test_krook_simplifying_assumptions_row_by_row():
    data = krook()
    sets = data.drop(columns="WNP")
    table = build_truth_table(sets, data["WNP"], Cutoffs())
    solutions = solve(table, n_conditions=5, expectations={})
    _, second = solutions.models["parsimonious"]
    rows = [1 + int("".join(map(str, row)), 2) for row in simplifying_assumptions(second, table, n_conditions=5)]
    assert rows == [5, 6, 7, 8, 10, 13, 14, 15, 16, 19, 20, 22, 23, 30, 31]
    assert write_term(second[0], list(sets)) == "WS"


def test_krook_necessity_of_conditions_and_their_negations():
    necessity = analysed(krook(), "WNP")["necessity"].round(3).set_index(["outcome", "condition"])
    columns = ["consistency", "relevance", "coverage"]
    assert necessity.loc[("WNP", "ES"), columns].tolist() == [0.818, 0.692, 0.692]
    assert necessity.loc[("WNP", "LP"), columns].tolist() == [0.727, 0.929, 0.889]
    assert necessity.loc[("WNP", "~WS"), columns].tolist() == [0.545, 0.312, 0.353]
    assert necessity.loc[("~WNP", "~WS"), columns].tolist() == [1.0, 0.455, 0.647]
    assert necessity.loc[("~WNP", "WS"), columns].tolist() == [0.0, 0.773, 0.0]


SHORT = {
    "HEALTH_SYSTEM": "HS", "KEY_PERSON": "KEY", "QI_MINDSET": "QI", "EHR_CAPABILITY": "EHR", "RESOURCES": "RES",
    "LEADERSHIP": "LEAD", "INCENTIVES": "INC", "REGISTRY_SUCCESS": "REG",
}  # fmt: skip


@pytest.fixture(scope="module")
def holtrop() -> tuple[pd.DataFrame, dict]:
    outcomes = read_study(PUBLISHED / "holtrop2017").frames["outcomes"]
    data = outcomes.pivot(index="site", columns="outcome", values="membership").rename(columns=SHORT)
    return data.loc[sorted(data.index, key=lambda site: int(site[1:])), list(SHORT.values())], EXPECTED


@pytest.mark.parametrize("consistency", [0.8, 0.9])
def test_holtrop_three_combinations(holtrop, consistency):
    data, expected = holtrop
    tables = analysed(data[[*expected["conditions"], "REG"]], "REG", consistency=consistency)
    found = of(tables, "configurations", "REG", "conservative", FIT)
    assert found == [[t["term"], t["inclS"], t["PRI"], t["covS"], t["covU"], t["cases"]] for t in expected["terms"]]
    whole = of(tables, "configuration_models", "REG", "conservative", "consistency pri coverage n_models")
    assert whole == [[*expected["solution"].values(), 1]]
    assert of(tables, "configuration_models", "REG", "parsimonious", WHOLE) == [["RES", 0.937, 0.919, 0.881]]


def test_holtrop_truth_table(holtrop):
    data, expected = holtrop
    table = analysed(data[[*expected["conditions"], "REG"]], "REG")["truth_table"].round(3)
    found = table[table["outcome"] == "REG"].set_index("cases")
    assert len(found) == len(expected["truth_table"])
    for row in expected["truth_table"]:
        mine = found.loc[row["cases"]]
        literals = [part.split("=") for part in row["row"].split()]
        assert mine["configuration"] == "*".join(name if value == "1" else f"~{name}" for name, value in literals)
        assert [mine["n"], mine["consistency"], mine["pri"]] == [row["n"], row["incl"], row["PRI"]]
        assert mine["value"] == ("positive" if row["OUT"] else "negative")


def test_holtrop_necessity_of_all_seven_conditions(holtrop):
    data, expected = holtrop
    necessity = analysed(data, "REG")["necessity"].round(3)
    found = necessity[necessity["outcome"] == "REG"].set_index("condition")
    for column, name in (("consistency", "inclN"), ("relevance", "RoN"), ("coverage", "covN")):
        assert found[column].filter(regex="^[^~]").to_dict() == expected[f"necessity_{name}"]


def test_holtrop_with_all_seven_conditions(holtrop):
    """The second analysis of the reference: four combinations, six distinct rows of one or two practices."""
    data, _ = holtrop
    terms = of(
        analysed(data, "REG"),
        "configurations",
        "REG",
        "conservative",
        "term consistency pri raw_coverage unique_coverage",
    )
    assert sorted(terms) == sorted([
        ["HS*QI*EHR*RES*LEAD", 1.0, 1.0, 0.54, 0.104],
        ["KEY*QI*EHR*RES*LEAD", 0.993, 0.99, 0.678, 0.243],
        ["HS*KEY*QI*RES*LEAD*INC", 0.987, 0.979, 0.369, 0.045],
        ["HS*KEY*EHR*RES*LEAD*~INC", 1.0, 1.0, 0.332, 0.025],
    ])  # fmt: skip
