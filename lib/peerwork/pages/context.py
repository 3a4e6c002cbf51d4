"""`Context`: the labels, order and thresholds that every chart and sentence of a page shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from peerwork.cells import over_shown
from peerwork.framework import Domain, Factor, Framework
from peerwork.pages.catalogue import page_kind
from peerwork.pages.slice import Slice
from peerwork.rules import Rules
from peerwork.vocabulary import Audience, Scope


@dataclass(frozen=True)
class Context:
    """What a page knows of its study besides its tables."""

    slice: Slice

    @property
    def facts(self) -> Any:
        """What the page says of the study itself (pages/facts.py)."""
        return self.slice.facts

    @property
    def audience(self) -> Audience:
        """Who the page is for."""
        return self.slice.audience

    @property
    def about(self) -> str:
        """The site or group that the page is about, or nothing for a page about the study."""
        return next(iter(self.slice.subject.values()), "")

    @property
    def scope(self) -> Scope:
        """What the page's figures are about."""
        about = page_kind(self.slice.kind).about
        return Scope(about) if about in (Scope.SITE, Scope.GROUP) else Scope.STUDY

    @property
    def page_name(self) -> str:
        """The page's file name without its ending; its charts' names begin with it."""
        return page_kind(self.slice.kind).output.format(self.about)

    @property
    def subject(self) -> str:
        """What the page is about, in words: a site's name, a group's label, or "the study"."""
        if self.scope is Scope.SITE:
            return self.site(self.about)
        return self.group(self.about) if self.scope is Scope.GROUP else "the study"

    @cached_property
    def framework(self) -> Framework:
        """The framework, whole."""
        return Framework.model_validate(self.facts["framework"])

    @cached_property
    def rules(self) -> Rules:
        """The thresholds of the study."""
        return Rules.model_validate(self.facts["rules"])

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """The factors that this study asks about, in the framework's order."""
        asked = set(self.facts["factors"])
        return tuple(factor for factor in self.framework.factors if factor.id in asked)

    @cached_property
    def domains(self) -> tuple[Domain, ...]:
        """The domains that hold at least one of those factors."""
        asked = {factor.id for factor in self.factors}
        return tuple(domain for domain in self.framework.domains if asked & {f.id for f in domain.factors})

    def factor(self, name: str) -> str:
        """The label of a factor."""
        return self.framework.by_id[name].label

    def group(self, name: str) -> str:
        """The label of a stakeholder group."""
        return self.framework.stakeholder_groups[name]

    def sector(self, name: str) -> str:
        """The label of a sector."""
        return self.framework.sectors[name]

    @cached_property
    def sites(self) -> pd.DataFrame:
        """One row a site that this page may name: `site`, `name`, `sector` and what else its audience sees."""
        return self.slice.tables.get("sites", pd.DataFrame({"site": [], "name": [], "sector": []}, dtype="str"))

    def site(self, code: str) -> str:
        """The site's code and name, or its code alone where the audience sees no names."""
        names = self.sites.set_index("site").get("name")
        name = names.get(code) if names is not None else None
        return code if name is None or pd.isna(name) or name == code else f"{code} {name}"

    @property
    def over(self) -> str:
        """ " shown" outside the team, where a count is over what the audience sees; nothing for the team."""
        return "" if self.audience is Audience.TEAM else " shown"

    @property
    def of_shown(self) -> str:
        """ ", of what is shown" outside the team, beside a "most" or "least"; nothing for the team."""
        return "" if self.audience is Audience.TEAM else ", of what is shown"

    def lacks(self, none: str, not_shown: str) -> str:
        """Why there is nothing: for the team that there is `none`; elsewhere only that it is `not_shown`."""
        return none if self.audience is Audience.TEAM else not_shown

    def rows(self, table: str) -> pd.DataFrame:
        """The page's rows of a result table, in the framework's order; an empty frame where there is no such table.

        Counts beside a verdict are over what the audience is shown.
        """
        if table not in self._ordered:
            rows = over_shown(self.slice.tables.get(table, pd.DataFrame()))
            self._ordered[table] = self.in_order(rows) if "factor" in rows.columns else rows
        return self._ordered[table]

    @cached_property
    def _ordered(self) -> dict[str, pd.DataFrame]:
        """The tables that were asked for, put in order once for all sections."""
        return {}

    def in_order(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows whose factor the study asks about, in the framework's order of factors."""
        places = pd.Index([factor.id for factor in self.factors]).get_indexer(pd.Index(rows["factor"]))
        known = np.flatnonzero(places >= 0)
        return rows.take(known[np.argsort(places[known], kind="stable")])
