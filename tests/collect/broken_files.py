"""300 files that an import must refuse: what happens to files on the way, and what somebody may send on purpose."""

# ruff: noqa: E501, B023 - tables of files are read across; lambdas that name the loop's variable are called within it

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde" + bytes(range(256)) * 20
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01" + bytes(reversed(range(256))) * 20
GIF = b"GIF89a\x01\0\x01\0\x80\0\0" + bytes(range(256)) * 20
BOMB = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = {
    "entity bomb": f'<!DOCTYPE x [<!ENTITY l0 "lol">{BOMB}]>',
    "quadratic entity bomb": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>',
    "external entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "external entity on the network": '<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/x">]>',
    "external document type": '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
}
TRAVERSALS = ("../out.txt", "../../../../tmp/out.txt", "/tmp/out.txt", "C:/out.txt", "..\\out.txt", "a/../../out.txt")
PACKED = (".xlsx", ".ods", ".qdpx")


def broken_files(good: dict[str, bytes], folder: Path, *, n: int = 300) -> Iterator[Path]:
    """Exactly `n` files, written one at a time to `folder`; `good` holds a good file of each ending."""
    made = [*_pictures(), *_evil_packs(good), *_evil_xml(good), *_large(good), *_wrong(good)]
    made += _truncated(good, n - len(made))
    for number, (kind, ending, data) in enumerate(made):
        path = folder / f"{number:03d} {kind}{ending}"
        path.write_bytes(data() if callable(data) else data)
        yield path


Made = tuple[str, str, bytes | Callable[[], bytes]]


def _pictures() -> list[Made]:
    pictures = {"PNG": PNG, "JPEG": JPEG, "GIF": GIF, "PDF": b"%PDF-1.7\n" + PNG, "nothing": b"", "noise": noise(5000)}
    endings = (".xlsx", ".ods", ".xls", ".qdpx", ".qdc", ".sav", ".csv")
    return [(f"{name} renamed", ending, data) for name, data in pictures.items() for ending in endings]


def noise(size: int, seed: int = 1) -> bytes:
    return b"\0" + random.Random(seed).randbytes(size)


