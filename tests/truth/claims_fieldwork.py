"""Sentences of the fieldwork page: how far interviews came, who took part, workshops held, how the role is set up."""

from __future__ import annotations

import re
from collections.abc import Iterable

from claim import NUMBER, Fault, Place, claim, differs, number
from released import HIDDEN, Row, is_number, total

TOLD = {
    "role or profession": "role_detail", "how they have to do with peer support": "relation_to_peer_support",
    "gender": "gender", "age": "age_band", "ethnicity": "ethnicity", "years in the role": "years_in_role",
    "stakeholder group": "group",
}  # fmt: skip


@claim(rf"({NUMBER}) interviews?: (\d+) recorded, (\d+) transcribed, (\d+) with coded passages\.")
def steps(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.tables["interview_stages"]
    for said, what in zip(m.groups(), ("interviewed", "recorded", "transcribed", "coded"), strict=True):
        yield from differs(what, number(said), total(rows, f"n_{what}"))


@claim(rf"({NUMBER}) (?:person|people) approached: (\d+) agreed, (\d+) declined, (\d+) without an answer yet; of those who "
       r"agreed, (\d+) not interviewed yet\.")  # fmt: skip
def approached(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.tables["interview_stages"]
    steps = ("approached", "consented", "declined", "waiting", "to_interview")
    for said, what in zip(m.groups(), steps, strict=True):
        yield from differs(what, number(said), total(rows, f"n_{what}"))


@claim(r"An interview took (\d+) minutes on average \((\d+) timed\)\.")
def minutes(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.tables["interview_stages"]
    timed = total(rows, "n_timed")
    yield from differs("timed", number(m[2]), timed)
    mean = sum(float(row["minutes"]) for row in rows if is_number(row["minutes"])) / timed
    if abs(number(m[1]) - mean) > 0.5:
        yield f"minutes: says {m[1]}, the tables have {mean}"


@claim(r"Every interview is coded, its answers entered, its length written down\.")
def nothing_to_do(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.tables["interview_log"]
    if not rows:
        yield "there is no interview"
    for row in rows:
        if row["stage"] != "coded" or row["n_answers"] in ("", "0") or not row["minutes"]:
            yield f"{row['participant']} is not"


def _of_study(at: Place) -> list[Row]:
    return at.own.rows("took_part", site="")


@claim(rf"({NUMBER}) (?:person|people) took part\.")
def took_part(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = _of_study(at)
    for by in {row["by"] for row in rows}:
        yield from differs(f"people by {by}", number(m[1]), total((r for r in rows if r["by"] == by), "n"))


@claim(r"Not recorded: (.*)\.")
def not_recorded(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    said = dict(re.findall(r"(?:\A|, | and )([a-z ]+?) of ([\d,]+)(?=, | and |\Z)", m[1]))
    found = {row["by"]: round(float(row["n"])) for row in _of_study(at) if not row["value"]}
    yield from differs("not recorded", {TOLD[what]: number(n) for what, n in sorted(said.items())}, dict(sorted(
        found.items(), key=lambda pair: next(words for words, by in TOLD.items() if by == pair[0]))))  # fmt: skip


@claim(r"No role is planned in addition to the stakeholder groups\.")
def no_roles(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("roles planned", 0, len(at.team.tables.get("fieldwork_roles", [])))


@claim(r"No workshop has been held yet\.")
def no_workshop(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    yield from differs("workshops held", 0, len(at.team.tables.get("workshops_held", [])))


@claim(rf"({NUMBER}) workshops? held; (?:nobody wrote down how many came|([\d,]+) people came to (\d+) of them)\.")
def workshops_held(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.tables["workshops_held"]
    known = [row for row in rows if is_number(row["attendees"])]
    yield from differs("held", number(m[1]), len(rows))
    yield from differs("counted", number(m[3] or "no"), len(known))
    yield from differs("came", number(m[2] or "no"), total(known, "attendees"))


@claim(rf"How the role is set up was written down at ({NUMBER}) sites?\.")
def role_models(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    told = [row for row in at.own.tables["sites"] if row.get("role_model")]
    yield from differs("sites", number(m[1]), len(told))
    if any(row["role_model"] == HIDDEN for row in told):
        yield "at some it is not shown"
