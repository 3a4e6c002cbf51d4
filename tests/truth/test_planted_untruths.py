"""An untruth that is planted on a finished page is found: one of each kind that was ever seen, and some more."""

from __future__ import annotations

import re

import pytest
from audiences import words_of_study
from checker import untrue
from drawn_pages import draw_pages
from released import Released, read_tables
from veiled import veil

from example.example_study import example, scored

SEED = 5  # of the board's veil: one that withholds some statuses, verdicts and means, and not all

# audience, page, what stands there, what is planted in its place, what kind of untruth that is
PLANTED = [
    ("team", "summary", r"92 people were interviewed; [^<]*\.", "This study has no interviews.", "there is none"),
    ("team", "cross-site", r"25 conditions outside the framework were raised\.",
     "Nobody raised a condition that the framework lacks.", "nobody did"),
    ("board", "cross-site", r"What was raised outside the framework is not shown here\.",
     "Nobody raised a condition that the framework lacks.", "nobody did what is only not shown"),
    ("team", "summary", "92 people were interviewed", "93 people were interviewed", "a number of people"),
    ("team", "summary", "; 80 to 100 were planned", "; 80 to 99 were planned", "a plan"),
    ("team", "summary", r"Too little evidence: 2 conditions \(.*?\)", "Too little evidence: 13 conditions", "a count"),
    ("team", "summary", r"Generic, holding across settings: 26 conditions", "Generic, holding across settings: 27 conditions", "a count"),
    ("board", "site-S10", r"with answers enough and shown", "with answers enough", "not over what it counts"),
    ("board", "site-S10", r"Not shown: (\d+) factors", r"Too little evidence: \1 factors", "two states mixed"),
    ("board", "site-S10", r"Not shown: (\d+) conditions", r"Too little evidence: \1 conditions", "two states mixed"),
    ("team", "site-S10", r"\d+ worked as the framework proposes", "none worked as the framework proposes", "none of many"),
    ("team", "summary", "Lived experience is used, Regular supervision and Benefit to service users, 4.7 of 5 each",
     "Lived experience is used and Regular supervision, 4.7 of 5 each", "a tie left out"),
    ("team", "summary", "Lived experience is used, Regular supervision and Benefit to service users, 4.7 of 5 each",
     "Lived experience is used, Regular supervision and Shared expectations, 4.7 of 5 each", "one that does not tie"),
    ("team", "cross-site", "Rated least important: Training for the trainers", "Rated least important: A mentor", "the wrong least"),
    ("board", "cross-site", ", which this release cannot rank", "", "bounds ranked"),
    ("board", "cross-site", "Rated most important, of what is shown", "Rated most important", "not over what it ranks"),
    ("team", "summary", "is open: of 10 sites with a result, 6", "is challenged: of 10 sites with a result, 6", "a verdict"),
    ("team", "summary", "163 are fragile", "131 are fragile", "two meanings of one word"),
    ("team", "cross-site", "In place at no site that can be judged: 7 factors", "In place at no site that can be judged: 6 factors", "a count of the least"),
    ("team", "cross-site", "People from minority ethnic communities: 27; 23 were planned", "People from minority ethnic communities: 27 of 23 planned", "27 of 23"),
    ("team", "site-S10", r"(<th scope=row>Shared expectations</th>|<th scope=row>Shared expectations)<td>([^<]*)", r"\1<td>ruled out and not done", "a status in a table"),
    ("team", "handbook", r"Generic, holding across settings: worked", "Not established across sites: worked", "a verdict of the handbook"),
    ("team", "handbook", r"In place at 10 of 10 sites", "In place at 9 of 10 sites", "x of y"),
    ("team", "cross-site", r"1\.6 points, higher for Peer worker", "1.6 points, higher for Team or service manager", "who is higher"),
    ("team", "cross-site", r"The most are on service users \(58\)", "The most are on teams (58)", "where most are"),
    ("team", "cross-site", r"No reading|Not established: 7 conditions \(The right degree of professionalism, ", "Not established: 7 conditions (", "a name left out of a list"),
    ("team", "site-S10", r"<h1>[^<]*</h1>", "<h1>Site S10 S10</h1>", "a name said twice"),
    ("team", "handbook", r"<blockquote>", '<p class="prose findings"></p><blockquote>', "an empty box"),
    ("team", "cross-site", r"<li>The most are", "<li>Most people agree with everything.</li><li>The most are", "nobody can check it"),
    ("team", "group-strategic", r"Rated most important: [^<]*", "How important people thought each factor is not shown here.", "not shown, to those who see it"),
]  # fmt: skip


@pytest.fixture(scope="module")
def drawn():
    """The example's pages for the team and a veiled board, and the tables of both."""
    study, words = example(), words_of_study(example())
    pages = {
        "team": draw_pages(study, scored(), "team", most=1),
        "board": draw_pages(study, veil(scored(), "board", SEED), "board", most=1),
    }
    tables = {name: Released(name, read_tables(made.tables), words) for name, made in pages.items()}
    return {name: made.pages for name, made in pages.items()}, tables


@pytest.mark.parametrize(("audience", "page", "true", "planted", "kind"), PLANTED, ids=[p[-1] for p in PLANTED])
def test_it_is_found(drawn, audience, page, true, planted, kind):
    pages, tables = drawn
    html = pages[audience][page]
    changed = re.sub(true, planted, html, count=0)
    assert changed != html, "the sentence to be changed does not stand there"
    before = set(untrue(page, html, tables[audience], tables["team"]))
    after = set(untrue(page, changed, tables[audience], tables["team"]))
    assert not before
    assert after
