"""The pages of a build: which notebook draws each, what it is about, and which tables it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from peerwork.vocabulary import Audience

TEAM, BOARD, PUBLIC, WORKSHOP = Audience.TEAM, Audience.BOARD, Audience.PUBLIC, Audience.WORKSHOP
EVERYONE = frozenset(Audience)
READERS = frozenset({TEAM, BOARD, PUBLIC})
NOT_PUBLIC = frozenset({TEAM, BOARD})
ONLY_TEAM = frozenset({TEAM})
ONLY_WORKSHOP = frozenset({WORKSHOP})

# What every page that counts over services needs of each: no number of anybody's answers.
STATUSES = {"conditions": ("site", "group", "factor", "status"), "patterns": ("site", "factor", "verdict")}
ACROSS = ("replication", "site_outcomes")
INDICATORS = ("indicators", "indicator_series", "indicator_spc")


@dataclass(frozen=True)
class PageKind:
    """One kind of page.

    `notebook` draws it. `about` is the parameter that says what one page is about (`site`, `group`, `domain`), or ""
    for
    one page a study. `output` is the file without its ending, `{}` standing for the subject. `tables` are the tables
    that
    it may open; of those in `whole` it sees every place's rows, in these columns only. The page is drawn when at
    least one
    of `needs` is there. `nav` says whether every page links to it.
    """

    kind: str
    title: str
    about: str
    output: str
    tables: tuple[str, ...]
    needs: tuple[str, ...]
    audiences: frozenset[Audience] = READERS
    whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nav: bool = False
    folded: bool = False  # whether each part stands behind its heading and first finding

    @property
    def notebook(self) -> str:
        """The notebook's file name."""
        return f"{self.kind}.ipynb"


