"""The national mapping: sixty invented organisations that employ or host peer workers."""

from __future__ import annotations

from making.chance import Chance

COLUMNS = ("organisation", "sector", "region", "peer_workers", "roles", "since")

_PLACES = {
    "London": ("Ashdene", "Bellwether Park", "Carrow Lane", "Dunmere", "Elmsgate", "Furzedown Rise", "Gorseway"),
    "North": ("Harrowbeck", "Ingledale", "Kirkstow", "Lowmoor Fell", "Millstead", "Netherwick", "Ormsgill"),
    "South": ("Pendleford", "Quayhaven", "Rushbrook", "Saltmere", "Thornecombe", "Underwold", "Vinesbury"),
    "Midlands": ("Wolverley", "Yarnfold", "Arrowby", "Brackenhurst", "Cloverleigh", "Dovecote Green", "Eastlow"),
}
_NAMES = {
    "statutory": ("{} Mental Health Trust", "{} Community Trust", "{} Council, adult services"),
    "voluntary": ("{} Users' Forum", "{} Survivors' Group", "Friends of {}", "The {} Network", "{} Women's Centre"),
    "partnership": ("{} Recovery Partnership", "{} Arts in Recovery", "{} Bridge Project"),
}
_ROLES = {
    "statutory": (
        "inpatient wards",
        "community teams",
        "recovery plan training",
        "home treatment",
        "early intervention",
    ),
    "voluntary": (
        "self-help groups",
        "crisis house",
        "telephone line",
        "advocacy",
        "home visits",
        "confidence courses",
    ),
    "partnership": ("arts groups", "links between hospital and home", "employment support", "ward visits"),
}


def mapping() -> list[dict[str, str]]:
    """One row an organisation, in alphabetical order."""
    chance, rows = Chance("mapping"), {}
    while len(rows) < 60:
        region = chance.weighted({"London": 26, "North": 30, "South": 28, "Midlands": 16})
        sector = chance.weighted({"statutory": 40, "voluntary": 44, "partnership": 16})
        name = chance.one_of(_NAMES[sector]).format(chance.one_of(_PLACES[region]))
        rows[name] = {
            "organisation": name, "sector": sector, "region": region,
            "peer_workers": "" if chance.happens(0.12) else str(1 + int(chance.share() ** 2 * 28)),
            "roles": chance.one_of(_ROLES[sector]), "since": str(2012 - int(chance.share() ** 2 * 18)),
        }  # fmt: skip
    return [rows[name] for name in sorted(rows)]
