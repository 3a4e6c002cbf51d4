"""The closed sets of values, each in one place: what files may say and what tables say."""

from __future__ import annotations

from enum import StrEnum

from peerwork.problems import UnknownName


class InPlace(StrEnum):
    """Was the condition in place? An interviewee's answer."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNSURE = "unsure"
    NOT_APPLICABLE = "not_applicable"


class Effect(StrEnum):
    """As things are here: has this, or its absence, helped, hindered or made no difference?"""

    FACILITATOR = "facilitator"
    BARRIER = "barrier"
    NEITHER = "neither"
    UNSURE = "unsure"


class Kind(StrEnum):
    """Whose ratings or picks are counted (METHOD 1)."""

    FACILITATOR = "facilitator"
    BARRIER = "barrier"
    EITHER = "either"


class FactorKind(StrEnum):
    """A condition is tested for its pattern; an outcome is what peer working is hoped to bring."""

    CONDITION = "condition"
    OUTCOME = "outcome"


class Scope(StrEnum):
    """What a figure is about."""

    STUDY = "study"
    SECTOR = "sector"
    SITE = "site"
    GROUP = "group"
    SITE_GROUP = "site_group"


class Status(StrEnum):
    """Was the condition in place at a site? (METHOD 2)"""

    IN_PLACE = "in_place"
    NOT_IN_PLACE = "not_in_place"
    MIXED = "mixed"
    CONTESTED = "contested"
    TOO_LITTLE = "too_little_evidence"


class Pattern(StrEnum):
    """Did the proposed pattern hold at a site? (METHOD 3)"""

    REPLICATED = "replicated"
    ALTERNATIVE = "alternative_pattern"
    NO_DIFFERENCE = "no_difference"
    MIXED = "mixed"
    TOO_LITTLE = "too_little_evidence"


class Replication(StrEnum):
    """Does the pattern hold across sites? (METHOD 4)"""

    GENERIC = "generic"
    SPECIFIC = "sector_specific"
    ALTERNATIVE = "alternative"
    NOT_ESTABLISHED = "not_established"
    TOO_LITTLE = "too_little_evidence"


class Evidence(StrEnum):
    """One coder's reading of one document on one factor, and coder `agreed` for the adjudicated one."""

    CONTRADICTED = "contradicted"
    ABSENT = "absent"
    PARTLY = "partly"
    SPECIFIED = "specified"


class Documents(StrEnum):
    """What a site's documents say of a factor (METHOD 5)."""

    SPECIFIED = "specified"
    PARTLY = "partly"
    CONTRADICTED = "contradicted"
    CONFLICTING = "conflicting"
    SILENT = "silent"
    NOT_EXAMINED = "not_examined"


class Fidelity(StrEnum):
    """Documents against interviews (METHOD 5)."""

    AS_SPECIFIED = "as_specified"
    PARTLY_CARRIED_OUT = "partly_carried_out"
    NOT_CARRIED_OUT = "not_carried_out"
    INFORMAL = "informal_practice"
    ABSENT = "absent"
    AGAINST = "against_the_documents"
    RULED_OUT = "ruled_out"
    UNCLEAR = "unclear"
    NOT_EXAMINED = "not_examined"
    TOO_LITTLE = "too_little_evidence"


class Sources(StrEnum):
    """Do documents and interviews agree on whether a condition is in place? (METHOD 5)"""

    CONVERGE = "converge"
    DIVERGE = "diverge"
    ONE = "one_source"
    NONE = "none"


class Hypothesis(StrEnum):
    """The protocol's three null hypotheses, named by what they deny (METHOD 9)."""

    DISTINCTIVE = "distinctive"
    PRACTICE = "practice"
    DELIVERY = "delivery"


class Null(StrEnum):
    """What the evidence says of a null hypothesis; it is never upheld (METHOD 9)."""

    CHALLENGED = "challenged"
    NOT_CHALLENGED = "not_challenged"
    OPEN = "open"
    TOO_LITTLE = "too_little_evidence"


