"""Text that a spreadsheet would run is made harmless, and numbers stay numbers."""

from __future__ import annotations

import pandas as pd
import pytest

from peerwork.release.neutralise import neutralise, neutralise_text


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "-2+3", " =1", "＝1"])
def test_what_a_spreadsheet_would_run_is_quoted(text):
    assert neutralise_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-2", "+3.5", "-0.25", "1e-5", ">=4", "<=2", "*", "S01", "", "a = b"])
def test_numbers_bounds_and_plain_text_stay_as_they_are(text):
    assert neutralise_text(text) == text


def test_a_table_is_made_harmless_cell_by_cell():
    frame = pd.DataFrame({"=name": ["=1+1", None, "North"], "gap": [-1.0, 2.0, None]})
    safe = neutralise(frame)
    assert list(safe.columns) == ["'=name", "gap"]
    assert safe["'=name"].tolist()[0] == "'=1+1"
    assert safe["gap"].equals(frame["gap"])
    assert list(frame.columns) == ["=name", "gap"]
