"""The closed sets of values, each in one place: what files may say and what tables say."""

from __future__ import annotations

from enum import StrEnum

from peerwork.problems import UnknownName


class InPlace(StrEnum):
    """Was the condition in place? An interviewee's answer."""

    YES, PARTLY, NO, UNSURE, NOT_APPLICABLE = "yes", "partly", "no", "unsure", "not_applicable"


class Effect(StrEnum):
    """As things are here: has this, or its absence, helped, hindered or made no difference?"""

    FACILITATOR, BARRIER, NEITHER, UNSURE = "facilitator", "barrier", "neither", "unsure"


class Kind(StrEnum):
    """Whose ratings or picks are counted (METHOD 1)."""

    FACILITATOR, BARRIER, EITHER = "facilitator", "barrier", "either"


class FactorKind(StrEnum):
    """A condition is tested for its pattern; an outcome is what peer working is hoped to bring."""

    CONDITION, OUTCOME = "condition", "outcome"


class Scope(StrEnum):
    """What a figure is about."""

    STUDY, SECTOR, SITE, GROUP, SITE_GROUP = "study", "sector", "site", "group", "site_group"


class Status(StrEnum):
    """Was the condition in place at a site? (METHOD 2)"""

    IN_PLACE, NOT_IN_PLACE, MIXED, CONTESTED = "in_place", "not_in_place", "mixed", "contested"
    TOO_LITTLE = "too_little_evidence"


class Pattern(StrEnum):
    """Did the proposed pattern hold at a site? (METHOD 3)"""

    REPLICATED, ALTERNATIVE, NO_DIFFERENCE = "replicated", "alternative_pattern", "no_difference"
    MIXED, TOO_LITTLE = "mixed", "too_little_evidence"


class Replication(StrEnum):
    """Does the pattern hold across sites? (METHOD 4)"""

    GENERIC, SPECIFIC, ALTERNATIVE = "generic", "sector_specific", "alternative"
    NOT_ESTABLISHED, TOO_LITTLE = "not_established", "too_little_evidence"


class Evidence(StrEnum):
    """One coder's reading of one document on one factor, and coder `agreed` for the adjudicated one."""

    CONTRADICTED, ABSENT, PARTLY, SPECIFIED = "contradicted", "absent", "partly", "specified"


class Documents(StrEnum):
    """What a site's documents say of a factor (METHOD 5)."""

    SPECIFIED, PARTLY, CONTRADICTED, CONFLICTING = "specified", "partly", "contradicted", "conflicting"
    SILENT, NOT_EXAMINED = "silent", "not_examined"


class Fidelity(StrEnum):
    """Documents against interviews (METHOD 5)."""

    AS_SPECIFIED, PARTLY_CARRIED_OUT = "as_specified", "partly_carried_out"
    NOT_CARRIED_OUT, INFORMAL, ABSENT = "not_carried_out", "informal_practice", "absent"
    AGAINST, RULED_OUT, UNCLEAR = "against_the_documents", "ruled_out", "unclear"
    NOT_EXAMINED, TOO_LITTLE = "not_examined", "too_little_evidence"


class Sources(StrEnum):
    """Do documents and interviews agree on whether a condition is in place? (METHOD 5)"""

    CONVERGE, DIVERGE, ONE, NONE = "converge", "diverge", "one_source", "none"


class Hypothesis(StrEnum):
    """The protocol's three null hypotheses, named by what they deny (METHOD 9)."""

    DISTINCTIVE, PRACTICE, DELIVERY = "distinctive", "practice", "delivery"


class Null(StrEnum):
    """What the evidence says of a null hypothesis; it is never upheld (METHOD 9)."""

    CHALLENGED, NOT_CHALLENGED, OPEN = "challenged", "not_challenged", "open"
    TOO_LITTLE = "too_little_evidence"


class Distinguishing(StrEnum):
    """Does a factor separate high- from low-implementation sites? (METHOD 11)"""

    DISTINGUISHING, NOT_DISTINGUISHING = "distinguishing", "not_distinguishing"
    TOO_LITTLE = "too_little_evidence"


