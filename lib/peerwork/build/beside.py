"""What stands beside the pages in Word and Excel, and the accessibility statement; made again only when it must be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from peerwork.build.layout import Layout
from peerwork.build.plan import Bundle, PlannedPage, nav_of
from peerwork.build.write import write_whole

WORKBOOK, STATEMENT = "tables.xlsx", "accessibility.html"
TITLES = {WORKBOOK: "Every table, with notes (Excel)", STATEMENT: "Accessibility statement"}
PACKAGE = Path(__file__).parent.parent
MAKERS = (PACKAGE / "office", PACKAGE / "scoring" / "columns.py")  # the code that makes the files, and their words


def write_beside(bundle: Bundle, layout: Layout, made: Sequence[PlannedPage]) -> list[Mapping[str, str]]:
    """Write these files and give a link to each (`href`, `title`), for the index; `made` are the pages there are."""
    from peerwork.pages.html import render_statement

    _write_workbook(bundle, layout)
    missing = len(bundle.pages) - len(made)
    nav = nav_of(bundle)
    statement = render_statement(
        facts=bundle.facts, audience=bundle.audience, nav=nav, pages=len(made) + 2, missing=missing
    )
    write_whole(layout.pages / STATEMENT, statement.encode("utf-8"), layout.work / "spare")
    return [{"href": name, "title": title} for name, title in TITLES.items()]


def _write_workbook(bundle: Bundle, layout: Layout) -> None:
    """The workbook of the protected tables, unless it is there and was made of the same ones by the same code."""
    from peerwork.office.workbook import make_workbook

    state, mark = _state(bundle), layout.work / "office.state"
    there = (layout.pages / WORKBOOK).is_file() and mark.is_file()
    if there and mark.read_bytes() == state:
        return
    mark.unlink(missing_ok=True)
    content = make_workbook(bundle.tables(), facts=bundle.facts, audience=bundle.audience)
    write_whole(layout.pages / WORKBOOK, content, layout.work / "spare")
    mark.write_bytes(state)


def _state(bundle: Bundle) -> bytes:
    """A digest of all that the workbook is made of; it lies beside the tables themselves, which are not released."""
    digest = blake2b(repr([bundle.audience, sorted(bundle.facts.items())]).encode())
    code = [file for maker in MAKERS for file in (sorted(maker.glob("*.py")) if maker.is_dir() else [maker])]
    for path in [*bundle.tables(), *code]:
        digest.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.digest()
