"""Twelve questions that a board asks, each with the page, the screen and the words or chart that answer it.

    python benchmarks/questions.py reports/example/board

A question is answered when its words stand on a page that is one click from the summary (two with a link within the
page), and all of them fit on one screen of 1280 x 900 pixels. Whether they are right is for tests/truth.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SCREEN = 900
CLICKS = 2
# What the browser does: the titles, rows and items that are not folded away, with their offsets and words.
SEEN = """() => [...document.querySelectorAll('main h1, main h2, main p, main li, main tr, main summary')]
  .map(e => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.height > 0)
  .map(([e, box]) =>
    [box.top + scrollY, box.bottom + scrollY, e.textContent.replace(/\\s+/g, ' ').trim(),
  e.tagName])"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"


@dataclass(frozen=True)
class Question:
    """What is asked, on which pages its answer may stand (a pattern each), and a pattern of the words that give it."""

    asked: str
    pages: tuple[str, ...]
    words: str


def questions(site: str = "S07") -> tuple[Question, ...]:
    """The twelve questions; `site` is the service that is asked about."""
    return (
        Question("The answer in one sentence", ("index",), r"^Summary.*\w"),
        Question("What mattered everywhere?", ("index", "findings"),
                 r"things? mattered across|rated on both sides separate"),
        Question("What mattered in one kind of service only?", ("index", "findings"), r"mattered in one kind of"),
        Question("Where do two groups disagree?", ("findings", "group-.*"),
                 r"^“.*” and “.*” rate |rates .* higher than another group"),
        Question(f"How is {site} doing, and how does it compare?", (f"site-{site}",),
                 r"other .* that can be compared (?:has|have) a larger share"),
        Question("Which site needs help with supervision?", ("index", "findings", "indicators"),
                 r"^Regular supervision|Supervision sessions held on time"),
        Question("Are people trained before they start, by documents and by people?",
                 ("findings", "handbook-training"), r"^Practical experience before starting.*kept at"),
        Question("Do services for one community differ?", ("findings", "community"), r"for one community (?:has|have)"),
        Question("How sure are we?", ("index", "findings", "certainty"), r"^How sure"),
        Question("What changed, and what is due?", ("index",), r"^What is due|changed since edition"),
        Question("Which indicators have got worse?", ("index", "indicators"), r"got worse|^No figure"),
        Question("What should a manager do first?", ("index", "start-here"), r"^What to do first|^Start here.*Begin"),
    )  # fmt: skip


def clicks_to(folder: Path, page: Page, name: str) -> int:
    """How many clicks from the summary to a page; more than CLICKS where it takes more."""
    near, found = {"index"}, {"index"}
    for clicks in range(CLICKS + 1):
        if name in found:
            return clicks
        near = {link for at in near for link in _links(folder, page, at)} - found
        found |= near
    return CLICKS + 1


def _links(folder: Path, page: Page, name: str) -> set[str]:
    page.goto((folder / f"{name}.html").resolve().as_uri())
    found = {re.sub(r"\.html.*", "", link) for link in page.evaluate(LINKS) if re.match(r"[\w-]+\.html", link)}
    return {name for name in found if (folder / f"{name}.html").exists()}


def answer(folder: Path, page: Page, question: Question) -> tuple[str, int, float, str] | None:
    """The page, the clicks to it, the screen on which the answer stands, and its words; None where no page has it."""
    names = [
        f.stem for pattern in question.pages for f in sorted(folder.glob("*.html")) if re.fullmatch(pattern, f.stem)
    ]
    for name in names:
        page.goto((folder / f"{name}.html").resolve().as_uri())
        for top, bottom, text, _ in page.evaluate(SEEN):
            if re.search(question.words, text) and bottom - top < SCREEN:
                return name, clicks_to(folder, page, name), top / SCREEN, text
    return None


def main(folder: Path) -> int:
    """Print a line a question; the number without an answer."""
    lacking = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": SCREEN})
        site = next((f.stem.removeprefix("site-") for f in sorted(folder.glob("site-*7.html"))), "")
        site = site or next((f.stem.removeprefix("site-") for f in sorted(folder.glob("site-*.html"))), "S07")
        for number, question in enumerate(questions(site), 1):
            found = answer(folder, page, question)
            lacking += found is None
            told = "{} ({} clicks), screen {:.1f}: {:.160}".format(*found) if found else "no page of these answers it"
            print(f"{number:2}. {question.asked}\n    {told}")
        browser.close()
    print(f"{12 - lacking} of 12 answered")
    return lacking


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) > 0)
