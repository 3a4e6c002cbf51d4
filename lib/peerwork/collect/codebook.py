"""The framework as a REFI-QDA codebook (.qdc) to code with in NVivo, ATLAS.ti or MAXQDA, and the map for the way back.

Source: REFI-QDA Standard 1.5, Codebook.xsd.
"""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from peerwork.atomic import write_atomic
from peerwork.collect.mapping import map_bytes
from peerwork.collect.records import Values, values_of
from peerwork.collect.refi_qda import OURS, guid_of
from peerwork.study.model import Study

NAMESPACE = "urn:QDA-XML:codebook:1.0"
THEMES_LABEL = "Themes"


def write_codebook(study: Study, out: Path) -> list[Path]:
    """`codebook.qdc`, a code a factor within its domain and a code a theme, and `codebook-map.csv` for the import.

    The same framework gives the same bytes and the same guids, so that a codebook may be exported again.
    """
    book = Element("CodeBook", {"xmlns": NAMESPACE, "origin": OURS})
    lines = add_codes(SubElement(book, "Codes"), study)
    indent(book)
    paths = [out / "codebook.qdc", out / "codebook-map.csv"]
    for path, data in zip(
        paths, (tostring(book, "utf-8", xml_declaration=True) + b"\n", map_bytes(lines)), strict=True
    ):
        write_atomic(path, data)
    return paths


def add_codes(codes: Element, study: Study) -> list[tuple[str, str]]:
    """A code a factor within its domain and a code a theme; the guid of each, and what it becomes on the way back."""
    return _add_factors(codes, study) + _add_themes(codes, study)


def _add_factors(codes: Element, study: Study) -> list[tuple[str, str]]:
    framework = study.framework
    asked = {factor.id for factor in study.factors}
    lines = []
    for domain in framework.domains:
        above = _code(codes, f"{framework.id}/domain/{domain.id}", domain.label, codable=False)
        for factor in (factor for factor in domain.factors if factor.id in asked):
            code = _code(above, f"{framework.id}/factor/{factor.id}", factor.label, says=factor.condition)
            lines.append((code.attrib["guid"], f"factor:{factor.id}"))
    return lines


def _add_themes(codes: Element, study: Study) -> list[tuple[str, str]]:
    if not study.has("themes"):
        return []
    rows = values_of(study.frames["themes"])
    above = _code(codes, f"{study.framework.id}/themes", THEMES_LABEL, codable=False)
    lines: list[tuple[str, str]] = []
    _add_below(above, None, rows, study.framework.id, lines)
    return lines


def _add_below(above: Element, parent: str | None, rows: list[Values], home: str, lines: list[tuple[str, str]]) -> None:
    for row in rows:
        if row["parent"] == parent:
            code = _code(above, f"{home}/theme/{row['theme']}", str(row["label"]))
            lines.append((code.attrib["guid"], f"theme:{row['theme']}"))
            _add_below(code, row["theme"], rows, home, lines)


def _code(above: Element, what: str, name: str, *, codable: bool = True, says: str = "") -> Element:
    told = {"guid": guid_of(what), "name": name, "isCodable": "true" if codable else "false"}
    code = SubElement(above, "Code", told)
    if says:
        SubElement(code, "Description").text = says
    return code
