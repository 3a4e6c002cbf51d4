"""Every input file of a study as data, in one place: its columns, their values, its keys. Read by the check, the
data dictionary, the data sheets and `peerwork new`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from peerwork import vocabulary as words

Choices = type[StrEnum]


class Type(StrEnum):
    """What a cell holds."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    DATE = "date (YYYY-MM-DD)"


class Known(StrEnum):
    """What a cell may name: things that another file or the framework declares."""

    SITE = "a site of sites.csv"
    SITE_OR_ALL = "a site of sites.csv, or all"
    PARTICIPANT = "an interviewee of participants.csv"
    DOCUMENT = "a document of documents.csv"
    THEME = "a theme of themes.csv"
    INDICATOR = "an indicator of indicators.csv"
    FACTOR = "a factor of the study"
    GROUP = "a stakeholder group of the framework"
    SECTOR = "a sector of the framework"
    IMPORTANCE = "a point of the framework's importance scale"
    RATING = "a number on the framework's site_scale"


@dataclass(frozen=True)
class Column:
    """One column of a file or result table: `optional` ones may be missing altogether, `filled` ones have no blank.

    `choices` is its closed set of values, `known` what its cells may name, `blank` what a blank cell means.
    """

    name: str
    says: str
    type: Type = Type.TEXT
    optional: bool = False
    filled: bool = False
    choices: Choices | None = None
    known: Known | None = None
    low: float | None = None
    high: float | None = None
    blank: str = ""


@dataclass(frozen=True)
class File:
    """One file: what a row is, its columns, the columns that together may not repeat, and whether a study needs it."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    required: bool = False

    @property
    def csv(self) -> str:
        """The file's name on disk."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """The column of that name; KeyError where there is none."""
        return {column.name: column for column in self.columns}[name]


def _code(name: str, says: str, known: Known | None = None) -> Column:
    return Column(name, says, filled=True, known=known)


def _choice(name: str, says: str, choices: type[StrEnum], *, filled: bool = True, optional: bool = False) -> Column:
    return Column(name, says, filled=filled, optional=optional, choices=choices)


def _perhaps(name: str, says: str, choices: type[StrEnum]) -> Column:
    return _choice(name, says, choices, filled=False, optional=True)


def _text(name: str, says: str, **options: Any) -> Column:
    return Column(name, says, optional=True, **options)


_SITE = _code("site", "the site", Known.SITE)
_PARTICIPANT = _code("participant", "the interviewee", Known.PARTICIPANT)
_FACTOR = _code("factor", "the factor", Known.FACTOR)

SITES = File(
    "sites", "a case study site",
    (
        _code("site", "a code such as S01; it names the site's page"),
        Column("name", "the site's name, for the research team"),
        Column("sector", "statutory, voluntary or partnership, or what the framework declares", known=Known.SECTOR),
        Column("region", "where it is"), _text("wave", "the wave of fieldwork"),
        _text("community", "the community that the service is specifically for; blank for a general service"),
        _text("role_model", "how peer workers work here, in a sentence"),
        _perhaps("implementation", "how well it implemented, if known", words.Implementation),
    ),
    key=("site",), required=True,
)  # fmt: skip

PARTICIPANTS = File(
    "participants", "an interviewee",
    (
        _code("participant", "a pseudonymous code"), _SITE, _code("group", "the stakeholder group", Known.GROUP),
        _text("team", "the team"), _text("role_detail", "commissioner, referrer, profession …"),
        _text("relation_to_peer_support", "how the interviewee has to do with peer support"),
        _text("interviewed_on", "the day of the interview", type=Type.DATE),
        _text("minutes", "the interview's length", type=Type.NUMBER, low=0),
        _perhaps("recorded", "whether it was recorded", words.YesNo),
        _perhaps("transcribed", "whether it was transcribed", words.YesNo),
        _text("gender", "in the interviewee's own words"), _text("age_band", "such as 35-44"),
        _text("ethnicity", "in the interviewee's own words"), _text("years_in_role", "years in the role"),
        _text("withdrawn_on", "the day consent was withdrawn: kept as a row, left out of everything", type=Type.DATE),
    ),
    key=("participant",),
)  # fmt: skip

