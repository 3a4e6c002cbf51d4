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
    "as_specified": "carried out as specified",
    "partly_carried_out": "partly carried out",
    "not_carried_out": "written but not carried out",
    "informal_practice": "done but not written",
    "absent": "neither written nor done",
    "against_the_documents": "done against the documents",
    "ruled_out": "ruled out and not done",
    "not_examined": "no document read",
    "conflicting": "documents conflict",
    "converge": "both agree",
    "diverge": "they differ",
    "one_source": "one source only",
    "none": "no source",
    "against": "against the null",
    "supporting": "for the null",
    "unchecked": "not spoken of",
}

# How strands of evidence stand to a finding, one by one and together (METHOD 16).
STRANDS = {"bears_out": "bear it out", "in_part": "in part", "contradicts": "contradict it"}
FITS = {"convergence": "convergence", "complementarity": "complementarity", "discord": "discord"}

# The null hypotheses, as a sceptic would put them (METHOD 9).
NULLS = {
    "distinctive": "The roles are not distinctive",
    "practice": "The roles enact no specific body of peer practice",
    "delivery": "The roles do not deliver the hoped-for quality and productivity",
}


def label_of(value: str) -> str:
    """The plain words for a closed value; a value that is words already stays as it is."""
    return WORDS.get(value, value.replace("_", " "))
