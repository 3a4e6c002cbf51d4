"""What `indicators.csv` leads to, and who rated indicators: names that nothing else in the study knows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import pandas as pd

from peerwork.framework import Framework
from peerwork.logic import LogicModel
from peerwork.problems import Level, Problem, perhaps, quoted
from peerwork.study.cells import filled

_NOTHING = "no indicator and no element"
Raw = Mapping[str, pd.DataFrame]


def check_references(raw: Raw, framework: Framework | None, logic: LogicModel | None) -> list[Problem]:
    """A problem for each link to nothing, a note for each group of raters that is no stakeholder group."""
    return _links(raw, logic) + _raters(raw, framework)


def _links(raw: Raw, logic: LogicModel | None) -> list[Problem]:
    """Report links to unknown indicators and elements: nobody would miss an arrow that a typing error took away."""
    frame = raw.get("indicators")
    if frame is None or "leads_to" not in frame:
        return []
    known = sorted(set(frame["indicator"].dropna()) | (set(logic.by_id) if logic else set()))
    right = "write the code of an indicator, or of an element of the logic model"
    return [
        Problem("indicators.csv", row, "leads_to", f"{quoted(link)} is {_NOTHING}", perhaps(link, known, right))
        for row, links in filled(frame["leads_to"].astype("str"))
        for link in filter(None, map(str.strip, links.split(";")))
        if link not in known
    ]


def _raters(raw: Raw, framework: Framework | None) -> list[Problem]:
    """Others than stakeholders may rate (a commissioner): a group that nobody knows is worth a look."""
    frame = raw.get("indicator_ratings")
    if frame is None or framework is None or not framework.groups:
        return []
    groups = frame["group"].astype("str").dropna().drop_duplicates()
    wrong, right = "is no stakeholder group of the framework", "it is kept as a group of raters of its own"
    meant = partial(perhaps, known=framework.groups, otherwise=right)
    return [
        Problem("indicator_ratings.csv", row, "group", f"{quoted(group)} {wrong}", meant(group), Level.NOTE)
        for row, group in filled(groups[~groups.isin(framework.groups)])
    ]
