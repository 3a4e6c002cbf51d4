"""What a spreadsheet would run goes out plain and comes in as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerwork.collect.plain_text import RUN_BY_SPREADSHEETS, as_plain_text, from_plain_text


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-2", "@SUM(A1)", "\tx", "'=1"])
def test_a_text_that_would_run_gets_an_apostrophe(text):
    assert as_plain_text(text) == "'" + text


@pytest.mark.parametrize("text", ["yes", "", "'tis so", "a=b"])
def test_another_text_is_left_alone(text):
    assert as_plain_text(text) == text == from_plain_text(text)


@given(st.text(alphabet="'=+-@\ta", max_size=6))
def test_every_text_comes_back_as_it_was_and_none_runs(text):
    out = as_plain_text(text)
    assert from_plain_text(out) == text
    assert not out.startswith(RUN_BY_SPREADSHEETS)