INVITATIONS = File(
    "invitations", "a person approached; nobody counts as interviewed through it",
    (
        _code("invitation", "its code; no name"), _SITE, _code("group", "the stakeholder group", Known.GROUP),
        _text("identified_on", "the day on which the site named the person", type=Type.DATE),
        _text("informed_on", "the day on which the person was told of the study", type=Type.DATE),
        _text("consented_on", "the day on which the person agreed", type=Type.DATE),
        _text("declined_on", "the day on which the person said no", type=Type.DATE),
        _text("participant", "the interviewee, once interviewed", known=Known.PARTICIPANT),
    ),
    key=("invitation",),
)  # fmt: skip

ANSWERS = File(
    "answers", "one interviewee asked about one factor",
    (
        _PARTICIPANT, _FACTOR, _choice("in_place", "is the condition in place here?", words.InPlace, filled=False),
        _choice(
            "effect", "as things are here, has it, or its absence, helped or hindered?", words.Effect, filled=False
        ),
        Column("importance", "how important it is", type=Type.WHOLE, known=Known.IMPORTANCE),
        _text("comment", "what was said"),
    ),
    key=("participant", "factor"),
)  # fmt: skip

TOP_THREE = File(
    "top_three", "one of the few factors that an interviewee named as most important",
    (
        _PARTICIPANT, _FACTOR,
        Column("kind", "named as a help or as a hindrance", filled=True, choices=words.PickKind),
        _text("why", "the reason given"),
    ),
    key=("participant", "factor"),
)  # fmt: skip

OTHER_FACTORS = File(
    "other_factors", "a condition that an interviewee raised and the framework lacks",
    (
        _PARTICIPANT, _code("text", "the condition, in plain words"),
        _choice("kind", "help or hindrance", words.PickKind),
    ),
)  # fmt: skip

IMPACTS = File(
    "impacts", "an impact that an interviewee described",
    (
        _PARTICIPANT, _choice("on", "who is affected", words.ImpactOn),
        _choice("direction", "for better or worse", words.Direction), _code("text", "the impact, in plain words"),
        _perhaps("success", "yes where it is what they would call success", words.YesNo),
        _perhaps("cause", "what they put it down to", words.Cause),
    ),
)  # fmt: skip

DOCUMENTS = File(
    "documents", "a document collected at a site",
    (
        _code("document", "its code"), _SITE, _choice("type", "what it is", words.DocumentType),
        Column("title", "its title"), _text("dated", "when it was written: a day, a month or a year"),
        _text("owner", "who owns it"), _choice("may_share", "whether it may be shared as an example", words.YesNo),
        _text("permission_by", "who permitted that"), _text("permission_on", "when", type=Type.DATE),
    ),
    key=("document",),
)  # fmt: skip

EXTRACTS = File(
    "extracts", "one coder's reading of one document on one factor",
    (
        _code("document", "the document", Known.DOCUMENT), _FACTOR,
        _choice("evidence", "what the document says of the condition", words.Evidence),
        _code("coder", "who read it; agreed for the adjudicated reading"), _text("page", "where in the document"),
        _text("note", "a note"),
    ),
    key=("document", "factor", "coder"),
)  # fmt: skip

SITE_RATINGS = File(
    "site_ratings", "the research team's consensus rating of one factor at one site",
    (
        _SITE, _FACTOR,
        Column("rating", "the rating; blank where missing or not applicable", type=Type.NUMBER, known=Known.RATING),
        _perhaps("mixed", "whether it was mixed", words.YesNo), _text("note", "a note"),
    ),
    key=("site", "factor"),
)  # fmt: skip

