"""Frames as a person meets them: ids in the framework's order, each with its label beside it."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from peerwork.cells import WITHHELD
from peerwork.framework import Framework
from peerwork.study.schema import Column


def labelled(
    rows: pd.DataFrame, *, columns: Iterable[Column], framework: Framework, sites: Iterable[str]
) -> pd.DataFrame:
    """The same rows; keys and closed values as ordered categories, and a label column after each key that has one.

    `factor` gets `label`, `domain` and `domain_label`, `group` (`group_a`, `group_b`) gets `group_label`; sites are in
    the order of their codes, groups, sectors, domains and factors in the framework's, and a closed value in that of the
    set which its column is declared to hold. Ids stay as they are, and so does a column that holds another value.
    """
    closed = {column.name: [str(value) for value in column.choices] for column in columns if column.choices}
    orders = closed | _keys(framework, sites)
    found: dict[str, pd.Series] = {}
    for name, values in rows.items():
        found[str(name)] = _ordered(values, orders[name]) if name in orders else values
        for label, texts in _labels(str(name), framework).items():
            if label not in rows:
                found[label] = _mapped(values, texts)
    return pd.DataFrame(found, index=rows.index)


def _keys(framework: Framework, sites: Iterable[str]) -> dict[str, list[str]]:
    groups = list(framework.groups)
    return {
        "site": list(sites),
        "sector": list(framework.sectors),
        "factor": [factor.id for factor in framework.factors],
        **dict.fromkeys(("group", "group_a", "group_b"), groups),
    }


def _labels(name: str, framework: Framework) -> dict[str, dict[str, str]]:
    """The columns that follow a key: each a text for every id, in order."""
    if name.startswith("group") and name in ("group", "group_a", "group_b"):
        return {name.replace("group", "group_label"): dict(framework.stakeholder_groups)}
    if name != "factor":
        return {}
    domains = framework.domain_of
    return {
        "label": {factor.id: factor.label for factor in framework.factors},
        "domain": {factor: domain.id for factor, domain in domains.items()},
        "domain_label": {factor: domain.label for factor, domain in domains.items()},
    }


def _ordered(values: pd.Series, order: list[str]) -> pd.Series:
    """The values as an ordered category, the mark of a withheld one last; unchanged where one is of no such order."""
    present = pd.Index(values.dropna().unique())
    order = [*order, WITHHELD] if WITHHELD in present else order
    if not present.isin(order).all():
        return values
    return values.astype("str").astype(pd.CategoricalDtype(pd.Index(order, dtype="str"), ordered=True))


def _mapped(values: pd.Series, texts: dict[str, str]) -> pd.Series:
    order = pd.Index(dict.fromkeys(texts.values()), dtype="str")
    return values.astype("str").map(texts).astype(pd.CategoricalDtype(order, ordered=True))
