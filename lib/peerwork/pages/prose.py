"""`Prose`: sentences that a function wrote from a table, as a page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

TITLE = "peerwork-title"  # marks the output that says what a notebook is about: a page's frame says it already


@dataclass(frozen=True)
class Prose:
    """Sentences in one paragraph, or one bullet each; `role` is a CSS class such as `findings`, `note`, `missing`."""

    sentences: tuple[str, ...]
    bullets: bool = False
    role: str = ""

    def __str__(self) -> str:
        return ("\n" if self.bullets else " ").join(self.sentences)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": str(self.html())}

    def html(self) -> Markup:
        """The sentences as HTML, every character of data escaped; no sentences are no element."""
        if not self.sentences:
            return Markup("")
        if self.bullets:
            items = Markup("").join(Markup("<li>{}</li>").format(sentence) for sentence in self.sentences)
            return Markup('<ul class="prose {}">{}</ul>').format(self.role, items)
        return Markup('<p class="prose {}">{}</p>').format(self.role, " ".join(self.sentences))


def paragraph(*sentences: str, role: str = "") -> Prose:
    """One paragraph of these sentences."""
    return Prose(tuple(sentence for sentence in sentences if sentence), role=role)


def bullet_list(sentences: Iterable[str], role: str = "") -> Prose:
    """A bullet for each sentence."""
    return Prose(tuple(sentences), bullets=True, role=role)


def missing(what: str) -> Prose:
    """The plain statement that an analysis has nothing to stand on."""
    return Prose((what,), role="missing")


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 site", "2 sites", "1,003 verdicts", "no sites": correct in the singular."""
    return f"{format(number, ',') if number else 'no'} {noun if number == 1 else plural or f'{noun}s'}"


def join_words(items: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"."""
    *first, last = list(items) or [""]
    return f"{', '.join(first)} and {last}" if first else last


def is_are(number: int) -> str:
    """ "is" or "are"."""
    return "is" if number == 1 else "are"


def was(number: int) -> str:
    """ "was" or "were"."""
    return "was" if number == 1 else "were"
