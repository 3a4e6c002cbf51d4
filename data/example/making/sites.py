"""The ten invented services. Nothing here is a real place, organisation or person."""

from __future__ import annotations

COLUMNS = (
    "site", "name", "sector", "region", "wave", "community", "user_led", "paid", "role_model"
)  # fmt: skip

_SITES = """
S01 | Ambermere Ward Companions | statutory | London | London | | no | yes
S02 | Quillford Community Teams | statutory | North | North | | no | yes
S03 | Fennimoor Recovery Trainers | statutory | South | South | | no | yes
S04 | Oxmarsh Home Treatment | statutory | London | London | | no | yes
S05 | Lantern Row Crisis House | voluntary | North | North | | yes | yes
S06 | Sparrow Wharf Network | voluntary | South | South | | yes | no
S07 | Tamarind Tree Women's Project | voluntary | London | London | South Asian women | no | yes
S08 | Open Latch Wexbourne | voluntary | London | London | | yes | yes
S09 | Brindlecombe Arts Partnership | partnership | South | South | | no | no
S10 | Baobab Bridge | partnership | North | North | African and Caribbean communities | no | yes
"""

_ROLE_MODELS = {
    "S01": (
        "Peer workers are employed by the trust in the place of support staff on two acute wards and a community team."
    ),
    "S02": "Peer workers carry a small caseload beside care coordinators in three community teams.",
    "S03": "Peer workers hold one defined task: they train people to write their own recovery plans.",
    "S04": "Peer workers join a home treatment team and visit people in the weeks after a crisis.",
    "S05": "A crisis house led and staffed by people who have used crisis services themselves.",
    "S06": "Members run groups and confidence courses for each other and for people leaving hospital.",
    "S07": "Bilingual peer workers visit women at home and walk with them to appointments.",
    "S08": "A user group sends peer workers on to wards, into rehabilitation and to people at home.",
    "S09": "Volunteers with experience of distress lead art and music groups for a trust and a council together.",
    "S10": "A community organisation employs peer workers who work inside the trust's teams.",
}

WELL = {"S01": 0.9, "S03": 0.95, "S05": 0.95, "S06": 0.8, "S08": 0.9, "S10": 0.85}  # introduced well
POORLY = {"S02": 0.1, "S04": 0.2, "S07": 0.15, "S09": 0.1}

# What the team wrote beside each membership of the outcome
REASONS = {
    "S01": "All posts filled for two years and made permanent; ward managers ask for more.",
    "S02": "Four of six peer workers left within a year and the posts were frozen.",
    "S03": "Courses run every term, trainers stayed, and a second team has been commissioned.",
    "S04": "The role was merged with that of support worker after eight months.",
    "S05": "Nine years of continuous working, full rotas and renewed funding.",
    "S06": "Groups are full and members stay, though funding is agreed a year at a time.",
    "S07": "Visits are valued, but half of the posts have stood empty since the second year.",
    "S08": "Invited on to every ward of the hospital and into two new services.",
    "S09": "Two of five groups closed and volunteers drifted away over the winter.",
    "S10": "Posts renewed by both partners; still few links to inpatient care.",
}

# How many of each group were interviewed: peer worker, team member, service user, manager, strategic.
# S09, last of the last wave, is behind plan.
INTERVIEWED = {
    "S01": (2, 2, 2, 2, 2), "S02": (2, 2, 2, 2, 1), "S03": (2, 2, 2, 2, 2), "S04": (2, 2, 2, 1, 2),
    "S05": (2, 2, 2, 2, 2), "S06": (2, 2, 2, 2, 1), "S07": (2, 2, 2, 2, 2), "S08": (2, 2, 2, 2, 1),
    "S09": (1, 1, 2, 1, 1), "S10": (2, 2, 2, 2, 2),
}  # fmt: skip
WITHDREW = (("S04", "service_user", True), ("S06", "team_member", False))  # site, group, answered before withdrawing
REFERRERS = ("S05", "S06", "S08")  # referring professionals of the local trust, in place of team members

FIELDWORK = {
    "London": ("2011-05-03", "2011-09-29"),
    "North": ("2011-10-04", "2012-02-28"),
    "South": ("2012-03-06", "2012-06-28"),
}
AS_OF = "2012-06-29"


def sites() -> list[dict[str, str]]:
    """One row a site, as sites.csv has it."""
    keys = COLUMNS[:-1]
    cells = [[cell.strip() for cell in line.split("|")] for line in _SITES.strip().splitlines()]
    return [dict(zip(keys, row, strict=True)) | {"role_model": _ROLE_MODELS[row[0]]} for row in cells]


def sector_of() -> dict[str, str]:
    """The sector of each site."""
    return {row["site"]: row["sector"] for row in sites()}


def wave_of() -> dict[str, str]:
    """The wave of fieldwork of each site."""
    return {row["site"]: row["wave"] for row in sites()}


def outcomes() -> list[dict[str, str]]:
    """One row a site: how far its peer worker roles were introduced well, and why the team thinks so."""
    memberships = WELL | POORLY
    return [
        {"site": site, "outcome": "introduced_well", "membership": str(memberships[site]), "reason": REASONS[site]}
        for site in sorted(memberships)
    ]
