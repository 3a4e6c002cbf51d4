"""METHOD 5: agreement of coders, against published values."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from peerwork.scoring.coder_agreement import score_alpha, score_coder_agreement
from small_tables import table

REFERENCE = Path(__file__).parents[2].parent / "shared" / "reference"
needs_reference = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the published reference data are not here")


def units_of(file: Path) -> np.ndarray:
    ratings = pd.read_csv(file, index_col=0)
    points = sorted(ratings.stack().dropna().unique())
    return np.array([[int((ratings[unit] == point).sum()) for point in points] for unit in ratings])


@needs_reference
@pytest.mark.parametrize("file", ["krippendorff_C_data.csv", "krippendorff_wikipedia.csv"])
@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval"])
def test_alpha_is_the_published_one(file, level):
    expected = json.loads((REFERENCE / "irr" / "expected.json").read_text(encoding="utf-8"))[file][level]
    assert score_alpha(units_of(REFERENCE / "irr" / file), level=level) == pytest.approx(expected, abs=1e-6)


def test_ordinal_alpha_of_the_c_data_is_0_815():
    """Krippendorff 2011, Computing Krippendorff's Alpha-Reliability, page 8; the twelfth unit was rated once."""
    ratings = ["123321412   ", "1233224125  ", " 33323422513", "12332441251 "]
    counts = np.array(
        [[sum(row[unit] == str(point) for row in ratings) for point in range(1, 6)] for unit in range(12)]
    )
    assert score_alpha(counts, level="ordinal") == pytest.approx(0.815, abs=5e-4)
    assert score_alpha(counts, level="nominal") == pytest.approx(0.743, abs=5e-4)


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
