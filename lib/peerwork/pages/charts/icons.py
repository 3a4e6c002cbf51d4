"""The signs of variation and assurance, as NHS England's "Making Data Count" letters them: H, L, P, F, ?"""

from __future__ import annotations

import pandas as pd

from peerwork.cells import Row
from peerwork.pages.charts.tiles import NOTHING, Sign
from peerwork.pages.readings import MEANINGS, SHORT_ASSURED, is_high
from peerwork.vocabulary import Assurance, PointType

ROLES = {
    PointType.IMPROVEMENT: "high",
    PointType.CONCERN: "low",
    PointType.NEUTRAL_HIGH: "contested",
    PointType.NEUTRAL_LOW: "contested",
}
COMMON = Sign("middle", "~")
ASSURANCES = {
    Assurance.PASS: Sign("high", "P"),
    Assurance.FAIL: Sign("low", "F"),
    Assurance.HIT_AND_MISS: Sign("middle", "?"),
}


def variation_sign(row: Row) -> Sign:
    """H or L on the colour of improvement, concern or neither; a wave for common cause; nothing without a value."""
    if pd.isna(row["variation"]):
        return NOTHING
    role = ROLES.get(row["variation"])
    return Sign(role, "H" if is_high(row) else "L") if role else COMMON


def assurance_sign(row: Row) -> Sign:
    """P, F or ? for a target passed, failed, or hit and missed; nothing without a target."""
    return NOTHING if pd.isna(row["assurance"]) else ASSURANCES.get(row["assurance"], NOTHING)


def icons_key() -> list[tuple[str, str, str]]:
    """What the signs of variation mean."""
    return [
        ("high", "H", "improvement, high"),
        ("high", "L", "improvement, low"),
        ("low", "H", "concern, high"),
        ("low", "L", "concern, low"),
        ("contested", "H", "neither way better, high"),
        ("contested", "L", "neither way better, low"),
        ("middle", "~", MEANINGS[PointType.COMMON_CAUSE]),
    ]


def assurance_key() -> list[tuple[str, str, str]]:
    """What the signs of assurance mean."""
    return [(look.role, look.sign, SHORT_ASSURED[name]) for name, look in ASSURANCES.items()]
