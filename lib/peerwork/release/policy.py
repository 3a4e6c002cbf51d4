"""Who may see which column of which table: data, and nothing that is not named here leaves the team (METHOD 14)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from peerwork.rules import Rules
from peerwork.vocabulary import Audience

WORKSHOP, BOARD, PUBLIC = Audience.WORKSHOP, Audience.BOARD, Audience.PUBLIC
ALL = frozenset({WORKSHOP, BOARD, PUBLIC})
NOT_PUBLIC = frozenset({WORKSHOP, BOARD})
NOT_WORKSHOP = frozenset({BOARD, PUBLIC})
ONLY_BOARD = frozenset({BOARD})
ONLY_WORKSHOP = frozenset({WORKSHOP})

Seen = frozenset[Audience]


@dataclass(frozen=True)
class TableRule:
    """What leaves the team of one table.

    `columns` says who sees each; a column not named is not there. `starred` columns stay in place and hold `*` only.
    Where `count`, a number of people, is below the audience's threshold, it and the columns of `counted` are `*`; with
    `of_site` the public's threshold is the board's, since a status or verdict of a site is no number. A workshop
    sees rows of its own site only.
    """

    columns: Mapping[str, Seen]
    starred: tuple[str, ...] = ()
    count: str | None = None
    counted: tuple[str, ...] = ()
    of_site: bool = True
    columns_of_study: Seen = field(default_factory=frozenset)  # who sees the attributes that study.yaml declares


def seen(audiences: Seen, *columns: str) -> dict[str, Seen]:
    """The same audiences for each column."""
    return dict.fromkeys(columns, audiences)


KEYS = ("scope", "sector", "site", "group", "factor", "kind")
KINDS_OF_SITE = ("with_evidence", "replicated", "alternative", "no_difference")
COUNTS = ("sites_shown", *(f"{over}_{kind}" for kind in KINDS_OF_SITE for over in ("sites", "shown")))
INTERVALS = ("ci_low", "ci_high", "median")

RULES: dict[str, TableRule] = {
    "sites": TableRule(
        seen(ALL, "site", "name", "sector")
        | seen(NOT_PUBLIC, "region", "wave", "community", "role_model", "implementation", "interviewed"),
        columns_of_study=NOT_PUBLIC,
    ),
    "site_outcomes": TableRule(seen(ONLY_BOARD, "site", "present")),  # the team's own judgement, and no interviewee's
    "importance": TableRule(seen(ALL, *KEYS, "n", "n_sites", "mean"), starred=INTERVALS),
    "top_three": TableRule(
        seen(NOT_WORKSHOP, *KEYS, "n_participants", "share"), starred=("n_named",), of_site=False,
        count="n_participants", counted=("share",),
    ),
    "conditions": TableRule(
        seen(ALL, "site", "group", "factor", "n_asked", "status"), starred=("n", "n_unsure", "share_in_place"),
    ),
    "patterns": TableRule(
        seen(ALL, "site", "factor", "verdict"),
        starred=("n", "present_helps", "absent_hinders", "present_hinders", "absent_helps", "no_difference", "n_partly",
                 "expected_share", "flips_to_change"),
    ),
    "replication": TableRule(
        seen(NOT_WORKSHOP, "factor", *COUNTS, "literal", "theoretical", "verdict",
             *(f"*_{count}" for count in COUNTS))
    ),
    "replication_by": TableRule(
        seen(NOT_WORKSHOP, "attribute", "factor", *COUNTS, "literal", "theoretical", "verdict")
    ),
    "replication_by_value": TableRule(
        seen(ONLY_BOARD, "attribute", "value", "factor", "sites", *COUNTS)
    ),
    "fidelity": TableRule(seen(ALL, "site", "factor", "documents", "interviews", "fidelity", "sources")),
    "fidelity_by_site": TableRule(seen(ALL, "site", "n_factors", "share_carried_out")),
    "tensions": TableRule(
        seen(NOT_WORKSHOP, "scope", "measure", "factor", "group_a", "group_b", "difference"),
        starred=("n_sites", "n_a", "n_b", "cliffs_delta", "ci_low", "ci_high", "p_value", "p_adjusted"),
    ),
    "hypotheses": TableRule(
        seen(ALL, "hypothesis", "scope", "site", "units", "supporting", "against", "shown_units", "shown_supporting",
             "shown_against", "verdict", "perceived_only")
    ),
    "passages": TableRule(
        seen(ALL, "factor", "theme", "quotable_text") | seen(ONLY_WORKSHOP, "site") | seen(ONLY_BOARD, "group")
    ),
    "themes": TableRule(seen(ALL, "theme", "label", "parent")),
    "distinguishing": TableRule(seen(NOT_WORKSHOP, "factor", "lowest_high", "highest_low", "gap", "verdict")),
    "site_ratings": TableRule(seen(NOT_PUBLIC, "site", "factor", "rating", "mixed")),
    "configurations": TableRule(
        seen(NOT_WORKSHOP, "outcome", "solution", "model", "term", "consistency", "pri", "raw_coverage",
             "unique_coverage"),
        starred=("cases",),
    ),
    "coder_agreement": TableRule(seen(NOT_WORKSHOP, "factor", "units", "coders", "alpha", "agreement")),
    "indicators": TableRule(
        seen(ALL, "indicator", "label", "stage", "leads_to", "unit", "better", "target", "data_source", "frequency")
    ),
    "logic_elements": TableRule(
        seen(ALL, "element", "label", "stage", "beneficiaries", "leads_to", "indicators")
    ),
    "indicator_priorities": TableRule(
        seen(NOT_WORKSHOP, "indicator", "n", "importance", "feasibility", "zone"), of_site=False,
        count="n", counted=("importance", "feasibility", "zone"),
    ),
    "indicator_spc": TableRule(
        seen(ALL, "site", "indicator", "period", "value", "mean", "lower", "upper", "point_type", "variation",
             "assurance", "target", "rule", "near_lower", "near_upper", "rebase_group", "n_points", "provisional")
    ),
    "indicator_series": TableRule(
        seen(ALL, "site", "indicator", "first", "n_points", "last", "value", "mean", "lower", "upper", "target",
             "point_type", "rule", "variation", "assurance", "provisional", "n_alike", "n_missing", "n_late")
    ),
    "fieldwork": TableRule(seen(NOT_PUBLIC, "site", "group", "planned_min", "planned_max", "done", "status")),
    "fieldwork_by_site": TableRule(
        seen(NOT_PUBLIC, "site", "planned_min", "planned_max", "done", "status", "community_specific")
    ),
    "fieldwork_plan": TableRule(seen(NOT_WORKSHOP, "target", "planned_min", "planned_max", "done", "status")),
    "interviews": TableRule(seen(NOT_PUBLIC, "site", "group", "done")),
    "calendar": TableRule(seen(ONLY_BOARD, "what", "wave", "site", "note", "starts", "ends", "when")),
    "shared_documents": TableRule(seen(ALL, "type", "factor") | seen(NOT_PUBLIC, "site", "title")),
    "mapping_counts": TableRule(  # a total of very few organisations is one organisation's
        seen(NOT_WORKSHOP, "by", "value", "initiatives", "share", "n_with_number", "peer_workers"), of_site=False,
        count="n_with_number", counted=("peer_workers",),
    ),
    "impact_counts": TableRule(
        seen(NOT_WORKSHOP, "scope", "group", "site", "on", "direction", "n_people"), of_site=False,
        starred=("n_impacts", "n_success"), count="n_people",
    ),
    "workshop_marks": TableRule(
        seen(ALL, "site", "factor", "mark") | seen(ONLY_WORKSHOP, "note", "action")
    ),
    "followups": TableRule(  # its action names nobody; who sees to it is the site's own affair
        seen(NOT_PUBLIC, "site", "factor", "action", "done") | seen(ONLY_WORKSHOP, "state", "owner", "due", "done_on",
            "note")
    ),
    "culture_targets": TableRule(seen(NOT_WORKSHOP, "target", "planned", "done")),
    "configuration_models": TableRule(seen(NOT_WORKSHOP, "outcome", "solution", "model", "expression", "n_models")),
}  # fmt: skip


def least_people(rules: Rules, audience: Audience, *, of_site: bool) -> int:
    """People below whom the audience sees nothing; statuses and verdicts of a site as the board sees them."""
    if audience is PUBLIC and of_site:
        return rules.min_people_board
    return {
        WORKSHOP: rules.min_people_workshop,
        BOARD: rules.min_people_board,
        PUBLIC: rules.min_people_public,
    }[audience]


def say_policy(rules: Rules, audience: Audience) -> tuple[str, ...]:
    """What a page of this audience states about what it shows and what it leaves out, a sentence each."""
    people = least_people(rules, audience, of_site=False)
    said = [f"Nothing is shown on fewer than {people} people; what is left out is marked with an asterisk."]
    if audience is not PUBLIC:
        said.append("A site's mean is shown to the nearest half and bounded at “4 or more” and “2 or less”.")
    if audience is not WORKSHOP:
        said.append(
            "Means of the study, a sector or a group are shown to one decimal, bounded at 4.5 and 1.5, over the people "
            "of those sites whose own figure for that factor can be shown. Where it could show somebody's answer, "
            "also beside an earlier release, it is bounded earlier, such as “4.1 or more”."
        )
        said.append("Shares are shown to the nearest 5 % and bounded at 10 and 90 %.")
    if audience is PUBLIC:
        said.append("Means and shares rest on so many people that two who compare notes learn nothing of a third.")
    said.append(
        "Statuses and verdicts are those that the research team found, or not shown: of a site, where whom was asked "
        "is such that they could show somebody's answer. Counts beside a verdict are of what is shown."
    )
    return tuple(said)
