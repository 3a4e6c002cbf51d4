"""The one palette: what each colour means, in light and in dark, and the sign that says the same without colour.

One colour has one meaning on every chart and page: blue is in place (or as proposed), orange is not, violet is
contested,
grey is mixed, hollow is not known. Groups and sectors are told apart by shape or label, never by colour.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from peerwork.vocabulary import Documents, Feedback, Fidelity, Null, Pattern, Replication, Status

# role: (light, dark). Every colour is unlike every other, so that a rule of a style sheet can find it.
ROLES: Mapping[str, tuple[str, str]] = {
    "paper": ("#ffffff", "#14181c"),
    "ink": ("#0b0c0c", "#f3f2f1"),
    "muted": ("#505a5f", "#b4bcc2"),
    "rule": ("#b1b4b6", "#4c555c"),
    "track": ("#eef0f2", "#262d33"),
    "grid": ("#e3e6e8", "#2d353c"),
    "on_strong": ("#fffffe", "#0c0f12"),
    "high": ("#1d5a96", "#8ec5f4"),
    "high_soft": ("#9cc3e6", "#2f5f8f"),
    "middle": ("#d5d8db", "#495159"),
    "low_soft": ("#f3b980", "#7d4f22"),
    "low": ("#a8480b", "#f2a463"),
    "high_1": ("#3a74ad", "#6fa9dc"),  # between the two of a side, where a scale has more than five points
    "high_2": ("#6b9fd0", "#3d6ea0"),
    "high_3": ("#84b1db", "#36679a"),
    "low_3": ("#e8a569", "#865524"),
    "low_2": ("#dc8f4f", "#8f5b2a"),
    "low_1": ("#b85c25", "#d08a4e"),
    "contested": ("#cbb5ee", "#5b3a8e"),
    "contested_ink": ("#5b3a8f", "#c9b0f0"),
}
# The shades of a side of a scale, from its end to the middle, by how many points the side has.
SHADES = {
    1: ("",), 2: ("", "_soft"), 3: ("", "_2", "_soft"), 4: ("", "_1", "_2", "_soft"),
    5: ("", "_1", "_2", "_3", "_soft"),
}  # fmt: skip
STRONG = frozenset({"high", "low", "high_1", "low_1"})  # roles whose text is `on_strong`
INKS = {"high": "high", "low": "low", "contested": "contested_ink"}  # the role of words about a role; others are muted
OPEN = "open"  # the role of what is not known: hollow and dashed
COLOURS = {
    "high": "dark blue", "high_soft": "light blue", "middle": "grey", "low_soft": "light orange",
    "low": "dark orange", "contested": "violet", OPEN: "dashed", "high_1": "strong blue", "high_2": "blue",
    "high_3": "pale blue", "low_1": "strong orange", "low_2": "orange", "low_3": "pale orange",
}  # fmt: skip


@dataclass(frozen=True)
class Sign:
    """How a closed value looks: the role of its colour, and its sign."""

    role: str
    sign: str


SIGNS: Mapping[str, Sign] = {
    Status.IN_PLACE: Sign("high", "✓"),
    Status.MIXED: Sign("middle", "~"),
    Status.CONTESTED: Sign("contested", "!"),
    Status.NOT_IN_PLACE: Sign("low", "✗"),
    Status.TOO_LITTLE: Sign(OPEN, "?"),
    Pattern.REPLICATED: Sign("high", "✓"),
    Pattern.NO_DIFFERENCE: Sign("high_soft", "="),
    Pattern.ALTERNATIVE: Sign("low", "✗"),
    Replication.GENERIC: Sign("high", "✓"),
    Replication.SPECIFIC: Sign("high_soft", "~"),
    Replication.ALTERNATIVE: Sign("low", "✗"),
    Documents.SPECIFIED: Sign("high", "✓"),
    Documents.PARTLY: Sign("high_soft", "~"),
    Documents.SILENT: Sign("middle", "–"),
    Documents.CONTRADICTED: Sign("low", "✗"),
    Documents.CONFLICTING: Sign("contested", "!"),
    Fidelity.AS_SPECIFIED: Sign("high", "✓"),
    Fidelity.PARTLY_CARRIED_OUT: Sign("high_soft", "~"),
    Fidelity.NOT_CARRIED_OUT: Sign("low", "✗"),
    Fidelity.INFORMAL: Sign("middle", "+"),
    Fidelity.ABSENT: Sign("middle", "–"),
    Fidelity.AGAINST: Sign("low_soft", "+"),
    Fidelity.RULED_OUT: Sign("low_soft", "–"),
    Fidelity.UNCLEAR: Sign("contested", "!"),
    Fidelity.NOT_EXAMINED: Sign(OPEN, "·"),
    Feedback.AGREED: Sign("high", "✓"),
    Feedback.REFINED: Sign("high_soft", "~"),
    Feedback.DISPUTED: Sign("low", "!"),
    Feedback.UNCHECKED: Sign(OPEN, ""),
    Null.CHALLENGED: Sign("high", "✓"),
    Null.OPEN: Sign("middle", "~"),
    Null.NOT_CHALLENGED: Sign("low", "✗"),
    "*": Sign(OPEN, "*"),
}
NOTHING = Sign(OPEN, "")
ORDER = ("high", "high_soft", "middle", "contested", "low_soft", "low", OPEN)


def colour(role: str) -> str:
    """The colour of a role on paper; what is not known is drawn in the grey of a rule."""
    return ROLES["rule" if role == OPEN else role][0]


def ink(role: str) -> str:
    """The colour of words about a role."""
    return colour(INKS.get(role, "muted"))


def text_on(role: str) -> str:
    """The role of text that stands on a mark of that role."""
    return "on_strong" if role in STRONG else "ink"


def sign_of(value: Any) -> Sign:
    """The look of a closed value; a blank is hollow and has no sign."""
    return NOTHING if pd.isna(value) else SIGNS.get(str(value), NOTHING)


def answer_roles(points: int) -> tuple[str, ...]:
    """One role for each point of a scale, lowest first, the two halves mirrored around the middle."""
    half, odd = divmod(points, 2)
    shades = SHADES[min(max(half, 1), max(SHADES))]
    side = [shades[position * len(shades) // half] for position in range(half)]
    return (*(f"low{shade}" for shade in side), *(["middle"] if odd else []), *(f"high{shade}" for shade in side[::-1]))


# Closed value: colour. What seaborn takes: `sns.countplot(statuses, y="factor", hue="status", palette=PALETTE)`.
PALETTE: Mapping[str, str] = {str(value): colour(look.role) for value, look in SIGNS.items()}
MARKERS = ("o", "D", "^", "s", "v", "P", "X", "*")  # what tells groups and sectors apart, in the framework's order
