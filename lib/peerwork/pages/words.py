"""The closed values in plain words: one home for what a reader sees in place of `not_in_place`."""

from __future__ import annotations

WORDS = {
    "in_place": "in place",
    "not_in_place": "not in place",
    "mixed": "mixed",
    "contested": "contested",
    "too_little_evidence": "too little evidence",
    "replicated": "as proposed",
    "alternative_pattern": "another pattern",
    "no_difference": "no difference",
    "generic": "generic",
    "sector_specific": "specific to a sector",
    "alternative": "another pattern or no difference",
    "not_established": "not established",
    "distinguishing": "distinguishing",
    "not_distinguishing": "not distinguishing",
    "facilitator": "helps",
    "barrier": "hinders",
    "either": "all",
}


def word(value: str) -> str:
    """The plain words for a closed value; a value that is words already stays as it is."""
    return WORDS.get(value, value.replace("_", " "))
