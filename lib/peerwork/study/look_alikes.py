"""Codes that look like another one: capitals, letters of another alphabet, what nobody sees, zeros taken away."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable

from peerwork.problems import quoted

# capital and small letters of Cyrillic and Greek that are drawn as Latin ones are
_DRAWN_ALIKE = str.maketrans("АВЕЗКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABE3KMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo")
_TYPED_ALIKE = str.maketrans("oil", "011")  # after capitals are gone: what a hand takes for another on a keyboard


def _seen(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


def _dashes(text: str) -> str:
    return "".join("-" if unicodedata.category(char) == "Pd" or char == "\N{MINUS SIGN}" else char for char in text)


# What two codes may differ by and still be read as one, in the order in which it is taken away.
_STEPS: dict[str, Callable[[str], str]] = {
    "how an accent is written": lambda text: unicodedata.normalize("NFKC", text),
    "letters of another alphabet": lambda text: text.translate(_DRAWN_ALIKE),
    "characters that nobody sees": _seen,
    "the kind of dash": _dashes,
    "capital letters": str.casefold,
}


def skeleton(text: str, *, without: str = "") -> str:
    """The code as a reader sees it: two codes that differ have one skeleton where nobody could tell them apart."""
    if text.isascii():
        return text if without == "capital letters" else text.casefold()
    for name, step in _STEPS.items():
        text = text if name == without else step(text)
    return text


def look_alikes(codes: Iterable[tuple[int, str]]) -> list[tuple[int, str, str, str]]:
    """Of each code that reads like an earlier one: its row, itself, that one, and what differs."""
    first: dict[str, str] = {}
    found = []
    for row, code in codes:
        other = first.setdefault(skeleton(code), code)
        if other != code:
            found.append((row, code, other, what_differs(code, other)))
    return found


def what_differs(one: str, other: str) -> str:
    """What two codes of one skeleton differ by, in words."""
    reasons = [name for name in _STEPS if skeleton(one, without=name) != skeleton(other, without=name)]
    return " and ".join(_named(reason, one, other) for reason in reasons)


def _named(reason: str, one: str, other: str) -> str:
    """The reason with the letter, or the invisible character, that one of the two has and the other lacks."""
    if reason == "letters of another alphabet":
        strange = [char for char in one + other if char.translate(_DRAWN_ALIKE) != char]
        return f"the letter {unicodedata.name(strange[0])}"
    if reason == "characters that nobody sees":
        hidden = [char for char in one + other if not _seen(char)]
        return f"a character that nobody sees (U+{ord(hidden[0]):04X})"
    return reason


def look_alike(text: str, known: Collection[str]) -> str:
    """What would be right in place of a text that looks like a known name; nothing where none does."""
    latin = text.translate(_DRAWN_ALIKE)
    if latin != text:
        strange = next(char for char, plain in zip(text, latin, strict=True) if char != plain)
        meant = f"did you mean {quoted(latin)}?" if latin in known else "write it in Latin letters"
        return f"it holds the letter {unicodedata.name(strange)}; {meant}"
    if text.isdecimal():
        alike = [name for name in known if name.isdecimal() and name.lstrip("0") == text.lstrip("0")]
        if len(alike) == 1:
            return f"did you mean {quoted(alike[0])}? Spreadsheets take leading zeros away"
    return ""


def typed_alike(text: str, known: Collection[str]) -> str:
    """The one known code that a hand could have meant: O for 0, l for 1, zeros, capitals, dashes, spaces left out."""
    meant = [name for name in known if name != text and _typed(name) == _typed(text)]
    return meant[0] if len(meant) == 1 else min(meant, default="")


def _typed(text: str) -> str:
    plain = re.sub(r"[\s_.-]+", "", skeleton(text)).translate(_TYPED_ALIKE)
    return re.sub(r"0+(?=[0-9])", "", re.sub(r"(?<=[^0-9])0+(?=[0-9])", "", plain))
