"""The attack on passages: who could have said each, by all that audiences and pages together say of it.

A workshop shows its site's, a board the speaker's stakeholder group; whoever holds both joins them by their text.
"""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from peerwork.audit.counts import LEAST
from peerwork.audit.findings import Cell, Finding
from peerwork.audit.knowledge import Truth
from peerwork.audit.reading import Table
from peerwork.audit.released import ReleaseRecord

LABELS = ("site", "group")


def attack_passages(
    truth: Truth, releases: Sequence[ReleaseRecord], tables: Mapping[str, Sequence[Table]]
) -> Iterator[Finding]:
    """Passages that fewer than three people besides a reader could have said."""
    speakers = _speakers(truth)
    labels: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    cells: dict[str, list[Cell]] = defaultdict(list)
    sites = {release.name: release.site for release in releases}
    for release, found in tables.items():
        for table in found:
            if "quotable_text" in table.columns:
                for record in table.records():
                    text = _plain(record["quotable_text"])
                    _note(labels[text], record, sites.get(release))
                    cells[text].append(_cell(release, table, record))
    _on_pages(releases, labels)
    people = truth.people
    for text, said in labels.items():
        if text not in speakers:
            continue
        could = _could_have_said(people, said)
        if len(could) <= LEAST:  # one of them may read it
            told = " and ".join(sorted(value for values in said.values() for value in values)) or "the study"
            learns = f"who said “{text[:40]}”: one of {len(could)} people of {told}"
            files = tuple(sorted({f"{cell.release}/{cell.table}" for cell in cells[text]}))
            yield Finding("a colleague of the speaker", learns, "", files, tuple(sorted(set(cells[text]))))


def _speakers(truth: Truth) -> set[str]:
    """The texts that an interviewee said; of the others nobody is the speaker."""
    excerpts = truth.study.frames.get("excerpts", pd.DataFrame(columns=["participant", "quotable_text"]))
    said = excerpts[excerpts["participant"].notna()]
    return {_plain(text) for text in said["quotable_text"].dropna()}


def _note(label: dict[str, set[str]], record: Mapping[str, str], site: str | None) -> None:
    for name in LABELS:
        value = record.get(name, "").strip()
        if value and value != "*":
            label[name].add(value)
    if site:
        label["site"].add(site)


def _cell(release: str, table: Table, record: Mapping[str, str]) -> Cell:
    name = table.name
    keys = [key for key in ("site", "group", "factor", "theme", "quotable_text") if record.get(key, "").strip()]
    return Cell(release, name, "quotable_text", tuple((key, record[key]) for key in keys), "passage")


def _on_pages(releases: Sequence[ReleaseRecord], labels: dict[str, dict[str, set[str]]]) -> None:
    """A page about one site or one group says of every passage on it where it is from."""
    for release in releases:
        for path in (path for path, _ in release.files() if path.suffix == ".html"):
            about, _, code = path.stem.partition("-")
            if about in LABELS and code:
                shown = _plain(html.unescape(path.read_text(encoding="utf-8")))
                for text in [text for text in labels if text and text in shown]:
                    labels[text][about].add(code)


def _could_have_said(people: pd.DataFrame, said: Mapping[str, set[str]]) -> set[str]:
    inside = people
    for name, values in said.items():
        inside = inside[inside[name].isin(values)]
    return set(inside["participant"])


def _plain(text: str) -> str:
    return " ".join(str(text).split())
