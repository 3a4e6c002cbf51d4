"""Read, score and protect a study once, and cut it into the slice that each page needs."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from peerwork.build.plan import SLICES, TABLES, Bundle, PlannedPage, write_contents
from peerwork.pages.catalogue import PageKind
from peerwork.pages.cut import cut_slices
from peerwork.pages.facts import study_facts
from peerwork.pages.make import subjects
from peerwork.pages.slice import write_slice
from peerwork.problems import Problem, ProblemsFound
from peerwork.release import protect
from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables
from peerwork.scoring.write import write_tables
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience


def write_bundle(
    study_folder: Path, audience: Audience, folder: Path, *, site: str | None, catalogue: Iterable[PageKind]
) -> Bundle:
    """The bundle of a study for an audience, written to `folder` in place of what was there.

    Raises ProblemsFound with every problem of the study, and for a site that it does not have.
    """
    study = read_study(study_folder)
    _refuse_site(study, audience, site)
    protected = protect(study, score_study(study), audience, site=site)
    shutil.rmtree(folder, ignore_errors=True)
    (folder / SLICES).mkdir(parents=True)
    write_tables(protected.tables, folder / TABLES)
    facts = study_facts(study)
    pages = []
    for kind in catalogue:
        wanted = _subjects(kind, study, protected.tables, audience, site)
        for subject, cut in zip(wanted, cut_slices(kind, wanted, protected.tables, facts, audience), strict=True):
            page = _page(kind, subject, study, audience)
            write_slice(cut, folder / SLICES / f"{page.name}.json")
            pages.append(page)
    bundle = Bundle(folder, audience.value, study.name, facts, tuple(pages))
    write_contents(bundle)
    return bundle


def _refuse_site(study: Study, audience: Audience, site: str | None) -> None:
    known = sorted(study.frames["sites"]["site"])
    if audience is Audience.WORKSHOP and site is None:
        wrong, right = "a workshop is about one site", f"add --site and one of {', '.join(known)}"
    elif site is not None and audience is not Audience.WORKSHOP:
        wrong, right = f"--site {site} is for the audience workshop", "leave it out"
    elif site is not None and site not in known:
        wrong, right = f"no site is called {site}", f"use one of {', '.join(known)}"
    else:
        return
    raise ProblemsFound([Problem("--site", None, "", wrong, right)])


def _subjects(
    kind: PageKind, study: Study, tables: Tables, audience: Audience, site: str | None
) -> list[dict[str, str]]:
    """What the pages of a kind are about, one each; none where the audience or the data has no such page."""
    if audience not in kind.audiences or not any(name in tables and len(tables[name]) for name in kind.needs):
        return []
    if site is not None:
        return [{"site": site}] if kind.about == "site" else []
    return [{kind.about: subject} if kind.about else {} for subject in subjects(kind, study)]


def _page(kind: PageKind, subject: dict[str, str], study: Study, audience: Audience) -> PlannedPage:
    given = {"study": study.name, "audience": audience.value, **subject}
    about = next(iter(subject.values()), "")
    return PlannedPage(kind.output.format(about), _title(kind, subject, study, audience), kind.kind, kind.notebook, given)


def _title(kind: PageKind, subject: dict[str, str], study: Study, audience: Audience) -> str:
    if "group" in subject:
        return study.framework.stakeholder_groups[subject["group"]]
    return f"Site {subject['site']}" if "site" in subject else kind.title
