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
from made_studies import make_study
from peerwork.scoring import score_study

SEED = 5  # of the board's veil: one that withholds some statuses, verdicts and means, and not all

# audience, page, what stands there, what is planted in its place, what kind of untruth that is
PLANTED = [
    ("team", "index", 'one thing was always in place|four things were always in place', 'five things were always in place', 'what divides'),
    ("team", "index", '26 things mattered across', '27 things mattered across', 'what mattered'),
    ("team", "index", 'seven are nearly always in place', 'eight are nearly always in place', 'a part of a title'),
    ("team", "index", 'The four are: “[^”]*”, ', 'The four are: ', 'a name left out of an opening'),
    ("team", "index", 'in statutory services and not in voluntary ones', 'in voluntary services and not in statutory ones', 'the wrong kind'),
    ("team", "index", 'On \\w+ things, people contradict', 'On 50 things, people contradict', 'how often people disagree'),
    ("team", "index", 'three of them at S02', 'three of them at S04', 'where figures got worse'),
    ("team", "index", 'Four figures have got worse', 'Three figures have got worse', 'figures that got worse'),
    ("team", "indicators", '“Peer workers in post \\(S04\\)”, ', '', 'a figure left out'),
    ("team", "index", 'Board meeting on 13 September', 'Board meeting on 14 September', 'what is due'),
    ("team", "index", 'How sure: 42 of the 50', 'How sure: 43 of the 50', 'how sure'),
    ("team", "index", 'S02, S04, S07 and S09 lack', 'S02, S04 and S07 lack', 'who lacks'),
    ("team", "index", 'has in place: “[^”]*”, ', 'has in place: ', 'a step left out'),
    ("team", "index", '(<b>26 <small>of )50', '\\g<1>49', 'a number of the opening'),
    ("team", "index", '<span class="t y"><span class="vh">in place', '<span class="t x"><span class="vh">not in place', 'a tile'),
    ("team", "sites", '(\\d+) % and (\\d+) %', '\\2 % and \\1 %', 'shares at the ends'),
    ("team", "sites", 'S02 lacks most: 13', 'S07 lacks most: 13', 'who lacks most'),
    ("team", "sites", '(class="s s\\d">)(\\d+)/(\\d+)', '\\g<1>9/\\3', 'a share'),
    ("team", "findings", 'Of 237 promises', 'Of 236 promises', 'promises'),
    ("team", "findings", 'something better for service users', 'something better for teams', 'for whom'),
    ("team", "findings", 'a smaller share of what mattered', 'a larger share of what mattered', 'community'),
    ("team", "findings", '(Manager|manager)” rate [a-z0-9]+ things', '\\1” rate 60 things', 'groups apart'),
    ("team", "findings", 'None of the three doubts', 'One of the three doubts', 'doubts'),
    ("team", "findings", 'at 7 of 10', 'at 6 of 10', 'a bar'),
    ("team", "site-S10", 'It lacks 4 of the 26', 'It lacks 3 of the 26', 'what a site lacks'),
    ("team", "site-S10", '19 of the 30 things', '20 of the 30 things', 'what a site has'),
    ("team", "site-S10", '8 of the 23 things', '7 of the 23 things', 'promises of a site'),
    ("team", "handbook", '26 of the 50 conditions', '25 of the 50 conditions', 'the handbook'),
    ("team", "summary-plain", '92 people', '93 people', 'the lay summary'),
    ("team", "about", '25 conditions outside the framework were raised\\.', 'Nobody raised a condition that the framework lacks.', 'nobody did'),
    ("board", "about", 'What was raised outside the framework is not shown here\\.', 'Nobody raised a condition that the framework lacks.', 'nobody did what is only not shown'),
    ("team", "index", '; 80 to 100 were planned', '; 80 to 99 were planned', 'a plan'),
    ("team", "patterns", 'Too little evidence: 2 conditions \\(.*?\\)', 'Too little evidence: 13 conditions', 'a count'),
    ("team", "patterns", 'Generic, holding across settings: 26 conditions', 'Generic, holding across settings: 27 conditions', 'a count'),
    ("board", "documents", 'Not shown: (\\d+) factors', 'Too little evidence: \\1 factors', 'two states mixed'),
    ("team", "patterns", '\\d+ worked as the framework proposes', 'none worked as the framework proposes', 'none of many'),
    ("team", "importance", 'Lived experience is used, Regular supervision and Benefit to service users, 4.7 of 5 each', 'Lived experience is used and Regular supervision, 4.7 of 5 each', 'a tie left out'),
    ("team", "importance", 'Lived experience is used, Regular supervision and Benefit to service users, 4.7 of 5 each', 'Lived experience is used, Regular supervision and Shared expectations, 4.7 of 5 each', 'one that does not tie'),
    ("team", "importance", 'Rated least important: Training for the trainers', 'Rated least important: A mentor', 'the wrong least'),
    ("team", "certainty", 'is open: of 10 sites with a result, 6', 'is challenged: of 10 sites with a result, 6', 'a verdict'),
    ("team", "conditions", 'In place at no site that can be judged: 7 factors', 'In place at no site that can be judged: 6 factors', 'a count of the least'),
    ("team", "community", 'People from minority ethnic communities: 27; 23 were planned', 'People from minority ethnic communities: 27 of 23 planned', '27 of 23'),
    ("team", "patterns", '(<th scope=row>Shared expectations</th>|<th scope=row>Shared expectations)<td>([^<]*)', '\\1<td>ruled out and not done', 'a status in a table'),
    ("team", "handbook-benefit", 'In place at 10 of 10 sites', 'In place at 9 of 10 sites', 'x of y'),
    ("team", "perspectives", '1\\.6 points, higher for Peer worker', '1.6 points, higher for Team or service manager', 'who is higher'),
    ("team", "patterns", 'No reading|Not established: 7 conditions \\(The right degree of professionalism, ', 'Not established: 7 conditions (', 'a name left out of a list'),
    ("team", "about", '<h1>[^<]*</h1>', '<h1>Site S10 S10</h1>', 'a name said twice'),
    ("team", "handbook-benefit", '<blockquote>', '<p class="prose findings"></p><blockquote>', 'an empty box'),
    ("team", "group-strategic", '<li>The most are', '<li>Most people agree with everything.</li><li>The most are', 'nobody can check it'),
    ("team", "fieldwork", '84 recorded', '85 recorded', 'interviews recorded'),
    ("team", "fieldwork", 'took 42 minutes', 'took 44 minutes', 'how long interviews took'),
    ("team", "fieldwork", '92 people took part', '91 people took part', 'who took part'),
    ("team", "fieldwork", 'ethnicity of 5', 'ethnicity of 6', 'what was not recorded'),
    ("team", "fieldwork", 'gender of 2, ', '', 'what was not recorded, left out'),
    ("team", "fieldwork", '71 people came to 7', '71 people came to 6', 'workshops held'),
    ("team", "fieldwork", '7 workshops held; [^<]*', 'No workshop has been held yet.', 'no workshop'),
    ("board", "fieldwork", 'written down at 10 sites', 'written down at 9 sites', 'how the role is set up'),
    ("board", "index", '<b>92', '<b>91', 'people interviewed'),
    ("team", "importance", 'Rated most important: [^<]*', 'How important people thought each factor is not shown here.', 'not shown, to those who see it'),
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


# shape of a made study, page, what stands there, what is planted in its place: what the example's pages never say
ELSEWHERE = [
    ("one_site", "site-S01", 'three of the four conditions', 'two of the four conditions'),
    ("one_site", "site-S01", 'three of the four conditions', 'three of the five conditions'),
    ("one_site", "site-S01", 'At S01, [^<]* are in place', 'What is known of S01'),
    ("consensus_only", "site-S05", 'What is known of S05', 'At S05, the one condition that people agree on is in place'),
    ("consensus_only", "site-S05", 'Two of five rated conditions', 'Three of five rated conditions'),
    ("consensus_only", "site-S05", 'here, one below', 'here, none below'),
]  # fmt: skip


@pytest.mark.parametrize(("shape", "page", "true", "planted"), ELSEWHERE)
def test_it_is_found_on_pages_of_other_studies(shape, page, true, planted):
    study = make_study(7, shape, factors=6)
    drawn = draw_pages(study, score_study(study), "team", most=1, only=("site",))
    tables = Released("team", read_tables(drawn.tables), words_of_study(study))
    changed = re.sub(true, planted, drawn.pages[page])
    assert changed != drawn.pages[page], "the sentence to be changed does not stand there"
    assert not list(untrue(page, drawn.pages[page], tables, tables))
    assert list(untrue(page, changed, tables, tables))
