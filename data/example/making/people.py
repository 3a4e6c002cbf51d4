"""The interviewees: invented people with believable particulars."""

from __future__ import annotations

import datetime as dt

from making.chance import Chance
from making.sites import AS_OF, FIELDWORK, INTERVIEWED, REFERRERS, WITHDREW, sites

COLUMNS = (
    "participant", "site", "group", "team", "role_detail", "relation_to_peer_support", "interviewed_on", "minutes",
    "recorded", "transcribed", "gender", "age_band", "ethnicity", "years_in_role", "withdrawn_on",
)  # fmt: skip
GROUPS = ("peer_worker", "team_member", "service_user", "manager", "strategic")

_TEAMS = {
    "S01": ("Heron ward", "Kestrel ward", "community team"), "S02": ("east team", "west team"),
    "S03": ("course team",), "S04": ("home treatment team",), "S05": ("house team",), "S06": ("groups", "courses"),
    "S07": ("visiting team",), "S08": ("ward visits", "rehabilitation"), "S09": ("art group", "music group"),
    "S10": ("bridge team",),
}  # fmt: skip
_DETAILS = {
    "peer_worker": ("peer support worker", "senior peer worker", "peer trainer"),
    "team_member": ("mental health nurse", "occupational therapist", "social worker", "psychologist", "support worker"),
    "service_user": ("currently uses the service", "used the service in the last year"),
    "manager": ("team manager", "service manager", "project manager"),
    "strategic": ("director", "commissioner", "head of recovery"),
}
_REFERRERS = (
    "referrer (community nurse)",
    "referrer (social worker)",
    "referrer (care coordinator)",
    "referrer (general practitioner)",
)
_RELATIONS = {
    "peer_worker": ("works as a peer worker",),
    "team_member": ("works alongside peer workers", "shares a caseload with a peer worker"),
    "service_user": ("is supported by a peer worker", "goes to a group led by peer workers"),
    "manager": ("manages peer workers", "manages a team with peer workers"),
    "strategic": ("is responsible for the programme", "funds the service"),
}
_ETHNICITIES = {
    "S07": {"Indian": 4, "Pakistani": 4, "Bangladeshi": 3, "White British": 2, "Mixed White and Asian": 1},
    "S10": {
        "Black Caribbean": 5,
        "Black African": 4,
        "Mixed White and Black Caribbean": 2,
        "White British": 2,
        "White Irish": 1,
    },
}
_ELSEWHERE = {
    "White British": 62, "White Irish": 5, "White other": 7, "Black Caribbean": 5, "Black African": 4, "Indian": 4,
    "Pakistani": 2, "Mixed White and Black Caribbean": 3, "Chinese": 1, "Any other background": 2,
}  # fmt: skip
_AGES = {"18 to 24": 4, "25 to 34": 20, "35 to 44": 30, "45 to 54": 28, "55 to 64": 14, "65 and over": 4}


def participants() -> list[dict[str, str]]:
    """One row an interviewee, under a code that tells neither site nor group."""
    chance = Chance("participants")
    rows = [_person(site["site"], group, site["wave"], chance) for site in sites() for group in _groups(site["site"])]
    rows += [_person(site, group, "London" if site == "S04" else "South", chance) for site, group, _ in WITHDREW]
    codes = [f"P{number:03d}" for number in chance.shuffled(range(101, 101 + len(rows)))]
    for row, code in zip(rows, codes, strict=True):
        row["participant"] = code
    for row in rows[-len(WITHDREW) :]:
        row["withdrawn_on"] = min(_later(row["interviewed_on"], 21), AS_OF)
    return sorted(rows, key=lambda row: row["participant"])


def _groups(site: str) -> list[str]:
    return [group for group, number in zip(GROUPS, INTERVIEWED[site], strict=True) for _ in range(number)]


def _person(site: str, group: str, wave: str, chance: Chance) -> dict[str, str]:
    recorded = "yes" if chance.happens(0.92) else "no"
    detail = chance.one_of(_REFERRERS if group == "team_member" and site in REFERRERS else _DETAILS[group])
    gender = "woman" if site == "S07" else chance.weighted({"woman": 56, "man": 40, "non-binary": 2, "": 2})
    return {
        "site": site, "group": group, "team": chance.one_of(_TEAMS[site]) if group != "strategic" else "",
        "role_detail": detail, "relation_to_peer_support": chance.one_of(_RELATIONS[group]),
        "interviewed_on": _weekday(wave, chance), "minutes": str(max(22, round(chance.normal(41, 7)))),
        "recorded": recorded, "transcribed": "yes" if recorded == "yes" and chance.happens(0.85) else "no",
        "gender": gender, "age_band": chance.weighted(_AGES),
        "ethnicity": "" if chance.happens(0.05) else chance.weighted(_ETHNICITIES.get(site, _ELSEWHERE)),
        "years_in_role": "" if group == "service_user" else str(chance.between(1, 6 if group == "peer_worker" else 15)),
    }  # fmt: skip


def _weekday(wave: str, chance: Chance) -> str:
    first, last = (dt.date.fromisoformat(day) for day in FIELDWORK[wave])
    day = first + dt.timedelta(days=chance.between(0, (last - first).days - 2))
    return (day - dt.timedelta(days=max(0, day.weekday() - 4))).isoformat()


def _later(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
