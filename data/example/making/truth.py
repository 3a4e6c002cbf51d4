"""The truth that is planted: for every factor what was in place where, what it did, and how much it mattered.

Patterns, a letter a sector (statutory, voluntary, partnership): R as proposed, A contrary (there and
hindering, or absent and helping), N no difference, M nothing clear, H as proposed at every second site, nothing clear
at the others.

Places: yes, no, mixed, well (in place where peer working was introduced well), a list of sites or sectors, or
`contested` with the sites at which managers say yes and peer workers no (elsewhere yes), and after a stroke the sites
where it is not in place.
"""

from __future__ import annotations

from dataclasses import dataclass

from making.sites import WELL, sector_of

SECTORS = ("statutory", "voluntary", "partnership")
LETTERS = {"R": "replicated", "A": "alternative_pattern", "N": "no_difference", "M": "mixed"}

# factor | planted verdict across sites | pattern | in place | mean importance | peer workers' mean less managers'
_FACTORS = """
role_job_description              | generic          | RRR | statutory S10            | 4.2 | -0.2
role_specific_tasks               | sector_specific  | RNR | yes                      | 3.6 | 0
role_flexible                     | generic          | RRR | yes                      | 4.1 | 0.4
role_shared_expectations          | generic          | RRR | S01 S03 S04 S06 S09 S10  | 4.6 | 0
role_known_to_service_users       | generic          | RRR | well                     | 4.1 | 0
role_matches_reality              | generic          | RRR | contested S01 S02 S04 S07 S10 | 4.0 | 0.3
practice_lived_experience         | generic          | RRR | yes                      | 4.7 | 0
practice_credible                 | generic          | RRR | yes                      | 4.4 | 0
practice_distinct                 | sector_specific  | MRM | voluntary S09 S10        | 3.9 | 0.6
practice_guide                    | generic          | RRR | yes                      | 4.0 | 0
practice_right_professionalism    | not_established  | HHH | mixed                    | 3.7 | -0.6
practice_positive_risk            | not_established  | HHH | mixed                    | 3.4 | 0
employment_hr_process             | sector_specific  | RNR | voluntary                | 3.9 | -0.4
employment_profile                | too_little_evidence | MMM | unknown               | 2.9 | 0
employment_experience_counts      | generic          | RRR | yes                      | 4.1 | 0.3
employment_pay_parity             | generic          | RRR | contested S01 S03 S05 S08 S10 / S06 S09 | 4.2 | 0.8
employment_same_criteria          | alternative      | AAA | yes                      | 2.9 | -0.5
employment_career_path            | generic          | RRR | no                       | 3.8 | 0.9
employment_benefits_advice        | sector_specific  | RNR | no                       | 3.6 | 0.4
training_accredited               | sector_specific  | RNR | statutory partnership    | 3.3 | -0.5
training_practical                | generic          | RRR | contested S01 S02 S03 S07 S08 S10 | 4.1 | 0.5
training_trainers                 | alternative      | NNN | no                       | 2.8 | 0
training_team                     | generic          | RRR | no                       | 4.5 | 0.3
support_supervision               | generic          | RRR | well                     | 4.8 | 0
support_dual_role                 | generic          | RRR | well                     | 4.3 | 0.3
support_peer_network              | generic          | RRR | voluntary S03 S10        | 4.2 | 0.7
support_mentor                    | not_established  | HHH | no                       | 3.7 | 0
support_wellbeing                 | sector_specific  | RMR | statutory S10            | 4.0 | -0.4
support_team_time                 | generic          | RRR | contested S01 S02 S05 S06 S10 | 4.1 | 0.5
boundaries_disclosure_users       | generic          | RRR | yes                      | 4.4 | 0.3
boundaries_disclosure_colleagues  | not_established  | HHH | yes                      | 3.9 | 0.7
boundaries_confidentiality        | alternative      | NNN | yes                      | 3.5 | 0.5
boundaries_relationship           | sector_specific  | RAR | yes                      | 3.9 | -0.7
boundaries_crisis                 | not_established  | HHH | mixed                    | 3.5 | -0.4
boundaries_transition             | generic          | RRR | well                     | 4.3 | 0.3
team_secure                       | sector_specific  | RNR | S01 S03 voluntary        | 3.6 | 0
team_shared_responsibility        | generic          | RRR | well                     | 4.0 | -0.3
team_credibility                  | generic          | RRR | S03 S05 S06 S07 S08 S09  | 4.5 | 0.3
team_equal_colleague              | generic          | RRR | contested S01 S02 S03 S04 S07 S10 | 4.5 | 0.4
organisation_strategic_fit        | sector_specific  | RNR | yes                      | 3.2 | -0.8
organisation_planned_pace         | not_established  | HHH | mixed                    | 3.6 | 0
organisation_invested             | generic          | RRR | well                     | 4.3 | 0.4
organisation_recovery_culture     | generic          | RRR | well                     | 4.5 | 0
organisation_leadership           | generic          | RRR | yes                      | 4.4 | 0
organisation_communication        | generic          | RRR | no                       | 4.1 | 0
organisation_partnership          | sector_specific  | NRR | yes                      | 3.5 | 0
organisation_spread               | alternative      | NNN | no                       | 2.9 | 0
organisation_monitored            | too_little_evidence | MMM | unknown               | 3.3 | 0
diversity_reflects_community      | sector_specific  | NRR | S05 S07 S08 S10          | 4.0 | 0.3
diversity_cultural_support        | not_established  | HHH | S07 S10                  | 3.8 | 0.5
benefit_service_users             |                  | RRR | yes                      | 4.7 | 0
benefit_peer_workers              |                  | RRR | yes                      | 4.5 | 0
benefit_team                      |                  | RRR | well                     | 4.1 | 0.3
benefit_productivity              |                  | MMM | mixed                    | 3.1 | -0.7
"""


@dataclass(frozen=True)
class Planted:
    """What is planted for one factor."""

    factor: str
    replication: str
    pattern: str
    place: str
    importance: float
    tension: float

    def status_at(self, site: str) -> str:
        """The status that is planted at a site: in_place, not_in_place, mixed, contested or too_little_evidence."""
        token, _, places = self.place.partition(" ")
        fixed = {"yes": "in_place", "no": "not_in_place", "mixed": "mixed", "unknown": "too_little_evidence"}
        if token in fixed:
            return fixed[token]
        if token == "contested":
            torn, _, missing = places.partition("/")
            return "contested" if site in torn.split() else "not_in_place" if site in missing.split() else "in_place"
        present = site in WELL if token == "well" else bool({site, sector_of()[site]} & set(self.place.split()))
        return "in_place" if present else "not_in_place"

    def pattern_at(self, site: str) -> str:
        """The pattern that is planted at a site."""
        letter = self.pattern[SECTORS.index(sector_of()[site])]
        if letter == "H":
            letter = "R" if int(site[1:]) % 2 else "M"
        return LETTERS[letter]


def planted() -> list[Planted]:
    """One entry a factor, in the framework's order."""
    rows = [[cell.strip() for cell in line.split("|")] for line in _FACTORS.strip().splitlines()]
    return [Planted(*row[:4], importance=float(row[4]), tension=float(row[5])) for row in rows]


def mean_importance(truth: Planted, group: str) -> float:
    """The mean rating planted for one group: half of the tension up for peer workers, half down for managers."""
    side = {"peer_worker": 0.5, "manager": -0.5, "strategic": -0.25, "service_user": 0.1}.get(group, 0)
    return min(max(truth.importance + side * truth.tension, 1.2), 4.9)
