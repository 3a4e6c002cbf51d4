"""What a cell may name: the sites, people, documents … that a study and its framework declare."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from peerwork.framework import Framework
from peerwork.problems import Problem
from peerwork.study.config import StudyConfig
from peerwork.study.schema import FILES, Known

Names = Mapping[Known, tuple[str, ...] | None]

_FROM_FILES = {
    Known.SITE: ("sites", "site"),
    Known.PARTICIPANT: ("participants", "participant"),
    Known.DOCUMENT: ("documents", "document"),
    Known.THEME: ("themes", "theme"),
    Known.INDICATOR: ("indicators", "indicator"),
}
HOME = {kind: f"{file}.csv" for kind, (file, _) in _FROM_FILES.items()} | {
    Known.SITE_OR_ALL: "sites.csv",
    Known.FACTOR: "the framework",
    Known.GROUP: "the framework",
    Known.SECTOR: "the framework",
}


def known_names(
    raw: Mapping[str, pd.DataFrame | None], framework: Framework | None, config: StudyConfig | None
) -> dict[Known, tuple[str, ...] | None]:
    """The names of each kind; None where they cannot be told (an unreadable file, no framework), so nothing is said.

    `raw` holds None for a file that is there and cannot be read.
    """
    names: dict[Known, tuple[str, ...] | None] = {
        kind: _declared(raw, file, column) for kind, (file, column) in _FROM_FILES.items()
    }
    sites = names[Known.SITE]
    names[Known.SITE_OR_ALL] = None if sites is None else (*sites, "all")
    names[Known.FACTOR] = _factors(framework, config)
    names[Known.GROUP] = framework.groups if framework and framework.groups else None
    names[Known.SECTOR] = tuple(framework.sectors) if framework else None
    names[Known.IMPORTANCE] = tuple(map(str, framework.scale)) if framework and framework.scale else None
    names[Known.RATING] = None
    return names


def _declared(raw: Mapping[str, pd.DataFrame | None], file: str, column: str) -> tuple[str, ...] | None:
    frame = raw.get(file)
    return None if frame is None else tuple(frame[column].cat.categories)


def check_homes(raw: Mapping[str, pd.DataFrame | None]) -> list[Problem]:
    """A problem for each file that is not there although another file names what it would declare."""
    needed: dict[str, list[str]] = {file: [] for file, _ in _FROM_FILES.values()}
    for file in FILES:
        for column in file.columns:
            known = Known.SITE if column.known is Known.SITE_OR_ALL else column.known
            home = _FROM_FILES[known][0] if known in _FROM_FILES else ""
            if home and home not in raw and _names_any(raw.get(file.name), column.name):
                needed[home].append(file.csv)
    return [
        Problem(f"{home}.csv", None, "", f"is missing, and {' and '.join(dict.fromkeys(by))} needs it", "add it")
        for home, by in needed.items()
        if by and home != "sites"
    ]


def _names_any(frame: pd.DataFrame | None, column: str) -> bool:
    return frame is not None and column in frame and bool(frame[column].notna().any())


def _factors(framework: Framework | None, config: StudyConfig | None) -> tuple[str, ...] | None:
    if framework is None:
        return None
    if config is None or config.factors == "all":
        return tuple(framework.by_id)
    return tuple(factor for factor in framework.by_id if factor in config.factors)
