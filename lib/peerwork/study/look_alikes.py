"""Codes that look like a known one and are another: zeros that a spreadsheet took away, letters of another alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from peerwork.problems import quoted

# capital and small letters of Cyrillic and Greek that are drawn as Latin ones are
_DRAWN_ALIKE = str.maketrans("АВЕЗКМНОРСТУХІЈЅаеорсухіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABE3KMHOPCTYXIJSaeopcyxijsABEZHIKMNOPTYXo")


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
