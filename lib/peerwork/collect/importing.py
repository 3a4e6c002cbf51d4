"""Filled-in workbooks back into a study: checked whole, shown as differences, written all at once or not at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from peerwork.atomic import folder_lock, replace_files
from peerwork.collect.base import Base, key_token
from peerwork.collect.editions import keep_edition, study_contents
from peerwork.collect.layout import ASKED, HOME, LISTED, SHEETS, SUBJECT
from peerwork.collect.merging import Difference, Merged, all_rows, merge_rows, rows_of
from peerwork.collect.reconcile import reconcile
from peerwork.collect.records import Values, values_of
from peerwork.collect.team_check import check_team
from peerwork.collect.workbook import Filled, read_workbook
from peerwork.problems import Level, Problem, ProblemsFound, quoted
from peerwork.rules import Rules
from peerwork.study.cells import check_file, filled
from peerwork.study.cross import Whole, check_across
from peerwork.study.csv_file import read_file
from peerwork.study.days import check_days, read_days
from peerwork.study.find import find_files
from peerwork.study.known import Names, known_names
from peerwork.study.look_alikes import look_alike, typed_alike
from peerwork.study.schema import (
    DOCUMENTS,
    EXCERPTS,
    INDICATORS,
    PARTICIPANTS,
    READINGS,
    SITES,
    SUMMARIES,
    THEMES,
    File,
)  # fmt: skip
from peerwork.study.settings import Settings, read_settings
from peerwork.vocabulary import Prefer, YesNo

NAMED = (SITES, PARTICIPANTS, DOCUMENTS, INDICATORS, THEMES)  # what rows of other files name
IMPORTED = (*SHEETS.values(), THEMES)
ARRIVING = ("participants", "documents", "indicators", "themes")  # may be named by rows that come with them
SAID = {"participant": "person", "document": "document"}
BY_NAME = {file.name: file for file in IMPORTED}


@dataclass(frozen=True)
class Import:
    """What an import will do: the new bytes of each file, every difference to what was recorded, what stops it."""

    folder: Path
    sources: tuple[str, ...]
    found: Mapping[str, bytes]
    files: Mapping[str, bytes]
    differences: tuple[Difference, ...]
    conflicts: tuple[Problem, ...]
    notes: tuple[Problem, ...]

    def refusals(self, *, allow_removal: bool = False) -> list[Problem]:
        """What would be lost unsaid: values changed on both sides, and what was recorded and is not in the sheet."""
        right = "fill it in again, or say --allow-removal"
        removed = [] if allow_removal else [one for one in self.differences if one.removes]
        return [*self.conflicts, *(Problem(one.file, None, "", _told(one), right) for one in removed)]

    def write(self, *, allow_removal: bool = False, by: str = "", on: str = "") -> list[Path]:
        """Write all files and keep the edition; the files written.

        Raises ProblemsFound, with nothing written, for refusals and where the study was changed since this was
        planned; OSError, with nothing changed, where a file cannot be written.
        """
        refused = self.refusals(allow_removal=allow_removal)
        if refused:
            raise ProblemsFound(refused)
        if not self.files:
            return []
        with folder_lock(self.folder):
            self._refuse_changed()
            what = f"import of {', '.join(self.sources)}"
            packs = keep_edition(self.folder, self.files, what=what, by=by, on=on)
            replace_files(self.folder, {**self.files, **packs})
        return [self.folder / name for name in self.files]

    def _refuse_changed(self) -> None:
        now = study_contents(self.folder)
        changed = [name for name in self.files if now.get(name, b"") != self.found.get(name, b"")]
        if changed:
            right = "run the import again"
            raise ProblemsFound([Problem(name, None, "", "was changed meanwhile", right) for name in changed])


def _told(removal: Difference) -> str:
    was = f"{removal.column} was {quoted(removal.was)}" if removal.column else "was recorded"
    return f"{removal.row}: {was} and would be taken away"


def plan_import(folder: Path, workbooks: Sequence[Path], *, prefer: Prefer | None = None) -> Import:
    """What these workbooks change in the study in `folder`: `plan_books` of data sheets."""
    return plan_books(folder, [read_workbook(path) for path in workbooks], read_settings(folder), prefer=prefer)


def plan_books(folder: Path, filled: Sequence[Filled], settings: Settings, *, prefer: Prefer | None = None) -> Import:
    """What these files change in the study in `folder`; nothing is written yet.

    The rows of the person (of the site, for ratings; of the source, for passages) in each take the place of those
    recorded; columns that a file has not, and every other row, stay as they are, and so does what was corrected in the
    study since a sheet went out. Raises ProblemsFound with every problem of every file and of the study's own.
    """
    paths, _ = find_files(folder)
    files = [file for file in IMPORTED if any(file.name in book.frames for book in filled)]
    found = {file.csv: paths[file.name].read_bytes() for file in IMPORTED if file.name in paths}
    named = (*NAMED, EXCERPTS) if READINGS in files else NAMED  # a reading may rest on a passage
    raw, problems = _read_study_files([*files, *named], paths, settings)
    books = [_with_owner(book) if book.one_person else _completed(book, found) for book in map(_with_days, filled)]
    problems += [problem for book in books for problem in book.problems]
    everything = {**raw, **{name: _known(name, books, raw.get(name)) for name in ARRIVING}}
    names = known_names(everything, settings.framework, settings.config)
    problems += _look_alikes(books, raw.get("participants"))
    problems += _withdrawn(books, raw.get("participants")) + _taken_out(books, raw.get("participants"))
    problems += _twice(books) + [problem for book in books for problem in _check(book, names, settings)]
    problems += check_team(books, raw, names, settings)
    if any(problem.level is Level.PROBLEM for problem in problems):
        raise ProblemsFound(problems)
    conflicts: list[Problem] = []
    merged = {file.csv: _merge(file, books, found.get(file.csv, b""), prefer, conflicts) for file in files}
    changed = {csv: one.data for csv, one in merged.items() if one.differences}
    differences = tuple(difference for one in merged.values() for difference in one.differences)
    sources = tuple(book.name for book in filled)
    return Import(folder, sources, found, changed, differences, tuple(conflicts), tuple(problems))


def _read_study_files(
    files: Iterable[File], paths: Mapping[str, Path], settings: Settings
) -> tuple[dict[str, pd.DataFrame | None], list[Problem]]:
    """These files of the study, as text; only what stops an import is a problem here."""
    raw: dict[str, pd.DataFrame | None] = {}
    problems = list(settings.problems)
    for file in dict.fromkeys(files):
        if file.name in paths:
            raw[file.name], found = read_file(paths[file.name], file)
            problems += [problem for problem in found if problem.level is Level.PROBLEM]
            problems += _other_days(raw[file.name], file)
    return raw, problems


def _other_days(frame: pd.DataFrame | None, file: File) -> list[Problem]:
    """A file whose days are read in another form: a row that comes in would mix two forms, and none could be read."""
    notes = [] if frame is None else read_days(frame, file)[1]
    right = "write the column as year-month-day first: what comes in is"
    return [Problem(note.file, note.row, note.column, note.wrong, right) for note in notes]


def _completed(book: Filled, found: Mapping[str, bytes]) -> Filled:
    """Every row of what a map made, with what is recorded already in the columns that the map does not speak of."""
    frames = {name: _with_recorded(frame, BY_NAME[name], found) for name, frame in book.frames.items()}
    return dataclasses.replace(book, frames=frames)


def _with_recorded(frame: pd.DataFrame, file: File, found: Mapping[str, bytes]) -> pd.DataFrame:
    owner = owner_of(file)
    recorded = rows_of(found.get(file.csv, b""), file, owner, list(frame[owner].dropna().unique()))
    known = {key_token(file, row): row for row in recorded} if file.key else {}
    missing = [column.name for column in file.columns if column.name not in frame]
    own = zip(frame.index, values_of(frame), strict=True)
    rows = {number: known.get(key_token(file, row), {}) for number, row in own}
    texts = {name: pd.Series([row.get(name) for row in rows.values()], frame.index, dtype="str") for name in missing}
    more = {name: column.astype("category") for name, column in texts.items()}
    return frame.assign(**more)[[column.name for column in file.columns]]


def _with_days(book: Filled) -> Filled:
    """Days as year-month-day where a column has one other form, with a note of each."""
    read = {name: read_days(frame, BY_NAME[name]) for name, frame in book.frames.items()}
    notes = tuple(book.placed(note) for _, found in read.values() for note in found)
    frames = {name: frame for name, (frame, _) in read.items()}
    return dataclasses.replace(book, frames=frames, problems=(*book.problems, *notes))


def _with_owner(book: Filled) -> Filled:
    """Every sheet with the column that it leaves out, from the sheet that says what the workbook is about."""
    frames = {}
    for name, frame in book.frames.items():
        column = SUBJECT.get(name)
        if column:
            frame = frame.assign(**{column: pd.Categorical([_subject(book, column)] * len(frame))})
        frames[name] = _asked_only(frame) if name == "answers" else frame
    return dataclasses.replace(book, frames=frames)


def _subject(book: Filled, column: str) -> str | None:
    home = book.frames.get(HOME[column].name)
    return None if home is None or home.empty or column not in home else home[column].iloc[0]


def _asked_only(frame: pd.DataFrame) -> pd.DataFrame:
    """Without rows that say `asked` no, where nothing else is said; those that answer anyhow are a problem."""
    if ASKED.name not in frame:
        return frame
    answered = frame[[c for c in ("in_place", "effect", "importance", "comment") if c in frame]].notna().any(axis=1)
    return frame[answered | (frame[ASKED.name] != YesNo.NO.value)]


def _check(book: Filled, names: Names, settings: Settings) -> list[Problem]:
    """Every problem of one workbook's cells, by the same schemas as the study's files."""
    problems = _one_subject(book) if book.one_person else []
    for name, frame in book.frames.items():
        problems += map(book.placed, check_file(frame, BY_NAME[name], names, settings.framework))
        if ASKED.name in frame:
            problems += _answered_unasked(book, frame)
    rules = settings.config.rules if settings.config else Rules()
    across = check_across(Whole(book.frames, settings.framework, rules)) + check_days(book.frames)
    return [*problems, *map(book.placed, across)]


def _known(name: str, books: Iterable[Filled], recorded: pd.DataFrame | None) -> pd.DataFrame | None:
    """The people (or themes) that are known already, and those in one of the files."""
    (key,) = BY_NAME[name].key
    frames = [recorded, *(book.frames.get(name) for book in books)]
    codes = [frame[key].astype("str") for frame in frames if frame is not None and key in frame]
    every = pd.concat(codes) if codes else pd.Series(dtype="str", name=key)
    return every.to_frame().astype("category")


def _look_alikes(books: Iterable[Filled], recorded: pd.DataFrame | None) -> list[Problem]:
    """Somebody new whose code is that of a known person but for a slip: zeros taken away, O for 0, capitals, dashes."""
    known = [] if recorded is None else list(recorded["participant"].dropna().unique())
    wrong = "is nobody recorded, and looks like somebody who is"
    new = [(book, row, code) for book in books for row, code in filled(_codes(book)) if code not in known]
    return [
        book.placed(Problem("participants.csv", row, "participant", f"{quoted(code)} {wrong}", meant))
        for book, row, code in new
        if (meant := _meant(code, known))
    ]


def _withdrawn(books: Iterable[Filled], recorded: pd.DataFrame | None) -> list[Problem]:
    """A note of each file about somebody who withdrew: they stay withdrawn, whatever an old sheet says."""
    if recorded is None or "withdrawn_on" not in recorded:
        return []
    gone = set(recorded.loc[recorded["withdrawn_on"].notna(), "participant"].astype("str"))
    wrong, right = "withdrew since, and stays withdrawn", "nothing of it is counted or shown"
    return [
        book.placed(Problem("participants.csv", row, "participant", f"{quoted(code)} {wrong}", right, Level.NOTE))
        for book in books
        if "participants" in book.base
        for row, code in filled(_codes(book))
        if code in gone
    ]


def _taken_out(books: Iterable[Filled], recorded: pd.DataFrame | None) -> list[Problem]:
    """A sheet that went out for somebody who is no longer in the study, forgotten perhaps, brings nobody back."""
    known = set() if recorded is None else set(recorded["participant"].dropna().astype("str"))
    wrong = "was taken out of the study since this sheet went out"
    right = "leave the sheet out; only participants.csv itself brings somebody back"
    return [
        book.placed(Problem("participants.csv", row, "participant", f"{quoted(code)} {wrong}", right))
        for book in books
        if "participants" in book.base
        for row, code in filled(_codes(book))
        if code not in known and book.base["participants"].had(PARTICIPANTS, {"participant": code})
    ]


def _meant(code: str, known: Collection[str]) -> str:
    alike = typed_alike(code, known)
    other = f"did you mean {quoted(alike)}? For somebody else write the code in participants.csv first"
    return look_alike(code, known) or (other if alike else "")


def _codes(book: Filled) -> pd.Series:
    people = book.frames.get("participants")
    return pd.Series(dtype="str") if people is None or "participant" not in people else people["participant"].dropna()


def _one_subject(book: Filled) -> list[Problem]:
    """A workbook is about one person, or one document."""
    problems = []
    for column, file in HOME.items():
        home, place = book.frames.get(file.name), book.at(file.name)
        others = [name for name, frame in book.frames.items() if SUBJECT.get(name) == column and len(frame)]
        if (home is None or home.empty) and others:
            right = f"write whose {others[0]} these are"
            problems.append(Problem(place, None, column, "says nobody", right))
        problems += _another_subject(book, file, column)
        for row in [] if home is None else list(home.index[1:]):
            right = f"keep one; each {column} has a workbook"
            problems.append(Problem(place, int(row), column, f"is a second {SAID[column]}", right))
    return problems


def _another_subject(book: Filled, file: File, column: str) -> list[Problem]:
    """A sheet that went out for one person comes back for that one: another code would take the answers along."""
    home, base = book.frames.get(file.name), book.base.get(file.name)
    if home is None or home.empty or column not in home or base is None or home[column].isna().iloc[0]:
        return []
    row = values_of(home)[0]
    if base.had(file, row):
        return []
    wrong = f"{quoted(row[column])} is not the {SAID[column]} whom this sheet went out for"
    right = "give the code back; somebody new has a workbook of their own, such as the one named new"
    return [Problem(book.at(file.name), int(home.index[0]), column, wrong, right)]


def _answered_unasked(book: Filled, frame: pd.DataFrame) -> list[Problem]:
    values = frame[ASKED.name]
    wrong = values[values.notna() & ~values.isin([YesNo.YES.value])]
    return [
        Problem(book.at("answers"), row, ASKED.name, f"{quoted(value)} beside an answer", "write yes, or clear them")
        for row, value in filled(wrong)
    ]


def _twice(books: Iterable[Filled]) -> list[Problem]:
    """One person, document or row in two files of the same import that do not say the same."""
    first: dict[tuple[str, str], tuple[str, Values]] = {}
    problems = []
    for book in books:
        for file in (BY_NAME[name] for name in book.frames if name not in SUBJECT):
            for number, what, row in _units(file, book.frames[file.name]):
                source, earlier = first.setdefault((file.name, what), (book.name, row))
                if source != book.name and (file.name not in LISTED or earlier != row):
                    wrong = f"{quoted(what)} is in {source} too"
                    column = owner_of(file)
                    problems.append(Problem(book.at(file.name), number, column, wrong, "import one of the two"))
    return problems


def _units(file: File, frame: pd.DataFrame) -> list[tuple[int | None, str, Values]]:
    """What may come from one file only: rows that stand for themselves, else whole people, documents, sites."""
    owner = owner_of(file)
    if file.name not in LISTED:
        return [(None, value, {}) for value in (frame[owner].dropna().unique() if owner in frame else [])]
    rows = zip(frame.index, values_of(frame), strict=True)
    return [(int(n), ", ".join(str(row[k]) for k in file.key if row.get(k)), row) for n, row in rows]


def owner_of(file: File) -> str:
    """The column that says whose a row is; of rows that stand for themselves, the first of the key."""
    return SUBJECT.get(file.name, file.key[0] if file.key else "participant")


def _merge(file: File, books: Iterable[Filled], data: bytes, prefer: Prefer | None, conflicts: list[Problem]) -> Merged:
    """The file with the rows of every book, one after the other, in place of those that they replace."""
    owner = owner_of(file)
    owners: dict[str, None] = {}
    rows: list[Values] = []
    for book in books:
        if file.name in book.frames:
            own = _owners(file, book, data)
            fresh = [one for one in own if one not in owners]
            before = [row for row in rows if row[owner] in own] + rows_of(data, file, owner, fresh)
            rows = [row for row in rows if row[owner] not in own]
            rows += _reconciled(file, book, before, prefer, conflicts)
            owners |= dict.fromkeys(own)
    return merge_rows(data, file, owner, list(owners), rows) if owners else Merged(data, ())


def _owners(file: File, book: Filled, data: bytes) -> list[str]:
    """Whose rows the book speaks of; of rows for themselves also those that it had and has no more."""
    owner = owner_of(file)
    home = book.frames.get(HOME[owner].name if file.name in SUBJECT else file.name)
    own: list[Any] = [] if home is None or owner not in home else list(home[owner].dropna().unique())
    if file is SUMMARIES and home is not None:  # a cell is of a factor, or else of a theme: then the factor is blank
        own.append(None)
    if file.name in LISTED and file.name in book.base and data:
        had = book.base[file.name]
        own += [row[owner] for row in all_rows(data, file) if row[owner] and had.had(file, row)]
    return list(dict.fromkeys(own))


def _reconciled(
    file: File, book: Filled, recorded: list[Values], prefer: Prefer | None, conflicts: list[Problem]
) -> list[Values]:
    rows = values_of(book.frames[file.name].drop(columns=ASKED.name, errors="ignore"))
    if book.scope:
        return rows + _others(file, rows, [row for row in recorded if not book.scope(file.name, row)])
    if file.name not in book.base and file.name not in LISTED:
        return rows
    found = reconcile(file, rows, recorded, book.base.get(file.name, Base({})), prefer)
    right = "decide, and say --prefer sheet or --prefer study"
    wrong = "changed on both sides since the sheet went out"
    conflicts += [
        Problem(book.at(file.name), None, "", f"{what} {values}: {wrong}", right) for what, values in found.conflicts
    ]
    return found.rows


def _others(file: File, rows: Iterable[Values], recorded: Iterable[Values]) -> list[Values]:
    """Recorded rows that the file does not speak of, and has not all the same."""
    taken = {key_token(file, row) for row in rows}
    return [row for row in recorded if key_token(file, row) not in taken]
