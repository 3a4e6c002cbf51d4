"""The people whom sites named: told of the study, agreed or declined, and most of them interviewed since."""

from __future__ import annotations

import datetime as dt

from making.chance import Chance
from making.people import GROUPS
from making.sites import AS_OF, FIELDWORK, INTERVIEWED, wave_of

Rows = list[dict[str, str]]
COLUMNS = (
    "invitation", "site", "group", "identified_on", "informed_on", "consented_on", "declined_on", "participant",
)  # fmt: skip
PLANNED = 2  # of each group at each site
_DECLINE = {"peer_worker": 0.12, "team_member": 0.25, "service_user": 0.35, "manager": 0.15, "strategic": 0.3}


def invitations(participants: Rows) -> Rows:
    """One row a person approached: everybody interviewed, those who said no, those who have not answered, and, where
    a group is behind plan in the last wave, those who agreed and wait for a day."""  # fmt: skip
    chance = Chance("invitations")
    rows = [_interviewed(person, chance) for person in participants]
    for site in sorted(INTERVIEWED):
        for group, done in zip(GROUPS, INTERVIEWED[site], strict=True):
            rows += [_declined(site, group, chance) for _ in range(3) if chance.happens(_DECLINE[group])]
            if done < PLANNED and wave_of()[site] == "South":
                rows.append(_open(site, group, chance))
    codes = [f"I{number:03d}" for number in chance.shuffled(range(1, 1 + len(rows)))]
    for row, code in zip(rows, codes, strict=True):
        row["invitation"] = code
    return sorted(rows, key=lambda row: row["invitation"])


def _interviewed(person: dict[str, str], chance: Chance) -> dict[str, str]:
    held = dt.date.fromisoformat(person["interviewed_on"])
    agreed = held - dt.timedelta(days=chance.between(2, 12))
    informed = agreed - dt.timedelta(days=chance.between(1, 14))
    identified = informed - dt.timedelta(days=chance.between(0, 10))
    days = {"identified_on": identified, "informed_on": informed, "consented_on": agreed}
    return _row(person["site"], person["group"], days) | {"participant": person["participant"]}


def _declined(site: str, group: str, chance: Chance) -> dict[str, str]:
    days = _approached(site, chance)
    return _row(site, group, days | {"declined_on": days["informed_on"] + dt.timedelta(days=chance.between(1, 20))})


def _open(site: str, group: str, chance: Chance) -> dict[str, str]:
    """Approached in the last weeks: told, and perhaps agreed."""
    today = dt.date.fromisoformat(AS_OF)
    informed = today - dt.timedelta(days=chance.between(8, 30))
    days = {"identified_on": informed - dt.timedelta(days=chance.between(1, 10)), "informed_on": informed}
    if chance.happens(0.6):
        days["consented_on"] = informed + dt.timedelta(days=chance.between(1, 7))
    return _row(site, group, days)


def _approached(site: str, chance: Chance) -> dict[str, dt.date]:
    first, last = (dt.date.fromisoformat(day) for day in FIELDWORK[wave_of()[site]])
    identified = first + dt.timedelta(days=chance.between(0, (last - first).days - 32))
    return {"identified_on": identified, "informed_on": identified + dt.timedelta(days=chance.between(0, 10))}


def _row(site: str, group: str, days: dict[str, dt.date]) -> dict[str, str]:
    return {"site": site, "group": group} | {name: day.isoformat() for name, day in days.items()}
