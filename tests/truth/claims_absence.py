"""Sentences that say there is none, and sentences that say something is not shown: two different things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from claim import CLAIMS, Fault, Place, claim
from released import HIDDEN, Row, is_number

Find = Callable[[Place, bool], list[Row]]


def _table(name: str, **where: str) -> Find:
    return lambda at, team: at.rows(name, team=team, **where)


def _scoped(name: str, **where: str) -> Find:
    return lambda at, team: at.scoped(name, team=team, **where)


# What each subject of an absence would be in the tables: rows that would make "there is none" untrue.
SUBJECTS: dict[str, Find] = {
    "interviews": lambda at, team: [r for r in at.rows("fieldwork", team=team) if r["done"] not in ("", "0", "0.0")],
    "answers on conditions": _table("conditions"),
    "answers on effects": _table("patterns"),
    "replication": _table("replication"),
    "hypotheses": _table("hypotheses"),
    "importance": lambda at, team: [r for r in at.scoped("importance", team=team) if is_number(r["mean"])],
    "top three": _scoped("top_three"),
    "other factors": _table("other_factors"),
    "documents": lambda at, team: [r for r in at.rows("fidelity", team=team) if r["documents"] != "not_examined"],
    "impacts": _scoped("impact_counts"),
    "ratings": lambda at, team: at.rows("site_ratings", team=team) + at.rows("distinguishing", team=team),
    "calendar": _table("calendar"),
    "measurements": _table("indicator_series"),
    "priorities": _table("indicator_priorities"),
    "agreement": lambda at, team: [r for r in at.rows("coder_agreement", team=team) if r["units"] not in ("", "0", "0.0")],
    "mapping": _table("mapping_counts"),
    "workshops": lambda at, team: [r for r in at.rows("workshop_marks", team=team) if r["mark"] not in ("unchecked", "")],
    "configurations": lambda at, team: at.rows("configurations", team=team) + at.rows("configuration_design", team=team),
    "unresolved": _table("unresolved_readings"),
    "tensions": lambda at, team: [r for r in at.rows("tensions", team=team) if is_number(r["difference"])],
    "sectors": _table("replication_by_value", attribute="sector"),
    "attributes": _table("replication_by"),
    "culture": lambda at, team: [row for name in ("community", "ethnicities", "culture_targets") for row in at.rows(name, team=team)],
    "passages": lambda at, team: at.rows("passages", team=team) + at.rows("passage_counts", team=team),
    "robustness": lambda at, team: [r for r in at.rows("robustness", team=team) if r["verdict"] != "too_little_evidence"],
    "missing answers": _table("missing_answers"),
    "still open": _table("still_open"),
    "logic": _table("logic_elements"),
    "earlier": _table("earlier_edition"),
}  # fmt: skip

NONE = {
    r"This study has no interviews\.": "interviews",
    r"No interviews are planned or recorded\.": "interviews",
    r"No answers on conditions were recorded\.": "answers on conditions",
    r"No answers on effects were recorded\.": "answers on effects",
    r"There are no patterns to compare across sites\.": "replication",
    r"No factor of this study bears on the null hypotheses\.": "hypotheses",
    r"No ratings of importance were recorded here\.": "importance",
    r"Nobody’s most important factors were recorded here\.": "top three",
    r"Nobody (?:here )?raised a condition that the framework lacks\.": "other factors",
    r"No documents were collected\.": "documents",
    r"No impacts were recorded here\.": "impacts",
    r"The study has no consensus ratings of sites\.": "ratings",
    r"The study has no calendar\.": "calendar",
    r"No measurements were recorded\.": "measurements",
    r"Nobody has rated the indicators yet\.": "priorities",
    r"No document was read by two coders, so nothing can be said of their agreement\.": "agreement",
    r"No factor was read by two coders\.": "agreement",
    r"No national mapping was recorded\.": "mapping",
    r"No feedback workshop has spoken of these results\.": "workshops",
    r"This study declares no analysis of configurations\.": "configurations",
    r"No reading waits for a decision between coders\.": "unresolved",
    r"No two stakeholder groups rated the same factor here\.": "tensions",
    r"There are no sectors to compare\.": "sectors",
    r"No attribute of sites is declared\.": "attributes",
    r"Nothing was recorded on culture and community\.": "culture",
    r"No answers are recorded\.": "missing answers",
    r"No interviews are planned that could change a verdict\.": "still open",
    r"There is no verdict with evidence enough to be tested\.": "robustness",
    r"There is no earlier edition to compare with\.": "earlier",
}

# What a page says of its audience, and the rows of that audience's own tables that would make it untrue.
NOT_SHOWN = {
    r"Whether conditions were in place is not shown here\.": "answers on conditions",
    r"Whether conditions worked as proposed is not shown here\.": "answers on effects",
    r"(?:Patterns across sites are|What holds across sites is) not shown here\.": "replication",
    r"No null hypothesis is shown here\.": "hypotheses",
    r"How important people thought each factor is not shown here\.": "importance",
    r"What was raised outside the framework is not shown here\.": "other factors",
    r"What documents say is not shown here\.": "documents",
    r"Perceived impacts are not shown on this page\.": "impacts",
    r"No consensus rating of a site is shown here\.": "ratings",
    r"No calendar is shown here\.": "calendar",
    r"No measurements are shown here\.": "measurements",
    r"Ratings of indicators are not shown here\.": "priorities",
    r"How far coders agree is not shown here\.": "agreement",
    r"The national mapping is not shown here\.": "mapping",
    r"What feedback workshops said is not shown here\.": "workshops",
    r"No (?:analysis of configurations|combination of conditions) is shown here\.": "configurations",
    r"Readings on which coders differ are not shown on this page\.": "unresolved",
    r"Differences between stakeholder groups are not shown on this page\.": "tensions",
    r"Sectors are not compared here\.": "sectors",
    r"Other attributes are not shown here\.": "attributes",
    r"Culture and community are not shown on this page\.": "culture",
    r"How robust verdicts are is not shown on this page\.": "robustness",
    r"This is shown to the research team only\.": "still open",
}  # fmt: skip


def _none(subject: str) -> Callable[[Place, re.Match[str]], Iterable[Fault]]:
    def check(at: Place, m: re.Match[str]) -> Iterable[Fault]:
        found = SUBJECTS[subject](at, True)
        return [f"the team's tables have {len(found)} rows: it is only not shown"] if found else []

    return check


def _hidden(subject: str) -> Callable[[Place, re.Match[str]], Iterable[Fault]]:
    def check(at: Place, m: re.Match[str]) -> Iterable[Fault]:
        found = SUBJECTS[subject](at, False)
        shown = [row for row in found if any(v == HIDDEN for v in row.values()) is False]
        if at.own.audience == "team":
            return ["the team is told that something is not shown to it"]
        return [f"this audience's tables show {len(shown)} rows of it"] if shown else []

    return check


CLAIMS.extend((re.compile(rf"{pattern}\Z"), _none(subject)) for pattern, subject in NONE.items())
CLAIMS.extend((re.compile(rf"{pattern}\Z"), _hidden(subject)) for pattern, subject in NOT_SHOWN.items())


@claim(
    r"How many people (?:of one stakeholder group )?were interviewed is not shown here\.",
    r"No count of interviews is shown here\.",
)
def interviews_hidden(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if at.scope == "group" and not at.own.has("fieldwork", "group"):
        return
    rows = [row for row in at.rows("fieldwork") if is_number(row["done"])]
    if rows and not (at.scope == "group" and all(not row["group"] for row in rows)):
        yield "this audience's tables count interviews"


@claim(r"No mean importance is shown here\.")
def no_mean(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(is_number(row["mean"]) for row in at.scoped("importance", kind="either")):
        yield "a mean is shown"


@claim(
    r"Which factors were named as most important is not shown here\.",
    r"No share of people who named a factor is shown here\.",
)
def no_picks(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(is_number(row["share"]) and row["share"] not in ("0", "0.0") for row in at.scoped("top_three")):
        yield "a share is shown"


@claim(r"How many people told of impacts is not shown here\.")
def no_people(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if any(is_number(row["n_people"]) for row in at.scoped("impact_counts")):
        yield "a number of people is shown"


@claim(r"No passage is shown on this page\.")
def no_passage(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    known = at.scope == "study" or at.own.has("passages", at.scope)
    text = "text" if at.own.has("passages", "text") else "quotable_text"
    if known and any(row[text] for row in at.rows("passages")):
        yield "a passage is there"


@claim(r"No declared attribute of sites sets them apart(, as far as verdicts are shown)? \(exploratory\)\.")
def no_attribute(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.own.rows("replication_by")
    if any(row["verdict"] == "sector_specific" for row in rows):
        yield "an attribute sets some apart"
    if any(row["verdict"] == HIDDEN for row in rows) and not m[1]:
        yield "some verdicts are not shown"


@claim(r"No condition is established across sites so far(, as far as verdicts are shown)?\.")
def none_established(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    verdicts = {row["verdict"] for row in at.own.rows("replication")}
    if verdicts & {"generic", "sector_specific"}:
        yield "a verdict is generic or specific"
    if HIDDEN in verdicts and not m[1]:
        yield "some verdicts are not shown"


@claim(r"No mean of (?:a stakeholder group|those whom a factor helped, or hindered,) is shown here\.")
def no_mean_of(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if "group" in m[0]:
        rows = at.rows("importance", scope="site_group" if at.scope == "site" else "group", kind="either")
    else:
        rows = [row for row in at.scoped("importance") if row["kind"] != "either"]
    if any(is_number(row["mean"]) for row in rows):
        yield "a mean is shown"


@claim(r"Nothing that is written down can be set against interviews(, as far as it is shown)?\.")
def nothing_against(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    rows = at.rows("fidelity")
    if any(row["fidelity"] in ("as_specified", "partly_carried_out", "not_carried_out") for row in rows):
        yield "something is"
    if any(row["fidelity"] == HIDDEN for row in rows) and not m[1]:
        yield "some are not shown"


@claim(r"No (?:verdict of a site is fragile|verdict is shown here to be sure or unsure of)\.")
def no_fragile(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if "fragile" in m[0] and any(row["fragile"] == "yes" and row["site"] for row in at.rows("robustness")):
        yield "a verdict of a site is fragile"
    if "sure" in m[0] and at.own.rows("replication"):
        yield "verdicts are shown"


@claim(r"The research team sees everything: nothing is withheld\.", r"No figure of this release is withheld\.")
def nothing_withheld(at: Place, m: re.Match[str]) -> Iterable[Fault]:
    if at.own.tables.get("release_log"):
        yield "the release log has rows"
