"""The pages of a build: which notebook draws each, what it is about, and which tables it needs."""

from __future__ import annotations

from dataclasses import dataclass

from peerwork.vocabulary import Audience

EVERYONE = frozenset(Audience)


@dataclass(frozen=True)
class PageKind:
    """One kind of page.

    `notebook` draws it. `about` is the parameter that says what one page is about (`site`, `group`), or "" for one
    page a study. `output` is the file without its ending, `{}` standing for the subject. `tables` are the tables that
    it may open; the page is drawn when at least one of `needs` is there.
    """

    kind: str
    title: str
    about: str
    output: str
    tables: tuple[str, ...]
    needs: tuple[str, ...]
    audiences: frozenset[Audience] = EVERYONE
    of_workshop: bool = False  # whether a workshop, which is about one site, has this page about no site too

    @property
    def notebook(self) -> str:
        """The notebook's file name."""
        return f"{self.kind}.ipynb"


CATALOGUE = (
    PageKind(
        "board_summary",
        "Summary",
        "",
        "summary",
        (
            "sites",
            "fieldwork",
            "importance",
            "top_three",
            "conditions",
            "patterns",
            "replication",
            "distinguishing",
            "hypotheses",
            "calendar",
            "earlier_edition",
            "changes",
        ),
        ("importance", "conditions", "replication", "distinguishing"),
    ),
    PageKind(
        "cross_site",
        "Across sites",
        "",
        "cross-site",
        (
            "sites",
            "fieldwork",
            "importance",
            "top_three",
            "conditions",
            "patterns",
            "replication",
            "replication_by",
            "replication_by_value",
            "distinguishing",
            "site_ratings",
            "other_factors",
            "tensions",
            "hypotheses",
            "configurations",
            "configuration_models",
            "truth_table",
            "necessity",
            "configuration_robustness",
            "configuration_design",
            "calibration",
            "robustness",
            "workshop_marks",
            "passages",
            "passage_counts",
            "themes",
            "impacts",
            "impact_counts",
            "community",
            "ethnicities",
            "importance_by_ethnicity",
            "culture_targets",
        ),
        ("importance", "conditions", "replication", "distinguishing"),
    ),
    PageKind(
        "stakeholder_group",
        "One stakeholder group",
        "group",
        "group-{}",
        (
            "fieldwork",
            "importance",
            "top_three",
            "conditions",
            "other_factors",
            "tensions",
            "passages",
            "passage_counts",
            "themes",
            "impacts",
            "impact_counts",
        ),
        ("importance", "top_three"),
    ),
    PageKind(
        "site",
        "One site",
        "site",
        "site-{}",
        (
            "sites",
            "fieldwork",
            "importance",
            "top_three",
            "conditions",
            "patterns",
            "replication",
            "distinguishing",
            "site_ratings",
            "other_factors",
            "fidelity",
            "unresolved_readings",
            "tensions",
            "hypotheses",
            "direct_tests",
            "robustness",
            "workshop_marks",
            "passages",
            "passage_counts",
            "themes",
            "impacts",
            "impact_counts",
        ),
        ("importance", "conditions", "patterns", "site_ratings"),
    ),
    PageKind(
        "logic_model",
        "Programme logic",
        "",
        "logic-model",
        ("logic_elements", "indicators", "indicator_series", "indicator_priorities"),
        ("logic_elements",),
    ),
    PageKind(
        "indicators",
        "Indicators",
        "",
        "indicators",
        (
            "sites",
            "indicators",
            "indicator_spc",
            "indicator_series",
            "indicator_priorities",
            "indicator_priorities_by_group",
            "indicator_agreement",
        ),
        ("indicator_series", "indicator_priorities"),
    ),
    PageKind(
        "fieldwork",
        "Fieldwork",
        "",
        "fieldwork",
        (
            "sites",
            "fieldwork",
            "fieldwork_by_site",
            "fieldwork_plan",
            "fieldwork_roles",
            "interview_stages",
            "interview_log",
            "took_part",
            "workshops_held",
            "missing_answers",
            "calendar",
            "still_open",
            "mapping_counts",
        ),
        ("fieldwork_by_site", "calendar", "mapping_counts"),
    ),
    PageKind(
        "fidelity",
        "Documents against interviews",
        "",
        "fidelity",
        ("sites", "fidelity", "fidelity_by_site", "unresolved_readings", "coder_agreement"),
        ("fidelity",),
    ),
    PageKind(
        "handbook",
        "Handbook",
        "",
        "handbook",
        ("importance", "top_three", "conditions", "replication", "passages", "shared_documents"),
        ("importance", "replication"),
    ),
    PageKind(
        "release",
        "What is withheld, and why",
        "",
        "release",
        ("release_log", "release_policy"),
        ("release_policy",),
        of_workshop=True,
    ),
)


def page_kind(kind: str) -> PageKind:
    """The kind of that name; raises KeyError that names those there are."""
    for page in CATALOGUE:
        if page.kind == kind:
            return page
    raise KeyError(f"no page is called {kind!r}; there are {', '.join(page.kind for page in CATALOGUE)}")
