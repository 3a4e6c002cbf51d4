"""Make one page's slice in this process, from the study's own folder: for notebooks that are run by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peerwork.pages.catalogue import PageKind
from peerwork.pages.cut import cut_slice
from peerwork.pages.facts import study_facts
from peerwork.pages.slice import Slice
from peerwork.release import protect, read_history, release_tables
from peerwork.scoring import score_study
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import DRAFT, Audience


def make_slice(page: PageKind, study: str, audience: Audience, subject: Mapping[str, str]) -> Slice:
    """The slice of one page; raises ValueError for a subject that is not there, ProblemsFound for a broken study."""
    folder = find_study(study)
    recorded = read_study(folder)
    refuse_unknown_subject(page, recorded, subject)
    team, site = audience is Audience.TEAM, subject.get("site")
    history = None if team else read_history(folder)  # by hand one sees what a draft would show, before its attack
    protected = protect(recorded, score_study(recorded), audience, site=site, history=history)
    tables = release_tables(recorded, protected, audience, folder=folder, site=site)
    facts = study_facts(recorded, None if team else DRAFT)
    return cut_slice(page, subject, tables, facts, audience)


def find_study(study: str) -> Path:
    """The study's folder, named from here or from a folder above (the project, when run in notebooks/)."""
    here = Path.cwd()
    for start in (here, *here.parents):
        if (start / study / "study.yaml").is_file():
            return start / study
    return Path(study)


def refuse_unknown_subject(page: PageKind, study: Study, subject: Mapping[str, str]) -> None:
    """Raise ValueError unless the subject is exactly what the page is about, and exists in the study."""
    if set(subject) != ({page.about} if page.about else set()):
        raise ValueError(f"the page {page.kind} takes {page.about or 'no site and no group'}, not {sorted(subject)}")
    if page.about:
        known = subjects(page, study)
        if subject[page.about] not in known:
            raise ValueError(f"no {page.about} is called {subject[page.about]!r}; there are {', '.join(known)}")


def subjects(page: PageKind, study: Study) -> tuple[str, ...]:
    """Every subject of a kind of page in this study, in order; one empty text for a page about the study."""
    if page.about == "site":
        return tuple(sorted(study.frames["sites"]["site"]))
    if page.about == "group":
        return study.framework.groups
    if page.about == "domain":
        asked = {factor.id for factor in study.factors}
        return tuple(d.id for d in study.framework.domains if asked & {factor.id for factor in d.factors})
    return ("",)
