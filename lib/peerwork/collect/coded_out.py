"""A study's coded passages as a REFI-QDA project (.qdpx), to go on coding in NVivo, ATLAS.ti or MAXQDA.

Source: REFI-QDA Standard 1.5, Project.xsd. A study has no transcripts: the text of a source is its coded passages,
one below another. Positions count code points, as the standard does.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import pandas as pd

from peerwork.atomic import write_atomic
from peerwork.collect.codebook import add_codes
from peerwork.collect.mapping import ATTRIBUTE, WHO, map_bytes
from peerwork.collect.records import Values, values_of
from peerwork.collect.refi_qda import OURS, guid_of
from peerwork.study.model import Study
from peerwork.study.schema import PARTICIPANTS

NAMESPACE = "urn:QDA-XML:project:1.0"
BETWEEN = "\n\n"
_KINDS = {source: kind for kind, source in WHO.items()}
_NO_CLOCK = (1980, 1, 1, 0, 0, 0)
Lines = list[tuple[str, str]]


class _Speaker(NamedTuple):
    """Who speaks in a source: an interviewee, or a focus group, workshop or document of a site."""

    kind: str
    of: str

    def __str__(self) -> str:
        return self.of if self.kind == "participant" else f"{self.of} {self.kind}"


def write_coded(study: Study, out: Path) -> list[Path]:
    """`project.qdpx` and `project-map.csv`, by which it comes back; for the research team alone.

    A source an interviewee (and a focus group, workshop and document of a site), a selection an excerpt, a coding a row
    of `excerpts.csv` under its coder's name, a case an interviewee with what is known of them. The same study gives the
    same bytes and guids, so that an excerpt that comes back is known.
    """
    root = Element("Project", {"xmlns": NAMESPACE, "name": study.config.title, "origin": OURS})
    rows = values_of(study.frames["excerpts"])
    home = study.framework.id
    _add_users(root, rows, home)
    lines = add_codes(SubElement(SubElement(root, "CodeBook"), "Codes"), study)
    guids = {target: guid for guid, target in lines}
    told = _told(study)
    lines += _add_variables(root, told, home)
    lines += _add_cases(root, told, {_speaker(row) for row in rows}, home)
    texts = _add_sources(root, rows, guids, home)
    lines += [(guid_of(f"{home}/source/{who}"), f"{who.kind}:{who.of}") for who in texts]
    indent(root)
    parts = {"project.qde": tostring(root, "utf-8", xml_declaration=True) + b"\n"}
    parts |= {f"Sources/{guid_of(f'{home}/source/{who}')}.txt": text.encode() for who, text in texts.items()}
    paths = [out / "project.qdpx", out / "project-map.csv"]
    for path, data in zip(paths, (_packed(parts), map_bytes(lines)), strict=True):
        write_atomic(path, data)
    return paths


def _speaker(row: Values) -> _Speaker:
    if row["participant"]:
        return _Speaker("participant", str(row["participant"]))
    return _Speaker(_KINDS[str(row["source"])], str(row["site"]))


def _add_users(root: Element, rows: Iterable[Values], home: str) -> None:
    users = SubElement(root, "Users")
    for coder in sorted({str(row["coder"]) for row in rows if row["coder"]}):
        SubElement(users, "User", {"guid": guid_of(f"{home}/coder/{coder}"), "name": coder})


def _told(study: Study) -> dict[str, dict[str, str]]:
    """What is known of each interviewee, as text."""
    if not study.has("participants"):
        return {}
    people = study.frames["participants"]
    names = [one.name for one in PARTICIPANTS.columns if one.name in people and one.name != "participant"]
    rows = zip(people["participant"], people[names].to_dict("records"), strict=True)
    return {code: {str(k): _text(v) for k, v in row.items() if not pd.isna(v)} for code, row in rows}


def _text(value: object) -> str:
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _add_variables(root: Element, told: dict[str, dict[str, str]], home: str) -> Lines:
    names = list(dict.fromkeys(name for values in told.values() for name in values))
    if names:
        variables = SubElement(root, "Variables")
        for name in names:
            given = {"guid": guid_of(f"{home}/variable/{name}"), "name": name, "typeOfVariable": "Text"}
            SubElement(variables, "Variable", given)
    return [(f"{ATTRIBUTE}{name}", f"participants.{name}") for name in names]


def _add_cases(root: Element, told: dict[str, dict[str, str]], speakers: set[_Speaker], home: str) -> Lines:
    if not told:
        return []
    cases, lines = SubElement(root, "Cases"), []
    for code, values in told.items():
        case = SubElement(cases, "Case", {"guid": guid_of(f"{home}/case/{code}"), "name": code})
        for name, text in values.items():
            value = SubElement(case, "VariableValue")
            SubElement(value, "VariableRef", {"targetGUID": guid_of(f"{home}/variable/{name}")})
            SubElement(value, "TextValue").text = text
        who = _Speaker("participant", code)
        if who in speakers:
            SubElement(case, "SourceRef", {"targetGUID": guid_of(f"{home}/source/{who}")})
        lines.append((case.attrib["guid"], f"participant:{code}"))
    return lines


def _add_sources(root: Element, rows: list[Values], guids: dict[str, str], home: str) -> dict[_Speaker, str]:
    """A source a speaker with its selections; the text of each."""
    spoken: dict[_Speaker, dict[tuple[str, str], list[Values]]] = {}
    for row in rows:
        said = str(row["text"]).replace("\r\n", "\n").replace("\r", "\n")
        spoken.setdefault(_speaker(row), {}).setdefault((str(row["excerpt"]), said), []).append(row)
    sources = SubElement(root, "Sources")
    for who, passages in spoken.items():
        guid = guid_of(f"{home}/source/{who}")
        given = {"guid": guid, "name": str(who), "plainTextPath": f"internal://{guid}.txt"}
        source, start = SubElement(sources, "TextSource", given), 0
        for (excerpt, said), own in passages.items():
            place = {"startPosition": str(start), "endPosition": str(start + len(said))}
            selection = {"guid": guid_of(f"excerpt/{excerpt}"), "name": excerpt, **place}
            _add_codings(SubElement(source, "PlainTextSelection", selection), own, guids, home)
            start += len(said) + len(BETWEEN)
    return {who: BETWEEN.join(said for _, said in passages) for who, passages in spoken.items()}


def _add_codings(selection: Element, rows: Iterable[Values], guids: dict[str, str], home: str) -> None:
    for row in rows:
        if row.get("place"):
            place = selection.find("Description")
            (SubElement(selection, "Description") if place is None else place).text = row["place"]
        code = f"factor:{row['factor']}" if row["factor"] else f"theme:{row['theme']}"
        given = {"guid": guid_of(f"{home}/coding/{selection.attrib['guid']}/{code}/{row['coder']}")}
        if row["coder"]:
            given["creatingUser"] = guid_of(f"{home}/coder/{row['coder']}")
        SubElement(SubElement(selection, "Coding", given), "CodeRef", {"targetGUID": guids[code]})


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            pack.writestr(zipfile.ZipInfo(name, _NO_CLOCK), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
