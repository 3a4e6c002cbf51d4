"""Where a person's code or words still are under a folder, in packed files too."""

from __future__ import annotations

import bz2
import gzip
import html
import io
import json
import lzma
import re
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any
from xml.sax.saxutils import escape

from peerwork.atomic import LOCK
from peerwork.problems import Level, Problem

LONG_ENOUGH = 12  # characters from which a text is somebody's own words, and not "2011-05-03"
DEEPEST = 4  # packed files within packed files
MOST_BYTES = 200_000_000  # of one file or member that is searched
GONE = b"[forgotten]"
_CELLS = re.compile(rb'\s(?:r|ref|sqref|topLeftCell|activeCell)="[^"]*"|<(formula\d?|f)>[^<]*</')  # P3 is a cell, too
_TAGS = re.compile(rb"<[^<>]*>")
_BINARY = (".sav", ".xls", ".doc")  # hold codes as they stand; in other binary files a short code is mere chance
_MARKS_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEALED = (b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf\x27\x1c", b"Rar!")  # old Office or a password, 7-Zip, RAR
_UNSEEN = {
    ".pdf",
    ".mp3",
    ".mp4",
    ".m4a",
    ".wav",
    ".wma",
    ".ogg",
    ".mov",
    ".avi",
    ".jpg",
    ".jpeg",
    ".png",
    ".tif",
    ".tiff",
    ".heic",
}
_UNPACK: dict[bytes, Callable[[io.BytesIO], Any]] = {
    b"\x1f\x8b": gzip.open,
    b"BZh": bz2.open,
    b"\xfd7zXZ\x00": lzma.open,
}


class Sealed(Exception):
    """Something that cannot be searched: a password, a kind of file that nobody reads here."""


class Traces:
    """A person's code and words, as they may stand in files of text, XML, JSON and CSV.

    A code of digits alone is not looked for (it would be found everywhere), nor are texts that others said as well.
    """

    def __init__(self, person: str, texts: Iterable[str], *, others: Iterable[bytes] = ()) -> None:
        self.person = person
        said = b"\n".join(others)
        words = {text for text in texts if len(text) >= LONG_ENOUGH and text.encode() not in said}
        self._words = {form for text in words for form in _forms(text)}
        self._wide = {form.encode("utf-16-le") for text in words for form in (text, text.replace("\n", "\r\n"))}
        code = rb"(?<!\w)%s(?!\w)" % re.escape(person.encode())
        self._code = None if person.isdecimal() else re.compile(code, re.IGNORECASE)

    def are_in(self, data: bytes, name: str = "") -> bool:
        """Whether the code, or any of the words, is in a file or member of that name."""
        return any(self._stand_in(form, name) for form in _readings(data))

    def _stand_in(self, data: bytes, name: str) -> bool:
        if any(word in data for word in self._words) or any(word in data for word in self._wide):
            return True
        if self._code is None or (b"\0" in data and not name.lower().endswith(_BINARY)):
            return False
        plain = _CELLS.sub(b"", data) if "worksheets/" in name else data
        return self._code.search(plain) is not None

    def taken_out_of(self, data: bytes) -> bytes:
        """A text without them: what stood there is said to be forgotten."""
        for word in sorted(self._words, key=lambda word: (-len(word), word)):
            data = data.replace(word, GONE)
        return data if self._code is None else self._code.sub(GONE, data)


def _readings(data: bytes) -> Iterator[bytes]:
    """The data, and what it says beneath an encoding or tags: words are split by neither."""
    yield data
    if data[:2] in _MARKS_UTF16:
        yield data.decode("utf-16", "replace").encode()
    if b"<" in data and b"\0" not in data:
        yield _TAGS.sub(b"", data)


def _forms(text: str) -> set[bytes]:
    plain = {text, text.replace("\n", "\r\n"), text.replace('"', '""')}
    written = [{one, escape(one), html.escape(one), html.escape(one).replace("&#x27;", "&#39;"), json.dumps(one)[1:-1]}
               for one in plain]  # fmt: skip
    forms = {form.encode() for of_one in written for form in of_one}
    return forms | {one.encode("cp1252") for one in plain if not one.isascii() and _in_cp1252(one)}


def _in_cp1252(text: str) -> bool:
    try:
        return bool(text.encode("cp1252"))
    except UnicodeEncodeError:
        return False


def find_traces(folder: Path, traces: Traces) -> Iterator[Problem]:
    """A problem for each file that still names the person or quotes them, or that cannot be looked into.

    Recordings, pictures and PDFs are a single note: no search would find anything in them.
    """
    unseen = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            yield Problem(name, None, "", "leads out of the folder, and was not searched", "look into it yourself")
        elif path.is_file() and path.name != LOCK:
            if traces.are_in(name.encode()):
                yield Problem(name, None, "", "has the person's code in its name", "remove it, or rename it")
            elif path.suffix.lower() in _UNSEEN:
                unseen.append(name)
            else:
                yield from _look_into(path, name, traces)
    if unseen:
        wrong = f"{len(unseen)} recordings, pictures or PDFs cannot be searched, such as {unseen[0]}"
        yield Problem("forget", None, "", wrong, "remove those of the person yourself", Level.NOTE)


def _look_into(path: Path, name: str, traces: Traces) -> Iterator[Problem]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Sealed("is too large to be searched")
        if any(traces.are_in(data, inside) for inside, data in _opened(name, path.read_bytes(), DEEPEST)):
            yield Problem(name, None, "", "still names the person, or quotes their words", "edit it, or remove it")
    except Sealed as sealed:
        yield Problem(name, None, "", str(sealed), "look into it yourself")


def _opened(name: str, data: bytes, deep: int) -> Iterator[tuple[str, bytes]]:
    """The data, or what is packed in it, and under which name."""
    unpack = next((opener for mark, opener in _UNPACK.items() if data.startswith(mark)), None)
    if data.startswith(b"PK") and zipfile.is_zipfile(io.BytesIO(data)):
        _refuse_deep(deep)
        yield from _of_zip(data, deep - 1)
    elif unpack is not None:
        _refuse_deep(deep)
        yield from _opened(PurePosixPath(name).stem, _unpacked(unpack, data), deep - 1)
    elif data[257:262] == b"ustar":
        _refuse_deep(deep)
        yield from _of_tar(data, deep - 1)
    else:
        yield name, data
        if data.startswith(_SEALED) and not name.lower().endswith(_BINARY):
            raise Sealed("cannot be searched: it has a password, or is packed by 7-Zip or RAR")


def _refuse_deep(deep: int) -> None:
    if not deep:
        raise Sealed(f"holds files packed within files, {DEEPEST} deep and deeper")


def _of_zip(data: bytes, deep: int) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        for member in pack.infolist():
            yield "", member.filename.encode()
            if member.flag_bits & 0x1:
                raise Sealed("cannot be searched: a part of it has a password")
            if member.file_size > MOST_BYTES:
                raise Sealed("holds a part that is too large to be searched")
            try:
                content = pack.read(member)
            except Exception:  # a damaged member holds nothing that anybody could read
                continue
            yield from _opened(member.filename, content, deep)


def _of_tar(data: bytes, deep: int) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(data)) as pack:
        for member in pack:
            yield "", member.name.encode()
            content = pack.extractfile(member)
            if content is not None:
                yield from _opened(member.name, content.read(), deep)


def _unpacked(opener: Callable[[io.BytesIO], Any], data: bytes) -> bytes:
    try:
        with opener(io.BytesIO(data)) as file:
            content = file.read(MOST_BYTES + 1)
    except (OSError, EOFError, lzma.LZMAError):
        return b""
    if len(content) > MOST_BYTES:
        raise Sealed("holds a part that is too large to be searched")
    return content
