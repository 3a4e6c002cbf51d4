"""Documents of each site, and what coders read in them: a planted reading for every factor that a document bears on."""

from __future__ import annotations

from making.chance import Chance
from making.factors import conditions, domain_of
from making.sites import sector_of
from making.truth import planted

Rows = list[dict[str, str]]
DOCUMENT_COLUMNS = (
    "document",
    "site",
    "type",
    "title",
    "dated",
    "owner",
    "may_share",
    "permission_by",
    "permission_on",
)
EXTRACT_COLUMNS = ("document", "factor", "evidence", "coder", "page", "note")

# What each type of document bears on, and what it may be called
_TYPES = {
    "job_description": (("role", "employment"), "Job description: peer worker"),
    "person_specification": (("employment",), "Person specification: peer worker"),
    "training_material": (("training", "practice"), "Course handbook for new peer workers"),
    "policy": (("boundaries", "support"), "Policy on supervision, boundaries and staying well"),
    "protocol": (("team", "boundaries"), "Protocol for working in teams"),
    "service_specification": (("role", "practice", "team"), "Service specification"),
    "strategy": (("organisation", "diversity"), "Recovery strategy"),
    "business_plan": (("organisation", "employment"), "Business plan"),
}
_BY_LETTER = dict(zip("JPTOXSRB", _TYPES, strict=True))  # in the order above
_COLLECTED = {
    site: tuple(_BY_LETTER[letter] for letter in letters)
    for site, letters in {
        "S01": "JPTOSRB", "S02": "JPTOSR", "S03": "JTOXSRB", "S04": "JPOXSR", "S05": "JTOXB",
        "S06": "TOB", "S07": "JTOSR", "S08": "JPOXS", "S09": "SX", "S10": "JTOXSR",
    }.items()
}  # fmt: skip
_TWICE_READ = ("job_description", "policy", "training_material")  # what two coders read

# What documents say, by sector: trusts write more down, user-led services do more than they write
_READINGS = {
    "statutory": {"specified": 44, "partly": 22, "silent": 24, "contradicted": 6, "conflicting": 4},
    "voluntary": {"specified": 22, "partly": 18, "silent": 50, "contradicted": 5, "conflicting": 5},
    "partnership": {"specified": 30, "partly": 22, "silent": 38, "contradicted": 4, "conflicting": 6},
}
# The stories that the study is to find again: promised and not done, done and not written, written and undone
_STORIES = {
    **{(site, "support_supervision"): "specified" for site in ("S01", "S02", "S03", "S04", "S08", "S10")},
    **{(site, "training_team"): "specified" for site in ("S01", "S02", "S03")},
    **{(site, "practice_lived_experience"): "silent" for site in ("S05", "S06", "S08")},
    **{(site, "boundaries_disclosure_users"): "silent" for site in ("S05", "S06")},
    **{(site, "employment_career_path"): "contradicted" for site in ("S01", "S04")},
    **{(site, "organisation_invested"): "specified" for site in ("S01", "S02", "S03", "S04")},
}
_OWNERS = {"statutory": "the trust", "voluntary": "the organisation's trustees", "partnership": "the partnership board"}
_NOTES = {
    "specified": (
        "Set out as a duty, with a name against it.",
        "A section of its own.",
        "Stated in the first paragraph.",
    ),
    "partly": (
        "Mentioned once, without saying who or when.",
        "An aim rather than a commitment.",
        "For some posts only.",
    ),
    "absent": ("", "", "Nothing found.", "The word does not occur."),
    "contradicted": ("Says the opposite.", "Ruled out by the terms of the post.", "Forbidden on the second page."),
}
_BESIDE = {
    "specified": ("partly",),
    "partly": ("specified", "absent"),
    "absent": ("partly",),
    "contradicted": ("absent",),
}


def documents() -> Rows:
    """One row a document."""
    chance, rows = Chance("documents"), []
    for site, types in _COLLECTED.items():
        for kind in types:
            shared = chance.happens(0.45)
            rows.append(
                {
                    "document": f"D{len(rows) + 1:03d}", "site": site, "type": kind, "title": _TYPES[kind][1],
                    "dated": f"{chance.between(2008, 2010)}-{chance.between(1, 12):02d}-01",
                    "owner": _OWNERS[sector_of()[site]],
                    "may_share": "yes" if shared else "no",
                    "permission_by": chance.one_of(("service manager", "director", "trustees")) if shared else "",
                    "permission_on": f"2012-{chance.between(1, 5):02d}-{chance.between(10, 28)}" if shared else "",
                }
            )  # fmt: skip
    return rows


def reading_at(site: str, factor: str) -> str:
    """What a site's documents together say of a factor: the planted reading, `not_examined` where none bears on it."""
    if not any(_bears_on(kind, factor) for kind in _COLLECTED[site]):
        return "not_examined"
    if (site, factor) in _STORIES:
        return _STORIES[site, factor]
    weights = dict(_READINGS[sector_of()[site]])
    status = next(truth for truth in planted() if truth.factor == factor).status_at(site)
    weights["specified"] *= {"in_place": 1.4, "not_in_place": 0.6}.get(status, 1)
    drawn = Chance(f"reading {site} {factor}").weighted(weights)
    readable = sum(_bears_on(kind, factor) for kind in _COLLECTED[site])
    return "partly" if drawn == "conflicting" and readable < 2 else drawn


def extracts() -> Rows:
    """One row a coder's reading: the first coder reads all, the second some, and most differences are settled."""
    chance, rows = Chance("extracts"), []
    by_site: dict[str, Rows] = {}
    for document in documents():
        by_site.setdefault(document["site"], []).append(document)
    for site, here in by_site.items():
        for factor in conditions():
            read = [document for document in here if _bears_on(document["type"], factor)]
            for document, evidence in zip(read, _spread(reading_at(site, factor), len(read)), strict=True):
                rows += _readings(document, factor, evidence, chance)
    return sorted(rows, key=lambda row: (row["document"], conditions().index(row["factor"]), row["coder"]))


def _bears_on(kind: str, factor: str) -> bool:
    return domain_of()[factor] in _TYPES[kind][0]


def _spread(reading: str, number: int) -> list[str]:
    """The reading of each of so many documents, which together say `reading`."""
    if number == 0:
        return []
    first = {"silent": ["absent"], "conflicting": ["specified", "contradicted"]}.get(reading, [reading])
    return first + ["absent"] * (number - len(first))


def _readings(document: dict[str, str], factor: str, truth: str, chance: Chance) -> Rows:
    first = truth if chance.happens(0.96) or document["type"] not in _TWICE_READ else chance.one_of(_BESIDE[truth])
    readings = {"coder_1": first}
    if document["type"] in _TWICE_READ and int(document["site"][1:]) <= 8:
        readings["coder_2"] = truth if chance.happens(0.85) else chance.one_of(_BESIDE[truth])
        if len(set(readings.values())) > 1 and chance.happens(0.85):
            readings["agreed"] = truth
    return [
        {
            "document": document["document"], "factor": factor, "evidence": evidence, "coder": coder,
            "page": str(chance.between(1, 24)) if evidence != "absent" else "", "note": chance.one_of(_NOTES[evidence]),
        }
        for coder, evidence in readings.items()
    ]  # fmt: skip
