"""What every answer has: the page's evidence, and its block or nothing."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import Protocol

from peerwork.pages.answers.evidence import Evidence
from peerwork.pages.blocks import Block, Columns
from peerwork.pages.prose import Prose, missing, say
from peerwork.pages.sections.section import Section


class Displayed(Protocol):
    """What a notebook's cell can show."""

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]: ...


class Answer(Section):
    """One question of a page, answered by a block whose title is a sentence; nothing where there is nothing to say."""

    @cached_property
    def evidence(self) -> Evidence:
        """What the page's tables say."""
        return Evidence(self.context)

    @abstractmethod
    def block(self) -> Block | None:
        """The answer, or None where the tables have none."""

    def show(self) -> Displayed:
        """What a notebook's cell shows."""
        return Columns.of(self.block())

    def say(self) -> Prose:
        """The title alone."""
        found = self.block()
        return say(found.title) if found else missing("")
