"""The research team's own way in: choose a site, group or factor in JupyterLab and see everything behind it.

Interactive, and so never for any audience but the team: widgets carry their data with them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

import ipywidgets as widgets
import pandas as pd
import seaborn as sns
from IPython.display import display
from matplotlib.figure import Figure

from peerwork.pages.catalogue import page_kind
from peerwork.pages.cut import cut_slice
from peerwork.pages.facts import study_facts
from peerwork.pages.page import Page
from peerwork.pages.prose import count, say
from peerwork.scoring import score_study
from peerwork.scoring.people import with_people
from peerwork.study.find import find_study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience

ALL = "(all)"


class Explorer:
    """A study that passed its checks, scored once; every method returns a widget."""

    def __init__(self, study: str) -> None:
        self.study = read_study(find_study(study))
        self.tables = score_study(self.study)
        self.facts = study_facts(self.study)

    @cached_property
    def answers(self) -> pd.DataFrame:
        """One row an answer, with the interviewee's site, group and sector, the factor's label and domain."""
        rows = with_people(self.study.frames["answers"], self.study)
        framework = self.study.framework
        labels = rows["factor"].map({factor.id: factor.label for factor in framework.factors})
        domains = rows["factor"].map({name: domain.label for name, domain in framework.domain_of.items()})
        return rows.assign(label=labels, domain=domains)

    def page(self, kind: str, **subject: str) -> Page:
        """A page as its notebook would open it."""
        return Page(cut_slice(page_kind(kind), subject, self.tables, self.facts, Audience.TEAM))

    def sites(self) -> widgets.Widget:
        """Choose a site and a question; see the sentences and the chart of its page."""
        codes = list(self.study.frames["sites"]["site"])
        return self._questions("site", "site", dict(zip(codes, codes, strict=True)))

    def groups(self) -> widgets.Widget:
        """Choose a stakeholder group and a question."""
        labels = {label: name for name, label in self.study.framework.stakeholder_groups.items()}
        return self._questions("stakeholder_group", "group", labels)

    def factor(self) -> widgets.Widget:
        """Choose a factor: its status and pattern at every site, and every answer with its comment."""
        choice = widgets.Dropdown(
            options={factor.label: factor.id for factor in self.study.factors}, description="Factor"
        )
        return _shown(self._show_factor, factor=choice)

    def ratings(self) -> widgets.Widget:
        """Choose a domain: every rating of its factors side by side: who answers all alike, and who stands apart?"""
        labels = [domain.label for domain in self.study.framework.domains]
        asked = self.answers["domain"].unique()
        options = [label for label in labels if label in asked]
        return _shown(self._show_ratings, domain=widgets.Dropdown(options=options, description="Domain"))

    def browse(self) -> widgets.Widget:
        """Every answer, filtered by site, group, domain and what was said."""
        columns = {"site": "Site", "group": "Group", "domain": "Domain", "in_place": "In place", "effect": "Effect"}
        choices = {column: _choice(self.answers[column], label) for column, label in columns.items()}
        return _shown(self._show_answers, **choices)

    def _questions(self, kind: str, about: str, options: dict[str, str]) -> widgets.Widget:
        sections = (
            ["conditions", "importance", "top_three", "patterns"] if about == "site" else ["importance", "top_three"]
        )
        subject = widgets.Dropdown(options=options, description=about.capitalize())
        question = widgets.Dropdown(options={name.replace("_", " ").capitalize(): name for name in sections})

        def show(subject: str, question: str) -> None:
            section = getattr(self.page(kind, **{about: subject}), question)
            display(section.say(), section.draw())

        return _shown(show, subject=subject, question=question)

    def _show_factor(self, factor: str) -> None:
        known = self.study.framework.by_id[factor]
        display(say(known.condition))
        for name, keep in (("conditions", ["site", "status", "share_in_place", "n"]), ("patterns", None)):
            rows = self.tables[name] if name in self.tables else pd.DataFrame({"factor": []})
            rows = rows[rows["factor"] == factor]
            rows = rows[rows["group"].isna()] if "group" in rows else rows
            display(rows[keep or list(rows.columns.drop("factor"))].reset_index(drop=True))
        self._list_answers(self.answers[self.answers["factor"] == factor])

    def _show_ratings(self, domain: str) -> None:
        """One row an interviewee, one column a factor; blank where there is no rating."""
        rows = self.answers[self.answers["domain"] == domain]
        wide = rows.pivot(index=["group", "site", "participant"], columns="label", values="importance")
        scale = self.study.framework.scale
        figure = Figure(figsize=(3 + 0.5 * wide.shape[1], 2 + 0.16 * len(wide)), layout="constrained")
        axes = sns.heatmap(
            wide, vmin=scale[0], vmax=scale[-1], cmap="cividis", linewidths=0.5, yticklabels=True, xticklabels=True,
            cbar_kws={"label": "Importance"}, ax=figure.add_subplot(),
        )  # fmt: skip
        axes.set(xlabel="", ylabel="Group, site and interviewee", title=domain)
        display(say(f"{count(int(rows['importance'].notna().sum()), 'rating').capitalize()} of {domain}."), figure)

    def _show_answers(self, **wanted: str) -> None:
        rows = self.answers
        for column, value in wanted.items():
            rows = rows if value == ALL else rows[rows[column] == value]
        self._list_answers(rows)

    def _list_answers(self, rows: pd.DataFrame) -> None:
        shown = ["site", "group", "participant", "label", "in_place", "effect", "importance", "comment"]
        people = count(rows["participant"].nunique(), "person", "people")
        display(say(f"{count(len(rows), 'answer').capitalize()} of {people}."))
        display(rows[[column for column in shown if column in rows]].reset_index(drop=True))


def _choice(column: pd.Series, label: str) -> widgets.Dropdown:
    return widgets.Dropdown(options=[ALL, *sorted(column.dropna().unique())], description=label)


def _shown(show: Callable[..., None], **choices: Any) -> widgets.Widget:
    return widgets.VBox([widgets.HBox(list(choices.values())), widgets.interactive_output(show, choices)])
