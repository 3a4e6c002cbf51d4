"""What if: which verdicts move when an interview, a group or a threshold is another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from peerwork.api.changed_study import change_study
from peerwork.api.judgements import KEYS, compare_judgements
from peerwork.api.studies import as_study
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.study.model import Study

Names = str | Sequence[str]


def what_if(
    study: Study | str | Path, *, drop: Names = (), drop_group: Names = (), rules: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """One row a status, verdict or class that would be another: `table`, `site`, `factor`, `value`, `before`, `after`.

    `drop` leaves out interviewees, `drop_group` whole stakeholder groups (as raters of indicators too), `rules` are
    thresholds by name, as in `study.yaml`. All act together, on everything that the method concludes from them:
    statuses, patterns, replication, fidelity, hypotheses, distinguishing factors, zones and icons of indicators. Blank
    before or after where one of the two has no such row; empty where nothing moves. Raises ProblemsFound for every
    name that is unknown, each with the nearest right one.

    >>> import peerwork as pw
    >>> moved = pw.what_if("data/example", drop="P107", rules={"in_place_share": 0.75})
    >>> moved["table"].value_counts(sort=False).to_dict()
    {'conditions': 16, 'patterns': 3, 'fidelity': 6, 'hypotheses': 1}
    """
    known = as_study(study)
    changed = change_study(known, drop=_names(drop), drop_group=_names(drop_group), rules=rules)
    return known.labelled(compare_judgements(known, changed))


def _names(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def rules_written(written: Sequence[str]) -> dict[str, Any]:
    """The rules of `in_place_share=0.75` and the like, each value as `study.yaml` would hold it ("2/3" too)."""
    wrong = [text for text in written if "=" not in text]
    if wrong:
        right = "write NAME=VALUE, such as in_place_share=0.75"
        raise ProblemsFound([Problem("rules", None, "", f"{quoted(text)} has no value", right) for text in wrong])
    return {name.strip(): yaml.safe_load(value) for name, value in (text.split("=", 1) for text in written)}


def describe_moved(moved: pd.DataFrame) -> list[str]:
    """What moved, a line each: `patterns S05 support_supervision: mixed -> replicated`; then how many did."""
    keys = [name for name in moved if name in KEYS]
    said = [
        f"{' '.join([row['table'], *(str(row[key]) for key in keys if not pd.isna(row[key]))])}"
        f": {_or_none(row['before'])} -> {_or_none(row['after'])}"
        for row in moved.to_dict("records")
    ]
    return [*said, f"{len(moved)} verdicts move" if len(moved) != 1 else "1 verdict moves"]


def _or_none(value: Any) -> Any:
    return "none" if pd.isna(value) else value
