"""Coded passages: what people said, with invented names in it, and the same with names and places taken out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from making.chance import Chance
from making.sites import REFERRERS, sites
from making.truth import Planted, planted
from making.workshops import HELD

Rows = list[dict[str, str]]
COLUMNS = ("excerpt", "source", "participant", "site", "factor", "theme", "text", "quotable_text", "may_quote", "coder")

_THEMES = (
    ("t_identity", "Who am I at work?", ""),
    ("t_them_and_us", "Them and us", ""),
    ("t_small_things", "Small things that tell", "t_them_and_us"),
    ("t_endings", "Endings", ""),
    ("t_culture", "Culture and community", ""),
    ("t_family_faith", "Family and faith", "t_culture"),
    ("t_racism", "Race and racism", "t_culture"),
    ("t_hope", "Seeing that it can be done", ""),
)
_COMMUNITY_THEMES = {"t_family_faith": ("S07", "S10"), "t_racism": ("S10",)}
_ALSO = {
    "role": "t_identity",
    "boundaries": "t_identity",
    "team": "t_them_and_us",
    "practice": "t_hope",
    "diversity": "t_culture",
}

_NAMES = ("Robin", "Kim", "Ashley", "Chris", "Sam", "Alex", "Jo", "Pat", "Lee", "Frankie", "Jude", "Morgan", "Nicky")
_TOWNS = {
    "S01": "Ambermere", "S02": "Quillford", "S03": "Fennimoor", "S04": "Oxmarsh", "S05": "Harrowbeck",
    "S06": "Saltmere", "S07": "Dunmere", "S08": "Wexbourne", "S09": "Brindlecombe", "S10": "Millstead",
}  # fmt: skip
_WARDS = ("Heron ward", "Kestrel ward", "the Larch unit", "the Willow unit")
_MAY_QUOTE = {"no": 14, "workshop": 20, "board": 28, "yes": 38}


@dataclass(frozen=True)
class Passage:
    """One passage as it was invented: what it is about, who may say it, whether it speaks of presence or absence."""

    about: str
    group: str
    sign: str
    words: str


@cache
def _passages() -> tuple[Passage, ...]:
    lines = Path(__file__).with_name("passages.txt").read_text(encoding="utf-8").splitlines()
    return tuple(Passage(*(cell.strip() for cell in line.split("|"))) for line in lines if not line.startswith("#"))


def themes() -> Rows:
    """One row a theme."""
    return [dict(zip(("theme", "label", "parent"), row, strict=True)) for row in _THEMES]


def excerpts(participants: Rows) -> Rows:
    """One row a passage and what it is coded to; about one in ten is coded to a theme as well."""
    chance = Chance("excerpts")
    people = [person for person in participants if person["transcribed"] == "yes" and not person.get("withdrawn_on")]
    rows = []
    for number, passage in enumerate(chance.shuffled(_passages()), start=1):
        row = {"excerpt": f"E{number:03d}"} | _spoken(passage, people, chance)
        rows.append(row)
        theme = _ALSO.get(passage.about.split("_")[0])
        if theme and chance.happens(0.28):
            rows.append(row | {"factor": "", "theme": theme})
    return rows


def _spoken(passage: Passage, people: Rows, chance: Chance) -> dict[str, str]:
    speaker = chance.one_of(_speakers(passage, people))
    source = _source(passage, speaker["site"], chance)
    inside = {"name": chance.one_of(_NAMES), "town": _TOWNS[speaker["site"]], "ward": chance.one_of(_WARDS)}
    may_quote = chance.weighted(_MAY_QUOTE)
    taken_out = passage.words.format(name="[name]", town="[place]", ward="[team]")
    return {
        "source": source,
        "participant": speaker["participant"] if source == "interview" else "",
        "site": "" if source == "interview" else speaker["site"],
        "factor": "" if passage.about.startswith("t_") else passage.about,
        "theme": passage.about if passage.about.startswith("t_") else "",
        "text": passage.words.format(**inside),
        "quotable_text": "" if may_quote == "no" else taken_out,
        "may_quote": may_quote,
        "coder": chance.one_of(("coder_1", "coder_2")),
    }


def _source(passage: Passage, site: str, chance: Chance) -> str:
    drawn = chance.weighted({"interview": 92, "focus_group": 5, "workshop": 3})
    if passage.group == "document":
        return "document"
    return "focus_group" if drawn == "workshop" and site not in HELD else drawn


def _speakers(passage: Passage, people: Rows) -> Rows:
    """Those who might have said it: of that group, at a site where the planted truth is what the passage speaks of."""
    group = [person for person in people if passage.group in (person["group"], "document")]
    if passage.group == "team_member":  # a referring professional sees the team from outside
        group = [person for person in group if person["site"] not in REFERRERS]
    fitting = [person for person in group if _fits(passage, person["site"])]
    return fitting or group


def _fits(passage: Passage, site: str) -> bool:
    if passage.about in _COMMUNITY_THEMES:
        return site in _COMMUNITY_THEMES[passage.about]
    if passage.about not in _truths():
        return True
    if passage.about.startswith("diversity") and passage.sign == "+":
        return site in [row["site"] for row in sites() if row["community"]]
    truth = _truths()[passage.about]
    as_proposed_here = truth.status_at(site) in ("in_place", "contested") and truth.pattern_at(site) == "replicated"
    return as_proposed_here if passage.sign == "+" else truth.status_at(site) != "in_place" or not as_proposed_here


@cache
def _truths() -> dict[str, Planted]:
    return {truth.factor: truth for truth in planted()}
