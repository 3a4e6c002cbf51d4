"""Make one page's slice in this process, from the study's own folder: for notebooks that are run by hand."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from peerwork.pages.catalogue import PageKind
from peerwork.pages.cut import cut_slice
from peerwork.pages.facts import study_facts
from peerwork.pages.slice import Slice
from peerwork.problems import Problem, ProblemsFound, unknown_name
from peerwork.release import protect, read_history, release_tables
from peerwork.scoring import score_study
from peerwork.study.find import find_study
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import DRAFT, Audience


def make_slice(page: PageKind, study: Study | str | Path, audience: Audience, subject: Mapping[str, str]) -> Slice:
    """The slice of one page; raises ProblemsFound for a subject that is not there and for a broken study."""
    recorded = study if isinstance(study, Study) else read_study(find_study(study))
    folder = recorded.folder or Path()
    refuse_unknown_subject(page, recorded, subject)
    team, site = audience is Audience.TEAM, subject.get("site")
    alone = team or recorded.folder is None
    history = None if alone else read_history(folder)  # by hand one sees what a draft would show, before its attack
    protected = protect(recorded, score_study(recorded), audience, site=site, history=history)
    tables = release_tables(recorded, protected, audience, folder=folder, site=site)
    facts = study_facts(recorded, None if team else DRAFT)
    return cut_slice(page, subject, tables, facts, audience)


def refuse_unknown_subject(page: PageKind, study: Study, subject: Mapping[str, str]) -> None:
    """Raise ProblemsFound unless the subject is exactly what the page is about, and exists in the study."""
    takes = [page.about] if page.about else []
    problems = [unknown_name(page.kind, "parameter", name, takes) for name in subject if name not in takes]
    for name in takes:
        known = subjects(page, study)
        if name not in subject:
            wrong = f"a page {page.kind} is about one {name}, and none is named"
            problems.append(Problem(name, None, "", wrong, f"name one of {', '.join(known)}"))
        elif subject[name] not in known:
            problems.append(unknown_name(name, name, subject[name], known))
    if problems:
        raise ProblemsFound(problems)


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
