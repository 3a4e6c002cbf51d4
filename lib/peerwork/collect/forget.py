"""A person who withdraws consent is taken out of a study's folder: data, kept editions, maps, sheets, caches."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from peerwork.atomic import folder_lock, replace_files
from peerwork.collect.editions import (
    Contents,
    Edition,
    edition_contents,
    latest_day,
    pack_edition,
    pack_name,
    read_editions,
    study_contents,
)
from peerwork.collect.forget_meaning import OURS, went_where, without_basis, written_of
from peerwork.collect.mapping import FOLDER as MAPS
from peerwork.collect.merging import merge_rows, rows_of
from peerwork.collect.records import Values, split_records
from peerwork.collect.spreadsheet import KINDS
from peerwork.collect.traces import Traces, find_traces
from peerwork.collect.workbook import read_workbook
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.study.csv_file import header_of
from peerwork.study.schema import FILES, Column, File

PERSON = "participant"
CACHES = (".*.build", ".peerwork-edition-*")
_KNOWN = {file.csv: file for file in FILES}


@dataclass(frozen=True)
class Forgotten:
    """What was done: files changed, files and folders removed whole, and what still names the person."""

    changed: tuple[str, ...]
    removed: tuple[str, ...]
    left: tuple[Problem, ...]


def forget_person(folder: Path, person: str, *, by: str = "", on: str = "", caches: Iterable[Path] = ()) -> Forgotten:
    """Take the person out of everything under the study's folder that this program can change, all at once.

    `caches` are folders elsewhere that can be made again. What was kept by other programs under the study's folder and
    still names the person, or quotes their words, is in `left`. Raises ProblemsFound where nobody has that code.
    """
    with folder_lock(folder):
        now = study_contents(folder)
        kept = {edition: edition_contents(folder, edition.number) for edition in read_editions(folder)}
        rows = [row for contents in (now, *kept.values()) for row in _rows(contents, person)]
        cleaned = _without(now, person)
        ours = {file.csv for file in OURS}  # what the team quotes is still the person's
        traces = Traces(person, _words(rows), others=(data for name, data in cleaned.items() if name not in ours))
        if not rows and not any(
            traces.are_in(data) for contents in (now, *kept.values()) for data in contents.values()
        ):
            right = "write the code as it stands in participants.csv"
            raise ProblemsFound(
                [Problem("participants.csv", None, PERSON, f"{quoted(person)} is nobody's code", right)]
            )
        sheets = [path.relative_to(folder).as_posix() for path in _own_sheets(folder, person)]
        changes = {**_changed(now, cleaned), **_packs(kept, cleaned, traces, by, on), **_maps(folder, traces)}
        replace_files(folder, {**changes, **dict.fromkeys(sheets)})
        removed = [*sheets, *_remove([*caches, *(path for name in CACHES for path in folder.rglob(name))])]
        left = (*find_traces(folder, traces), *written_of(cleaned, went_where(rows)))
        return Forgotten(tuple(changes), tuple(removed), left)


def _file_of(name: str) -> File:
    return _KNOWN.get(name, File(name.removesuffix(".csv"), "", (Column(PERSON, "", optional=True),)))


def _people_files(contents: Contents) -> Iterator[tuple[str, bytes, File]]:
    """The files that have a column of interviewees, also those that peerwork does not know."""
    for name, data in contents.items():
        if name.endswith(".csv") and data.strip():
            file = _file_of(name)
            try:
                columns = header_of(data, file)[1]
            except (TypeError, ValueError):  # what cannot be read is searched for traces
                continue
            if PERSON in columns:
                yield name, data, file


def _rows(contents: Contents, person: str) -> Iterator[tuple[File, Values]]:
    """Every row of the person, and the file that it is of."""
    for _, data, file in _people_files(contents):
        yield from ((file, row) for row in rows_of(data, file, PERSON, [person]))


def _words(rows: Sequence[tuple[File, Values]]) -> set[str]:
    """What the rows say in words of their own: no codes, no values of a closed list."""
    closed = {
        file: {one.name for one in file.columns if one.choices or one.known} for file in {file for file, _ in rows}
    }
    return {text for file, row in rows for name, text in row.items() if text and name not in closed[file]}


def _without(contents: Contents, person: str) -> dict[str, bytes]:
    own = {name: merge_rows(data, file, PERSON, [person], []).data for name, data, file in _people_files(contents)}
    return {**contents, **own, **without_basis(contents, went_where(list(_rows(contents, person))))}


def _changed(before: Contents, after: Contents) -> dict[str, bytes | None]:
    return {name: data for name, data in after.items() if before[name] != data}


def _packs(
    kept: Mapping[Edition, Contents], now: Contents, traces: Traces, by: str, on: str
) -> dict[str, bytes | None]:
    """Every kept edition without the person, and one more that says that somebody was forgotten."""
    packs: dict[str, bytes | None] = {}
    for edition, contents in kept.items():
        told = replace(edition, what="import" if traces.are_in(edition.what.encode()) else edition.what)
        cleaned = _taken_out(_without(contents, traces.person), traces)
        if told != edition or cleaned != contents:
            packs[pack_name(edition.number)] = pack_edition(told, cleaned)
    if kept:
        last = list(kept)[-1].number
        made = Edition(last + 1, on or latest_day(now), by, "one person forgotten", None, {})
        packs[pack_name(made.number)] = pack_edition(made, _taken_out(now, traces))
    return packs


def _taken_out(contents: Contents, traces: Traces) -> dict[str, bytes]:
    """What an edition keeps of what still names the person: nobody can edit it, as the study's own files can be."""
    found = {name: traces.are_in(data) for name, data in contents.items()}
    cleaned = {name: traces.taken_out_of(data) if found[name] else data for name, data in contents.items()}
    return {name: data for name, data in cleaned.items() if not found[name] or not traces.are_in(data)}


def _own_sheets(folder: Path, person: str) -> Iterator[Path]:
    """The workbooks of data sheets that are about the person alone."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in KINDS and path.is_file():
            people = read_workbook(path).frames.get("participants")
            if people is not None and PERSON in people and set(people[PERSON].dropna()) == {person}:
                yield path


def _maps(folder: Path, traces: Traces) -> dict[str, bytes | None]:
    """Lines of maps that name the person."""
    maps: dict[str, bytes | None] = {}
    for path in sorted((folder / MAPS).glob("*.csv")):
        data = path.read_bytes()
        kept = b"".join(record for record in split_records(data) if not traces.are_in(record))
        if kept != data:
            maps[path.relative_to(folder).as_posix()] = kept
    return maps


def _remove(folders: Iterable[Path]) -> list[str]:
    removed = []
    for path in folders:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
            removed.append(path.as_posix())
    return removed
