"""`open_page`: what a notebook's first cell calls, in a build, under papermill or by hand in JupyterLab."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from peerwork.pages.answers.alternatives import AlternativesOpening, NextCases, Rivals
from peerwork.pages.answers.by_kind import ByKind
from peerwork.pages.answers.certainty import Certainty, Sceptic
from peerwork.pages.answers.change import Change
from peerwork.pages.answers.chapter import ChapterEntries, ChapterOpening
from peerwork.pages.answers.community import Community
from peerwork.pages.answers.disagreement import Disagreement
from peerwork.pages.answers.first import PutFirst
from peerwork.pages.answers.follow_ups import YouSaidWeChanged
from peerwork.pages.answers.groups_apart import GroupsApart
from peerwork.pages.answers.handbook_index import HandbookChapters, HandbookIndex
from peerwork.pages.answers.inference import InferenceOpening, JointDisplay, Moved
from peerwork.pages.answers.lived import Causes, Lived
from peerwork.pages.answers.matrix import Matrix, MatrixOpening
from peerwork.pages.answers.mattered import Mattered
from peerwork.pages.answers.of_group import GroupApart, GroupOpening
from peerwork.pages.answers.of_site import Contradictions, Lacks, SiteOpening, SitePromises, SiteWorkshop
from peerwork.pages.answers.opening import SummaryOpening
from peerwork.pages.answers.places import DomainGrid, FindingsOpening, Place, SitesOpening, WhoLacks
from peerwork.pages.answers.plain_words import PlainSummary
from peerwork.pages.answers.promises import Promises
from peerwork.pages.answers.rated_site import RatedSite
from peerwork.pages.answers.rated_sites import RatedSites
from peerwork.pages.answers.ratings import Separates
from peerwork.pages.answers.sheet import WorkshopSheet
from peerwork.pages.answers.side_by_side import SideBySide
from peerwork.pages.answers.signals import IndicatorsOpening, MoreSignals, Signals
from peerwork.pages.answers.since import Since
from peerwork.pages.answers.start_here import StartOpening, StartSteps
from peerwork.pages.answers.steps import Due, FirstSteps
from peerwork.pages.answers.why import Why
from peerwork.pages.blocks import Columns
from peerwork.pages.catalogue import PageKind, page_kind
from peerwork.pages.context import Context
from peerwork.pages.prose import TITLE, Prose, bullet_list
from peerwork.pages.provenance import describe_limits, describe_provenance
from peerwork.pages.sections.conditions import Conditions
from peerwork.pages.sections.configurations import Configurations
from peerwork.pages.sections.culture import Culture
from peerwork.pages.sections.distinguishing import Distinguishing
from peerwork.pages.sections.fidelity import Fidelity
from peerwork.pages.sections.handbook import Handbook
from peerwork.pages.sections.hypotheses import Hypotheses
from peerwork.pages.sections.impacts import Impacts
from peerwork.pages.sections.importance import Importance
from peerwork.pages.sections.indicators import Indicators
from peerwork.pages.sections.interview_life import InterviewLife, RoleModels, TookPart, WorkshopsHeld
from peerwork.pages.sections.interviews import Interviews
from peerwork.pages.sections.logic import Logic
from peerwork.pages.sections.mapping import Mapping
from peerwork.pages.sections.other_factors import OtherFactors
from peerwork.pages.sections.passages import Passages
from peerwork.pages.sections.patterns import Patterns
from peerwork.pages.sections.priorities import Priorities
from peerwork.pages.sections.progress import Calendar, MissingAnswers, Progress, StillOpen
from peerwork.pages.sections.release import WithheldFigures
from peerwork.pages.sections.replication import Replication
from peerwork.pages.sections.robustness import Robustness
from peerwork.pages.sections.section import Section
from peerwork.pages.sections.summary import Summary
from peerwork.pages.sections.tensions import Tensions
from peerwork.pages.sections.top_three import TopThree
from peerwork.pages.sections.workshops import Workshops
from peerwork.pages.slice import Slice, read_slice
from peerwork.problems import unknown_name
from peerwork.vocabulary import Audience, audience_named

if TYPE_CHECKING:
    from peerwork.study.model import Study

HANDED = "PEERWORK_SLICE"  # the file of the slice that a build has cut for the notebook it is running


def open_slice(kind: str, study: Study | str | Path, *, audience: str = "team", **subject: str) -> Slice:
    """The slice of one page: the one a build handed over, else made here from the study or its folder.

    Raises ProblemsFound for an unknown page, audience or subject, and when the study has problems.
    """
    page, whom = page_kind(kind), audience_named(audience)
    wanted = {name: value for name, value in subject.items() if value}
    if HANDED in os.environ:
        return _handed(read_slice(Path(os.environ[HANDED])), page, whom, wanted)
    from peerwork.pages.make import make_slice  # reading and scoring stay out of a process that is handed its slice

    return make_slice(page, study, whom, wanted)


def _handed(given: Slice, page: PageKind, audience: Audience, subject: dict[str, str]) -> Slice:
    if (given.kind, given.audience, dict(given.subject)) != (page.kind, audience, subject):
        raise ValueError(f"handed the slice of {given.kind} {dict(given.subject)}, not of {page.kind} {subject}")
    return given


SECTIONS: dict[str, type[Section]] = {
    "interviews": Interviews,
    "conditions": Conditions,
    "importance": Importance,
    "top_three": TopThree,
    "patterns": Patterns,
    "replication": Replication,
    "distinguishing": Distinguishing,
    "other_factors": OtherFactors,
    "indicators": Indicators,
    "priorities": Priorities,
    "logic": Logic,
    "progress": Progress,
    "missing_answers": MissingAnswers,
    "interview_life": InterviewLife,
    "took_part": TookPart,
    "workshops_held": WorkshopsHeld,
    "role_models": RoleModels,
    "calendar": Calendar,
    "undecided_patterns": StillOpen,
    "mapping": Mapping,
    "fidelity": Fidelity,
    "tensions": Tensions,
    "hypotheses": Hypotheses,
    "configurations": Configurations,
    "summary": Summary,
    "release": WithheldFigures,
    "workshops": Workshops,
    "robustness": Robustness,
    "passages": Passages,
    "impacts": Impacts,
    "culture": Culture,
    "handbook": Handbook,
    "answer": SummaryOpening,
    "mattered": Mattered,
    "by_kind": ByKind,
    "disagreement": Disagreement,
    "groups_apart": GroupsApart,
    "promises": Promises,
    "put_first": PutFirst,
    "change": Change,
    "for_community": Community,
    "certainty": Certainty,
    "sceptic": Sceptic,
    "separates": Separates,
    "rated_site": RatedSite,
    "rated_sites": RatedSites,
    "signals": Signals,
    "indicators_answer": IndicatorsOpening,
    "more_signals": MoreSignals,
    "first_steps": FirstSteps,
    "due": Due,
    "since": Since,
    "findings_answer": FindingsOpening,
    "sites_answer": SitesOpening,
    "every_site": DomainGrid,
    "who_lacks": WhoLacks,
    "place": Place,
    "site_signals": Signals,
    "handbook_index": HandbookIndex,
    "handbook_chapters": HandbookChapters,
    "group_answer": GroupOpening,
    "apart": GroupApart,
    "in_plain_words": PlainSummary,
    "sheet": WorkshopSheet,
    "start_answer": StartOpening,
    "start_steps": StartSteps,
    "handbook_answer": ChapterOpening,
    "entries": ChapterEntries,
    "site_answer": SiteOpening,
    "lacks": Lacks,
    "contradictions": Contradictions,
    "site_promises": SitePromises,
    "site_workshop": SiteWorkshop,
    "you_said": YouSaidWeChanged,
    "why": Why,
    "matrix_answer": MatrixOpening,
    "matrix": Matrix,
    "inference_answer": InferenceOpening,
    "joint_display": JointDisplay,
    "moved": Moved,
    "side_by_side": SideBySide,
    "alternatives_answer": AlternativesOpening,
    "rivals": Rivals,
    "next_cases": NextCases,
    "lived": Lived,
    "causes": Causes,
}


def _answer_of_module(name: str) -> type[Section] | None:
    """The one answer of a module of `answers/` that is named as it: `LongestSeries` of `longest_series.py`."""
    if name.startswith("_") or find_spec(f"peerwork.pages.answers.{name}") is None:
        return None
    module = import_module(f"peerwork.pages.answers.{name}")
    return getattr(module, name.title().replace("_", ""), None)


@dataclass(frozen=True)
class Page:
    """One page: its slice, and a section for each question (`page.importance.say()`)."""

    slice: Slice

    @cached_property
    def context(self) -> Context:
        """Labels, order and thresholds."""
        return Context(self.slice)

    def __getattr__(self, name: str) -> Section:
        section = SECTIONS.get(name) or _answer_of_module(name)
        if section is None:
            raise AttributeError(str(unknown_name("page", "section", name, SECTIONS)))
        return section(self.context)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *SECTIONS]

    def __repr__(self) -> str:
        subject = f": {self.context.subject}" if self.context.about else ""
        whom = "the team" if self.slice.audience is Audience.TEAM else f"{self.slice.audience}"
        return f"{page_kind(self.slice.kind).title}{subject}, for {whom} ({self.context.facts['title']})"

    def _repr_mimebundle_(self, **_: object) -> tuple[dict[str, str], dict[str, Any]]:
        """What the page is about, so that an executed notebook says it; a page of a build has it in its frame."""
        named = repr(self)
        return {"text/plain": named, "text/html": Markup("<p><strong>{}</strong></p>").format(named)}, {TITLE: True}

    def beside(self, *names: str) -> Columns:
        """The answers of that name beside each other; those that have nothing to say are left out."""
        return Columns.of(*(getattr(self, name).block() for name in names))

    def opening(self, *names: str) -> Prose:
        """The page's findings: a sentence of each of these sections that has something to say."""
        found = [getattr(self, name).finding() for name in names]
        return bullet_list(filter(None, found), role="opening")

    def limits(self) -> Prose:
        """What the figures of this page do not show."""
        return describe_limits(self.context)

    def provenance(self) -> Prose:
        """Where every figure came from: study, edition, framework, rules, versions."""
        return describe_provenance(self.context)


def open_page(kind: str, study: Study | str | Path, *, audience: str = "team", **subject: Any) -> Page:
    """The page of that kind about that subject, as its notebook shows it: `page.importance.say()`, and so on.

    `kind` is a notebook's name (site, stakeholder_group, findings …), `subject` what it is about (`site="S03"`,
    `group="peer_worker"`). Raises ProblemsFound for an unknown kind, audience or subject, each with all there are.

    >>> import peerwork as pw
    >>> page = pw.open_page("site", "data/example", site="S03")
    >>> page
    One site: S03 Fennimoor Recovery Trainers, for the team (Example study: ... (synthetic))
    >>> print(page.site_answer.say())
    At S03, 24 of the 34 things that mattered in services like it are in place.
    """
    return Page(open_slice(kind, study, audience=audience, **subject))
