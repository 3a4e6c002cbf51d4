"""Text that a spreadsheet would run as a formula, made plain on the way out and itself again on the way in."""

from __future__ import annotations

RUN_BY_SPREADSHEETS = ("=", "+", "-", "@", "\t", "\r")
MARK = "'"


def as_plain_text(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it (or where it has one already)."""
    return MARK + text if text.lstrip(MARK).startswith(RUN_BY_SPREADSHEETS) else text


def from_plain_text(text: str) -> str:
    """The text as it was before `as_plain_text`; other texts are left alone, an apostrophe of their own too."""
    return text[1:] if text.startswith(MARK) and text.lstrip(MARK).startswith(RUN_BY_SPREADSHEETS) else text