PLACES = ("conditions", "patterns", "replication", "site_outcomes", "sites")
PLAN = ("fieldwork_by_site", "fieldwork_plan")
CATALOGUE = (
    PageKind(
        "summary", "Summary", "", "index",
        (*PLACES, *PLAN, *INDICATORS, "distinguishing", "robustness", "calendar", "tensions", "changes",
            "earlier_edition"),
        ("sites",), EVERYONE, STATUSES, nav=True,
    ),
    PageKind(
        "findings", "Findings", "", "findings",
        (*PLACES, "top_three", "importance", "fidelity", "impact_counts", "hypotheses", "robustness", "distinguishing",
         "site_ratings", "tensions"),
        ("conditions", "distinguishing", "importance"), whole=STATUSES, nav=True,
    ),
    PageKind(
        "sites", "All {services}", "", "sites", (*PLACES, "indicators", "indicator_series"), ("conditions",
            "site_ratings"),
        whole=STATUSES, nav=True,
    ),
    PageKind(
        "start_here", "Start here", "", "start-here", (*PLACES, "shared_documents", "followups"), ("replication",),
        frozenset({BOARD, PUBLIC, TEAM}), STATUSES, nav=True,
    ),
    PageKind("indicators", "Indicators", "", "indicators",
             (*INDICATORS, "sites", "indicator_priorities", "indicator_priorities_by_group", "indicator_agreement"),
             ("indicator_series", "indicator_priorities"), nav=True, folded=True),
    PageKind("handbook", "Handbook", "", "handbook",
             ("importance", "top_three", "conditions", "replication", "passages", "shared_documents"),
             ("replication",), whole=STATUSES, nav=True),
    PageKind("about", "About", "", "about", ("sites", "other_factors", "mapping_counts", *PLAN), ("sites",), EVERYONE,
        nav=True),
    PageKind(
        "site", "One site", "site", "site-{}",
        (*PLACES, *PLAN, *INDICATORS, "fidelity", "workshop_marks", "followups"),
        ("conditions", "site_ratings", "indicator_series"), EVERYONE,
        STATUSES | {"sites": (), "replication": (), "site_outcomes": ()},
    ),
    PageKind("workshop", "What we think we found", "site", "workshop",
             (*PLACES, "fidelity", "calendar", "workshop_marks", "followups"), ("conditions",), ONLY_WORKSHOP,
             {"replication": (), "sites": ()}),
    PageKind("stakeholder_group", "One stakeholder group", "group", "group-{}",
             ("top_three", "tensions", "passages", "passage_counts", "themes", "impacts", "impact_counts"),
             ("top_three", "tensions"), NOT_PUBLIC, folded=True),
    PageKind("handbook_domain", "Handbook", "domain", "handbook-{}",
             ("importance", "top_three", "conditions", "replication", "passages", "shared_documents"),
             ("replication",), whole=STATUSES),
    PageKind("summary_plain", "In plain words", "", "summary-plain",
             (*PLACES, *PLAN, *INDICATORS, "impact_counts", "distinguishing"), ("sites",), whole=STATUSES),
    PageKind("logic_model", "Programme logic", "", "logic-model",
             ("logic_elements", "indicators", "indicator_series", "indicator_priorities"), ("logic_elements",),
                 folded=True),
    PageKind("fieldwork", "Fieldwork", "", "fieldwork",
             ("sites", "fieldwork", *PLAN, "missing_answers", "calendar", "still_open"),
             ("fieldwork_by_site", "calendar"), folded=True),
    PageKind("quotations", "In their own words", "", "quotations", ("passages", "passage_counts", "themes"),
        ("passages",), folded=True),
    PageKind("documents", "Documents against practice", "", "documents",
             ("sites", "fidelity", "fidelity_by_site", "unresolved_readings", "coder_agreement"), ("fidelity",)),
    PageKind("certainty", "How sure", "", "certainty", ("robustness", "hypotheses", "sites"), ("hypotheses",
        "robustness"), folded=True),
    PageKind("configurations", "Which conditions together", "", "configurations",
             ("configurations", "configuration_models", "truth_table", "necessity", "configuration_robustness",
              "configuration_design", "calibration", "sites"), ("configurations",), folded=True),
    PageKind("workshops", "What workshops said", "", "workshops", ("workshop_marks", "sites"), ("workshop_marks",)),
    PageKind("community", "Culture and community", "", "community",
             (*PLACES, "community", "ethnicities", "importance_by_ethnicity", "culture_targets",
              "lived", "lived_counts", "impact_causes", "themes"), ("community", "culture_targets"), whole=STATUSES, folded=True),
    PageKind("ratings", "Consensus ratings", "", "ratings", ("distinguishing", "site_ratings", "sites"),
        ("distinguishing",)),
    PageKind("conditions", "Every condition", "", "conditions", ("conditions", "sites", "replication"),
        ("conditions",), ONLY_TEAM),
    PageKind("importance", "Importance", "", "importance", ("importance", "top_three", "sites", "comments"), ("importance",),
        ONLY_TEAM),
    PageKind("patterns", "Patterns across sites", "", "patterns",
             ("patterns", "replication", "replication_by", "replication_by_value", "robustness", "sites"),
                 ("patterns",), ONLY_TEAM),
    PageKind("perspectives", "Perspectives", "", "perspectives", ("tensions", "importance", "sites"), ("tensions",),
        ONLY_TEAM),
    PageKind(
        "site_evidence", "All evidence of one site", "site", "site-{}-evidence",
        ("sites", "fieldwork", "importance", "top_three", "conditions", "patterns", "replication", "distinguishing",
            "site_ratings",
         "other_factors", "fidelity", "unresolved_readings", "tensions", "hypotheses", "direct_tests", "robustness",
         "workshop_marks", "passages", "passage_counts", "themes", "impacts", "impact_counts", "comments"),
        ("importance", "conditions", "site_ratings"), ONLY_TEAM, folded=True),
    PageKind("inference", "What it means", "", "inference",
             ("joint_display", "moved", "readings", "reading_counts", "themes", "sites"), ("joint_display",), ONLY_TEAM),
    PageKind("matrix", "The matrix", "", "matrix", ("matrix", "passages", "themes", "sites"), ("matrix",), ONLY_TEAM),
    PageKind("alternatives", "Other explanations", "", "alternatives", ("rivals_faced", "next_cases", "sites"),
        ("rivals_faced",), ONLY_TEAM),
    PageKind("release", "What is withheld, and why", "", "release", ("release_log", "release_policy"),
        ("release_policy",), EVERYONE),
)  # fmt: skip


def page_kind(kind: str) -> PageKind:
    """The kind of that name; raises KeyError that names those there are."""
    for page in CATALOGUE:
        if page.kind == kind:
            return page
    raise KeyError(f"no page is called {kind!r}; there are {', '.join(page.kind for page in CATALOGUE)}")
