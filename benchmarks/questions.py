"""Twelve questions that a board asks: for each the page, the screen and the words that answer it, and whether rightly.

    python benchmarks/questions.py data/example reports/example/board

A question is answered when its words stand on a page that is two clicks or fewer from the summary, on one screen of
1280 x 900 pixels. Right is what is counted from the release's own CSV files by tests/truth, which knows nothing of the
pages: every number and name of that answer must stand on the screen. Where those files hold nothing that could answer,
a question "cannot be answered", and pages that answer it all the same are wrong.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / folder) for folder in ("lib", "tests", "tests/truth")]

from audiences import words_of_study  # noqa: E402
from counted import NUMERALS, Counted, ties  # noqa: E402
from released import HIDDEN, TOO_LITTLE, Released, read_tables  # noqa: E402

from peerwork.study.read import read_study  # noqa: E402

SCREEN = 900
CLICKS = 2
# What the browser does: titles, rows and items that are not folded away, with their offsets and words.
SEEN = """() => [...document.querySelectorAll('main h1, main h2, main p, main li, main tr, main summary')]
  .map(e => [e, e.getBoundingClientRect()]).filter(([e, box]) => box.height > 0)
  .map(([e, box]) => [box.top + scrollY, box.bottom + scrollY, e.textContent.replace(/\\s+/g, ' ').trim()])"""
LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
Texts = list[str]
Right = Callable[["Asked"], "Texts | None"]


@dataclass(frozen=True)
class Asked:
    """What a study is asked about: its tables, the service, and the condition that a question is about."""

    counted: Counted
    site: str
    help: str  # a condition that some services lack
    before: str  # a condition that papers and people speak of

    @property
    def own(self) -> Released:
        """The tables of the release."""
        return self.counted.own

    def label(self, factor: str) -> str:
        """What the framework calls a factor."""
        return self.own.words.factors[factor]


def number(n: int) -> str:
    """A count as a title writes it, in words or digits."""
    words = NUMERALS[n] if 0 < n < len(NUMERALS) else "(?i:no|none|neither)"
    return rf"(?:{n}|{words}|{words.capitalize()})" if n < len(NUMERALS) else f"{n:,}"


def asked_of(own: Released) -> Asked:
    """The service and the conditions that this study is asked about: S07 and supervision where it has them."""
    counted, known = Counted(own), own.words.factors
    lacked = [f for f in known if counted.at(f, "not_in_place")]
    promised = [row["factor"] for row in counted.promises()]
    first = next((s for s in ("S07", *counted.sites) if s in counted.sites), "")
    help_with = next((f for f in ("support_supervision", *counted.mattered, *lacked) if f in lacked), "")
    before = next((f for f in ("training_placements", "training_practical", *promised) if f in promised), "")
    return Asked(counted, first, help_with, before)


def mattered(a: Asked) -> Texts | None:
    """How many, and each by name."""
    found = a.counted.mattered
    return [number(len(found)), *map(re.escape, map(a.label, found))] if found else None


def one_kind(a: Asked) -> Texts | None:
    """How many in one kind of service only, and each by name."""
    found = a.counted.specific
    return [number(len(found)), *map(re.escape, map(a.label, found))] if found else None


def widest(a: Asked) -> list[str]:
    """Of what consensus ratings tell apart, what stands furthest apart."""
    rows = a.own.rows("distinguishing", verdict="distinguishing")
    return ties({row["factor"]: float(row["gap"]) for row in rows}, 1) if rows else []


def separates(a: Asked) -> Texts | None:
    """What consensus ratings tell apart."""
    found = [row["factor"] for row in a.own.rows("distinguishing", verdict="distinguishing")]
    return [number(len(found)), *map(re.escape, map(a.label, found))] if found else None


def disagree(a: Asked) -> Texts | None:
    """On what the first two groups, or any, contradict each other most often: those names, each with its count."""
    return [re.escape(a.label(f)) for f in a.counted.often()] or None


def how_is(a: Asked) -> Texts | None:
    """How much of what mattered is in place there, and at how many others there is more."""
    part, whole = a.counted.share(a.site)
    if not whole:
        apart = {row["factor"] for row in a.own.rows("distinguishing", verdict="distinguishing")}
        own = [row for row in a.own.rows("site_ratings", site=a.site) if row["factor"] in apart and row["rating"]]
        above = sum(float(row["rating"]) > a.own.words.middle for row in own)
        return [rf"{number(above)} of the {number(len(apart))}"] if apart else None
    shares = a.counted.shares
    more = sum(share > shares[a.site] for s, share in shares.items() if s != a.site) if a.site in shares else 0
    return [rf"{number(part)} of the {number(whole)}", *([number(more)] if a.site in shares else [])]


def needs_help(a: Asked) -> Texts | None:
    """Which services lack the condition: its row says so for each."""
    rated = [row for f in widest(a)[:1] for row in a.own.rows("site_ratings", factor=f) if row["rating"]]
    if rated and not a.help:
        return [re.escape(site) for site in ties({row["site"]: float(row["rating"]) for row in rated}, -1)]
    found = a.counted.at(a.help, "not_in_place") if a.help else []
    by_name = rf"not in place at {', '.join(found[:-1])}(?: and )?{found[-1]}" if found else ""
    return [re.escape(a.label(a.help)), rf"(?:not in place.*){{{len(found)}}}|{by_name}"] if found else None


def trained(a: Asked) -> Texts | None:
    """At how many services papers promise it, and at how many people say it is in place."""
    if not a.before:
        return None
    rows = [row for row in a.counted.promises() if row["factor"] == a.before]
    kept = sum(row["fidelity"] == "as_specified" for row in rows)
    there, judged = len(a.counted.at(a.before, "in_place")), len(a.counted.judged(a.before))
    people = rf"in place at {there} of the {judged}"
    return [people, rf"papers at {len(rows)}, kept at {number(kept)}"]


def one_community(a: Asked) -> Texts | None:
    """What is in place of what mattered, at services for one community and at the others."""
    sites = a.own.tables.get("sites", [])
    own = [row["site"] for row in sites if row.get("community") not in (None, "", HIDDEN)]
    sides = own, [s for s in a.counted.sites if s not in own]
    if not all(sides) or not a.counted.mattered:
        return None
    states = [[a.counted.status(f, s) for f in a.counted.mattered for s in side] for side in sides]
    judged = [sum(x in ("in_place", "not_in_place", "contested", "mixed") for x in side) for side in states]
    return [f"{side.count('in_place')} of {n}" for side, n in zip(states, judged, strict=True)]


def how_sure(a: Asked) -> Texts | None:
    """Of the results shown, how many rest on enough answers (or stand firm)."""
    shown = [v for v in a.counted.verdict.values() if v != HIDDEN]
    fragile = [r for r in a.own.rows("robustness", kind="replication") if r["fragile"] in ("yes", "no")]
    rated = [row["verdict"] for row in a.own.rows("distinguishing")]
    if rated and not shown:
        return [number(len(rated) - rated.count(TOO_LITTLE)), number(len(rated))]
    if not shown or len(a.counted.sites) < 2:
        return None
    little = shown.count(TOO_LITTLE)
    firm = sum(r["fragile"] == "no" and r["verdict"] != TOO_LITTLE for r in fragile)
    return [number(firm if fragile else len(shown) - little), number(len(shown))]


def due(a: Asked) -> Texts | None:
    """The days of all that is due before the next board, and what changed."""
    rows = a.own.tables.get("calendar", [])
    days = [row["ends"][:10] for row in rows if row["when"] == "due_before_board"]
    return [rf"\b{int(day[8:])} [A-Z][a-z]+" for day in days] or None


def worse(a: Asked) -> Texts | None:
    """Each figure that got worse, by name, and how many."""
    series = a.counted.series()
    label = {row["indicator"]: row["label"] for row in a.own.tables.get("indicators", [])}
    found = [row for row in series if row["variation"] == "special_cause_concern"]
    if not series:
        return None
    return [number(len(found)), *(re.escape(label[row["indicator"]]) for row in found)]


def first(a: Asked) -> Texts | None:
    """What goes with success, else what mattered and is in place at the smallest share."""
    found = a.counted.splits() or widest(a) or a.counted.never()
    return [re.escape(a.label(f)) for f in found] or ([] if a.counted.mattered else None)


@dataclass(frozen=True)
class Question:
    """What is asked, where its answer may stand (a pattern a page), the words it begins with, and what is right."""

    asked: str
    pages: tuple[str, ...]
    words: str
    right: Right


def questions(a: Asked) -> tuple[Question, ...]:
    """The twelve questions, filled for a study."""
    needs, before = (a.label(f) if f else "what mattered" for f in (a.help or next(iter(widest(a)), ""), a.before))
    lacking = re.escape(needs)
    lacking = rf"^(?:{lacking} ?(?:in place|not)|“{lacking}” is rated lowest|{lacking}:.* not in place at)"
    rated = not a.counted.mattered and a.own.tables.get("distinguishing")
    everywhere = separates if rated else mattered
    return (
        Question("The answer in one sentence", ("index",), r"^Summary.*\w", lambda a: []),
        Question("What separates high from low?" if rated else "What mattered everywhere?", ("index", "findings"),
                 r"things? mattered across|rated on both sides separate", everywhere),
        Question("What mattered in one kind of service only?", ("index", "findings"),
                 r"mattered in one kind of", one_kind),
        Question("Where do people disagree?", ("index", "findings", "group-.*"), r"contradict each other at", disagree),
        Question(f"How is {a.site} doing, and how does it compare?", (f"site-{a.site}",),
                 r" of the .*(?:in place|of the scale)\.", how_is),
        Question(f"Which site needs help with {needs}?", ("index", "sites", "handbook-.*"), lacking, needs_help),
        Question(f"{before}: by papers and by people?", ("handbook-.*",), rf"^{re.escape(before)}: in place", trained),
        Question("Do services for one community differ?", ("findings", "community"), r"for one community (?:has|have)",
                 one_community),
        Question("How sure are we?", ("index", "findings", "certainty"), r"^How sure", how_sure),
        Question("What changed, and what is due?", ("index",), r"^What (?:changed, and what )?is due", due),
        Question("Which indicators have got worse?", ("index", "indicators"), r"got worse|^No figure", worse),
        Question("What should a manager do first?", ("index", "start-here"), r"^What to do first|^Start here.*Begin",
                 first),
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


def answers(folder: Path, page: Page, question: Question) -> Iterator[tuple[str, int, float, str, str]]:
    """Each place that may answer: the page, clicks to it, the screen, its words, and all words of the screen there."""
    names = [
        f.stem for pattern in question.pages for f in sorted(folder.glob("*.html")) if re.fullmatch(pattern, f.stem)
    ]
    for name in names:
        page.goto((folder / f"{name}.html").resolve().as_uri())
        seen = page.evaluate(SEEN)
        for top, bottom, text in seen:
            if re.search(question.words, text) and bottom - top < SCREEN:
                screen = " \n".join(t for above, below, t in seen if top <= above and below <= top + SCREEN)
                yield name, clicks_to(folder, page, name), top / SCREEN, text, screen


def verdict_on(folder: Path, page: Page, question: Question, a: Asked) -> tuple[str, str]:
    """right, wrong, unanswered, or cannot (be answered), and where."""
    right = question.right(a)
    found = list(answers(folder, page, question))
    if right is None:
        # A line that says that nothing is there is honest; one that gives an answer is not.
        return ("wrong", found[0][3]) if found else ("cannot", "its tables hold nothing that answers it")
    for name, clicks, screen, text, around in found:
        if clicks <= CLICKS and all(re.search(part, around, re.DOTALL) for part in right):
            return "right", f"{name} ({clicks} clicks), screen {screen:.1f}: {text:.160}"
    missing = [part for part in right if not found or not re.search(part, found[0][4], re.DOTALL)]
    return ("wrong", f"{found[0][0]}: {found[0][3]:.100} lacks {missing[:4]}") if found else ("unanswered", "no page")


def read_release(study: Path, folder: Path) -> Released:
    """The tables of a build, and the words of its study."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder / "tables").glob("*.csv"))}
    return Released(folder.name, read_tables(texts), words_of_study(read_study(study)))


def main(study: Path, folder: Path) -> int:
    """Print a line a question, and a sum; the number that are wrong or unanswered."""
    told = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": SCREEN})
        a = asked_of(read_release(study, folder))
        for place, question in enumerate(questions(a), 1):
            said, where = verdict_on(folder, page, question, a)
            told.append(said)
            print(f"{place:2}. {question.asked}\n    {said}: {where}")
        browser.close()
    print(", ".join(f"{told.count(said)} {said}" for said in ("right", "wrong", "unanswered", "cannot")))
    return told.count("wrong") + told.count("unanswered")


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:3])) > 0)