class Distinguishing(StrEnum):
    """Does a factor separate high- from low-implementation sites? (METHOD 11)"""

    DISTINGUISHING = "distinguishing"
    NOT_DISTINGUISHING = "not_distinguishing"
    TOO_LITTLE = "too_little_evidence"


class Stage(StrEnum):
    """The stages of a programme logic, first to last (METHOD 12)."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Beneficiary(StrEnum):
    """Whom an element of a programme logic is for."""

    SERVICE_USERS = "service_users"
    PEER_WORKERS = "peer_workers"
    TEAMS = "teams"
    ORGANISATION = "organisation"


class Zone(StrEnum):
    """Where an indicator falls between importance and feasibility (METHOD 12)."""

    MONITOR_NOW = "monitor_now"
    MAKE_MEASURABLE = "make_measurable"
    EASY_EXTRA = "easy_extra"
    LEAVE = "leave"


class PointType(StrEnum):
    """What a point of an XmR chart shows (METHOD 12)."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT = "special_cause_improvement"
    CONCERN = "special_cause_concern"
    NEUTRAL_HIGH = "special_cause_neutral_high"
    NEUTRAL_LOW = "special_cause_neutral_low"


class PointRule(StrEnum):
    """The rule by which a point of an XmR chart stands out, the first that holds (METHOD 12)."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two_of_three"
    RUN = "run"


class Better(StrEnum):
    """Which way an indicator should go (METHOD 12)."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Assurance(StrEnum):
    """Will the process meet its target? (METHOD 12)"""

    PASS = "pass"
    FAIL = "fail"
    HIT_AND_MISS = "hit_and_miss"


class FieldworkStatus(StrEnum):
    """Interviews, sites or anything else done against planned (METHOD 13)."""

    NOT_PLANNED = "not_planned"
    NOT_STARTED = "not_started"
    SHORT = "short"
    MET = "met"
    OVER = "over"


class InterviewStage(StrEnum):
    """How far an interview has come, the furthest last (METHOD 13)."""

    INTERVIEWED = "interviewed"
    RECORDED = "recorded"
    TRANSCRIBED = "transcribed"
    CODED = "coded"


class When(StrEnum):
    """Where an event of the calendar stands on the day that a page speaks of (METHOD 13)."""

    PAST = "past"
    UNDER_WAY = "under_way"
    DUE = "due_before_board"
    LATER = "later"


class Audience(StrEnum):
    """Who may see a release, the widest last (METHOD 14)."""

    TEAM = "team"
    WORKSHOP = "workshop"
    BOARD = "board"
    PUBLIC = "public"


def audience_named(name: str) -> Audience:
    """The audience of that name; raises UnknownName, which says those there are."""
    if name not in list(Audience):
        raise UnknownName("audience", "audience", name, Audience)
    return Audience(name)


class YesNo(StrEnum):
    """A plain yes or no."""

    YES = "yes"
    NO = "no"


class TrueFalse(StrEnum):
    """True or false, as a table writes it."""

    TRUE = "True"
    FALSE = "False"


class Implementation(StrEnum):
    """How well a site implemented, where the study knows it (METHOD 11)."""

    HIGH = "high"
    LOW = "low"


class ImpactOn(StrEnum):
    """Who is affected by an impact (METHOD 8)."""

    SERVICE_USER = "service_user"
    PEER_WORKER = "peer_worker"
    TEAM = "team"
    ORGANISATION = "organisation"


