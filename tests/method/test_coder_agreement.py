"""METHOD 5: agreement of coders, against published values."""

from __future__ import annotations

import numpy as np
import pytest

from peerwork.scoring.coder_agreement import score_alpha, score_coder_agreement
from small_tables import table

# A row a coder, a column a unit, a blank where it was not rated. Krippendorff 2011, Computing Krippendorff's
# Alpha-Reliability, page 8 (its twelfth unit was rated once), and the example of the article on it in Wikipedia;
# alphas to six digits from R's irr, 0.743, 0.815, 0.849 and 0.691, 0.811 as printed.
C_DATA = ["123321412   ", "1233224125  ", " 33323422513", "12332441251 "]
WIKIPEDIA = ["     34121133 3", "1 213343       ", "  21344 21133 4"]
ALPHAS = [
    (C_DATA, "nominal", 0.743421),
    (C_DATA, "ordinal", 0.815388),
    (C_DATA, "interval", 0.849107),
    (WIKIPEDIA, "nominal", 0.691358),
    (WIKIPEDIA, "ordinal", 0.806721),
    (WIKIPEDIA, "interval", 0.810845),
]


def units_of(coders: list[str]) -> np.ndarray:
    points = sorted({*"".join(coders)} - {" "})
    return np.array([[sum(row[unit] == point for row in coders) for point in points] for unit in range(len(coders[0]))])


@pytest.mark.parametrize(("coders", "level", "alpha"), ALPHAS)
def test_alpha_is_the_published_one(coders, level, alpha):
    assert score_alpha(units_of(coders), level=level) == pytest.approx(alpha, abs=1e-6)


EXTRACTS = table("""document | factor | evidence     | coder
                    D1       | pay    | specified    | ann
                    D1       | pay    | specified    | bob
                    D1       | pay    | absent       | agreed
                    D2       | pay    | absent       | ann
                    D2       | pay    | partly       | bob
                    D3       | pay    | contradicted | ann
                    D1       | team   | absent       | ann
                    D1       | team   | absent       | bob""")


def test_units_are_documents_read_twice_and_the_agreed_reading_is_left_out():
    found = score_coder_agreement(EXTRACTS, factors=["team", "pay"]).set_index("factor")
    assert found["units"].to_dict() == {"all": 3, "team": 1, "pay": 2}
    assert found["coders"].tolist() == [2, 2, 2]
    assert found.loc["pay", "agreement"] == 0.5
    assert found.loc["all", "agreement"] == pytest.approx(2 / 3)


def test_alpha_is_blank_where_every_reading_is_the_same():
    found = score_coder_agreement(EXTRACTS, factors=["team"]).set_index("factor")
    assert found["alpha"].isna().all()
    assert found.loc["team", "agreement"] == 1


def test_one_coder_alone_leaves_one_row_without_a_number():
    found = score_coder_agreement(EXTRACTS[EXTRACTS["coder"] == "ann"], factors=["pay"])
    assert found[["factor", "units"]].values.tolist() == [["all", 0]]
    assert found[["alpha", "agreement"]].isna().all(axis=None)


def test_a_near_miss_costs_less_than_a_far_one():
    near = EXTRACTS.replace({"evidence": {"contradicted": "absent"}})
    far = near.assign(evidence=near["evidence"].where(near.index != 4, "specified"))
    near, far = (score_coder_agreement(frame, factors=["pay", "team"])["alpha"][0] for frame in (near, far))
    assert near > far
