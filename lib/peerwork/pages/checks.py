"""What every finished page is checked for before it is written, and what the accessibility statement lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

RUNS = {"script", "iframe", "object", "embed", "form", "input", "button", "link", "base"}


@dataclass
class Outline:
    """What the checks need to know of a page, collected in one pass: a target for lxml's parser."""

    language: str = ""
    title: str = ""
    mains: list[str] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    captions: list[bool] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    scrolls: list[bool] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    inside: str = ""  # the link or title whose words are being read

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """Note what an element declares."""
        if "id" in given:
            self.ids.append(given["id"])
        if _runs(tag, given) or (tag == "meta" and self.mains):
            self.runs.append(tag)
        if given.get("class") == "scroll":
            self.scrolls.append(given.get("tabindex") == "0" and bool(given.get("aria-label", "").strip()))
        self._note(tag, given)
        self._note_table(tag, given)

    def _note_table(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "table":
            self.captions.append(False)
        elif tag == "caption" and self.captions:
            self.captions[-1] = True
        elif tag == "th":
            self.headers.append(given.get("scope", ""))

    def _note(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "main":
            self.mains.append(given.get("id", ""))
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        elif tag == "a":
            self.links.append("")
            self.targets.append(given.get("href", ""))
            self.inside = "a"
        elif tag == "title" and not self.title:
            self.inside = "title"
        elif tag in ("img", "svg") and not _is_named(tag, given):
            self.unnamed.append(tag)

    def end(self, tag: str) -> None:
        """A link or a title ends."""
        if tag == self.inside:
            self.inside = ""

    def data(self, data: str) -> None:
        """The words of a link or of the title."""
        if self.inside == "a":
            self.links[-1] += data.strip()
        elif self.inside == "title":
            self.title += data.strip()

    def close(self) -> Outline:
        """The page is read."""
        return self


@dataclass(frozen=True)
class Check:
    """One check: the success criterion of WCAG 2.2 it serves, what holds where it passes, and the test itself."""

    criterion: str
    words: str
    passes: Callable[[Outline], bool]


def _runs(tag: str, given: Mapping[str, str]) -> bool:
    """Whether an element runs something, takes something in or fetches it from elsewhere."""
    fetched = not given.get("src", "data:").startswith("data:")
    scripted = given.get("href", "").strip().lower().startswith("javascript:")
    return tag in RUNS or fetched or scripted or any(name.startswith("on") for name in given)


def _is_named(tag: str, given: Mapping[str, str]) -> bool:
    """Whether a picture has its text, or a chart its label (or is marked as decoration)."""
    if tag == "img":
        return bool(given.get("alt", "").strip())
    return bool(given.get("aria-label", "").strip()) or given.get("aria-hidden") == "true"


def _one_main(page: Outline) -> bool:
    return len(page.mains) == 1 and bool(page.mains[0]) and page.targets[:1] == [f"#{page.mains[0]}"]


def _headings_in_order(page: Outline) -> bool:
    deeper = all(after <= before + 1 for before, after in zip(page.headings, page.headings[1:], strict=False))
    return page.headings.count(1) == 1 and page.headings[0] == 1 and deeper


def _links_lead_somewhere(page: Outline) -> bool:
    return {target[1:] for target in page.targets if target.startswith("#")} <= set(page.ids)


CHECKS = (
    Check("1.1.1", "Every picture and chart has a text that says what it shows.", lambda page: not page.unnamed),
    Check("1.3.1", "Every table has a caption.", lambda page: all(page.captions)),
    Check(
        "1.3.1",
        "Every header of a table says whether it heads a row or a column.",
        lambda page: all(scope in ("col", "row", "colgroup", "rowgroup") for scope in page.headers),
    ),
    Check("1.3.1", "There is one main heading, and no level of heading is skipped.", _headings_in_order),
    Check("2.1.1", "Whatever scrolls has a name and can be reached by keyboard.", lambda page: all(page.scrolls)),
    Check("2.4.1", "The first link leads past the navigation to the main content.", _one_main),
    Check("2.4.2", "The page has a title.", lambda page: bool(page.title)),
    Check("2.4.4", "Every link has words.", lambda page: all(page.links)),
    Check("2.4.4", "Every link within the page leads somewhere.", _links_lead_somewhere),
    Check("3.1.1", "The page names its language.", lambda page: bool(page.language)),
    Check("4.1.2", "No name of an element is used twice.", lambda page: len(page.ids) == len(set(page.ids))),
    Check("not of WCAG", "There is no script, no form and nothing fetched from elsewhere.", lambda page: not page.runs),
)


def failed_checks(html: str) -> list[Check]:
    """The checks that a finished page does not pass."""
    page: Any = Outline()  # a target takes what lxml gives it, text alone: its stubs would have bytes too
    etree.fromstring(html.encode("utf-8"), etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True))
    return [check for check in CHECKS if not check.passes(page)]
