"""Indicators of the programme logic, how raters class them, and three years of monthly figures with planted shifts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from making.answers import rating
from making.chance import Chance

Rows = list[dict[str, str]]
INDICATOR_COLUMNS = ("indicator", "label", "stage", "leads_to", "unit", "better", "target", "data_source", "frequency")
RATING_COLUMNS = ("rater", "group", "indicator", "importance", "feasibility")
MEASUREMENT_COLUMNS = ("site", "indicator", "period", "value", "numerator", "denominator", "rebase")
EVENT_COLUMNS = ("on", "site", "indicator", "label")

_LOGIC = Path(__file__).resolve().parents[2] / "frameworks" / "peer_worker_logic.yaml"
_RATERS = {"peer_worker": 5, "team_member": 4, "service_user": 4, "manager": 4, "strategic": 3}

# indicator | planted mean importance | planted mean feasibility | target | data source | frequency
_PLANTED = """
posts_funded             | 3.6 | 4.7 |    | finance                 | yearly
services_with_lead       | 3.2 | 4.3 |    | annual return           | yearly
training_applicants      | 2.6 | 4.2 |    | course register         | each course
training_places          | 3.0 | 4.5 |    | course register         | each course
supervisors_trained      | 4.1 | 3.9 |    | training records        | quarterly
days_to_recruit          | 3.9 | 4.4 | 60 | personnel               | monthly
training_completed       | 3.7 | 4.4 | 85 | course register         | each course
practice_before_start    | 4.2 | 3.2 |    | course register         | each course
mentor_within_month      | 4.0 | 3.0 |    | managers' return        | quarterly
teams_briefed            | 4.4 | 2.9 |    | managers' return        | quarterly
support_sessions         | 3.3 | 4.1 |    | peer workers' diary     | monthly
reviews_with_peer        | 3.9 | 2.6 |    | sample of notes         | yearly
peer_workers_in_post     | 4.5 | 4.8 |    | personnel               | monthly
vacancy_rate             | 4.0 | 4.5 | 10 | personnel               | monthly
peer_workers_trained     | 3.6 | 4.4 |    | course register         | each course
supervision_on_time      | 4.8 | 4.0 | 90 | supervision log         | monthly
people_supported         | 4.6 | 4.3 |    | peer workers' diary     | monthly
days_to_first_contact    | 3.8 | 3.6 | 14 | referral system         | monthly
plans_with_peer_input    | 3.6 | 2.4 |    | sample of notes         | yearly
staff_know_role          | 4.3 | 2.5 |    | staff survey            | yearly
retention_one_year       | 4.7 | 4.2 | 80 | personnel               | yearly
peer_worker_confidence   | 4.2 | 2.8 |    | yearly questionnaire    | yearly
peer_worker_sickness     | 3.9 | 4.4 |  5 | personnel               | monthly
hope_score               | 4.7 | 2.2 |    | questionnaire           | each course of support
self_management          | 4.3 | 2.3 |    | questionnaire           | each course of support
missed_appointments      | 3.1 | 4.3 | 10 | appointments system     | monthly
recovery_practice_score  | 4.1 | 2.1 |    | team self-assessment    | yearly
peer_workers_moved_on    | 3.4 | 2.7 |    | leaving interviews      | yearly
quality_of_life          | 4.5 | 1.9 |    | questionnaire           | yearly
readmissions             | 3.7 | 4.1 |    | hospital system         | monthly
occupied_bed_days        | 2.8 | 4.2 |    | hospital system         | monthly
cost_per_person          | 2.7 | 2.6 |    | finance                 | yearly
"""

_MONTHS = tuple(f"{2009 + (month + 6) // 12}-{(month + 6) % 12 + 1:02d}-01" for month in range(36))  # July 2009 on


@dataclass(frozen=True)
class Series:
    """One planted series: a level, its spread from month to month, and what happens to it when.

    `of` is the denominator of a rate (value in per cent), 0 for a plain number. `what`: steady, shift (the level
    moves to `then` and stays), spike (one month at `then`), rebase (as shift, and the chart is begun anew).
    """

    site: str
    indicator: str
    level: float
    spread: float
    of: int = 0
    what: str = "steady"
    month: str = ""
    then: float = 0.0
    starts: str = _MONTHS[0]
    missing: str = ""
    ends: str = _MONTHS[-1]  # the last month reported so far


SERIES = (
    Series("S01", "people_supported", 42, 3, what="shift", month="2011-05-01", then=58),
    Series("S02", "people_supported", 35, 3, what="shift", month="2011-04-01", then=22),
    Series("S05", "people_supported", 61, 4),
    Series("S08", "people_supported", 48, 3.5),
    Series("S10", "people_supported", 30, 2.5, what="shift", month="2011-09-01", then=41, starts="2010-10-01"),
    Series("all", "people_supported", 330, 11, what="shift", month="2011-06-01", then=372),
    Series("S01", "supervision_on_time", 93, 2, of=60),
    Series("S02", "supervision_on_time", 78, 4, of=50, what="shift", month="2011-03-01", then=52),
    Series("S03", "supervision_on_time", 81, 3, of=40, what="shift", month="2011-01-01", then=96),
    Series("S05", "supervision_on_time", 90, 3, of=45),
    Series("S02", "vacancy_rate", 12, 2, what="shift", month="2011-06-01", then=27),
    Series("S07", "vacancy_rate", 34, 2.5, ends="2012-03-01"),
    Series("S05", "vacancy_rate", 4, 0.9),
    Series("S01", "peer_worker_sickness", 4.6, 0.6, of=1800),
    Series("S04", "peer_worker_sickness", 6.1, 0.8, of=1100),
    Series("S04", "missed_appointments", 21, 2, of=240),
    Series("S08", "missed_appointments", 13, 1.5, of=310, missing="2011-08-01"),
    Series("S01", "days_to_recruit", 148, 9, what="rebase", month="2011-04-01", then=92),
    Series("all", "days_to_recruit", 126, 8),
    Series("S05", "support_sessions", 210, 9, what="shift", month="2011-07-01", then=262),
    Series("S03", "support_sessions", 96, 6),
    Series("S01", "peer_workers_in_post", 11, 0.8, what="shift", month="2011-02-01", then=15),
    Series("S04", "peer_workers_in_post", 9, 0.7, what="shift", month="2011-08-01", then=5),
    Series("S01", "readmissions", 14, 1.2, of=180, what="shift", month="2011-07-01", then=9.5),
    Series("S04", "readmissions", 13, 1.3, of=160),
    Series("all", "readmissions", 13.2, 0.7, of=1300),
    Series("S01", "occupied_bed_days", 905, 14, what="spike", month="2010-12-01", then=1010),
)


def indicators() -> Rows:
    """One row an indicator; it leads to the indicators of whatever its element leads to in the programme logic."""
    logic = yaml.safe_load(_LOGIC.read_text(encoding="utf-8"))
    elements = {element["id"]: element for element in logic["elements"]}
    measured_by: dict[str, list[str]] = {}
    for indicator in logic["indicators"]:
        measured_by.setdefault(indicator["measures"], []).append(indicator["id"])
    rows, planted = [], _planted()
    for indicator in logic["indicators"]:
        element = elements[indicator["measures"]]
        leads_to = [name for next_one in element.get("leads_to", []) for name in measured_by.get(next_one, [])]
        _, _, target, source, frequency = planted[indicator["id"]]
        rows.append(
            {
                "indicator": indicator["id"], "label": indicator["label"], "stage": element["stage"],
                "leads_to": ";".join(leads_to), "unit": indicator["unit"], "better": indicator["better"],
                "target": target, "data_source": source, "frequency": frequency,
            }
        )  # fmt: skip
    return rows


def _planted() -> dict[str, tuple[str, ...]]:
    rows = [[cell.strip() for cell in line.split("|")] for line in _PLANTED.strip().splitlines()]
    return {row[0]: tuple(row[1:]) for row in rows}


def planted_priorities() -> Rows:
    """One row an indicator: the mean importance and feasibility that were planted."""
    return [{"indicator": name, "importance": row[0], "feasibility": row[1]} for name, row in _planted().items()]


def ratings() -> Rows:
    """One row a rater and indicator; a few left one blank."""
    chance, rows = Chance("indicator_ratings"), []
    groups = [group for group, number in _RATERS.items() for _ in range(number)]
    for number, group in enumerate(groups, start=1):
        for indicator, (importance, feasibility, *_) in _planted().items():
            rows.append(
                {
                    "rater": f"R{number:02d}", "group": group, "indicator": indicator,
                    "importance": "" if chance.happens(0.01) else str(rating(float(importance), chance)),
                    "feasibility": "" if chance.happens(0.03) else str(rating(float(feasibility), chance)),
                }
            )  # fmt: skip
    return rows


def planted_shifts() -> Rows:
    """One row a series: what was planted and when."""
    return [
        {
            "site": s.site,
            "indicator": s.indicator,
            "what": s.what,
            "month": s.month,
            "level": f"{s.level:g}",
            "then": f"{s.then:g}" if s.month else "",
        }
        for s in sorted(SERIES, key=lambda series: (series.site, series.indicator))
    ]


def measurements() -> Rows:
    """One row a series and month; a month that was never reported has no row."""
    rows = [row for series in SERIES for row in _monthly(series)]
    return sorted(rows, key=lambda row: (row["site"], row["indicator"], row["period"]))


def _monthly(series: Series) -> Rows:
    chance, rows = Chance(f"measurements {series.site} {series.indicator}"), []
    for month in _MONTHS:
        drawn = chance.normal(_level(series, month), series.spread)
        if series.starts <= month <= series.ends and month != series.missing:
            row = {"site": series.site, "indicator": series.indicator, "period": month}
            rebase = "yes" if series.what == "rebase" and month == series.month else ""
            rows.append(row | _figures(series, drawn, chance) | {"rebase": rebase})
    return rows


def _level(series: Series, month: str) -> float:
    moved = month == series.month if series.what == "spike" else bool(series.month) and month >= series.month
    return series.then if moved else series.level


def _figures(series: Series, drawn: float, chance: Chance) -> dict[str, str]:
    if not series.of:
        # rates given without their counts keep a decimal; people, days and sessions are whole
        return {"value": f"{max(drawn, 0):.1f}" if series.indicator == "vacancy_rate" else str(round(max(drawn, 0)))}
    denominator = max(round(chance.normal(series.of, series.of * 0.06)), 1)
    numerator = round(min(max(drawn, 0), 100) / 100 * denominator)
    return {
        "value": f"{100 * numerator / denominator:.2f}",
        "numerator": str(numerator),
        "denominator": str(denominator),
    }


def events() -> Rows:
    """One row something that happened to a measured process, as the team noted it."""
    return [
        {"on": on, "site": site, "indicator": indicator, "label": label}
        for on, site, indicator, label in (
            ("2011-03-07", "S02", "supervision_on_time", "Supervision moved"),
            ("2011-04-01", "S01", "days_to_recruit", "Checks before employment made together with the trust"),
            ("2011-06-06", "S02", "vacancy_rate", "Recruitment frozen"),
        )
    ]
