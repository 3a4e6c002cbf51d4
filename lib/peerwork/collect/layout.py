"""What a workbook of data sheets consists of, for those who write it and those who read it back."""

from __future__ import annotations

from peerwork.study import schema
from peerwork.study.model import Study
from peerwork.study.schema import Column, File
from peerwork.vocabulary import YesNo

NOTES, LISTS = "notes", "lists"
INTERVIEW_SHEETS: tuple[File, ...] = (
    schema.PARTICIPANTS,
    schema.ANSWERS,
    schema.TOP_THREE,
    schema.OTHER_FACTORS,
    schema.IMPACTS,
)
RATING_SHEETS: tuple[File, ...] = (schema.SITE_RATINGS,)
SHEETS = {file.name: file for file in (*INTERVIEW_SHEETS, *RATING_SHEETS)}
MORE_ROWS = {"participants": 0, "answers": 0, "top_three": 5, "other_factors": 8, "impacts": 12, "site_ratings": 0}
GUIDES = {
    "label": Column("label", "the factor's name (to read, not to fill in)"),
    "condition": Column("condition", "what is proposed to be in place (to read, not to fill in)"),
}
ASKED = Column(
    "asked", "yes where the factor was asked about, even if nothing was answered", optional=True, choices=YesNo
)


def say_notes(study: Study, files: list[File]) -> list[str]:
    """How to fill the workbook in, a line a row."""
    lines = [
        f"{study.config.title}: data sheets",
        "",
        "Fill in the sheets behind this one, save, and hand the workbook to peerwork import. Leave a cell blank where "
        "nothing was recorded; a blank is never counted as zero. Grey columns are there to read.",
        "Do not rename sheets or columns. Dates are year-month-day. Several people can work at once, a workbook each.",
        "",
    ]
    for file in files:
        lines += [f"Sheet {file.name}: one row is {file.row}."]
        lines += [f"    {column.name}: {column.says}{_values(column)}" for column in _own(file)]
        lines.append("")
    lines += [f"Importance {point}: {words}" for point, words in sorted(study.framework.importance_scale.items())]
    lines += [f"Group {group}: {label}" for group, label in study.framework.stakeholder_groups.items()]
    return lines


def _own(file: File) -> list[Column]:
    extra = [ASKED] if file.name == "answers" else []
    return [*extra, *(column for column in file.columns if column.name != "participant" or file is schema.PARTICIPANTS)]


def _values(column: Column) -> str:
    return f" ({', '.join(column.choices)})" if column.choices else ""