class Direction(StrEnum):
    """Which way an impact goes (METHOD 8)."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    MIXED = "mixed"


class DocumentType(StrEnum):
    """What a document is."""

    BUSINESS_PLAN = "business_plan"
    STRATEGY = "strategy"
    SERVICE_SPECIFICATION = "service_specification"
    JOB_DESCRIPTION = "job_description"
    PERSON_SPECIFICATION = "person_specification"
    TRAINING_MATERIAL = "training_material"
    POLICY = "policy"
    PROTOCOL = "protocol"
    OTHER = "other"


class ExcerptSource(StrEnum):
    """Where a coded passage comes from."""

    INTERVIEW = "interview"
    FOCUS_GROUP = "focus_group"
    WORKSHOP = "workshop"
    DOCUMENT = "document"


class MayQuote(StrEnum):
    """The widest audience that may read a passage, the narrowest first."""

    NO = "no"
    WORKSHOP = "workshop"
    BOARD = "board"
    YES = "yes"


class Response(StrEnum):
    """What a feedback workshop said of a factor's result (METHOD 13)."""

    AGREE = "agree"
    REFINE = "refine"
    DISPUTE = "dispute"


class Feedback(StrEnum):
    """How a result stands after the feedback workshops (METHOD 13)."""

    UNCHECKED = "unchecked"
    AGREED = "agreed"
    REFINED = "refined"
    DISPUTED = "disputed"


class AnalystCall(StrEnum):
    """The analyst's own judgement of a factor, beside the computed one (METHOD 11)."""

    DISTINGUISHING = "distinguishing"
    STRONG = "strong"
    WEAK = "weak"
    NOT_DISTINGUISHING = "not_distinguishing"


class PickKind(StrEnum):
    """How a factor was named among the most important, or raised outside the framework."""

    FACILITATOR = "facilitator"
    BARRIER = "barrier"


class Cause(StrEnum):
    """What an interviewee puts an impact down to."""

    TRAINING = "training"
    EMPLOYMENT = "employment"
    OTHER = "other"


class Judgement(StrEnum):
    """What a member makes of a result (METHOD 16)."""

    HOLDS = "holds"
    IN_PART = "holds_in_part"
    DOES_NOT = "does_not_hold"
    CANNOT_SAY = "cannot_say"


class ReadingStatus(StrEnum):
    """Where a reading stands: an agreed one is the team's written inference (METHOD 16)."""

    OPEN = "open"
    AGREED = "agreed"
    SET_ASIDE = "set_aside"


class Seen(StrEnum):
    """Whether what a rival explanation would show was seen (METHOD 16)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class Fit(StrEnum):
    """How the strands of evidence on a finding stand to each other (METHOD 16)."""

    CONVERGENCE = "convergence"
    COMPLEMENTARITY = "complementarity"
    DISCORD = "discord"


class Strand(StrEnum):
    """What one strand of evidence says of a finding (METHOD 16)."""

    BEARS_OUT = "bears_out"
    IN_PART = "in_part"
    CONTRADICTS = "contradicts"


class Stale(StrEnum):
    """Whether what an inference rests on is as it was when it was written (METHOD 16)."""

    FRESH = "fresh"
    STALE = "stale"
    NOT_NOTED = "not_noted"


class Case(StrEnum):
    """Why a site is named for the next interview (METHOD 16)."""

    TYPICAL = "typical"
    DEVIANT = "deviant"


class ActionState(StrEnum):
    """Where a site's action stands on the study's day (METHOD 16)."""

    DONE = "done"
    OVERDUE = "overdue"
    DUE = "due"
    NO_DATE = "no_date"


DRAFT = "Draft, not released"  # what pages for others say of themselves until they are released


class Prefer(StrEnum):
    """Whose value counts where a sheet and the study were both changed since the sheet went out."""

    SHEET = "sheet"
    STUDY = "study"


class Purpose(StrEnum):
    """What data sheets are for."""

    INTERVIEWS = "interviews"
    DOCUMENTS = "documents"
    WORKSHOPS = "workshops"
    RATINGS = "ratings"
    INDICATORS = "indicators"
    QUOTATIONS = "quotations"
    READINGS = "readings"
    MATRIX = "matrix"
    RIVALS = "rivals"
    FOLLOWUPS = "followups"


class Format(StrEnum):
    """A program that a study is written for."""

    SPSS = "spss"
    REFI_QDA = "refi-qda"
