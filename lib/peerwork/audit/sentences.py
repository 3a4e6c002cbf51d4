"""What sentences, alternative texts and labels of charts say of a factor, as tables: they are attacked like any other.

Only what can be placed is read: a status, or a mean, of a named factor at one place. The place is the one that the
sentence names, else that of its page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

from docx import Document

from peerwork.audit.headings import Words
from peerwork.audit.reading import Table
from peerwork.audit.released import ReleaseRecord

SENTENCE = "sentence"
Known = frozenset[tuple[str, ...]]
STATUSES = {
    "not in place": "not_in_place", "in place": "in_place", "mixed answers": "mixed", "contested": "contested",
    "too little evidence": "too_little_evidence",
}  # fmt: skip
VERDICTS = {
    "alternative pattern": "alternative_pattern", "other pattern": "alternative_pattern", "replicated": "replicated",
    "replicates": "replicated",
}  # fmt: skip
VALUE = r"[,:]? \(?(?:mean )?(\d(?:\.\d+)?)(?: or (more|less))?( of \d+)?(?: \(n (\d+)\))?"
SPOKEN = ("alt", "aria-label", "title", "data-label")


def tables_of_sentences(release: ReleaseRecord, words: Words, known: Mapping[str, Known]) -> Iterator[Table]:
    """A table of statuses, one of verdicts and one of means for each page or document, where it says any.

    `known` has, by column, every site, factor and word that the team found: a sentence that says another word of any
    factor in it is about something else ("it lacks all that were in place at the others") and is left out.
    """
    for path, name in release.files():
        texts = _texts(path)
        if not texts:
            continue
        kind, _, code = PurePosixPath(name).stem.partition("-")
        page = words.place(code) if kind in words.places else {}
        found = [sentence for text in texts for sentence in re.split(r"(?<=[.;!?])\s+", text)]
        for column, phrases in (("status", STATUSES), ("verdict", VERDICTS)):
            judged = [list(_judged(sentence, page, phrases, words)) for sentence in found]
            rows = [row for some in judged if set(some) <= known[column] for row in some]
            if rows:
                yield Table(name, SENTENCE, ("site", "factor", column), tuple(dict.fromkeys(rows)))
        means = [row for sentence in found for row in _means(sentence, page, words)]
        if means:
            columns = ("scope", "site", "group", "sector", "factor", "kind", "mean", "n")
            yield Table(name, SENTENCE, columns, tuple(dict.fromkeys(means)))


def _texts(path: Path) -> list[str]:
    if path.suffix.lower() in {".html", ".htm", ".svg"}:
        parser = _Texts()
        parser.feed(path.read_text(encoding="utf-8"))
        parser.close()
        return parser.whole()
    if path.suffix.lower() == ".docx":
        return [_plain(paragraph.text) for paragraph in Document(str(path)).paragraphs if paragraph.text.strip()]
    return []


def _judged(sentence: str, page: dict[str, str], phrases: dict[str, str], words: Words) -> Iterator[tuple[str, ...]]:
    """Site, factor and word, where a sentence about one site says one word of some factors."""
    site = words.place_within(sentence).get("site") or page.get("site")
    low, said = sentence.lower(), set()
    for phrase, word in phrases.items():
        if re.search(rf"\b{phrase}\b", low):
            said.add(word)
            low = re.sub(rf"\b{phrase}\b", " ", low)
    if site and len(said) == 1:
        word = said.pop()
        for _, _, factor in _factors(sentence, words):
            yield site, factor, word


def _means(sentence: str, page: dict[str, str], words: Words) -> Iterator[tuple[str, ...]]:
    """A row of means a factor whose name is followed by a number, as on a scale."""
    place = words.place_within(sentence) or page
    scope = "site_group" if {"site", "group"} <= place.keys() else next(iter(place), "study")
    for _, end, factor in _factors(sentence, words):
        found = re.match(VALUE, sentence[end:])
        if found and (found[3] or "." in found[1]):
            sign = {"more": ">=", "less": "<="}.get(found[2] or "", "")
            where = tuple(place.get(name, "") for name in ("site", "group", "sector"))
            yield scope, *where, factor, "either", f"{sign}{found[1]}", found[4] or ""


def _factors(sentence: str, words: Words) -> list[tuple[int, int, str]]:
    """Start, end and factor of each factor's name in a sentence, the longest where one holds another."""
    low = sentence.lower()
    found = [
        (match.start(), match.end(), factor)
        for label, factor in words.factors.items()
        if label.lower() in low
        for match in re.finditer(rf"(?<!\w){re.escape(label.lower())}(?!\w)", low)
    ]
    return [one for one in found if not any(_holds(other, one) for other in found)]


def _holds(other: tuple[int, int, str], one: tuple[int, int, str]) -> bool:
    return other[:2] != one[:2] and other[0] <= one[0] and one[1] <= other[1]


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Texts(HTMLParser):
    """Collects running text outside tables, a block at a time, and what is read out in the place of pictures."""

    SILENT = ("table", "script", "style")
    INLINE = ("a", "abbr", "b", "bdi", "em", "i", "span", "strong", "tspan", "q", "small", "sup")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[list[str]] = [[]]
        self._spoken: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Leave out tables and code; every block begins anew; attributes that are read out are blocks."""
        self._silent += tag in self.SILENT
        self._spoken += [_plain(value or "") for name, value in attrs if name in SPOKEN]
        if tag not in self.INLINE:
            self._blocks.append([])

    def handle_endtag(self, tag: str) -> None:
        """A block ends."""
        self._silent -= tag in self.SILENT
        if tag not in self.INLINE:
            self._blocks.append([])

    def handle_data(self, data: str) -> None:
        """Text of the block that is open."""
        if self._silent <= 0:
            self._blocks[-1].append(data)

    def whole(self) -> list[str]:
        """The text of each block that says anything."""
        texts = (_plain("".join(block)) for block in self._blocks)
        return list(dict.fromkeys(text for text in (*texts, *self._spoken) if text))
