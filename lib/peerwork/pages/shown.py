"""How a column of closed values divides, so that a sentence counts what is shown, and says over what.

Three states are never counted as one another: nobody said so (blank), too little evidence, not shown (`*`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from peerwork.cells import WITHHELD
from peerwork.pages.prose import count, is_are
from peerwork.vocabulary import Status

TOO_LITTLE = Status.TOO_LITTLE.value  # written alike for statuses, patterns, verdicts, hypotheses and fidelity


@dataclass(frozen=True)
class Tally:
    """How many cells have each value that could be judged, how many could not be, and how many are not shown."""

    values: Mapping[str, int]
    too_little: int
    hidden: int

    @property
    def judged(self) -> int:
        """Cells whose value is shown and is no lack of evidence."""
        return sum(self.values.values())

    def of(self, value: str) -> int:
        """Cells of one value."""
        return self.values.get(str(value), 0)


def tally(column: pd.Series) -> Tally:
    """The cells of a column of closed values; blank ones are nobody's and are not counted."""
    counts = {str(value): int(number) for value, number in column.dropna().astype("str").value_counts().items()}
    hidden, too_little = counts.pop(WITHHELD, 0), counts.pop(TOO_LITTLE, 0)
    return Tally(counts, too_little, hidden)


def shown(column: pd.Series) -> pd.Series:
    """Whether each cell is shown: neither withheld nor blank."""
    return column.notna() & column.astype("str").ne(WITHHELD)


def describe_hidden(number: int, noun: str = "", plural: str = "") -> str:
    """ "3 sites are not shown": nothing where all are."""
    if not number:
        return ""
    return f"{count(number, noun, plural) if noun else f'{number:,}'} {is_are(number)} not shown"


def judged_words(counts: Tally, noun: str, test: str = "with evidence enough", *, plural: str = "") -> str:
    """ "41 factors with evidence enough", or "41 factors with evidence enough and shown" where some are not."""
    told = f"{count(counts.judged, noun, plural)} {test}"
    return f"{told} and shown" if counts.hidden else told


def describe_nothing_judged(counts: Tally, noun: str, what: str, *, plural: str = "") -> str:
    """Why no `what` of any `noun` can be told: not shown, too little evidence, or some of each."""
    if counts.hidden and counts.too_little:
        return f"Too little evidence on {count(counts.too_little, noun, plural)}; {describe_hidden(counts.hidden)}."
    if counts.hidden:
        return f"{what} of {count(counts.hidden, noun, plural)} is not shown here."
    return f"Too little evidence on {count(counts.too_little, noun, plural)}."
