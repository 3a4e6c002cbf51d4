"""What a finished page says: its sentences, charts' texts and tables, read from the HTML with lxml and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

# What a page repeats from the data (quotations), of itself (navigation) or says under a table's own rule.
SKIPPED = {"nav", "header", "footer", "style", "script", "blockquote", "dl", "summary"}
KEYS = {"key", "go"}  # what signs mean, and where to go
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9“])")


@dataclass(frozen=True)
class Said:
    """One thing that a page says: `under` is the nearest heading, `kind` what holds it (p, li, alt, caption, h2 …)."""

    page: str
    under: str
    kind: str
    role: str
    text: str

    def __str__(self) -> str:
        return f"{self.page} › {self.under} › {self.kind}: {self.text}"


@dataclass(frozen=True)
class Grid:
    """One table of a page: its caption, its column heads and its rows."""

    page: str
    under: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = ""  # how it is drawn: tiles, bars, marks, shares, or nothing


@dataclass(frozen=True)
class ReadPage:
    """One page, read."""

    name: str
    title: str
    said: tuple[Said, ...]
    grids: tuple[Grid, ...]
    empty: tuple[str, ...]  # elements that should hold words and hold none


def read_page(name: str, text: str) -> ReadPage:
    """The page of that name. Text in a `<q>` or a table cell is data and no sentence."""
    main = html.document_fromstring(text).find('.//main[@id="main"]')
    title = _words(main.find(".//h1"))
    said, grids, empty = [], [], []
    under = title
    for element in _walk(main):
        tag = element.tag
        if tag in ("h1", "h2", "h3"):
            under = _heading(element)
        if tag == "details" and element.get("class") == "entry":
            under = _words(element.find("summary/b"))
            said.append(_entry(name, under, element))
        if tag in ("h1", "h2", "h3", "p", "li", "figcaption"):
            words = _own_words(element) if tag == "li" else _words(element)
            link = len(element) == 1 and element[0].tag == "a" and not (element.text or "").strip()
            if words and not link:
                said.append(Said(name, under, tag, _role(element), words))
            elif not len(element):
                empty.append(_is_empty(under, element))
        elif tag == "svg" and element.get("aria-label"):
            said.append(Said(name, under, "alt", "", " ".join(element.get("aria-label").split())))
        elif tag == "table":
            grids.append(_grid(name, under, element))
        elif tag in ("ul", "ol", "div") and not len(element) and not (element.text or "").strip():
            empty.append(_is_empty(under, element))
    return ReadPage(name, title, tuple(said), tuple(grids), tuple(empty))


def _heading(element: etree._Element) -> str:
    for eye in element.findall("span[@class='eye']"):  # what the page is, before what it says
        eye.drop_tree()
    return _words(element)


def _role(element: etree._Element) -> str:
    parent = element.getparent().get("class", "")
    if element.tag in ("h1", "h2") and parent == "card":
        return "card"  # a condition, in the framework's words
    role = element.get("class") or (parent if element.tag == "li" else "")
    within = any(up.tag == "section" or up.get("class") == "opening" for up in element.iterancestors())
    # A paragraph of a page's own findings says as much as what stands under their titles.
    return "sub" if element.tag == "p" and not role and within else role


def _entry(name: str, under: str, element: etree._Element) -> Said:
    """Of the handbook: what it is about, and its one line."""
    return Said(name, under, "entry", "", _words(element.find("summary")).removeprefix(f"{under}: "))


def _is_empty(under: str, element: etree._Element) -> str:
    return f"{under}: <{element.tag} class={element.get('class', '')!r}>"


def sentences_of(text: str) -> list[str]:
    """The sentences of a paragraph."""
    return [part.strip() for part in SENTENCE.split(text) if part.strip()]


def _walk(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if not isinstance(child.tag, str) or child.tag in SKIPPED or child.get("class") in KEYS:
            continue
        yield child
        if child.tag not in ("p", "svg", "table", "h1", "h2", "h3", "figcaption"):
            yield from _walk(child)


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(element.itertext()).split()) if element is not None else ""


def _own_words(item: etree._Element) -> str:
    """A list item's words without those of lists within it."""
    parts = [item.text or ""]
    for child in item:
        if child.tag == "b" and child.tail:
            child.tail = f" {child.tail}"  # a number and what it counts
        if child.tag not in ("ul", "ol", "svg", "h3"):
            parts.append("".join(child.itertext()))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())


def _grid(name: str, under: str, table: etree._Element) -> Grid:
    rows = [tuple(_words(cell) for cell in row if cell.tag in ("td", "th")) for row in table.iter("tr")]
    caption, kind = _words(table.find("caption")), table.get("class", "")
    heads = len(table.findall("thead/tr"))
    if kind == "bars":  # a table without heads
        return Grid(name, under, caption, (), tuple(rows), kind)
    head, body = (rows[max(heads, 1) - 1], rows[max(heads, 1) :]) if rows else ((), ())
    return Grid(name, under, caption, head, tuple(row for row in body if len(row) == len(head)), kind)
