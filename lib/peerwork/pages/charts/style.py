"""The one style of every chart: colours by role, in light and in dark, and the sizes of text.

A drawing names a role, never a colour. A page's style sheet knows the roles as classes, in light and in dark; a file of
its own carries the light colours as plain attributes, and rules that select those in the dark. Blues and oranges stay
apart for every common kind of colour blindness; what they mean is always said by a sign, a place or a word too: grey
loses nothing.
"""

from __future__ import annotations

PIXELS = 72  # one unit of a drawing is one point of the figure, which SVG calls a pixel
WIDTH = 340.0  # pixels of one panel: a phone held upright shows it at nearly full size
TEXT, SMALL, TITLE = 13.0, 11.5, 15.0  # pixels
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

# What a page's style sheet calls a role, a size or a manner of drawing; ink and the size of text need no name.
CLASSES = {
    "ink": "", "paper": "p", "muted": "m", "rule": "u", "track": "k", "grid": "g", "on_strong": "w", "high": "h",
    "high_soft": "i", "middle": "j", "low_soft": "n", "low": "l", "contested": "v",
    "center": "c", "right": "e", "open": "o", "dashed": "d", "dot": "r", "ring": "r", "diamond": "f",
}  # fmt: skip
SIZES = {TEXT: "", SMALL: "s", TITLE: "t"}

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


def chart_rules(within: str) -> str:
    """CSS that draws every SVG that `within` selects by its classes, in light colours."""
    manners = {
        # Given to the whole drawing and inherited: what a `use` shows looks as that element is told, not as its path.
        "": f"font-size:{TEXT:g}px;color:{light('ink')};fill:none;stroke:currentColor",
        " text": "fill:currentColor;stroke:none",
        " .f": "fill:currentColor;stroke:none",
        " .s": f"font-size:{SMALL}px",
        " .t": f"font-size:{TITLE:g}px",
        " .b": "font-weight:700",
        " .c": "text-anchor:middle",
        " .e": "text-anchor:end",
        " .r": "stroke-linecap:round",
        " .d": "stroke-dasharray:2",
        " .o": "stroke-width:1.5;stroke-dasharray:4.5 3",
    }
    colours = {f" .{CLASSES[role]}": f"color:{pale}" for role, (pale, _) in ROLES.items() if CLASSES[role]}
    return "".join(f"{within}{what}{{{how}}}" for what, how in (manners | colours).items())


def dark_chart_rules(within: str) -> str:
    """CSS that turns the colours of `chart_rules` into the dark ones."""
    dark = {f" .{CLASSES[role]}" if CLASSES[role] else "": colour for role, (_, colour) in ROLES.items()}
    return "".join(f"{within}{what}{{color:{colour}}}" for what, colour in dark.items())


def tile_rules(dark: bool = False) -> str:
    """CSS that fills the cells of a table of tiles by their roles' classes."""
    return "".join(
        f".tiles td.{CLASSES[role]}{{background:{shades[dark]};color:{ROLES[text_on(role)][dark]}}}"
        for role, shades in ROLES.items()
        if role in (*ANSWERS, "contested")
    )


def dark_rules(within: str) -> str:
    """CSS that turns the light colours of every SVG inside `within`, written out in attributes, into the dark ones."""
    return "".join(
        f'{within} [{attribute}="{pale}"]{{{attribute}:{dark}}}'
        for pale, dark in ROLES.values()
        for attribute in ("fill", "stroke")
    )
