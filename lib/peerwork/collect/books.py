"""Which workbooks of data sheets a study has, and the rows that each goes out with."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from peerwork.collect.layout import ASKED, DOCUMENT_SHEETS, INTERVIEW_SHEETS
from peerwork.collect.month import next_month
from peerwork.collect.schedule import is_asked
from peerwork.collect.team_books import followups, matrix, readings
from peerwork.study import schema
from peerwork.study.model import Study
from peerwork.study.schema import File
from peerwork.vocabulary import Purpose, YesNo

Frames = Mapping[File, pd.DataFrame]
ALL_SITES = "all"
_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)[0-9¹²³]", re.IGNORECASE)
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f]')


@dataclass(frozen=True)
class Book:
    """A workbook: what it is for, its name, the rows of its sheets."""

    purpose: Purpose
    name: str
    frames: Frames


def books_of(study: Study, purposes: Collection[Purpose]) -> Iterator[tuple[Path, Book]]:
    """Every workbook for these purposes, and where it goes: a folder a site."""
    taken: set[str] = set()  # of all sites: to Windows, s01 and S01 are one folder
    for site in study.frames["sites"]["site"]:
        for book in _of_site(study, site):
            if book.purpose in purposes:
                untaken = _untaken(f"{file_name(site)}-{file_name(book.name)}", taken)
                yield Path(file_name(site), f"{untaken}.xlsx"), book
    if Purpose.INDICATORS in purposes:
        if study.has("measurements") and (study.frames["measurements"]["site"] == ALL_SITES).any():
            yield Path("all-indicators.xlsx"), _month(study, ALL_SITES)
        known = study.frames.get("indicators", pd.DataFrame())
        yield Path("indicators.xlsx"), Book(Purpose.INDICATORS, "indicators", {schema.INDICATORS: known})
    yield from ((path, book) for path, book in _of_team(study) if book.purpose in purposes)


def _of_team(study: Study) -> Iterator[tuple[Path, Book]]:
    """A workbook a member for their readings, the matrix, and the rival explanations."""
    taken: set[str] = set()
    for member, frames in readings(study):
        name = _untaken(f"readings-{file_name(member)}", taken)
        yield Path("readings", f"{name}.xlsx"), Book(Purpose.READINGS, member, frames)
    yield Path("matrix.xlsx"), Book(Purpose.MATRIX, "matrix", matrix(study))
    rivals = study.frames.get("rivals", pd.DataFrame())
    yield Path("rivals.xlsx"), Book(Purpose.RIVALS, "rivals", {schema.RIVALS: rivals})


def _of_site(study: Study, site: str) -> Iterable[Book]:
    framework = study.framework
    if framework.groups:
        yield from _interviews(study, site)
    yield from _documents(study, site)
    if framework.site_scale:
        yield Book(Purpose.RATINGS, "ratings", {schema.SITE_RATINGS: _ratings(study, site)})
    yield Book(Purpose.WORKSHOPS, "workshop", {schema.WORKSHOPS: _workshop(study, site)})
    if study.has("indicators"):
        yield _month(study, site)
    yield Book(Purpose.QUOTATIONS, "quotations", {schema.EXCERPTS: _passages(study, site)})
    yield Book(Purpose.FOLLOWUPS, "followups", {schema.FOLLOWUPS: followups(study, site)})


def _interviews(study: Study, site: str) -> Iterator[Book]:
    """A workbook an interviewee, a blank one, and one of those approached."""
    for person in _at(study, "participants", site)["participant"]:
        rows = {file: _rows_about(study, file, "participant", person) for file in INTERVIEW_SHEETS}
        group = rows[schema.PARTICIPANTS]["group"].iloc[0]
        rows[schema.ANSWERS] = _answers(study, rows[schema.ANSWERS], group)
        yield Book(Purpose.INTERVIEWS, person, rows)
    blank: dict[File, pd.DataFrame] = {file: pd.DataFrame() for file in INTERVIEW_SHEETS}
    blank |= {schema.PARTICIPANTS: _only(site), schema.ANSWERS: _answers(study, pd.DataFrame(), None)}
    yield Book(Purpose.INTERVIEWS, "new", blank)
    yield Book(Purpose.INTERVIEWS, "invitations", {schema.INVITATIONS: _at(study, "invitations", site)})


def _documents(study: Study, site: str) -> Iterator[Book]:
    """A workbook a document collected, and a blank one."""
    for document in _at(study, "documents", site).get("document", []):
        rows = {file: _rows_about(study, file, "document", document) for file in DOCUMENT_SHEETS}
        readings = pd.concat([rows[schema.EXTRACTS], _factors(study)], ignore_index=True)  # and room for a next reader
        yield Book(Purpose.DOCUMENTS, document, rows | {schema.EXTRACTS: readings})
    blank = {schema.DOCUMENTS: _only(site), schema.EXTRACTS: _factors(study)}
    yield Book(Purpose.DOCUMENTS, "new-document", blank)


def _month(study: Study, site: str) -> Book:
    frames = {schema.MEASUREMENTS: next_month(study, site), schema.EVENTS: pd.DataFrame()}
    return Book(Purpose.INDICATORS, "indicators", frames)


def _at(study: Study, file: str, site: str) -> pd.DataFrame:
    frame = study.frames.get(file, pd.DataFrame({"site": [], "participant": []}))
    return frame[frame["site"] == site]


def _only(site: str) -> pd.DataFrame:
    return pd.DataFrame({"site": [site]}, dtype="str")


def _factors(study: Study) -> pd.DataFrame:
    return pd.DataFrame({"factor": [factor.id for factor in study.factors]}, dtype="str")


def _rows_about(study: Study, file: File, column: str, subject: str) -> pd.DataFrame:
    frame = study.frames.get(file.name)
    return pd.DataFrame() if frame is None else frame[frame[column] == subject]


def _answers(study: Study, recorded: pd.DataFrame, group: str | None) -> pd.DataFrame:
    """A row for each factor asked of the person's group, or answered, in the framework's order."""
    known = set(recorded["factor"]) if "factor" in recorded else set()
    wanted = [factor.id for factor in study.factors if is_asked(factor, group) or factor.id in known]
    rows = pd.DataFrame({"factor": wanted}, dtype="str")
    rows[ASKED.name] = [YesNo.YES.value if factor in known else None for factor in wanted]
    return rows.merge(recorded, on="factor", how="left") if known else rows


def _ratings(study: Study, site: str) -> pd.DataFrame:
    known = study.frames.get("site_ratings")
    every = _factors(study).assign(site=site)
    return every if known is None else every.merge(known, on=["site", "factor"], how="left")


def _workshop(study: Study, site: str) -> pd.DataFrame:
    """What workshops said, and room for the next: its day is that of the calendar, where that names one."""
    recorded = _at(study, "workshops", site)
    held = set(recorded["held_on"]) if "held_on" in recorded else set()
    planned = [pd.Timestamp(event.on) for event in study.config.calendar
               if event.what.lower() == "workshop" and event.site == site and event.on]  # fmt: skip
    following = next((day for day in sorted(planned) if day not in held), pd.NaT)
    room = _factors(study).assign(site=site)
    room["held_on"] = following
    return pd.concat([recorded, room], ignore_index=True)


def _passages(study: Study, site: str) -> pd.DataFrame:
    """The passages of the site's documents, workshops and interviewees."""
    frame = study.frames.get("excerpts")
    if frame is None:
        return pd.DataFrame()
    people = set(_at(study, "participants", site)["participant"])
    return frame[(frame["site"] == site) | frame["participant"].isin(people)]


def file_name(text: str) -> str:
    """The text as a file or folder may be called on every system: Windows knows devices, and ends no name in a dot."""
    name = _NOT_IN_FILE_NAMES.sub("_", text).rstrip(". ") or "_"
    return f"{name}_" if _DEVICES.fullmatch(name.partition(".")[0]) else name


def _untaken(name: str, taken: set[str]) -> str:
    """The name, numbered where another differs from it at most in capital letters."""
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free.casefold())
    return free
