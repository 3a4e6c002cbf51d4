"""Read, score and protect a study once, and cut it into the slice that each page needs."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from peerwork.build.gate import Attack, Gate
from peerwork.build.plan import SLICES, TABLES, Bundle, PlannedPage, write_contents
from peerwork.pages.catalogue import PageKind
from peerwork.pages.cut import cut_slice, cut_slices
from peerwork.pages.facts import study_facts
from peerwork.pages.make import subjects
from peerwork.pages.slice import write_slice
from peerwork.problems import Problem, ProblemsFound
from peerwork.release import PastRelease, ReleaseHistory, read_history, write_history
from peerwork.release.neutralise import neutralise_tables
from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables, write_tables
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import DRAFT, Audience


@dataclass(frozen=True)
class ProtectedStudy:
    """A study that was read, scored and protected for one audience: `tables` is all that its pages may show.

    `draft` is what a release of them would be, and `gate` what it has to pass; the team needs neither. `released` says
    on every page whether it is one.
    """

    study: Study
    audience: Audience
    site: str | None
    tables: Tables
    gate: Gate | None = None
    draft: PastRelease | None = None
    released: str | None = None

    def check_pages(self, pages: Path) -> None:
        """Raise ProblemsFound where the attack learns anything from the finished pages."""
        if self.gate and self.draft:
            self.gate.check_pages(self.draft, pages)

    def note(self) -> None:
        """Write into the history beside the study that these tables are released, before they are."""
        if self.gate and self.draft:
            write_history(self.gate.history.with_release(self.draft), self.gate.folder)


def protect_study(
    folder: Path,
    audience: Audience,
    *,
    site: str | None,
    attack: Attack | None = None,
    history: ReleaseHistory | None = None,
) -> ProtectedStudy:
    """The study of a folder, ready for an audience: a draft, or with the `history` held, a release.

    Writes nothing. Raises ProblemsFound with every problem of the study, and for a site that it does not have.
    """
    study = read_study(folder)
    _refuse_site(study, audience, site)
    scored = score_study(study)
    if audience == Audience.TEAM:
        return ProtectedStudy(study, audience, site, scored)
    gate = Gate(study, folder, audience, site, history or read_history(folder), attack)
    tables, draft = gate.protect(scored)
    released = f"R{draft.name[1:]}" if history else DRAFT
    return ProtectedStudy(study, audience, site, tables, gate, draft, released)


def write_bundle(protected: ProtectedStudy, folder: Path, *, catalogue: Iterable[PageKind]) -> Bundle:
    """The bundle that an audience's pages are drawn from, written to `folder` in place of what was there."""
    bundle = lay_out(protected, folder, catalogue=catalogue)
    for _ in cut_pages(bundle, protected, catalogue=catalogue):
        pass
    return bundle


def lay_out(protected: ProtectedStudy, folder: Path, *, catalogue: Iterable[PageKind]) -> Bundle:
    """That bundle with its tables and without slices, which `cut_pages` writes."""
    shutil.rmtree(folder, ignore_errors=True)
    bundle = plan_pages(protected, folder, catalogue=catalogue)
    write_tables(neutralise_tables(protected.tables), folder / TABLES)
    return bundle


def plan_pages(protected: ProtectedStudy, folder: Path, *, catalogue: Iterable[PageKind]) -> Bundle:
    """The bundle without tables and slices: every page of the set by name, title and what its notebook is given."""
    (folder / SLICES).mkdir(parents=True, exist_ok=True)
    pages = [_page(kind, subject, protected) for kind in catalogue for subject in _subjects(kind, protected)]
    facts, audience = study_facts(protected.study, protected.released), protected.audience.value
    return Bundle(folder, audience, protected.site, protected.study.name, facts, tuple(pages))


def cut_page(bundle: Bundle, page: PlannedPage, protected: ProtectedStudy, *, catalogue: Iterable[PageKind]) -> None:
    """Write the slice of one page."""
    kind = next(kind for kind in catalogue if kind.kind == page.kind)
    subject = {kind.about: page.parameters[kind.about]} if kind.about else {}
    handed = cut_slice(kind, subject, protected.tables, bundle.facts, protected.audience)
    write_slice(handed, bundle.slice_of(page))


def cut_pages(
    bundle: Bundle, protected: ProtectedStudy, *, catalogue: Iterable[PageKind], first: Collection[str] = ()
) -> Iterator[PlannedPage]:
    """Every page, as soon as its slice is written: the first are drawn while the last are cut.

    The pages of the sites named in `first` come before all others, then pages of many tables, as they take longest; the
    list of contents is written last.
    """
    for kind in sorted(catalogue, key=lambda kind: (not first or kind.about != "site", -len(kind.opened))):
        wanted = sorted(_subjects(kind, protected), key=lambda subject: subject.get("site") not in first)
        cut = cut_slices(kind, wanted, protected.tables, bundle.facts, protected.audience)
        for subject, handed in zip(wanted, cut, strict=True):
            page = _page(kind, subject, protected)
            write_slice(handed, bundle.slice_of(page))
            yield page
    write_contents(bundle)


def _refuse_site(study: Study, audience: Audience, site: str | None) -> None:
    known = sorted(study.frames["sites"]["site"])
    if audience == Audience.WORKSHOP and site is None:
        wrong, right = "a workshop is about one site", f"add --site and one of {', '.join(known)}"
    elif site is not None and audience != Audience.WORKSHOP:
        wrong, right = f"--site {site} is for the audience workshop", "leave it out"
    elif site is not None and site not in known:
        wrong, right = f"no site is called {site}", f"use one of {', '.join(known)}"
    else:
        return
    raise ProblemsFound([Problem("--site", None, "", wrong, right)])


def _subjects(kind: PageKind, protected: ProtectedStudy) -> list[dict[str, str]]:
    """What the pages of a kind are about, one each; none where the audience or the data has no such page."""
    tables = protected.tables
    if protected.audience.sees_as not in kind.audiences or not any(
        name in tables and len(tables[name]) for name in kind.needs
    ):
        return []
    if protected.site is not None:
        return [{"site": protected.site} if kind.about == "site" else {}]
    return [{kind.about: subject} if kind.about else {} for subject in subjects(kind, protected.study)]


def _page(kind: PageKind, subject: dict[str, str], protected: ProtectedStudy) -> PlannedPage:
    given = {"study": protected.study.name, "audience": protected.audience.value, **subject}
    name = kind.output.format(next(iter(subject.values()), ""))
    return PlannedPage(name, _title(kind, subject, protected), kind.kind, kind.notebook, given, kind.nav)


def _title(kind: PageKind, subject: dict[str, str], protected: ProtectedStudy) -> str:
    if "group" in subject:
        return protected.study.framework.stakeholder_groups[subject["group"]]
    if "domain" in subject:
        labels = {domain.id: domain.label for domain in protected.study.framework.domains}
        return f"{kind.title}: {labels[subject['domain']]}"
    if "site" not in subject:
        return kind.title.format(services=protected.study.framework.words.services)
    sites = protected.tables["sites"] if "sites" in protected.tables else pd.DataFrame({"site": []})
    named = sites[sites["site"] == subject["site"]]
    name = named["name"].iloc[0] if "name" in named and len(named) and not pd.isna(named["name"].iloc[0]) else ""
    name = "" if name == subject["site"] else name
    words = f"{subject['site']} {name}".rstrip()
    return words if kind.kind == "site" else f"{words}: {kind.title.lower()}"
