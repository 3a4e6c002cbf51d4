"""Is every sentence of a finished page true? From the HTML and the CSV files of the same release, and nothing else.

A sentence that makes a claim (a number, a "no", a "most") must be one of the forms that some check knows: what nobody
can check is a fault too. The team's tables tell "there is none" from "it is not shown".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import claims_absence
import claims_answers
import claims_counts
import claims_due
import claims_fieldwork
import claims_openings
import claims_ranks
import claims_ratings
import claims_rest
import claims_titles
from alts import check_alt
from claim import CLAIMS, Place
from drawn_grids import check_drawn, is_drawn
from grids import check_grid
from reader import Said, read_page, sentences_of
from released import Released

FORMS = (
    claims_absence,
    claims_answers,
    claims_counts,
    claims_due,
    claims_fieldwork,
    claims_openings,
    claims_ranks,
    claims_ratings,
    claims_rest,
    claims_titles,
)  # importing them registers their checks

CLAIMING = re.compile(
    r"\d|\b(?:no|none|nobody|nothing|never|every|everybody|all|most|least|fewest|highest|lowest|first|only|neither|"
    r"not shown|too little|withheld)\b",
    re.IGNORECASE,
)
# What a page says of itself or of the method, the same for every study: it claims nothing that a table could hold.
SAID_OF_ITSELF = re.compile(
    r"(?:Sites and people were chosen on purpose.*|Answers are what people perceived.*|With a handful of people.*"
    r"|Figures that rest on few people.*|There is nothing here on these questions:|Literal replication needs .*"
    r"|The null that .*|What either edition does not show is not compared\.|Bars: of each domain's .*"
    r"|(?:Memberships of sites are|The truth table is|Necessity is|Other cut-offs are) not shown on this page\."
    r"|Which factors speak for and against is not shown on this page\.|Ethnicity is not shown on this page\."
    r"|How (?:sites for one community compare with the others|many passages there are|much each site carries out) "
    r"is not shown on this page\.|Importance by ethnicity is not shown here\.|Ratings by group are not shown here\."
    r"|(?:No negative or mixed impact|Nothing that would be called success) is quoted on this page\."
    r"|What each group would call success:|Negative and mixed impacts, in the words .*|\d+ passages? on \d+ subjects?:"
    r"|Every verdict listed here would survive\.|There is nothing to list\.|In nothing else do sites .*"
    r"|Numbers allow no mean importance by ethnicity\.|There is nothing to compare between sites .*"
    r"|Services that have most .*|[\w ]+ that have most of what mattered come first\.|What to do first\.|What is due\."
    r"|What changed(?:, and what is due)?\."
    r"|Only (?:promises|those) whose answer (?:can be|is) shown are counted\.|Nothing here says how common this is .*"
    r"|(?:The conditions that mattered, and whether|Each mark is|Filled: |Hollow: |“Mattered” means: |The tiles show).*"
    r"|Of the people who named anything, the share .*|How many of those interviewed told of at least one .*"
    r"|Of the conditions that mattered, those in place, .*|[\w ]+ cannot speak for all such .*: nothing is tested\."
    r"|What is not shown or could not be judged counts as neither\.|What a workshop says stands beside a result .*"
    r"|First what was in place wherever .*|What mattered and is missing at most .*|[\w ]+ to see to(?:, in order)?\."
    r"|Every indicator at every site: .*|no change beyond chance, .*|~ no change\.|People of every stakeholder group .*"
    r"|[^.]* were chosen on purpose: nothing here .*|Those that got worse, then those .*|They were in place wherever .*"
    r"|It was in place wherever .*, and missing wherever it was not\.|Each page below takes one domain.*"
    r"|Ask everybody whether it is there, not one group alone\.|At one place some say .*|We asked which things .*"
    r"|So we cannot say how common .*|We chose these .*|Conditions in place, of those .*|Wh(?:o|at) .*\?"
    r"|One group says that it is in place, another that it is not\.|[^.]* where one group of people says .*"
    r"|Rated higher at every one on the high side .*|Mean (?:importance )?of .*|The study speaks with .*"
    r"|Every condition\.|[?*~·–=] [a-z ]+\.|\d [\w ]+\.|What is withheld, and why\.|[^:]*: all evidence of one site\."
    r"|Differences of [\d.]+ of a point or more between two means, .*|[\w-]+ narrower differences? not listed\."
    r"|[\w ]+: Of the people who named anything, the share .*|You do not all agree on this\.|We think: .*"
    r"|You told us that .*|So few cannot speak for all, and nothing is compared\."
    r"|They leave the team only as passages that may be quoted: the command peerwork quote makes the row of one\."
    r"|Nobody needs to give a name\."
    r"|No element of the logic has an indicator\.|There is nothing to write a handbook of\.)\Z",
    re.DOTALL,
)
QUIET = {"h1", "h2", "h3", "figcaption"}
OF_DATA = ("how", "provenance", "readings", "outline", "fixed")


def untrue(name: str, html: str, own: Released, team: Released) -> Iterator[str]:
    """Every fault of one page: what is said, and what the tables have instead."""
    page = read_page(name, html)
    for nothing in page.empty:
        yield f"{name}: an empty element under {nothing}"
    for said in page.said:
        yield from _faults(said, own, team)
    for grid in page.grids:
        yield from check_drawn(grid, own) if is_drawn(grid) else check_grid(grid, own, team)


def _faults(said: Said, own: Released, team: Released) -> Iterator[str]:
    at = Place(own, team, said)
    if said.kind == "alt":
        yield from check_alt(at)
        return
    if said.kind == "h1" and said.page == "summary-plain":
        return  # the study's own title
    if said.text in {row["says"] for row in own.tables.get("release_policy", [])}:
        return  # a row of a table, as it stands there
    if said.kind in QUIET or any(role in said.role.split() for role in OF_DATA):
        yield from _title(said)
        if said.kind in ("h1", "h2") and said.role != "card":
            for sentence in sentences_of(said.text if said.text.endswith((".", "?")) else f"{said.text}."):
                yield from (f"{said.page} › {said.kind}: {sentence!r}: {fault}" for fault in _check(at, sentence))
        return
    text = said.text if said.kind != "li" or said.text.endswith((".", "?", ":")) else f"{said.text}."
    for sentence in sentences_of(text):
        yield from (f"{said.page} › {said.under}: {sentence!r}: {fault}" for fault in _check(at, sentence))


def _check(at: Place, sentence: str) -> Iterator[str]:
    for form, check in CLAIMS:
        match = form.match(sentence)
        if match:
            try:
                yield from check(at, match)
            except (
                ValueError,
                KeyError,
                IndexError,
                TypeError,
                StopIteration,
                ZeroDivisionError,
                RuntimeError,
            ) as error:
                yield f"cannot be counted in this audience's tables ({type(error).__name__}: {error})"
            return
    if at.said.kind in ("p", "li", "h1", "h2") and _claims(at, sentence) and not SAID_OF_ITSELF.match(sentence):
        yield "makes a claim that no check knows"


def _claims(at: Place, sentence: str) -> bool:
    """Whether a sentence of the page's own (no heading, intro or text from the data) claims something."""
    return (
        bool(CLAIMING.search(sentence))
        and (at.said.role.startswith(("prose", "sub")) or at.said.kind in ("li", "h1", "h2"))
        and not sentence.endswith("?")
    )


def _title(said: Said) -> Iterator[str]:
    twice = re.search(r"\b(\S+\d\S*) \1\b", said.text)
    if twice and said.kind in ("h1", "h2", "h3"):
        yield f"{said.page}: a heading says {twice[1]!r} twice: {said.text!r}"