def _evil_packs(good: dict[str, bytes]) -> list[Made]:
    made: list[Made] = []
    for ending in PACKED:
        data = good[ending]
        made += [("path traversal", ending, with_member(data, name, b"x")) for name in TRAVERSALS]
        made += [("password of the archive", ending, with_flag(data))]
        made += [("password of the program", ending, b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le") * 9)]
        made += [("old binary file", ending, b"\xd0\xcf\x11\xe0" + noise(900))]
        made += [
            ("bomb", ending, lambda data=data, e=ending: changed(data, main_part(e), lambda old: b" " * 300_000_000))
        ]
        made += [("many members", ending, lambda data=data: with_many(data, 20_000))]
        made += [("member that lies about its size", ending, lying(data, main_part(ending)))]
        made += [("bad checksum", ending, bad_checksum(data, main_part(ending)))]
        made += [("without its main part", ending, without(data, main_part(ending)))]
        made += [("archive in an archive", ending, packed({"inner" + ending: data}))]
    made += [("macro", ".xlsx", with_member(good[".xlsx"], "xl/vbaProject.bin", b"x"))]
    made += [("macro", ".ods", with_member(good[".ods"], "Basic/Standard/Module1.xml", b"<x/>"))]
    encrypted = b'<m xmlns="x"><encryption-data/></m>'
    made += [("password", ".ods", with_member(good[".ods"], "META-INF/manifest.xml", encrypted))]
    return [
        *made,
        *(("program that is not read", ending, good[".xlsx"]) for ending in (".xlsm", ".xlsb", ".docx", ".txt")),
    ]


def _evil_xml(good: dict[str, bytes]) -> list[Made]:
    made: list[Made] = []
    for name, doctype in DOCTYPES.items():
        for encoding in ("utf-8", "utf-16"):
            for ending in PACKED:
                part = main_part(ending)
                made.append(
                    (
                        f"{name} {encoding}",
                        ending,
                        changed(good[ending], part, lambda old: evil(old, doctype, encoding)),
                    )
                )  # noqa: B023, E501
            made.append((f"{name} {encoding}", ".qdc", evil(good[".qdc"], doctype, encoding)))
    for ending in PACKED:
        for wrong in (b"<a><b></a>", b"", b"plain", b"\xff\xfe<", b'<?xml version="1.0" encoding="klingon"?><a/>'):
            made.append(("XML that is none", ending, changed(good[ending], main_part(ending), lambda old: wrong)))  # noqa: B023
    deep = b"<CodeBook><Codes>" + b'<Code name="a" guid="b">' * 100_000
    return [
        *made,
        ("deep codes", ".qdc", deep + b"</Code>" * 100_000 + b"</Codes></CodeBook>"),
        ("other XML", ".qdc", b"<html/>"),
    ]


def evil(old: bytes, doctype: str, encoding: str) -> bytes:
    body = old.decode().partition("?>")[2] if old.startswith(b"<?xml") else old.decode()
    return f'<?xml version="1.0" encoding="{encoding}"?>{doctype}{body}'.encode(encoding)


def _large(good: dict[str, bytes]) -> list[Made]:
    row = b'<row><c t="n"><v>1</v></c></row>'
    rows = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'
    sheet, ods = "xl/worksheets/sheet2.xml", good[".ods"]
    cell = b'<table:table-row table:number-rows-repeated="10000000"><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>'
    wide = cell.replace(b"table-cell ", b'table-cell table:number-columns-repeated="100000000" ').replace(
        b' table:number-rows-repeated="10000000"', b""
    )
    records = b"record_id,importance_role_flexible\n"
    return [
        ("ten million rows", ".xlsx", lambda: changed(good[".xlsx"], sheet, lambda old: rows % (row * 10_000_000))),
        ("a million rows", ".xlsx", lambda: changed(good[".xlsx"], sheet, lambda old: rows % (row * 1_000_000))),
        ("a row far down", ".xlsx", changed(good[".xlsx"], sheet, lambda old: rows % b'<row r="10000000"><c><v>1</v></c></row>')),
        ("a wide row", ".xlsx", changed(good[".xlsx"], sheet, lambda old: rows % (b"<row>" + b"<c><v>1</v></c>" * 1_000_000 + b"</row>"))),
        ("ten million rows", ".ods", changed(ods, "content.xml", lambda old: old.replace(b"</table:table>", cell, 1))),
        ("a hundred million columns", ".ods", changed(ods, "content.xml", lambda old: old.replace(b"</table:table>", wide, 1))),
        ("ten million rows", ".csv", lambda: records + b"P1,5\n" * 10_000_000),
        ("a hundred thousand rows", ".csv", lambda: records + b"P1,5\n" * 100_000),
        ("a cell of a megabyte", ".csv", records + b"P1," + b"x" * 1_000_000 + b"\n"),
        ("a cell of a megabyte", ".xlsx", changed(good[".xlsx"], "xl/sharedStrings.xml", lambda old: old.replace(b"Clear, at last", b"x" * 1_000_000))),
        ("a cell of a megabyte", ".ods", changed(ods, "content.xml", lambda old: old.replace(b"Clear, at last", b"x" * 1_000_000))),
        ("ten million cases", ".sav", good[".sav"][:80] + struct.pack("<i", 10_000_000) + good[".sav"][84:]),
        ("a file of zeros", ".sav", b"$FL2" + b"\0" * 30_000_000),
    ]  # fmt: skip


def _wrong(good: dict[str, bytes]) -> list[Made]:
    text = good[".csv"].decode()
    other = packed({"[Content_Types].xml": b"<Types/>", "a.txt": b"x"})
    accents = text.replace("Clear", "Clé")
    return [
        ("UTF-16", ".csv", text.encode("utf-16")),
        ("Windows-1252", ".csv", accents.encode("cp1252")),
        ("UTF-32", ".csv", text.encode("utf-32")),
        ("ragged", ".csv", (text + "P1,1,2,3,4,5,6,7,8,9\n").encode()),
        ("open quotation mark", ".csv", (text + 'P1,"1\n').encode()),
        ("column twice", ".csv", text.replace("record_id", "importance_role_flexible").encode()),
        ("repeating instrument", ".csv", ("redcap_repeat_instrument," + text.replace("\nP", "\nvisits,P")).encode()),
        ("UTF-16 text", ".qdpx", changed(good[".qdpx"], "Sources/1.txt", lambda old: "xx".encode("utf-16"))),
        ("UTF-16 without a mark", ".qdc", good[".qdc"].decode().encode("utf-16-le")),
        ("wrong sheets", ".ods", changed(good[".ods"], "content.xml", lambda old: old.replace(b'table:name="', b'table:name="x'))),
        ("wrong sheets", ".xlsx", changed(good[".xlsx"], "xl/workbook.xml", lambda old: old.replace(b'sheet name="', b'sheet name="x'))),
        *((f"another archive as {ending}", ending, other) for ending in PACKED),
        *((f"one format as another, {ending}", ending, good[other_]) for ending, other_ in _swapped()),
    ]  # fmt: skip


def _swapped() -> list[tuple[str, str]]:
    endings = (".xlsx", ".ods", ".qdpx", ".qdc", ".sav")
    return [(ending, other) for ending in endings for other in endings if ending != other]


def _truncated(good: dict[str, bytes], n: int) -> list[Made]:
    """Cut at places spread over each file, never so late that nothing is missing."""
    endings = [".xlsx", ".ods", ".qdpx", ".qdc", ".sav"]
    cuts = [(endings[k % len(endings)], 0.05 + 0.85 * k / max(n, 1)) for k in range(n)]
    return [("truncated", ending, good[ending][: int(len(good[ending]) * share)]) for ending, share in cuts]


def main_part(ending: str) -> str:
    return {".xlsx": "xl/workbook.xml", ".ods": "content.xml", ".qdpx": "project.qde"}[ending]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as pack:
        for name, data in parts.items():
            pack.writestr(name, data)
    return made.getvalue()


def changed(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = members(data)
    return packed({**parts, part: change(parts[part])})


def without(data: bytes, part: str) -> bytes:
    return packed({name: old for name, old in members(data).items() if name != part})


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    return packed({**members(data), name: content})


def with_many(data: bytes, n: int) -> bytes:
    return packed({**members(data), **{f"x{k}": b"" for k in range(n)}})


def with_flag(data: bytes) -> bytes:
    """Every member marked as encrypted."""
    marked = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = marked.find(mark)
        while start >= 0:
            marked[start + place] |= 1
            start = marked.find(mark, start + 4)
    return bytes(marked)


def lying(data: bytes, part: str) -> bytes:
    """A member that says of itself to be ten bytes long, in both of its headers."""
    whole = bytearray(data)
    size = struct.pack("<I", len(members(data)[part]))
    start = whole.find(size, 0)
    while start >= 0:
        whole[start : start + 4] = struct.pack("<I", 10)
        start = whole.find(size, start + 4)
    return bytes(whole)


def bad_checksum(data: bytes, part: str) -> bytes:
    return data.replace(struct.pack("<I", zlib.crc32(members(data)[part])), b"\1\2\3\4")
