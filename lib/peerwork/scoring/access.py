"""Who may see what of a result table outside the research team: declared with the table, kept to by `release/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from peerwork.vocabulary import Audience

Seen = frozenset[Audience]
WORKSHOP, BOARD, PUBLIC = Audience.WORKSHOP, Audience.BOARD, Audience.PUBLIC
ALL: Seen = frozenset({WORKSHOP, BOARD, PUBLIC})
NOT_PUBLIC: Seen = frozenset({WORKSHOP, BOARD})
NOT_WORKSHOP: Seen = frozenset({BOARD, PUBLIC})
ONLY_BOARD: Seen = frozenset({BOARD})
ONLY_WORKSHOP: Seen = frozenset({WORKSHOP})
ONLY_PUBLIC: Seen = frozenset({PUBLIC})


class Protection(StrEnum):
    """By which decision a table's cells are shown or withheld (METHOD 14)."""

    PEOPLE = "people"  # a row rests on enough people: `count`
    MEANS = "means"  # what the attack through people leaves safe
    PICKS = "picks"
    VERDICTS = "verdicts"  # what the numbers asked allow for every set of answers
    PASSAGES = "passages"  # the first audience that they may go to
    IMPACTS = "impacts"  # tables with totals: what is small, and enough beside it that nothing brings it back
    MAPPING = "mapping"


@dataclass(frozen=True)
class Access:
    """What leaves the team of one table. Names of columns and values are words separated by spaces.

    `seen` says who sees which columns; a column not named never leaves the team, but `starred` ones stand in place and
    hold `*` only. `rows` says of a column which values an audience has rows of; a workshop has those of its own site
    only. Where `count`, a number of people, is below the audience's threshold, it and `counted` are `*`. `attributes`
    says who sees the site attributes of `study.yaml`; in `coded` columns a site's code stands for the public.
    """

    seen: Mapping[Seen, str]
    starred: str = ""
    rows: Mapping[Seen, tuple[str, str]] = field(default_factory=dict)
    protection: Protection = Protection.PEOPLE
    count: str = ""
    counted: str = ""
    attributes: Seen = frozenset()
    coded: str = ""

    def columns(self, audience: Audience) -> frozenset[str]:
        """The columns that the audience sees, `*` standing for the name of a sector."""
        return frozenset(name for seen, names in self.seen.items() if audience in seen for name in names.split())
