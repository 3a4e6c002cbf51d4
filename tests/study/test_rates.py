"""A rate must be its numerator over its denominator."""

import pandas as pd
import pytest

from peerwork.problems import Level
from peerwork.study.rates import check_rates


def found(value, numerator, denominator, *, unit="%"):
    rows = pd.DataFrame(
        {"indicator": ["seen"], "value": [value], "numerator": [numerator], "denominator": [denominator]}, index=[2]
    ).astype("category")
    units = pd.DataFrame({"indicator": ["seen"], "unit": [unit]})
    return [(p.row, p.column, p.level) for p in check_rates({"measurements": rows, "indicators": units})]


@pytest.mark.parametrize("value", ["33", "33.3", "33.33", "33.333"])
def test_a_rate_fits_to_half_a_unit_of_its_last_decimal(value):
    assert found(value, "1", "3") == []


@pytest.mark.parametrize("value", ["34", "33.4", "33.0"])
def test_a_rate_that_its_parts_contradict_is_a_problem(value):
    assert found(value, "1", "3") == [(2, "value", Level.PROBLEM)]


def test_a_share_where_the_unit_is_per_cent_is_asked_about():
    assert found("0.25", "1", "4") == [(2, "value", Level.NOTE)]
    assert found("0.25", "1", "4", unit="share") == []
    assert found("250", "1", "4", unit="per 1,000") == []


def test_nobody_to_count_leaves_the_value_blank():
    assert found(None, "0", "0") == []
    assert found("0", "0", "0") == [(2, "denominator", Level.PROBLEM)]


def test_one_part_alone_is_noted():
    assert found("25", "1", None) == [(2, "denominator", Level.NOTE)]
    assert found("25", None, None) == []


def test_a_blank_value_is_not_recorded_whatever_its_parts():
    assert found(None, "1", "4") == []


def test_without_parts_there_is_nothing_to_check():
    assert check_rates({"measurements": pd.DataFrame({"value": ["1"]})}) == []
    assert check_rates({}) == []
