"""One release as its readers and the study's history know it: the neutral record that the attack works on.

Whoever builds releases fills it in (from folders: `reading.open_release`; from a study's history: the room `release`).
It holds no answer: people and answers are opaque tokens, the same token wherever person or answer is the same, so that
an answer which did not change between two releases is one unknown to the attack, and one that changed, or left, is its
own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

PEOPLE = ("person", "site", "group", "factor", "asked", "rating", "answer", "pick")


@dataclass(frozen=True, eq=False)
class ReleaseRecord:
    """What one audience was given, and over whom it was made.

    `site` is a workshop's. `tables` are the released CSVs by name, all text, blank where blank. `bases`, by factor: the
    sites whose people its study, sector and group means are over; a factor that is not in it rests on every site.

    `people` (columns PEOPLE, all text) has one row a person interviewed and factor: `person` a token; `site` and
    `group` their codes; `asked` "yes" where the person has a row in `answers.csv` on the factor; `rating`, `answer`
    (was it in place and what did it do, together) and `pick` (as which kind it was named) tokens, blank where
    nothing was said. A person interviewed and asked nothing has one row with a blank factor. None: the people and
    answers of the study as it stands.

    `pages` is the folder with everything that was given out beside the tables: pages, workbooks, documents.
    """

    audience: str
    site: str | None = None
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    bases: Mapping[str, frozenset[str]] = field(default_factory=dict)
    people: pd.DataFrame | None = None
    pages: Path | None = None

    def files(self) -> Iterator[tuple[Path, str]]:
        """Every file of the folder with its name in there, in the order of names."""
        if self.pages is not None:
            for path in sorted(self.pages.rglob("*")):
                yield path, path.relative_to(self.pages).as_posix()

    @property
    def name(self) -> str:
        """What a finding calls it: `board`, `workshop-S01`."""
        return f"{self.audience}-{self.site}" if self.site else self.audience
