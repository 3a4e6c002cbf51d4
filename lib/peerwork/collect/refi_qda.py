"""A REFI-QDA project (.qdpx) or codebook (.qdc), as NVivo, ATLAS.ti, MAXQDA and Taguette write them, read into memory.

Source: REFI-QDA Standard 1.5, https://www.qdasoftware.org. The standard counts code points of the plain text. NVivo
counts UTF-16 units, CRLF as two, a byte-order mark not at all (measured on its own files).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from defusedxml import ElementTree

from peerwork.collect.archive import MOST_BYTES, Archive, Refused, read_limited, refuse_doctype
from peerwork.problems import quoted

KIND = "a REFI-QDA project (.qdpx) or codebook (.qdc)"
DEEPEST = 50  # codes within codes
LONGEST_NAME = 1000  # characters of a code's name
MOST_TAGS = 500_000  # of XML: a project of 20,000 codings has a fifth of it
MOST_SAID = 20_000_000  # characters of all passages together: the whole text of 300 interviews
OURS = "peerwork"  # the origin of what is written here
_OURS = uuid.UUID("6f0f7a52-6d2d-5f0b-9d3c-0c8f6f1d7f7e")
_COUNTS_UTF16, _UTF16 = "NVivo", "utf-16-le"
_DIGITS = 12  # of a position
_INTERNAL = "internal://"
_AGAIN = "export it again from the program that made it"


@dataclass(frozen=True)
class Code:
    """A code: its guid, the names from the top of the codebook down to it, and what it means."""

    guid: str
    path: tuple[str, ...]
    description: str = ""

    @property
    def name(self) -> str:
        """The names in one line."""
        return " / ".join(self.path)


@dataclass(frozen=True)
class Source:
    """What was coded: a transcript, a picture, a recording."""

    guid: str
    name: str
    kind: str


@dataclass(frozen=True)
class Passage:
    """One coding of one passage; `text` is None where it is no text, or was not packed with the project.

    Of a project that a study wrote, `excerpt` is its code there and `place` where it was found.
    """

    selection: str
    source: Source
    code: str
    coder: str
    start: int | None
    end: int | None
    text: str | None
    excerpt: str = ""
    place: str | None = None


@dataclass(frozen=True)
class Case:
    """A case (NVivo: often an interviewee), its attributes, and the guids of the sources that are its own."""

    guid: str
    name: str
    values: Mapping[str, str]
    sources: frozenset[str]


@dataclass(frozen=True)
class Project:
    """What a project or codebook holds, in the file's order."""

    origin: str
    codes: tuple[Code, ...]
    sources: tuple[Source, ...] = ()
    passages: tuple[Passage, ...] = ()
    cases: tuple[Case, ...] = ()


def read_project(path: Path) -> Project:
    """The project or codebook; raises Refused for a file that is none, is damaged or is made to do harm, or OSError."""
    if path.suffix.lower() == ".qdc":
        data = read_limited(path, MOST_BYTES, "give a codebook of an ordinary size")
        refuse_doctype(data, "it")
        return _project(_parsed(data), {})
    with closing(Archive(path, KIND)) as pack:  # with its recordings it may be larger than memory
        projects = [name for name in pack.names if name.lower().endswith(".qde")]
        if len(projects) != 1:
            raise Refused(f"is not {KIND}: it holds {len(projects)} project files (.qde)", _AGAIN)
        return _project(_parsed(pack.read_xml(projects[0])), _texts(pack))


def _parsed(data: bytes) -> Any:
    if data.count(b"<") > MOST_TAGS:
        raise Refused(f"holds more than {MOST_TAGS:,} marks of XML", "give a project of an ordinary size")
    try:
        root = ElementTree.fromstring(data, forbid_dtd=True)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Refused(f"is not {KIND}, or a damaged one", _AGAIN) from error
    if _local(root) not in ("Project", "CodeBook"):
        raise Refused(f"is not {KIND}: it begins with {quoted(_local(root))}", _AGAIN)
    return root


def _texts(pack: Archive) -> Mapping[str, Any]:
    names = {name.replace("\\", "/").rpartition("/")[2].lower(): name for name in pack.names}
    return {file: lambda name=name: pack.read(name) for file, name in names.items() if file.endswith(".txt")}


def _project(root: Any, texts: Mapping[str, Any]) -> Project:
    origin = root.get("origin", "")
    users = {_guid(user.get("guid")): user.get("name", "") for user in _all(root, "User")}
    codes = tuple(_codes(root))
    sources: list[Source] = []
    passages: list[Passage] = []
    said = 0
    for element in _sources(root):
        source = Source(_guid(element.get("guid")), element.get("name", ""), _local(element))
        sources.append(source)
        for passage in _passages(element, source, users, texts, origin=origin):
            passages.append(passage)
            said += len(passage.text or "")
            if said > MOST_SAID:
                right = "give a project of an ordinary size"
                raise Refused(f"its passages hold more than {MOST_SAID:,} characters together", right)
    return Project(origin, codes, tuple(sources), tuple(passages), tuple(_cases(root)))