class Stage(StrEnum):
    """The stages of a programme logic, first to last (METHOD 12)."""

    INPUT, ACTIVITY, OUTPUT, OUTCOME, IMPACT = "input", "activity", "output", "outcome", "impact"


class Beneficiary(StrEnum):
    """Whom an element of a programme logic is for."""

    SERVICE_USERS, PEER_WORKERS, TEAMS = "service_users", "peer_workers", "teams"
    ORGANISATION = "organisation"


class Zone(StrEnum):
    """Where an indicator falls between importance and feasibility (METHOD 12)."""

    MONITOR_NOW, MAKE_MEASURABLE, EASY_EXTRA = "monitor_now", "make_measurable", "easy_extra"
    LEAVE = "leave"


class PointType(StrEnum):
    """What a point of an XmR chart shows (METHOD 12)."""

    COMMON_CAUSE, IMPROVEMENT = "common_cause", "special_cause_improvement"
    CONCERN, NEUTRAL_HIGH = "special_cause_concern", "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class PointRule(StrEnum):
    """The rule by which a point of an XmR chart stands out, the first that holds (METHOD 12)."""

    OUTSIDE, TREND, TWO_OF_THREE, RUN = "outside", "trend", "two_of_three", "run"


class Better(StrEnum):
    """Which way an indicator should go (METHOD 12)."""

    HIGHER, LOWER, NEITHER = "higher", "lower", "neither"


class Assurance(StrEnum):
    """Will the process meet its target? (METHOD 12)"""

    PASS, FAIL, HIT_AND_MISS = "pass", "fail", "hit_and_miss"


class FieldworkStatus(StrEnum):
    """Interviews, sites or anything else done against planned (METHOD 13)."""

    NOT_PLANNED, NOT_STARTED, SHORT, MET, OVER = "not_planned", "not_started", "short", "met", "over"


class InterviewStage(StrEnum):
    """How far an interview has come, the furthest last (METHOD 13)."""

    INTERVIEWED, RECORDED, TRANSCRIBED, CODED = "interviewed", "recorded", "transcribed", "coded"


class When(StrEnum):
    """Where an event of the calendar stands on the day that a page speaks of (METHOD 13)."""

    PAST, UNDER_WAY, DUE, LATER = "past", "under_way", "due_before_board", "later"


class Audience(StrEnum):
    """Who may see a release, the widest last (METHOD 14): its name, and what stands on top of its pages.

    A further one sees all that another does, and nothing else: the other's name comes third.
    """

    TEAM = "team", "Confidential: research team only"
    WORKSHOP = "workshop", "For this site's feedback workshop"
    BOARD = "board", "For the project board"
    PUBLIC = "public", ""

    banner: str
    _sees_as: str

    def __new__(cls, name: str, banner: str = "", sees_as: str = "") -> Audience:
        """A word with what is known of it."""
        audience = str.__new__(cls, name)
        audience._value_, audience.banner, audience._sees_as = name, banner, sees_as or name
        return audience

    @property
    def sees_as(self) -> Audience:
        """The audience whose view it has: itself, but for a further one."""
        return Audience(self._sees_as)


def audience_named(name: str) -> Audience:
    """The audience of that name; raises UnknownName, which says those there are."""
    if name not in list(Audience):
        raise UnknownName("audience", "audience", name, Audience)
    return Audience(name)


class YesNo(StrEnum):
    """A plain yes or no."""

    YES, NO = "yes", "no"


class TrueFalse(StrEnum):
    """True or false, as a table writes it."""

    TRUE, FALSE = "True", "False"


class Implementation(StrEnum):
    """How well a site implemented, where the study knows it (METHOD 11)."""

    HIGH, LOW = "high", "low"


class ImpactOn(StrEnum):
    """Who is affected by an impact (METHOD 8)."""

    SERVICE_USER, PEER_WORKER, TEAM, ORGANISATION = "service_user", "peer_worker", "team", "organisation"


class Direction(StrEnum):
    """Which way an impact goes (METHOD 8)."""

    POSITIVE, NEGATIVE, MIXED = "positive", "negative", "mixed"


