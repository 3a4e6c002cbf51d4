"""Every state of a study's data that an import made or found: numbered, dated, who and what; packed beside the data."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from peerwork.atomic import folder_lock, replace_files
from peerwork.problems import Problem, ProblemsFound
from peerwork.study.csv_file import read_data
from peerwork.study.schema import FILES, File, Type

FOLDER = "editions"
RECORD = "edition.json"
KEPT = (".csv", ".yaml", ".yml")
Contents = Mapping[str, bytes]
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Edition:
    """A kept state: its number, its day (of the data, or as it was given), who made it, how, and what came before."""

    number: int
    on: str
    by: str
    what: str
    before: int | None
    marks: Mapping[str, str] = field(hash=False)

    def __str__(self) -> str:
        by = f" by {self.by}" if self.by else ""
        return f"edition {self.number}, {self.on or 'undated'}{by}: {self.what}"


def study_contents(folder: Path) -> dict[str, bytes]:
    """The files of a study that an edition keeps: what was collected, the settings, frameworks beside them."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in KEPT and path.is_file()}


def read_editions(folder: Path) -> list[Edition]:
    """The editions that are kept, the oldest first; raises ProblemsFound where one cannot be read."""
    return [_read(path) for path in sorted((folder / FOLDER).glob("[0-9]*.zip"))]


def edition_contents(folder: Path, number: int) -> dict[str, bytes]:
    """The files of one edition; raises ProblemsFound where it is not kept."""
    path = folder / pack_name(number)
    if not path.is_file():
        kept = ", ".join(str(edition.number) for edition in read_editions(folder)) or "none yet"
        wrong = "is not kept in the study"
        raise ProblemsFound([Problem(f"edition {number}", None, "", wrong, f"name one of these editions: {kept}")])
    with zipfile.ZipFile(path) as pack:
        return {name: pack.read(name) for name in pack.namelist() if name != RECORD}


def keep_edition(folder: Path, new: Contents, *, what: str, by: str, on: str, before: int | None = None) -> Contents:
    """The packs to write beside `new`, so that the study then is a kept edition; also of the state before, if need be.

    `before` is the edition that an undo goes back to; by default the one that is there now.
    """
    kept, contents = read_editions(folder), study_contents(folder)
    packs: dict[str, bytes] = {}
    last = kept[-1] if kept else None
    if last is None or last.marks != marks_of(contents):
        last = Edition(*_next(last), *_told(contents, "", "", "as found"), last.number if last else None, {})
        packs |= _packed(last, contents)
    after = {**contents, **new}
    made = Edition(last.number + 1, *_told(after, on, by, what), before or last.number, {})
    return packs | _packed(made, after)


def undo(folder: Path, *, by: str = "", on: str = "") -> tuple[Edition, list[str]]:
    """Go back to the edition before the last import; that edition, and the files that changed.

    What is undone stays kept. Raises ProblemsFound where there is nothing to go back to, or where a file was changed
    by hand since: that would be lost.
    """
    with folder_lock(folder):
        kept, contents = read_editions(folder), study_contents(folder)
        last = kept[-1] if kept else None
        if last is None or last.before is None:
            right = "import something first"
            raise ProblemsFound([Problem(FOLDER, None, "", "there is no import to undo", right)])
        _refuse_changed(last, contents)
        target = next(edition for edition in kept if edition.number == last.before)
        old = edition_contents(folder, target.number)
        new = {name: old.get(name) for name in sorted({*old, *contents}) if old.get(name) != contents.get(name)}
        made = Edition(last.number + 1, on or target.on, by, f"undo: edition {target.number} again", target.before, {})
        replace_files(folder, {**new, **_packed(made, old)})
    return target, list(new)


def _refuse_changed(last: Edition, contents: Contents) -> None:
    marks = marks_of(contents)
    changed = sorted(name for name in {*marks, *last.marks} if marks.get(name) != last.marks.get(name))
    if changed:
        wrong = f"was changed by hand since edition {last.number}, and would be lost"
        right = f"import it as a sheet, or put back what edition {last.number} has"
        raise ProblemsFound([Problem(name, None, "", wrong, right) for name in changed])


def _next(last: Edition | None) -> tuple[int]:
    return (last.number + 1 if last else 1,)


def _told(contents: Contents, on: str, by: str, what: str) -> tuple[str, str, str]:
    return on or latest_day(contents), by, what


def marks_of(contents: Contents) -> dict[str, str]:
    """A mark of each file's bytes."""
    return {name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())}


def latest_day(contents: Contents) -> str:
    """The latest day in the data: no clock is read."""
    days = ["", *(day for file in FILES if file.csv in contents for day in _days(contents[file.csv], file))]
    return max(days)


def _days(data: bytes, file: File) -> list[str]:
    dated = [column.name for column in file.columns if column.type is Type.DATE]
    frame = read_data(data, file)[0] if dated else None
    if frame is None:
        return []
    texts = [text for name in dated if name in frame for text in frame[name].cat.categories]
    return [text for text in texts if _DAY.fullmatch(text)]


def pack_edition(edition: Edition, contents: Contents) -> bytes:
    """The edition as one packed file; the same contents and record are the same bytes."""
    record = {**asdict(edition), "marks": marks_of(contents)}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in [(RECORD, json.dumps(record, indent=1).encode()), *sorted(contents.items())]:
            pack.writestr(zipfile.ZipInfo(name, _NO_CLOCK), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _packed(edition: Edition, contents: Contents) -> dict[str, bytes]:
    return {pack_name(edition.number): pack_edition(edition, contents)}


def pack_name(number: int) -> str:
    """Where an edition lies in the study's folder."""
    return f"{FOLDER}/{number:04d}.zip"


def _read(path: Path) -> Edition:
    try:
        with zipfile.ZipFile(path) as pack:
            return Edition(**json.loads(pack.read(RECORD)))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile) as error:
        right = "put it back from a backup, or move it out of the study's folder"
        wrong = "is no kept edition, or a damaged one"
        raise ProblemsFound([Problem(f"{FOLDER}/{path.name}", None, "", wrong, right)]) from error
