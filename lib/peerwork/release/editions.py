"""What changed since an earlier edition: released tables against released tables, so nothing new can be learnt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from peerwork.disclosure.figures import WITHHELD
from peerwork.scoring.tables import Tables
from peerwork.vocabulary import Audience

COMPARED = {"replication": "verdict", "conditions": "status", "hypotheses": "verdict"}  # one closed value a row of each
KEYS = ("hypothesis", "site", "factor")
COLUMNS = ["table", *KEYS, "before", "now"]


@dataclass(frozen=True)
class Edition:
    """An edition that was released before: what it is called, and its tables as text."""

    name: str
    tables: Mapping[str, pd.DataFrame]


def read_edition(folder: Path, audience: Audience, *, site: str | None = None) -> Edition | None:
    """The edition of an audience, as a build left it in `<folder>/<audience>/`; None where there is none for it.

    A workshop's is that of its own site, in `<folder>/workshop-<site>/`.
    """
    made = folder / (f"{audience}-{site}" if site else str(audience))
    files = [made / "tables" / f"{name}.csv" for name in COMPARED]
    tables = {path.stem: _read(path) for path in files if path.is_file()}
    return Edition(_name(made) or folder.name, tables) if tables else None


def _read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")


def _name(made: Path) -> str:
    try:
        return str(json.loads((made / "manifest.json").read_text(encoding="utf-8"))["edition"] or "")
    except (OSError, ValueError, KeyError):
        return ""


def compare_editions(before: Edition, now: Tables) -> pd.DataFrame:
    """One row a verdict or status that is not what it was: `table`, `hypothesis`, `site`, `factor`, `before`, `now`.

    Only what both editions show is compared: a value withheld in either, or a row that only one has, is no change.
    """
    shared = [name for name in COMPARED if name in before.tables and name in now]
    parts = [_compare(name, before.tables[name], now[name]) for name in shared]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    return rows.reindex(columns=COLUMNS).astype("str")


def _compare(name: str, before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    value = COMPARED[name]
    keys = [key for key in KEYS if key in before and key in now]
    if value not in before or value not in now:
        return pd.DataFrame(columns=COLUMNS)
    old, new = (_values(rows, keys, value) for rows in (before, now))
    both = old.merge(new, on=keys, suffixes=("_before", "_now"))
    changed = both[both[f"{value}_before"] != both[f"{value}_now"]]
    return changed.rename(columns={f"{value}_before": "before", f"{value}_now": "now"}).assign(table=name)


def _values(rows: pd.DataFrame, keys: list[str], value: str) -> pd.DataFrame:
    """The rows about everybody that show a value."""
    if "group" in rows:
        rows = rows[rows["group"].isna()]
    shown = rows[[*keys, value]].astype("str").dropna(subset=value)
    return shown[shown[value] != WITHHELD]
