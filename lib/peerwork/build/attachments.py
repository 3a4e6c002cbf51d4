"""What stands beside the pages in Word and Excel, and the accessibility statement; made again only when it must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

from peerwork.atomic import write_atomic
from peerwork.build.layout import Layout
from peerwork.build.plan import Bundle, PlannedPage, nav_of
from peerwork.vocabulary import Audience

WORKBOOK, DOCUMENT, REPORT, STATEMENT = "tables.xlsx", "handbook.docx", "findings.docx", "accessibility.html"
REPORTED = ("index", "findings")  # the pages that a report is made of
HANDBOOK = "handbook"  # the kind of page that is a document too
TITLES = {
    WORKBOOK: "Every table, with notes (Excel)",
    DOCUMENT: "The handbook (Word)",
    REPORT: "The summary and the findings, their tables numbered (Word)",
    STATEMENT: "Accessibility statement",
}
PACKAGE = Path(__file__).parent.parent
MAKERS = (
    "office/*.py",
    "pages/*.py",
    "pages/sections/*.py",
    "scoring/*.py",
    "data_dictionary.py",
)  # the code, and the words, of both


def write_workbook(bundle: Bundle, layout: Layout) -> None:
    """Write the workbook of all tables: it needs no page, so it is made while pages are drawn."""
    _write_once(WORKBOOK, bundle.tables(), lambda: _workbook(bundle), bundle, layout)


def write_document(bundle: Bundle, page: PlannedPage, layout: Layout) -> None:
    """Write the handbook as a document, from the slice of its page."""
    handed = bundle.slice_of(page)
    _write_once(DOCUMENT, [handed], lambda: _document(handed), bundle, layout)


def write_attachments(bundle: Bundle, layout: Layout, made: Sequence[PlannedPage]) -> list[Mapping[str, str]]:
    """Write the statement and link to each file (`href`, `title`), for the index; `made` are the pages there are.

    A handbook whose page failed is not offered.
    """
    names = [WORKBOOK, *(DOCUMENT for _ in _handbooks(made))]
    pages = [layout.pages / f"{name}.html" for name in REPORTED]
    if {page.name for page in made} >= {*REPORTED}:
        _write_once(REPORT, pages, lambda: _report(bundle, pages), bundle, layout)
        names.append(REPORT)
    for name in {DOCUMENT, REPORT} - {*names}:
        (layout.pages / name).unlink(missing_ok=True)
    write_atomic(layout.pages / STATEMENT, _statement(bundle, len(made)).encode("utf-8"), layout.work / "spare")
    return [{"href": name, "title": TITLES[name]} for name in (*names, STATEMENT)]


def _handbooks(pages: Sequence[PlannedPage]) -> list[PlannedPage]:
    return [page for page in pages if page.kind == HANDBOOK]


def _workbook(bundle: Bundle) -> bytes:
    from peerwork.office.workbook import make_workbook

    return make_workbook(bundle.tables(), facts=bundle.facts, audience=bundle.audience)


def _document(handed: Path) -> bytes:
    from peerwork.office.document import make_handbook
    from peerwork.pages.slice import read_slice

    return make_handbook(read_slice(handed))


def _report(bundle: Bundle, pages: Sequence[Path]) -> bytes:
    from peerwork.office.report import make_report

    synthetic = "Synthetic data" if bundle.facts["synthetic"] else ""
    lines = filter(None, (Audience(bundle.audience).banner, bundle.facts["released"] or "", synthetic))
    texts = [page.read_text(encoding="utf-8") for page in pages]
    return make_report(texts, title=bundle.facts["title"], lines=lines)


def _statement(bundle: Bundle, made: int) -> str:
    """The statement counts itself and the index among the pages: they went through the same checks."""
    from peerwork.pages.statement import render_statement

    missing = len(bundle.pages) - made
    return render_statement(
        facts=bundle.facts, audience=bundle.audience, nav=nav_of(bundle), pages=made + 2, missing=missing
    )


def _write_once(name: str, sources: Sequence[Path], make: Callable[[], bytes], bundle: Bundle, layout: Layout) -> None:
    """Write the file unless it is there and was made of the same sources, facts and code."""
    state, kept = _state(sources, bundle), layout.work / f"{name}.state"
    if (layout.pages / name).is_file() and kept.is_file() and kept.read_bytes() == state:
        return
    kept.unlink(missing_ok=True)
    write_atomic(layout.pages / name, make(), layout.work / "spare")
    kept.write_bytes(state)


def _state(sources: Sequence[Path], bundle: Bundle) -> bytes:
    """A digest of all that a file is made of; it lies beside the sources themselves, which are not released."""
    digest = blake2b(repr([bundle.audience, sorted(bundle.facts.items())]).encode())
    code = [path for maker in MAKERS for path in sorted(PACKAGE.glob(maker))]
    for path in [*sources, *code]:
        digest.update(f"{path.name} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.digest()
