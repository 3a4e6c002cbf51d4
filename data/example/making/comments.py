"""Short comments that interviewers wrote down beside an answer: invented, by factor or domain and by answer."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from making.chance import Chance
from making.factors import domain_of


@cache
def _comments() -> dict[tuple[str, str], tuple[str, ...]]:
    """The comments that fit each factor (or domain) and answer."""
    lines = Path(__file__).with_name("comments.txt").read_text(encoding="utf-8").splitlines()
    pools: dict[tuple[str, str], tuple[str, ...]] = {}
    for line in lines:
        if not line.startswith("#"):
            about, answer, comment = (cell.strip() for cell in line.split("|"))
            for name in about.split():
                pools[name, answer] = (*pools.get((name, answer), ()), comment)
    return pools


def comment_on(factor: str, in_place: str, chance: Chance) -> str:
    """A comment that fits the factor and the answer, or none where there is no such comment."""
    domain = domain_of()[factor]
    # what fits the factor itself is said three times as often as what fits anything of its domain
    pool = _comments().get((factor, in_place), ()) * 3 + _comments().get((domain, in_place), ())
    return chance.one_of(pool) if pool else ""
