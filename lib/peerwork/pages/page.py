"""`open_page`: what a notebook's first cell calls, in a build, under papermill or by hand in JupyterLab."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from peerwork.pages.catalogue import PageKind, page_kind
from peerwork.pages.context import Context
from peerwork.pages.prose import Prose, say_list
from peerwork.pages.provenance import say_limits, say_provenance
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
from peerwork.pages.sections.release import Release
from peerwork.pages.sections.replication import Replication
from peerwork.pages.sections.robustness import Robustness
from peerwork.pages.sections.section import Section
from peerwork.pages.sections.summary import Summary
from peerwork.pages.sections.tensions import Tensions
from peerwork.pages.sections.top_three import TopThree
from peerwork.pages.sections.workshops import Workshops
from peerwork.pages.slice import Slice, read_slice
from peerwork.vocabulary import Audience

HANDED = "PEERWORK_SLICE"  # the file of the slice that a build has cut for the notebook it is running


def open_slice(kind: str, study: str, *, audience: str = "team", **subject: str) -> Slice:
    """The slice of one page: the one a build handed over, else made here from the study folder.

    Raises ValueError for an unknown page, audience or subject, ProblemsFound when the study has problems.
    """
    page = page_kind(kind)
    wanted = {name: value for name, value in subject.items() if value}
    if HANDED in os.environ:
        return _handed(read_slice(Path(os.environ[HANDED])), page, audience, wanted)
    from peerwork.pages.make import make_slice  # reading and scoring stay out of a process that is handed its slice

    return make_slice(page, study, Audience(audience), wanted)


def _handed(given: Slice, page: PageKind, audience: str, subject: dict[str, str]) -> Slice:
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
    "still_open": StillOpen,
    "mapping": Mapping,
    "fidelity": Fidelity,
    "tensions": Tensions,
    "hypotheses": Hypotheses,
    "configurations": Configurations,
    "summary": Summary,
    "release": Release,
    "workshops": Workshops,
    "robustness": Robustness,
    "passages": Passages,
    "impacts": Impacts,
    "culture": Culture,
    "handbook": Handbook,
}


@dataclass(frozen=True)
class Page:
    """One page: its slice, and a section for each question (`page.importance.say()`)."""

    slice: Slice

    @cached_property
    def context(self) -> Context:
        """Labels, order and thresholds."""
        return Context(self.slice)

    def __getattr__(self, name: str) -> Section:
        if name not in SECTIONS:
            raise AttributeError(f"a page has no section {name!r}; there are {', '.join(SECTIONS)}")
        return SECTIONS[name](self.context)

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *SECTIONS]

    def __repr__(self) -> str:
        return f"Page({self.slice.kind}, {self.context.subject}, for {self.slice.audience})"

    def opening(self, *names: str) -> Prose:
        """The page's findings: a sentence of each of these sections that has something to say."""
        found = [getattr(self, name).finding() for name in names]
        return say_list(filter(None, found), role="opening")

    def limits(self) -> Prose:
        """What the figures of this page do not show."""
        return say_limits(self.context)

    def provenance(self) -> Prose:
        """Where every figure came from: study, edition, framework, rules, versions."""
        return say_provenance(self.context)


def open_page(kind: str, study: str, *, audience: str = "team", **subject: Any) -> Page:
    """The page of that kind about that subject; what a notebook's first cell calls. Raises as `open_slice` does."""
    return Page(open_slice(kind, study, audience=audience, **subject))
