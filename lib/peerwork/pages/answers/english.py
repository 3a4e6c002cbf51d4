"""Small pieces of English that are right for every number: numerals, plurals, lists that name all or none."""

from __future__ import annotations

from collections.abc import Sequence

from peerwork.pages.prose import join_words

NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def numeral(number: int) -> str:
    """ "no", "one" … "ten", then digits."""
    return NUMERALS[number] if number < len(NUMERALS) else f"{number:,}"


def some(number: int, noun: str, plural: str = "") -> str:
    """ "one thing", "four things", "26 things"."""
    return f"{numeral(number)} {noun if number == 1 else plural or f'{noun}s'}"


def verb(number: int, singular: str, plural: str) -> str:
    """The verb that goes with a number."""
    return singular if number == 1 else plural


def all_or_none(items: Sequence[str], *, most: int = 6) -> str:
    """Every item, or the empty text where they are too many to be read: never some of them."""
    return join_words(items) if 0 < len(items) <= most else ""


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def lower_label(label: str) -> str:
    """A label inside a sentence: its first letter small unless its first word is an abbreviation."""
    first = label.split(" ", 1)[0]
    return label if first[1:].lower() != first[1:] else label[:1].lower() + label[1:]


def both_or_all(number: int) -> str:
    """ "the one", "both", "all three"."""
    return {1: "the one", 2: "both"}.get(number, f"all {numeral(number)}")


def quoted(items: Sequence[str], *, most: int = 6) -> str:
    """Labels in a sentence, in quotation marks since a label may read as a sentence; all of them, or the empty text."""
    return all_or_none([f"“{item}”" for item in items], most=most)


def a_or_an(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def count_in(part: int, whole: int) -> str:
    """A count written as what it is a part of is: "three" of four, "3" of 14; "no" of either."""
    return numeral(part) if whole < len(NUMERALS) or not part else f"{part:,}"


def out_of(part: int, whole: int) -> str:
    """ "three of the four", "4 of the 27", "none of the 27", "neither of the two"."""
    none = "neither" if whole == 2 else "none"
    return f"{count_in(part, whole) if part else none} of the {numeral(whole)}"


def part_of(part: int, whole: int, noun: str) -> str:
    """ "none of the three things", "4 of the 27 things"; of one "the one thing"."""
    return f"the one {noun}" if whole == 1 else f"{out_of(part, whole)} {noun}s"


def is_part(part: int, whole: int) -> str:
    """The verb after `part_of`: "the one thing is not", "none of the three things is", "two of the three are"."""
    if whole == 1:
        return "is" if part else "is not"
    return verb(max(part, 1), "is", "are")
