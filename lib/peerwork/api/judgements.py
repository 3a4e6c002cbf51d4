"""Which verdicts would be others, had an interview not been held, a group not been asked, or a rule been another."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.found import Found
from peerwork.study.model import Study

JUDGED = {  # the closed values that a row of a table states
    "conditions": ("status",),
    "patterns": ("verdict",),
    "replication": ("verdict",),
    "replication_by": ("verdict",),
    "fidelity": ("fidelity",),
    "hypotheses": ("verdict",),
    "distinguishing": ("verdict",),
    "indicator_priorities": ("zone",),
    "indicator_series": ("variation", "assurance"),
}
CHART_RULES = ("trend_points", "run_points", "screen_outliers", "baseline_points")  # all that measurements turn on
KEYS = ("site", "factor", "hypothesis", "attribute", "indicator")


def compare_judgements(study: Study, changed: Study) -> pd.DataFrame:
    """One row a status, verdict or class that is another in `changed`: `table`, its keys, `value`, `before`, `after`.

    Both are scored in those tables alone that state one: a fraction of what `score_study` takes. Blank before or after
    where one of the two has no such row. Keys that no row has are left out, `site` and `factor` apart.
    """
    charts = any(getattr(study.rules, rule) != getattr(changed.rules, rule) for rule in CHART_RULES)
    before, after = (_judge(one, charts=charts) for one in (study, changed))
    parts = [
        _moved(table, value, before, after)
        for table, values in JUDGED.items()
        for value in values
        if table in before or table in after
    ]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()
    rows = rows.reindex(columns=["table", *KEYS, "value", "before", "after"]).astype("str")
    return rows.drop(columns=[name for name in KEYS[2:] if rows[name].isna().all()])


def _judge(study: Study, *, charts: bool) -> dict[str, pd.DataFrame]:
    """The tables that state a status, a verdict or a class; those of measurements only where their rules differ."""
    found = Found(study)
    tables = {name: found.get(name) for name in JUDGED if charts or name != "indicator_series"}
    return {name: table for name, table in tables.items() if table is not None}


def _moved(table: str, value: str, before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The rows of one table, about everybody, whose value differs."""
    sides = [frames[table] for frames in (before, after) if table in frames]
    keys = [name for name in KEYS if name in sides[0]]
    old, new = (_values(frames.get(table, sides[0].iloc[:0]), keys, value) for frames in (before, after))
    both = old.rename("before").to_frame().join(new.rename("after"), how="outer", sort=False)
    differs = both["before"].fillna("") != both["after"].fillna("")
    return both[differs].reset_index().assign(table=table, value=value)


def _values(rows: pd.DataFrame, keys: list[str], value: str) -> pd.Series:
    rows = rows[rows["group"].isna()] if "group" in rows else rows
    return rows[[*keys, value]].astype("str").set_index(keys)[value]