EXCERPTS = File(
    "excerpts", "a coded passage",
    (
        _code("excerpt", "its code"), _choice("source", "where it comes from", words.ExcerptSource),
        _text("participant", "who said it", known=Known.PARTICIPANT),
        _text("site", "the site, where there is no participant", known=Known.SITE),
        _text("factor", "what it is about: a factor, or else a theme", known=Known.FACTOR),
        _text("theme", "what it is about: a theme, or else a factor", known=Known.THEME),
        _code("text", "the passage in full, for the research team"),
        _text("quotable_text", "the passage with names and places taken out"),
        _choice("may_quote", "the widest audience that may read the quotable text", words.MayQuote),
        _text("coder", "who coded it"),
        _text("place", "where in which source it stands, for the research team"),
    ),
    key=("excerpt", "factor", "theme", "coder"),
)  # fmt: skip

THEMES = File(
    "themes", "an inductive theme",
    (
        _code("theme", "its code"), _code("label", "its name"),
        _text("parent", "the theme above it", known=Known.THEME),
    ),
    key=("theme",),
)  # fmt: skip

OUTCOMES = File(
    "outcomes", "how far one site belongs to one set that the team scores itself",
    (
        _SITE, _code("outcome", "the set: an outcome, or a condition for METHOD 10"),
        Column("membership", "0 (fully out) to 1 (fully in)", type=Type.NUMBER, low=0, high=1), _text("reason", "why"),
    ),
    key=("site", "outcome"),
)  # fmt: skip

WORKSHOPS = File(
    "workshops", "what a feedback workshop said of one factor",
    (
        _SITE, Column("held_on", "the day", type=Type.DATE, filled=True), _FACTOR,
        _choice("response", "what it said of the result", words.Response),
        _text("group", "who said so, if one group did", known=Known.GROUP),
        _text("attendees", "how many were there", type=Type.WHOLE, low=0), _text("note", "a note"),
        _text("action", "what is to be done"),
    ),
    key=("site", "held_on", "factor", "group"),
)  # fmt: skip

MAPPING = File(
    "mapping", "a peer worker initiative found by the national mapping",
    (
        _code("organisation", "who runs it"), Column("sector", "its sector", known=Known.SECTOR),
        Column("region", "where it is"), _text("peer_workers", "how many there are", type=Type.NUMBER, low=0),
        _text("roles", "what they do"), _text("since", "since when"),
    ),
)  # fmt: skip

INDICATORS = File(
    "indicators", "a performance indicator",
    (
        _code("indicator", "its code"), _code("label", "its name"),
        _choice("stage", "where it stands in the programme's logic", words.Stage),
        _text("leads_to", "the indicators or elements it leads to, separated by semicolons"),
        Column("unit", "what its values count"), _choice("better", "which way it should go", words.Better),
        _text("target", "the value aimed at", type=Type.NUMBER), _text("data_source", "where the figures come from"),
        _text("frequency", "how often"),
    ),
    key=("indicator",),
)  # fmt: skip

INDICATOR_RATINGS = File(
    "indicator_ratings", "one rater on one indicator",
    (
        _code("rater", "the rater"), _code("group", "the rater's group"),
        _code("indicator", "the indicator", Known.INDICATOR),
        Column("importance", "1 (low) to 5 (high)", type=Type.WHOLE, low=1, high=5),
        Column("feasibility", "1 (hard to measure) to 5 (easy)", type=Type.WHOLE, low=1, high=5),
    ),
    key=("rater", "indicator"),
)  # fmt: skip

MEASUREMENTS = File(
    "measurements", "one indicator at one site in one period",
    (
        _code("site", "the site, or all", Known.SITE_OR_ALL), _code("indicator", "the indicator", Known.INDICATOR),
        Column("period", "the day on which the period begins", type=Type.DATE, filled=True),
        Column("value", "the value", type=Type.NUMBER), _text("numerator", "of a rate", type=Type.NUMBER),
        _text("denominator", "of a rate", type=Type.NUMBER),
        _perhaps("rebase", "yes starts a new process", words.YesNo),
    ),
    key=("site", "indicator", "period"),
)  # fmt: skip

