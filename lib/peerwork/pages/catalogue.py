"""The pages of a build: which notebook draws each, what it is about, and which tables it needs."""

from __future__ import annotations

from dataclasses import dataclass

from peerwork.vocabulary import Audience

EVERYONE = frozenset(Audience)


@dataclass(frozen=True)
class PageKind:
    """One kind of page.

    `notebook` draws it. `about` is the parameter that says what one page is about (`site`, `group`), or "" for one
    page a study. `output` is the file without its ending, `{}` standing for the subject. The page is drawn when at
    least one of the tables `needs` is there. `tables`, where given, are those that it may open; else tables say so.
    """

    kind: str
    title: str
    about: str
    output: str
    needs: tuple[str, ...]
    tables: tuple[str, ...] = ()
    audiences: frozenset[Audience] = EVERYONE
    of_workshop: bool = False  # whether a workshop, which is about one site, has this page about no site too

    @property
    def notebook(self) -> str:
        """The notebook's file name."""
        return f"{self.kind}.ipynb"

    @property
    def opened(self) -> tuple[str, ...]:
        """The tables that it may open."""
        return self.tables or tables_of_page(self.kind)


FINDINGS = ("importance", "conditions", "replication", "distinguishing")
CATALOGUE = (
    PageKind("board_summary", "Summary", "", "summary", FINDINGS),
    PageKind("cross_site", "Across sites", "", "cross-site", FINDINGS),
    PageKind("stakeholder_group", "One stakeholder group", "group", "group-{}", ("importance", "top_three")),
    PageKind("site", "One site", "site", "site-{}", ("importance", "conditions", "patterns", "site_ratings")),
    PageKind("logic_model", "Programme logic", "", "logic-model", ("logic_elements",)),
    PageKind("indicators", "Indicators", "", "indicators", ("indicator_series", "indicator_priorities")),
    PageKind("fieldwork", "Fieldwork", "", "fieldwork", ("fieldwork_by_site", "calendar", "mapping_counts")),
    PageKind("fidelity", "Documents against interviews", "", "fidelity", ("fidelity",)),
    PageKind("handbook", "Handbook", "", "handbook", ("importance", "replication")),
    PageKind("release", "What is withheld, and why", "", "release", ("release_policy",), of_workshop=True),
)


def tables_of_page(kind: str) -> tuple[str, ...]:
    """The tables that a kind of page may open: those whose declarations name it."""
    from peerwork.data_dictionary import tables  # not at the top: whoever draws a page needs no scorer

    return tuple(table.name for table in tables() if kind in table.pages)


def page_kind(kind: str) -> PageKind:
    """The kind of that name; raises KeyError that names those there are."""
    for page in CATALOGUE:
        if page.kind == kind:
            return page
    raise KeyError(f"no page is called {kind!r}; there are {', '.join(page.kind for page in CATALOGUE)}")
