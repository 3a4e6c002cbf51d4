"""The one style of every chart: colours by role, in light and in dark, and the sizes of text.

A drawing names a role, never a colour. The SVG carries the light colour as a plain attribute, so a file is whole by
itself; a page recolours it in the dark by rules that select that attribute. Blues and oranges stay apart for every
common kind of colour blindness; what they mean is always said by a sign, a place or a word too: grey loses nothing.
"""

from __future__ import annotations

PIXELS = 72  # one unit of a drawing is one point of the figure, which SVG calls a pixel
WIDTH = 340.0  # pixels of one panel: a phone held upright shows it at nearly full size
TEXT, SMALL = 13.0, 11.5  # pixels
FONTS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

# role: (light, dark). Every colour is unlike every other, so that a rule can find it.
ROLES: dict[str, tuple[str, str]] = {
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
    "contested": ("#5b3a8e", "#c9b0f0"),
}

# What a key calls the colour of a mark that bears no sign, where it can only be read out.
COLOURS = {
    "high": "dark blue", "high_soft": "light blue", "middle": "grey", "low_soft": "light orange",
    "low": "dark orange", "open": "dashed",
}  # fmt: skip

# The five answers of a scale, or as many as it has, from the lowest to the highest.
ANSWERS = ("low", "low_soft", "middle", "high_soft", "high")
STRONG = frozenset({"high", "low", "contested"})  # roles whose text is `on_strong`


def light(role: str) -> str:
    """The colour of a role on paper."""
    return ROLES[role][0]


def text_on(role: str) -> str:
    """The role of text that stands on a mark of that role."""
    return "on_strong" if role in STRONG else "ink"


def answer_roles(points: int) -> tuple[str, ...]:
    """One role for each point of a scale, lowest first, the two halves mirrored around the middle."""
    half, odd = divmod(points, 2)
    lower = [ANSWERS[0] if position * 2 < half or half == 1 else ANSWERS[1] for position in range(half)]
    upper = [{"low": "high", "low_soft": "high_soft"}[role] for role in reversed(lower)]
    return (*lower, *(["middle"] if odd else []), *upper)


def dark_rules(within: str) -> str:
    """CSS that turns the light colours of every SVG inside `within` into the dark ones."""
    return "".join(
        f'{within} [{attribute}="{pale}"]{{{attribute}:{dark}}}'
        for pale, dark in ROLES.values()
        for attribute in ("fill", "stroke")
    )
