"""Where a person's code or words still are under a folder, in packed files too."""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from peerwork.atomic import LOCK
from peerwork.problems import Problem

LONG_ENOUGH = 12  # characters from which a text is somebody's own words, and not "2011-05-03"
DEEPEST = 4  # packed files within packed files
MOST_BYTES = 200_000_000  # of one file or member that is searched
_CELLS = re.compile(rb'\s(?:r|ref|sqref|topLeftCell|activeCell)="[^"]*"|<(formula\d?|f)>[^<]*</')  # P3 is a cell, too
_BINARY = (".sav", ".xls", ".doc")  # hold codes as they stand; in other binary files a short code is mere chance


class Traces:
    """A person's code and words, as they may stand in files of text, XML, JSON and CSV.

    A code of digits alone is not looked for (it would be found everywhere), nor are texts that others said as well.
    """

    def __init__(self, person: str, texts: Iterable[str], *, others: Iterable[bytes] = ()) -> None:
        self.person = person
        said = b"\n".join(others)
        words = {text for text in texts if len(text) >= LONG_ENOUGH and text.encode() not in said}
        self._words = {form.encode() for text in words for form in _forms(text)}
        self._code = None if person.isdecimal() else re.compile(rb"(?<!\w)%s(?!\w)" % re.escape(person.encode()))

    def are_in(self, data: bytes, name: str = "") -> bool:
        """Whether the code, or any of the words, is in a file or member of that name."""
        if any(word in data for word in self._words):
            return True
        if self._code is None or (b"\0" in data and not name.lower().endswith(_BINARY)):
            return False
        plain = _CELLS.sub(b"", data) if "worksheets/" in name else data
        return self._code.search(plain) is not None


def _forms(text: str) -> set[str]:
    plain = {text, text.replace("\n", "\r\n"), text.replace('"', '""')}
    return {form for one in plain for form in (one, escape(one), json.dumps(one)[1:-1])}


def find_traces(folder: Path, traces: Traces) -> Iterator[Problem]:
    """A problem for each file that still names the person or quotes them; what cannot be looked into is one too."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != LOCK:
            name = path.relative_to(folder).as_posix()
            if traces.are_in(name.encode()):
                yield Problem(name, None, "", "has the person's code in its name", "remove it, or rename it")
            elif path.stat().st_size > MOST_BYTES:
                yield Problem(name, None, "", "is too large to be searched", "look into it yourself")
            elif any(traces.are_in(data, inside) for inside, data in _opened(name, path.read_bytes(), DEEPEST)):
                yield Problem(name, None, "", "still names the person, or quotes their words", "edit it, or remove it")


def _opened(name: str, data: bytes, deep: int) -> Iterator[tuple[str, bytes]]:
    """The data, or what is packed in it, and under which name."""
    if deep and data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            for member in pack.infolist():
                yield "", member.filename.encode()
                if member.file_size <= MOST_BYTES and not member.flag_bits & 0x1:
                    yield from _opened(member.filename, _unpacked(pack, member), deep - 1)
    elif deep and data.startswith(b"\x1f\x8b"):
        yield from _opened(name.removesuffix(".gz"), _ungzipped(data), deep - 1)
    else:
        yield name, data


def _unpacked(pack: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    try:
        return pack.read(member)
    except Exception:  # a damaged member holds nothing that anybody could read
        return b""


def _ungzipped(data: bytes) -> bytes:
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(MOST_BYTES)
    except (OSError, EOFError):
        return b""