EVENTS = File(
    "events", "something that happened to a measured process",
    (
        Column("on", "the day", type=Type.DATE, filled=True),
        _text("site", "the site, or all; blank means all", known=Known.SITE_OR_ALL),
        _text("indicator", "the indicator; blank means all", known=Known.INDICATOR),
        _code("label", "what happened, in a few words"),
    ),
    key=("on", "site", "indicator", "label"),
)  # fmt: skip

ANALYST_CALLS = File(
    "analyst_calls", "the analyst's own call on one factor, beside the computed one (METHOD 11)",
    (
        _FACTOR, _choice("call", "the call", words.AnalystCall), _text("note", "the reason"),
    ),
    key=("factor",),
)  # fmt: skip

READINGS = File(
    "readings", "what one member of the team makes of one result; an agreed one is the team's inference (METHOD 16)",
    (
        _code("reading", "its code"),
        _code("about", "the result: factor:F, factor:F@S03, factor:F@group:manager, hypothesis:H or theme:T"),
        _choice("judgement", "whether the result holds", words.Judgement),
        _code("text", "what the member makes of it"), _code("by", "the member's code; team for what all agreed"),
        _code("standpoint", "from where the member reads: a standpoint that study.yaml declares"),
        Column("on", "the day", type=Type.DATE, filled=True), Column("edition", "the edition that was read"),
        _text("rests_on", "what it rests on: excerpt:E001, replication:F, conditions:F@S03 …, separated by semicolons"),
        _choice("status", "where it stands; blank is open", words.ReadingStatus, filled=False, optional=True),
        _text("answers", "the reading that it answers"),
    ),
    key=("reading",),
)  # fmt: skip

BASIS = File(
    "basis",
    "what one thing that an agreed reading rests on said when it was written; peerwork basis writes it (METHOD 16)",
    (
        _code("reading", "the reading"), Column("edition", "the edition that was read"),
        _code("rests_on", "a row of a result table, a passage, a summary"),
        _code("said", "its values then; of a text its fingerprint alone"),
    ),
    key=("reading", "rests_on"),
)  # fmt: skip

SUMMARIES = File(
    "summaries",
    "one cell of the qualitative matrix: what was said of a factor or theme at a site or by a group (METHOD 16)",
    (
        _text("factor", "the factor, or else a theme", known=Known.FACTOR),
        _text("theme", "the theme, or else a factor", known=Known.THEME),
        _text("site", "the site, or else a group", known=Known.SITE),
        _text("group", "the stakeholder group, or else a site", known=Known.GROUP),
        _code("text", "what was said there, in the team's words"), _text("by", "who wrote it"),
        _text("on", "the day", type=Type.DATE), _text("edition", "the edition that was read"),
    ),
    key=("factor", "theme", "site", "group"),
)  # fmt: skip

RIVALS = File(
    "rivals", "an explanation other than the framework's, and whether what it would show was seen (METHOD 16)",
    (
        _code("rival", "its code"), _code("label", "the explanation, in plain words"),
        _text("factor", "the factor that it would explain; blank for all", known=Known.FACTOR),
        _text("site", "where it was looked for; blank for the study", known=Known.SITE),
        _code("would_show", "what would be seen if it held"),
        _choice("seen", "whether that was seen", words.Seen, filled=False, optional=True), _text("note", "a note"),
    ),
    key=("rival", "factor", "site"),
)  # fmt: skip

FOLLOWUPS = File(
    "followups", "what a site did with one of its results (METHOD 16)",
    (
        _SITE, _FACTOR, _code("action", "what is done, naming nobody: a board may read it"),
        _text("owner", "who sees to it"), _text("due", "by when", type=Type.DATE),
        _text("done_on", "when it was done", type=Type.DATE), _text("note", "a note"),
    ),
    key=("site", "factor", "action"),
)  # fmt: skip

FILES: tuple[File, ...] = tuple(value for value in list(globals().values()) if isinstance(value, File))


def columns_of(name: str) -> tuple[Column, ...]:
    """The columns of the file of that name; none where the schema does not know it."""
    return next((file.columns for file in FILES if file.name == name), ())
