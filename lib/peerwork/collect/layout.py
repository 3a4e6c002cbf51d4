"""What a workbook of data sheets consists of, for those who write it and those who read it back."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from peerwork.study import schema
from peerwork.study.model import Study
from peerwork.study.schema import Column, File
from peerwork.vocabulary import Purpose, YesNo

NOTES, LISTS = "notes", "lists"
WIDE = {"matrix by site": "site", "matrix by group": "group"}  # a sheet of cells, and what its columns are
INTERVIEW_SHEETS: tuple[File, ...] = (
    schema.PARTICIPANTS,
    schema.ANSWERS,
    schema.TOP_THREE,
    schema.OTHER_FACTORS,
    schema.IMPACTS,
)
DOCUMENT_SHEETS: tuple[File, ...] = (schema.DOCUMENTS, schema.EXTRACTS)
MONTH_SHEETS: tuple[File, ...] = (schema.MEASUREMENTS, schema.EVENTS)
SHEETS = {
    file.name: file
    for file in (
        *INTERVIEW_SHEETS,
        schema.INVITATIONS,
        *DOCUMENT_SHEETS,
        schema.WORKSHOPS,
        schema.SITE_RATINGS,
        schema.INDICATORS,
        *MONTH_SHEETS,
        schema.EXCERPTS,
        schema.READINGS,
        schema.SUMMARIES,
        schema.RIVALS,
        schema.FOLLOWUPS,
    )
}
# A workbook about one person, or one document, says so once, in the sheet named here; other sheets leave it out.
HOME: Mapping[str, File] = MappingProxyType({"participant": schema.PARTICIPANTS, "document": schema.DOCUMENTS})
SUBJECT: Mapping[str, str] = MappingProxyType(
    {**dict.fromkeys((file.name for file in INTERVIEW_SHEETS[1:]), "participant"), "extracts": "document"}
)
# Sheets whose rows stand for themselves: a row that a sheet does not have stays in the study.
LISTED = (
    "invitations", "workshops", "indicators", "measurements", "events", "excerpts", "readings", "summaries", "rivals",
    "followups",
)  # fmt: skip
# Said once, in a sheet of its own, of all that one member of the team writes in a workbook.
LEFT_OUT: Mapping[str, tuple[str, ...]] = MappingProxyType({"readings": ("by", "standpoint")})
# Filled in beforehand: a row that has nothing else says nothing.
GIVEN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "participants": ("site",),
        "answers": ("factor",),
        "invitations": ("site",),
        "documents": ("site",),
        "extracts": ("factor",),
        "workshops": ("site", "held_on", "factor"),
        "site_ratings": ("site", "factor"),
        "measurements": ("site", "indicator", "period"),
        "readings": ("about",),
        "followups": ("site", "factor"),
        **dict.fromkeys(WIDE, ("factor", "theme")),
    }
)
MORE_ROWS = {
    "top_three": 5,
    "other_factors": 8,
    "impacts": 12,
    "invitations": 20,
    "indicators": 15,
    "measurements": 5,
    "events": 5,
    "excerpts": 15,
    "readings": 15,
    "rivals": 15,
    "followups": 12,
}
ASKED = Column(
    "asked", "yes where the factor was asked about, even if nothing was answered", optional=True, choices=YesNo
)
_FACTOR_GUIDES = (
    Column("label", "the factor's name (to read, not to fill in)"),
    Column("condition", "what is proposed to be in place (to read, not to fill in)"),
)
_INDICATOR_GUIDES = (
    Column("label", "the indicator's name (to read, not to fill in)"),
    Column("unit", "what its values count (to read, not to fill in)"),
    Column("last", "the value before, to compare (to read, not to fill in)"),
)
_RESULT_GUIDES = (Column("result", "the result in words (to read, not to fill in)"),)
_GUIDES = {
    **dict.fromkeys(("answers", "extracts", "workshops", "site_ratings"), _FACTOR_GUIDES),
    "followups": _FACTOR_GUIDES[:1],
    "measurements": _INDICATOR_GUIDES,
    "readings": _RESULT_GUIDES,
    **dict.fromkeys(WIDE, _FACTOR_GUIDES[:1]),
}
_BEHIND = {"measurements": "indicator", "readings": "about"}  # the column that guides explain; elsewhere the factor


def guides_of(file: File) -> dict[str, Column]:
    """The columns of a sheet that are there to be read, by name."""
    return {column.name: column for column in _GUIDES.get(file.name, ())}


def own_columns(file: File) -> list[Column]:
    """The columns of the file that its sheet has: without those whose values the workbook says once."""
    once = (SUBJECT.get(file.name), *LEFT_OUT.get(file.name, ()))
    return [column for column in file.columns if column.name not in once]


def sheet_columns(file: File) -> list[Column]:
    """The columns of a sheet: guides stand behind what they explain."""
    columns = own_columns(file)
    guides = list(guides_of(file).values())
    if guides:
        behind = 1 + [column.name for column in columns].index(_BEHIND.get(file.name, "factor"))
        extra = [ASKED] if file.name == "answers" else []
        columns[behind:behind] = [*guides, *extra]
    return columns


_FIRST = {
    Purpose.INTERVIEWS: "An interviewee has a workbook; invitations have one a site.",
    Purpose.DOCUMENTS: "A document has a workbook. Each reader fills in a row a factor with their own code as coder; "
    "what was agreed afterwards is coder agreed. Rows without a reading are left alone.",
    Purpose.WORKSHOPS: "A row a factor that was talked about; how many people were there may stand in one row.",
    Purpose.RATINGS: "A row a factor; a blank rating is missing or not applicable.",
    Purpose.INDICATORS: "Write the values of the period; a line without a value is left out. For another period "
    "change the column period, or have a new workbook: what was handed in before stays.",
    Purpose.QUOTATIONS: "quotable_text is the passage with names and places taken out, may_quote the widest audience.",
    Purpose.READINGS: "A member of the team has a workbook, which holds nobody else's readings. Say once, in the sheet "
    "member, who reads and from which standpoint; then a row a result: whether it holds for you, and what you make of "
    "it. Readings of a result are shown when members of another standpoint have read it too. The team's workbook holds "
    "what all agreed: the inference, which rests on what rests_on names, or else on all that is about the result.",
    Purpose.MATRIX: "A row a factor or theme, a column a site or stakeholder group; a cell is what the team says was "
    "said there. Cells in yellow have passages and no summary yet; the passages are on the page of the matrix. Say "
    "once, in the sheet member, who writes and when: it stands beside the cells that you change.",
    Purpose.RIVALS: "An explanation other than the framework's: what would be seen if it held, and whether it was.",
    Purpose.FOLLOWUPS: "What the site does with a result. A board may read the action: name nobody in it.",
}  # fmt: skip


def describe_notes(study: Study, purpose: Purpose, files: list[File]) -> list[str]:
    """How to fill the workbook in, a line a row."""
    lines = [
        f"{study.config.title}: data sheets",
        "",
        _FIRST[purpose],
        "Fill in the sheets behind this one, save, and hand the workbook to peerwork import. Leave a cell blank where "
        "nothing was recorded; a blank is never counted as zero. Grey columns are there to read.",
        "Do not rename sheets or columns. Dates are year-month-day. Several people can work at once, a workbook each.",
        "",
    ]
    for file in (file for file in files if file is not schema.SUMMARIES):  # it has sheets of cells in place of rows
        lines += [f"Sheet {file.name}: one row is {file.row}."]
        extra = [ASKED] if file.name == "answers" else []
        lines += [f"    {column.name}: {column.says}{_values(column)}" for column in [*extra, *own_columns(file)]]
        lines.append("")
    columns = {column.known for file in files for column in file.columns}
    if schema.Known.IMPORTANCE in columns:
        lines += [f"Importance {point}: {words}" for point, words in sorted(study.framework.importance_scale.items())]
    if schema.Known.GROUP in columns:
        lines += [f"Group {group}: {label}" for group, label in study.framework.stakeholder_groups.items()]
    return lines


def _values(column: Column) -> str:
    return f" ({', '.join(column.choices)})" if column.choices else ""
