"""A study's pages for every audience, checked: the team's from its own tables, the others' from veiled ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml
from checker import untrue
from drawn_pages import Drawn, draw_pages
from released import Released, Words, read_tables, words_of
from veiled import veil

from peerwork.release import protect, release_tables
from peerwork.scoring import score_study
from peerwork.study.model import Study
from peerwork.vocabulary import Audience


def words_of_study(study: Study) -> Words:
    """The words of the study's framework."""
    plain = yaml.safe_dump(study.framework.model_dump(mode="json"), allow_unicode=True)
    return words_of(plain, study.rules.model_dump())


def faults_of(drawn: Drawn, audience: str, team: Released) -> Iterator[str]:
    """Every fault of every page of one audience."""
    own = Released(audience, read_tables(drawn.tables), team.words)
    for name, html in drawn.pages.items():
        yield from (f"[{audience}] {fault}" for fault in untrue(name, html, own, team))


def check_study(study: Study, seed: int, *, most: int | None = None, both: bool = False) -> Iterator[str]:
    """Every fault of the team's pages, and of a board's or the public's whose cells are withheld at random."""
    scored, words = score_study(study), words_of_study(study)
    drawn = draw_pages(study, scored, "team", most=most)
    team = Released("team", read_tables(drawn.tables), words)
    yield from faults_of(drawn, "team", team)
    for audience in ("board", "public") if both else (("board", "public")[seed // 2 % 2],):
        yield from faults_of(draw_pages(study, veil(scored, audience, seed), audience, most=most), audience, team)


def check_protected(study: Study, seed: int, *, most: int | None = None) -> Iterator[str]:
    """The same with tables as protection leaves them: a board's and the public's, also beside the team's values."""
    scored, words = score_study(study), words_of_study(study)
    written = {name: scored[name].to_csv(index=False, lineterminator="\n") for name in scored}
    team = Released("team", read_tables(written), words)
    for audience in ("board", "public"):
        protected = protect(study, scored, Audience(audience))
        tables = release_tables(study, protected, Audience(audience), folder=Path())
        yield from faults_of(draw_pages(study, tables, audience, most=most), audience, team)