class DocumentType(StrEnum):
    """What a document is."""

    BUSINESS_PLAN, STRATEGY, SERVICE_SPECIFICATION = "business_plan", "strategy", "service_specification"
    JOB_DESCRIPTION, PERSON_SPECIFICATION = "job_description", "person_specification"
    TRAINING_MATERIAL, POLICY, PROTOCOL, OTHER = "training_material", "policy", "protocol", "other"


class ExcerptSource(StrEnum):
    """Where a coded passage comes from."""

    INTERVIEW, FOCUS_GROUP, WORKSHOP, DOCUMENT = "interview", "focus_group", "workshop", "document"


class MayQuote(StrEnum):
    """The widest audience that may read a passage, the narrowest first."""

    NO, WORKSHOP, BOARD, YES = "no", "workshop", "board", "yes"


class Response(StrEnum):
    """What a feedback workshop said of a factor's result (METHOD 13)."""

    AGREE, REFINE, DISPUTE = "agree", "refine", "dispute"


class Feedback(StrEnum):
    """How a result stands after the feedback workshops (METHOD 13)."""

    UNCHECKED, AGREED, REFINED, DISPUTED = "unchecked", "agreed", "refined", "disputed"


class AnalystCall(StrEnum):
    """The analyst's own judgement of a factor, beside the computed one (METHOD 11)."""

    DISTINGUISHING, STRONG, WEAK = "distinguishing", "strong", "weak"
    NOT_DISTINGUISHING = "not_distinguishing"


class PickKind(StrEnum):
    """How a factor was named among the most important, or raised outside the framework."""

    FACILITATOR, BARRIER = "facilitator", "barrier"


class Cause(StrEnum):
    """What an interviewee puts an impact down to."""

    TRAINING, EMPLOYMENT, OTHER = "training", "employment", "other"


class Judgement(StrEnum):
    """What a member makes of a result (METHOD 16)."""

    HOLDS, IN_PART, DOES_NOT, CANNOT_SAY = "holds", "holds_in_part", "does_not_hold", "cannot_say"


class ReadingStatus(StrEnum):
    """Where a reading stands: an agreed one is the team's written inference (METHOD 16)."""

    OPEN, AGREED, SET_ASIDE = "open", "agreed", "set_aside"


class Seen(StrEnum):
    """Whether what a rival explanation would show was seen (METHOD 16)."""

    YES, PARTLY, NO, UNKNOWN = "yes", "partly", "no", "unknown"


class Fit(StrEnum):
    """How the strands of evidence on a finding stand to each other (METHOD 16)."""

    CONVERGENCE, COMPLEMENTARITY, DISCORD = "convergence", "complementarity", "discord"


class Strand(StrEnum):
    """What one strand of evidence says of a finding (METHOD 16)."""

    BEARS_OUT, IN_PART, CONTRADICTS = "bears_out", "in_part", "contradicts"


class Stale(StrEnum):
    """Whether what an inference rests on is as it was when it was written (METHOD 16)."""

    FRESH, STALE, NOT_NOTED = "fresh", "stale", "not_noted"


class Case(StrEnum):
    """Why a site is named for the next interview (METHOD 16)."""

    TYPICAL, DEVIANT = "typical", "deviant"


class ActionState(StrEnum):
    """Where a site's action stands on the study's day (METHOD 16)."""

    DONE, OVERDUE, DUE, NO_DATE = "done", "overdue", "due", "no_date"


DRAFT = "Draft, not released"  # what pages for others say of themselves until they are released


class Prefer(StrEnum):
    """Whose value counts where a sheet and the study were both changed since the sheet went out."""

    SHEET, STUDY = "sheet", "study"


class Purpose(StrEnum):
    """What data sheets are for."""

    INTERVIEWS, DOCUMENTS, WORKSHOPS, RATINGS = "interviews", "documents", "workshops", "ratings"
    INDICATORS, QUOTATIONS = "indicators", "quotations"
    READINGS, MATRIX, RIVALS, FOLLOWUPS = "readings", "matrix", "rivals", "followups"


class Format(StrEnum):
    """A program that a study is written for."""

    SPSS, REFI_QDA = "spss", "refi-qda"
