"""Two states of a study's data, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from peerwork.collect.editions import Contents
from peerwork.collect.merging import Difference, compare_rows
from peerwork.collect.records import Values, values_of
from peerwork.study.csv_file import read_data
from peerwork.study.schema import FILES, File


def compare_contents(before: Contents, now: Contents) -> list[Difference]:
    """Every cell, row and setting that is not what it was, in the order of the files; settings last."""
    found = [one for file in FILES for one in compare_rows(file, _rows(before, file), _rows(now, file))]
    settings = sorted(name for name in {*before, *now} if name.endswith((".yaml", ".yml")))
    return found + [one for name in settings for one in _settings(name, before.get(name), now.get(name))]


def _rows(contents: Contents, file: File) -> list[Values]:
    return values_of(read_data(contents[file.csv], file)[0] if contents.get(file.csv) else None)


def _settings(name: str, before: bytes | None, now: bytes | None) -> list[Difference]:
    old, new = (dict(_flat(_loaded(data))) for data in (before, now))
    keys = dict.fromkeys([*old, *new])
    return [Difference(name, "", key, old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _loaded(data: bytes | None) -> Any:
    try:
        return yaml.safe_load(data or b"") or {}
    except (yaml.YAMLError, UnicodeDecodeError):  # what cannot be read is compared as a whole
        return {"": repr(data)}


def _flat(value: Any, above: str = "") -> Iterator[tuple[str, str]]:
    items = value.items() if isinstance(value, dict) else enumerate(value, start=1) if isinstance(value, list) else ()
    if not isinstance(value, dict | list):
        yield above, str(value)
    for key, part in items:
        yield from _flat(part, f"{above}.{key}" if above else str(key))