def _codes(root: Any) -> Iterator[Code]:
    for codes in _all(root, "Codes"):
        for code in codes:
            yield from _code(code, ())


def _code(element: Any, above: tuple[str, ...]) -> Iterator[Code]:
    if _local(element) != "Code":
        return
    if len(above) > DEEPEST:
        raise Refused(f"its codes lie {DEEPEST} deep and deeper", _AGAIN)
    name = element.get("name", "").strip()
    if len(name) > LONGEST_NAME:
        raise Refused(f"the name of a code holds {len(name):,} characters", f"shorten it to {LONGEST_NAME:,}")
    path = (*above, name)
    yield Code(_guid(element.get("guid")), path, _described(element))
    for child in element:
        yield from _code(child, path)


def _described(element: Any) -> str:
    return "\n".join(child.text or "" for child in element if _local(child) == "Description").strip()


def _sources(root: Any) -> Iterator[Any]:
    for sources in _all(root, "Sources"):
        yield from (source for source in sources if _local(source).endswith("Source"))


def _passages(
    element: Any, source: Source, users: Mapping[str, str], texts: Mapping[str, Any], *, origin: str
) -> Iterator[Passage]:
    """Selections lie in the source, or in the text that stands for it (a representation, a transcript)."""
    holders = [element, *(one for one in element.iter() if _local(one) in ("Representation", "Transcript"))]
    for holder in holders:
        text = _plain_text(holder, texts)
        counted = text if text is None or not origin.startswith(_COUNTS_UTF16) else text.encode(_UTF16)
        for selection in (child for child in holder if _local(child).endswith("Selection")):
            start, end = _position(selection.get("startPosition")), _position(selection.get("endPosition"))
            said = _said(selection, counted, start, end)
            known = (selection.get("name", ""), _described(selection) or None) if origin == OURS else ()
            for coding in (child for child in selection if _local(child) == "Coding"):
                coder = users.get(_guid(coding.get("creatingUser") or selection.get("creatingUser")), "")
                for ref in (child for child in coding if _local(child) == "CodeRef"):
                    guids = _guid(selection.get("guid")), source, _guid(ref.get("targetGUID"))
                    yield Passage(*guids, coder, start, end, said, *known)


def _position(text: str | None) -> int | None:
    return int(text) if text is not None and text.isdecimal() and len(text) < _DIGITS else None


def _plain_text(holder: Any, texts: Mapping[str, Any]) -> str | None:
    path = holder.get("plainTextPath", "")
    if path.startswith(_INTERNAL) and path.removeprefix(_INTERNAL).lower() in texts:
        data = texts[path.removeprefix(_INTERNAL).lower()]()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise Refused(f"its text {quoted(path)} is not UTF-8", _AGAIN) from error
    own = [child.text for child in holder if _local(child) == "PlainTextContent"]
    return own[0] if own else None


def _said(selection: Any, text: str | bytes | None, start: int | None, end: int | None) -> str | None:
    """The passage's words; where the text is not there, those that the file itself gives, if they are whole."""
    if text is not None and start is not None and end is not None:
        return slice_text(text, start, end)
    own = [part.text for part in selection.iter() if _local(part) == "PlainTextContent" and part.text]
    name = selection.get("name", "")
    whole = _local(selection) == "PlainTextSelection" and name and not name.endswith(("…", "..."))
    return own[0] if own else name if whole else None


def slice_text(text: str | bytes, start: int, end: int) -> str:
    """The text from one position to another, counted in code points; of UTF-16 in its units."""
    return text[start:end] if isinstance(text, str) else text[2 * start : 2 * end].decode(_UTF16, "ignore")


def _cases(root: Any) -> Iterator[Case]:
    variables = {_guid(one.get("guid")): one.get("name", "") for one in _all(root, "Variable")}
    for case in _all(root, "Case"):
        values: dict[str, str] = {}
        for value in (child for child in case if _local(child) == "VariableValue"):
            refs = [variables.get(_guid(one.get("targetGUID")), "") for one in value if _local(one) == "VariableRef"]
            told = [one.text for one in value if _local(one).endswith("Value") and one.text]
            values |= {name: told[0].strip() for name in refs if name and told}
        own = {_guid(one.get("targetGUID")) for one in case.iter() if _local(one) == "SourceRef"}
        yield Case(_guid(case.get("guid")), case.get("name", ""), values, frozenset(own))


def _all(root: Any, name: str) -> Iterator[Any]:
    return (element for element in root.iter() if _local(element) == name)


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _guid(text: str | None) -> str:
    """The same guid is written with and without braces, in small and capital letters."""
    return (text or "").strip("{} ").lower()


def guid_of(what: str) -> str:
    """The guid of something of a study, the same in every export."""
    return str(uuid.uuid5(_OURS, what))
