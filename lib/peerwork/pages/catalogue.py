"""The pages of a build: which notebook draws each, what it is about, and which tables it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from peerwork.problems import UnknownName
from peerwork.vocabulary import Audience

TEAM, BOARD, PUBLIC, WORKSHOP = Audience.TEAM, Audience.BOARD, Audience.PUBLIC, Audience.WORKSHOP
EVERYONE = frozenset(Audience)
READERS = frozenset({TEAM, BOARD, PUBLIC})
NOT_PUBLIC = frozenset({TEAM, BOARD})
ONLY_TEAM = frozenset({TEAM})
ONLY_WORKSHOP = frozenset({WORKSHOP})

# What every page that counts over services needs of each: no number of anybody's answers.
STATUSES = {"conditions": ("site", "group", "factor", "status"), "patterns": ("site", "factor", "verdict")}


@dataclass(frozen=True)
class PageKind:
    """One kind of page.

    `notebook` draws it. `about` is the parameter that says what one page is about (`site`, `group`, `domain`), or ""
    for
    one page a study. `output` is the file without its ending, `{}` standing for the subject. The page is drawn when at
    least one of the tables `needs` is there; `tables`, where given, are those that it may open, else tables say so. Of
    the tables in `whole` it sees every place's rows, in these columns only. `nav`: every page links to it. `folded`:
    each part stands behind its heading and first finding.
    """

    kind: str
    title: str
    about: str
    output: str
    needs: tuple[str, ...]
    audiences: frozenset[Audience] = READERS
    whole: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nav: bool = False
    folded: bool = False
    tables: tuple[str, ...] = ()

    @property
    def notebook(self) -> str:
        """The notebook's file name."""
        return f"{self.kind}.ipynb"

    @property
    def opened(self) -> tuple[str, ...]:
        """The tables that it may open."""
        return self.tables or tables_of_page(self.kind)


CATALOGUE = (
    PageKind("summary", "Summary", "", "index", ("sites",), audiences=EVERYONE, whole=STATUSES, nav=True),
    PageKind(
        "findings", "Findings", "", "findings", ("conditions", "distinguishing", "importance"), whole=STATUSES, nav=True
    ),
    PageKind("sites", "All {services}", "", "sites", ("conditions", "site_ratings"), whole=STATUSES, nav=True),
    PageKind("start_here", "Start here", "", "start-here", ("replication",), whole=STATUSES, nav=True),
    PageKind(
        "indicators",
        "Indicators",
        "",
        "indicators",
        ("indicator_series", "indicator_priorities"),
        nav=True,
        folded=True,
    ),
    PageKind("handbook", "Handbook", "", "handbook", ("replication",), whole=STATUSES, nav=True),
    PageKind("about", "About", "", "about", ("sites",), audiences=EVERYONE, nav=True),
    PageKind(
        "site",
        "One site",
        "site",
        "site-{}",
        ("conditions", "site_ratings", "indicator_series"),
        audiences=EVERYONE,
        whole=STATUSES | dict.fromkeys(("replication", "site_outcomes", "sites"), ()),
    ),
    PageKind(
        "workshop",
        "What we think we found",
        "site",
        "workshop",
        ("conditions",),
        audiences=ONLY_WORKSHOP,
        whole=dict.fromkeys(("replication", "sites"), ()),
    ),
    PageKind(
        "stakeholder_group",
        "One stakeholder group",
        "group",
        "group-{}",
        ("top_three", "tensions"),
        audiences=NOT_PUBLIC,
        folded=True,
    ),
    PageKind("handbook_domain", "Handbook", "domain", "handbook-{}", ("replication",), whole=STATUSES),
    PageKind("summary_plain", "In plain words", "", "summary-plain", ("sites",), whole=STATUSES),
    PageKind("logic_model", "Programme logic", "", "logic-model", ("logic_elements",), folded=True),
    PageKind("fieldwork", "Fieldwork", "", "fieldwork", ("fieldwork_by_site", "calendar"), folded=True),
    PageKind("quotations", "In their own words", "", "quotations", ("passages",), folded=True),
    PageKind("documents", "Documents against practice", "", "documents", ("fidelity",)),
    PageKind("certainty", "How sure", "", "certainty", ("hypotheses", "robustness"), folded=True),
    PageKind("configurations", "Which conditions together", "", "configurations", ("configurations",), folded=True),
    PageKind("workshops", "What workshops said", "", "workshops", ("workshop_marks",)),
    PageKind(
        "community",
        "Culture and community",
        "",
        "community",
        ("community", "culture_targets"),
        whole=STATUSES,
        folded=True,
    ),
    PageKind("ratings", "Consensus ratings", "", "ratings", ("distinguishing",)),
    PageKind("conditions", "Every condition", "", "conditions", ("conditions",), audiences=ONLY_TEAM),
    PageKind("importance", "Importance", "", "importance", ("importance",), audiences=ONLY_TEAM),
    PageKind("patterns", "Patterns across sites", "", "patterns", ("patterns",), audiences=ONLY_TEAM),
    PageKind("perspectives", "Perspectives", "", "perspectives", ("tensions",), audiences=ONLY_TEAM),
    PageKind(
        "site_evidence",
        "All evidence of one site",
        "site",
        "site-{}-evidence",
        ("importance", "conditions", "site_ratings"),
        audiences=ONLY_TEAM,
        folded=True,
    ),
    PageKind("inference", "What it means", "", "inference", ("joint_display",), audiences=ONLY_TEAM),
    PageKind("matrix", "The matrix", "", "matrix", ("matrix",), audiences=ONLY_TEAM),
    PageKind("alternatives", "Other explanations", "", "alternatives", ("rivals_faced",), audiences=ONLY_TEAM),
    PageKind("release", "What is withheld, and why", "", "release", ("release_policy",), audiences=EVERYONE),
)


def tables_of_page(kind: str) -> tuple[str, ...]:
    """The tables that a kind of page may open: those whose declarations name it."""
    from peerwork.data_dictionary import tables  # not at the top: whoever draws a page needs no scorer

    return tuple(table.name for table in tables() if kind in table.pages)


def page_kind(kind: str) -> PageKind:
    """The kind of that name; raises UnknownName, which says those there are."""
    for page in CATALOGUE:
        if page.kind == kind:
            return page
    raise UnknownName("page", "page", kind, [page.kind for page in CATALOGUE])
