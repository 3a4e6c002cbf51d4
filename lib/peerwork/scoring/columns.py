"""What every result table holds: what a row is, and what each column says. The data dictionary is made of it.

A new table gets a line in `RESULTS`; a new column a line in `MEANING`, or in the table's own `says` where the same name
means something else there. A test holds this list to the tables that the example study gives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MEANING = {
    "<sector>_sites_replicated": "sites of one sector where the pattern replicated",
    "<sector>_sites_with_evidence": "sites of one sector with enough evidence",
    "absent_helps": "answers: no, facilitator (contrary)",
    "absent_hinders": "answers: no, barrier (as proposed)",
    "against": "units that speak against the null",
    "agreement": "share of pairs of readings that are the same",
    "alpha": "Krippendorff's alpha, ordinal",
    "as_specified": "factors carried out as the documents specify",
    "assurance": "pass, fail, hit_and_miss, or blank without a target",
    "attribute": "an attribute of sites, as study.yaml declares it",
    "better": "higher, lower, neither",
    "ci_high": "upper end of the 95 % interval, blank where there is none",
    "ci_low": "lower end of the 95 % interval, blank where there is none",
    "cliffs_delta": "Cliff's delta of group a against group b, -1 to 1",
    "coders": "coders, `agreed` left out",
    "community": "the community a site is specifically for",
    "community_specific": "whether the site is for one community",
    "could_change": "whether the remaining interviews could change the verdict",
    "data_source": "where the figures come from",
    "difference": "mean of group a less mean of group b",
    "documents": "specified, partly, contradicted, conflicting, silent, not_examined",
    "done": "done",
    "ends": "last day",
    "expected_share": "share as proposed if the two answers had nothing to do with each other, 0 to 1",
    "factor": "a factor of the framework",
    "feasibility": "mean feasibility, 1 to 5",
    "fidelity": "documents against interviews (METHOD 5)",
    "first": "the first period",
    "flips_to_change": "answers that would have to move for the verdict to change; blank where none can",
    "frequency": "how often",
    "gap": "lowest rating of the high sites less highest of the low ones",
    "group": "a stakeholder group; blank where the row is about all",
    "group_a": "the first of two groups, in the framework's order",
    "group_b": "the second",
    "groups_short": "groups with fewer interviews than planned",
    "highest_low": "highest rating among low-implementation sites",
    "hypothesis": "distinctive, practice, delivery",
    "implementation": "high, low, or blank",
    "importance": "mean importance, 1 to 5",
    "indicator": "a performance indicator",
    "interviewed": "people interviewed",
    "interviews": "what interviews say: in_place, not_in_place, mixed, contested, too_little_evidence",
    "interviews_to_change": "further answers after which the verdict could differ; blank where none are planned",
    "judges": "who is compared: raters, or groups of raters",
    "kendalls_w": "Kendall's W, 0 to 1",
    "kind": "facilitator, barrier, either",
    "label": "its name",
    "last": "the last period",
    "leads_to": "what it leads to, separated by semicolons",
    "literal": "sites: replicated, in place, outcome present; blank without outcomes",
    "lower": "lower limit: mean - 2.66 x mean moving range",
    "lowest_high": "lowest rating among high-implementation sites",
    "mean": "mean importance, on the framework's scale",
    "measure": "importance or in_place",
    "median": "median importance",
    "mixed": "yes where the rating was mixed",
    "moving_range": "difference from the value before, without its sign",
    "n": "people behind the figure",
    "n_1": "ratings of 1, and so on for each point of the scale",
    "n_a": "people of group a",
    "n_alike": "points at the end that are of the last point's type",
    "n_answered": "questions answered",
    "n_asked": "people asked",
    "n_b": "people of group b",
    "n_documents": "documents read on the factor",
    "n_expected": "questions asked",
    "n_factors": "factors specified or partly specified and with enough interviews",
    "n_indicators": "indicators rated by all of them",
    "n_judges": "judges",
    "n_late": "periods between the last measurement and as_of",
    "n_missing": "periods missing between the first and the last",
    "n_named": "people who named the factor",
    "n_participants": "people who named at least one factor",
    "n_partly": "answers: partly, with facilitator, barrier or neither (shown apart)",
    "n_people": "people asked",
    "n_points": "points in the rebase group",
    "n_remaining": "interviews still planned",
    "n_sites": "sites with answers of both groups",
    "n_unsure": "answers: unsure",
    "n_with_number": "initiatives that give a number of peer workers",
    "name": "the site's name (research team only)",
    "near_lower": "mean - 1.7733 x mean moving range",
    "near_upper": "mean + 1.7733 x mean moving range",
    "no_difference": "answers: yes or no, neither",
    "not_carried_out": "factors specified and not carried out",
    "note": "a note",
    "p_adjusted": "p value after Benjamini-Hochberg over all pairs and factors of the measure",
    "p_value": "permutation p value; sites and people are chosen, so it decides nothing",
    "partly_carried_out": "factors carried out in part",
    "perceived_only": "yes where no indicator or outcome stands beside it",
    "period": "the day on which the period begins",
    "planned_max": "interviews planned, at most",
    "planned_min": "interviews planned, at least",
    "point_type": "what the point shows",
    "present_helps": "answers: yes, facilitator (as proposed)",
    "present_hinders": "answers: yes, barrier (contrary)",
    "provisional": "whether the limits rest on fewer than 13 points",
    "question": "in_place, effect or importance",
    "rating": "the consensus rating; blank where missing",
    "readings": "the readings that differ",
    "rebase_group": "0 for the first process, 1 after the first rebase …",
    "region": "where",
    "role_model": "how peer workers work there",
    "rule": "the rule that flagged the point: outside, trend, two_of_three, run",
    "scope": "study, sector, site, group, site_group",
    "sector": "a sector",
    "share": "0 to 1",
    "share_carried_out": "(as specified + half of partly) / all of them, 0 to 1",
    "share_in_place": "0 to 1; of the site, the mean of its groups' shares",
    "share_missing": "0 to 1",
    "share_sites": "share of the study's sites, 0 to 1",
    "site": "a site's code; blank where the row is about all",
    "sites": "sites of the study",
    "sites_alternative": "sites where an alternative pattern was found",
    "sites_no_difference": "sites where the factor made no difference",
    "sites_replicated": "sites where the pattern replicated",
    "sites_with_evidence": "sites with enough evidence",
    "sources": "converge, diverge, one_source, none",
    "speaks": "for, against, undecided",
    "stage": "input, activity, output, outcome, impact",
    "starts": "first day",
    "status": "in_place, not_in_place, mixed, contested, too_little_evidence",
    "supporting": "units that speak for the null",
    "target": "the value aimed at",
    "text": "in plain words",
    "theoretical": "sites: replicated, not in place, outcome absent; blank without outcomes",
    "unit": "what its values count",
    "units": "what there is evidence on",
    "upper": "upper limit: mean + 2.66 x mean moving range",
    "value": "the value",
    "variation": "the last point's type",
    "verdict": "the verdict",
    "wave": "the wave of fieldwork",
    "what": "what happens",
    "when": "past, or still to come, on the study's day (as_of)",
    "withdrawn": "people who withdrew",
    "zone": "monitor_now, make_measurable, easy_extra, leave",
}


@dataclass(frozen=True)
class Result:
    """One result table: its name, what a row is, its columns in order, and what differs from `MEANING`."""

    name: str
    row: str
    columns: str
    says: Mapping[str, str] = field(default_factory=dict)

    def meaning(self, column: str) -> str:
        """What the column says in this table; KeyError where nobody wrote it down."""
        return self.says.get(column) or MEANING[column]


_SPC_MEAN = {"mean": "mean of the rebase group's values", "n": "raters"}
_PLAN = {"status": "met, short, over or not planned", "done": "interviews done"}
_AGREEMENT = {"units": "readings that two or more coders gave"}
_NULL = {"verdict": "challenged, not_challenged, open, too_little_evidence"}
_PATTERN = {"n": "answers with yes or no", "verdict": "replicated, alternative_pattern, no_difference, mixed, …"}
_REPLICATED = {"verdict": "generic, sector_specific, alternative, not_established, too_little_evidence"}
_SECTORS = "<sector>_sites_with_evidence <sector>_sites_replicated"
_COUNTS = "sites_with_evidence sites_replicated sites_alternative sites_no_difference"

RESULTS: tuple[Result, ...] = (
    Result("sites", "a site", "site name sector region wave community role_model implementation interviewed"),
    Result(
        "importance",
        "a factor of one kind in one scope (METHOD 1)",
        "scope sector site group factor kind n mean ci_low ci_high median n_1",
    ),
    Result(
        "conditions",
        "a factor at a site, of all groups (`group` blank) or one (METHOD 2)",
        "site group factor n_asked n n_unsure share_in_place status",
        {"n": "informative answers"},
    ),
    Result(
        "patterns",
        "a factor at a site (METHOD 3)",
        "site factor n present_helps absent_hinders present_hinders absent_helps no_difference n_partly expected_share "
        "verdict flips_to_change",
        _PATTERN,
    ),
    Result(
        "replication", "a factor (METHOD 4)", f"factor {_COUNTS} literal theoretical verdict {_SECTORS}", _REPLICATED
    ),
    Result(
        "replication_by",
        "a factor by one declared attribute of sites (METHOD 4, exploratory)",
        f"attribute factor {_COUNTS} literal theoretical verdict",
        _REPLICATED,
    ),
    Result(
        "replication_by_value",
        "a factor among the sites with one value of an attribute (METHOD 4)",
        f"attribute value factor sites {_COUNTS}",
        {"value": "the attribute's value"},
    ),
    Result(
        "top_three",
        "a factor of one kind in one scope (METHOD 1)",
        "scope sector site group factor kind n_named n_participants share",
    ),
    Result("other_factors", "a condition that an interviewee raised and the framework lacks", "site group kind text"),
    Result(
        "fidelity",
        "a factor at a site (METHOD 5)",
        "site factor documents interviews fidelity sources n_documents",
    ),
    Result(
        "fidelity_by_site",
        "a site (METHOD 5)",
        "site n_factors as_specified partly_carried_out not_carried_out share_carried_out",
    ),
    Result(
        "unresolved_readings",
        "a document and factor on which coders differ",
        "site document factor readings",
        {"document": "the document"},
    ),
    Result("coder_agreement", "a factor, or `all` (METHOD 5)", "factor units coders alpha agreement", _AGREEMENT),
    Result(
        "tensions",
        "a factor and a pair of groups in one scope (METHOD 6)",
        "scope site measure factor group_a group_b n_sites n_a n_b difference cliffs_delta ci_low ci_high p_value "
        "p_adjusted",
        {"scope": "study or site"},
    ),
    Result(
        "hypotheses",
        "a null hypothesis at a site or in the study (METHOD 9)",
        "hypothesis scope site units supporting against verdict perceived_only",
        {**_NULL, "scope": "study or site"},
    ),
    Result("direct_tests", "a factor that tests a null hypothesis, at a site", "hypothesis site factor speaks"),
    Result("site_ratings", "a consensus rating of a factor at a site (METHOD 11)", "site factor rating mixed note"),
    Result(
        "distinguishing",
        "a factor (METHOD 11)",
        "factor lowest_high highest_low gap verdict strength analyst_call differs",
        {
            "verdict": "distinguishing, not_distinguishing, too_little_evidence",
            "strength": "strong or weak, where the study sets strong_gap",
            "analyst_call": "the analyst's own call, where there are any",
            "differs": "whether the two calls differ",
        },
    ),
    Result("indicators", "an indicator", "indicator label stage leads_to unit better target data_source frequency"),
    Result(
        "indicator_spc",
        "a measurement (METHOD 12)",
        "site indicator period value mean lower upper point_type variation assurance target rule near_lower near_upper "
        "moving_range rebase_group n_points provisional",
        _SPC_MEAN,
    ),
    Result(
        "indicator_series",
        "an indicator at a site (METHOD 12)",
        "site indicator first n_points last value mean lower upper target point_type rule variation assurance "
        "provisional n_alike n_missing n_late",
        {**_SPC_MEAN, "n_points": "measurements"},
    ),
    Result(
        "indicator_priorities",
        "an indicator (METHOD 12)",
        "indicator n importance feasibility zone",
        {"n": "raters"},
    ),
    Result(
        "indicator_priorities_by_group",
        "an indicator as one group of raters sees it (METHOD 12)",
        "group indicator n importance feasibility zone",
        {"n": "raters"},
    ),
    Result(
        "indicator_agreement",
        "a measure and a set of judges (METHOD 12)",
        "measure judges group n_judges n_indicators kendalls_w",
        {"measure": "importance or feasibility"},
    ),
    Result(
        "fieldwork",
        "a stakeholder group at a site (METHOD 13)",
        "site group planned_min planned_max done status withdrawn",
        _PLAN,
    ),
    Result(
        "fieldwork_by_site",
        "a site (METHOD 13)",
        "site planned_min planned_max done status withdrawn groups_short community_specific",
        _PLAN,
    ),
    Result("fieldwork_plan", "a target of the study (METHOD 13)", "target planned_min planned_max done status", _PLAN),
    Result(
        "missing_answers",
        "a question in a group at a site (METHOD 13)",
        "question site group n_people n_expected n_answered share_missing",
    ),
    Result(
        "still_open",
        "a factor's pattern at a site (METHOD 13)",
        "site factor verdict n n_remaining flips_to_change interviews_to_change could_change",
        _PATTERN,
    ),
    Result("calendar", "an event of the study", "what wave site note starts ends when"),
    Result(
        "mapping_counts",
        "a region, sector or role of the national mapping",
        "by value initiatives share n_with_number peer_workers sites share_sites",
        {
            "by": "region, sector or roles",
            "value": "the region, sector or role",
            "initiatives": "initiatives found",
            "share": "share of the initiatives, 0 to 1",
            "peer_workers": "peer workers in those that give a number",
        },
    ),
)
