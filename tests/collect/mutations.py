"""A study of 20 people whose data sheets come back: what hands and programs do to a workbook on the way, and what must follow.

Each mutation changes the workbook of P07 (or the study, after the sheets went out) and says what an import must do:
change these cells and nothing else, or refuse and name file, sheet and cell.
"""

# ruff: noqa: E501 - a table is read across

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from peerwork.vocabulary import Prefer

GROUPS = ("peer_worker", "team_member", "service_user", "manager", "strategic")
FACTORS = ("role_job_description", "role_specific_tasks", "role_flexible")
BOOK = "S02-P07.xlsx"
NEW = "S02-new.xlsx"


def study_of_20(folder: Path) -> Path:
    """Four sites, five people each; P20 withdrew, P07 answered the first two factors asked of everybody."""
    people = [f"P{n:02d},S{(n - 1) // 5 + 1:02d},{GROUPS[(n - 7) % 5]},2011-05-{n:02d},," for n in range(1, 20)]
    answers = [
        f"P{n:02d},{factor},{('yes', 'no', 'partly')[n % 3]},{('facilitator', 'barrier')[n % 2]},{n % 5 + 1},"
        f'"Said by {n}, in words"'
        for n in range(1, 21)
        for factor in FACTORS[:2]
    ]
    files = {
        "study.yaml": "title: Twenty people\nframework: peer_worker_roles\nsynthetic: true\n",
        "sites.csv": "site,name,sector,region\nS01,One,statutory,\nS02,Two,voluntary,\nS03,Three,statutory,\nS04,Four,voluntary,\n",
        "participants.csv": "participant,site,group,interviewed_on,minutes,withdrawn_on\n"
        + "\n".join([*people, "P20,S04,manager,2011-05-20,,2011-06-01"]) + "\n",
        "answers.csv": "participant,factor,in_place,effect,importance,comment\n" + "\n".join(answers) + "\n",
        "top_three.csv": "participant,factor,kind,why\nP07,role_flexible,facilitator,\nP08,role_flexible,barrier,\n",
    }  # fmt: skip
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder


@dataclass(frozen=True)
class Mutation:
    """What is done, and what must follow: `changes` (the differences told, whole), or words of a refusal."""

    name: str
    change: Callable[[Any], object] = lambda book: None
    study: Callable[[Path], object] = lambda folder: None
    changes: tuple[str, ...] = ()
    refused: str = ""
    noted: str = ""
    prefer: Prefer | None = None
    allow_removal: bool = False
    book: str = BOOK
    only: tuple[str, ...] = field(default=("xlsx", "ods"))  # kinds in which a program keeps what was done


def put(book: Any, sheet: str, row: int, **cells: object) -> None:
    """Write cells of a sheet by the names of their columns."""
    for name, value in cells.items():
        book[sheet].cell(row, column_of(book[sheet], name)).value = value


def column_of(sheet: Worksheet, name: str) -> int:
    return [cell.value for cell in sheet[1]].index(name) + 1


def _cell(book: Any, sheet: str, row: int, name: str) -> Any:
    return book[sheet].cell(row, column_of(book[sheet], name))


def _delete_column(book: Any, sheet: str, name: str) -> None:
    book[sheet].data_validations.dataValidation.clear()
    book[sheet].delete_cols(column_of(book[sheet], name))


def _clear(book: Any, sheet: str, *rows: int, but: tuple[str, ...] = ("factor", "label", "condition")) -> None:
    for row in rows:
        for cell in book[sheet][row]:
            if book[sheet].cell(1, cell.column).value not in but:
                cell.value = None


def _merge(book: Any) -> None:
    first, last = _cell(book, "answers", 2, "in_place"), _cell(book, "answers", 2, "effect")
    book["answers"].merge_cells(f"{first.coordinate}:{last.coordinate}")


def _note(book: Any) -> None:
    _cell(book, "answers", 2, "in_place").comment = Comment("are they sure?", "me")


def _hide(book: Any) -> None:
    book["answers"].column_dimensions[_cell(book, "answers", 1, "importance").column_letter].hidden = True
    put(book, "answers", 2, importance=5)


def _reverse_rows(book: Any) -> None:
    rows = [[cell.value for cell in row] for row in book["answers"].iter_rows(min_row=2)]
    for number, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            book["answers"].cell(number, column).value = value


def _again(book: Any) -> None:
    book["answers"].append([cell.value for cell in book["answers"][2]])


def _replace(file: str, old: str, new: str) -> Callable[[Path], object]:
    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{old!r} is not in {file}"
        (folder / file).write_text(text.replace(old, new), encoding="utf-8", newline="")

    return change


def _forgotten(folder: Path) -> None:
    """P07 is in no file any more."""
    for path in folder.glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.startswith("P07,")), encoding="utf-8", newline="")


def _new_person(code: str) -> Callable[[Any], object]:
    return lambda book: put(book, "participants", 2, participant=code, group="manager")


ROW = 'P07,role_job_description,no,barrier,3,"Said by 7, in words"'
FIRST = "answers.csv: P07, role_job_description"
IN = f"{BOOK}, sheet answers"
MUTATIONS = (
    Mutation("nothing is touched"),
    Mutation(
        "an answer is changed", lambda b: put(b, "answers", 2, in_place="yes"), changes=(f'{FIRST}: in_place was "no", is "yes"',)
    ),
    Mutation(
        "a comment is added to", lambda b: put(b, "answers", 2, comment="Said by 7, in words. And more"),
        changes=(f'{FIRST}: comment was "Said by 7, in words", is "Said by 7, in words. And more"',),
    ),
    Mutation(
        "a factor more is answered", lambda b: put(b, "answers", 4, in_place="partly"),
        changes=("answers.csv: P07, role_flexible: new",),
    ),
    Mutation("rows stand in another order", _reverse_rows),
    Mutation("blank rows stand between", lambda b: b["answers"].insert_rows(3, 2), only=("xlsx", "ods")),
    Mutation("sheets stand in another order", lambda b: b.move_sheet("answers", -1)),
    Mutation("a column is hidden and filled in", _hide, changes=(f'{FIRST}: importance was "3", is "5"',)),
    Mutation(
        "a number is typed as text", lambda b: put(b, "answers", 2, importance="3"),
    ),
    Mutation(
        "a day is a day of Excel", lambda b: put(b, "participants", 2, interviewed_on=dt.datetime(2011, 5, 8)),
        changes=('participants.csv: P07: interviewed_on was "2011-05-07", is "2011-05-08"',),
    ),
    Mutation(
        "a day is typed the British way", lambda b: put(b, "participants", 2, interviewed_on="31/05/2011"),
        changes=('participants.csv: P07: interviewed_on was "2011-05-07", is "2011-05-31"',),
        noted="is read as day/month/year",
    ),
    Mutation(
        "a day that may be two", lambda b: put(b, "participants", 2, interviewed_on="03/05/2011"),
        refused=f'{BOOK}, sheet participants, row 2, column interviewed_on: "03/05/2011" is no date here; it may be',
    ),
    Mutation("a cell has a note", _note, noted=f"{IN}, row 2, column in_place: has a note, which is not read"),
    Mutation(
        "a sheet of scribbles more", lambda b: b.create_sheet("my thoughts").append(["call again"]),
        noted=f"{BOOK}, sheet my thoughts: is no sheet of data",
    ),
    Mutation(
        "a sheet is renamed", lambda b: setattr(b["answers"], "title", "Answers (2)"),
        refused=f"{BOOK}, sheet Answers (2): is no sheet of data, and looks like answers",
    ),
    Mutation(
        "a sheet has a name of one's own", lambda b: setattr(b["answers"], "title", "interview May"),
        refused=f"{BOOK}, sheet interview May: is no sheet of data, and looks like answers",
    ),
    Mutation(
        "a sheet is deleted", lambda b: b.remove(b["top_three"]), noted=f"{BOOK}: has no sheet top_three any more"
    ),
    Mutation("cells are merged", _merge, refused=f"{IN}, row 2, column in_place: begins merged cells"),
    Mutation(
        "a title above the header", lambda b: (b["answers"].insert_rows(1), b["answers"].__setitem__("A1", "Interview of May")),
        refused=f"{IN}, row 2: holds the header",
    ),
    Mutation(
        "a column is renamed", lambda b: setattr(_cell(b, "answers", 1, "importance"), "value", "Importance (1-5)"),
        refused=f'{IN}, row 1, column Importance (1-5): the column "Importance (1-5)" is not known',
    ),
    Mutation(
        "a column that must be there is deleted", lambda b: _delete_column(b, "answers", "in_place"),
        refused=f"{IN}, row 1, column in_place:",
    ),
    Mutation(
        "a column is added", lambda b: b["answers"].cell(1, 20, "my notes"),
        refused=f'{IN}, row 1, column my notes: the column "my notes" is not known',
    ),
    Mutation(
        "a value has another capital", lambda b: put(b, "answers", 2, in_place="Yes"),
        refused=f'{IN}, row 2, column in_place: "Yes" is not one of the values allowed; did you mean "yes"?',
    ),
    Mutation(
        "a rating beyond the scale", lambda b: put(b, "answers", 2, importance=9),
        refused=f'{IN}, row 2, column importance: "9" is not a point',
    ),
    Mutation(
        "a factor that is none", lambda b: put(b, "answers", 2, factor="role_job_descripton"),
        refused=f'{IN}, row 2, column factor: "role_job_descripton" is not',
    ),
    Mutation(
        "a formula", lambda b: put(b, "answers", 2, importance="=2+1"), refused=f"{IN}, row 2, column importance: holds a formula"
    ),
    Mutation(
        "an error of a formula", lambda b: put(b, "answers", 2, importance="#N/A"),
        refused=f"{IN}, row 2, column importance: holds the error #N/A", only=("xlsx",),
    ),
    Mutation("a row twice", _again, refused='factor "role_job_description" stands already in row 2'),
    Mutation(
        "an answer is cleared", lambda b: _clear(b, "answers", 2, but=("factor", "label", "condition")),
        refused="P07, role_job_description: was recorded and would be taken away; fill it in again, or say --allow-removal",
    ),
    Mutation(
        "a cell is cleared", lambda b: put(b, "answers", 2, comment=None),
        refused='comment was "Said by 7, in words" and would be taken away',
    ),
    Mutation(
        "a cell is cleared, and that is meant", lambda b: put(b, "answers", 2, comment=None), allow_removal=True,
        changes=(f'{FIRST}: comment was "Said by 7, in words", is blank',),
    ),
    Mutation(
        "all answers are cleared", lambda b: b["answers"].delete_rows(2, 99),
        refused="P07, role_specific_tasks: was recorded and would be taken away",
    ),
    Mutation(
        "the code is somebody else's", lambda b: put(b, "participants", 2, participant="P08"),
        refused=f'{BOOK}, sheet participants, row 2, column participant: "P08" is not the person whom this sheet went out for',
    ),
    Mutation(
        "the code is blank", lambda b: put(b, "participants", 2, participant=None),
        refused=f"{BOOK}, sheet participants, row 2, column participant: is blank",
    ),
    *(
        Mutation(
            f"somebody new whose code is typed {code!a}", _new_person(code), book=NEW,
            refused=f"{NEW}, sheet participants, row 2, column participant:",
        )
        for code in ("PO7", "p07", "P7", "P-07", "Р07", "P07\u200b", "P 07")
    ),
    Mutation(
        "somebody new", _new_person("P21"), book=NEW, changes=("participants.csv: P21: new",),
    ),
    Mutation(
        "the study was corrected since", study=_replace("answers.csv", ROW, ROW.replace(",3,", ",4,")),
    ),
    Mutation(
        "both were changed, in different cells", lambda b: put(b, "answers", 2, in_place="yes"),
        study=_replace("answers.csv", ROW, ROW.replace(",3,", ",4,")), changes=(f'{FIRST}: in_place was "no", is "yes"',),
    ),
    Mutation(
        "both were changed, in one cell", lambda b: put(b, "answers", 2, importance=5),
        study=_replace("answers.csv", ROW, ROW.replace(",3,", ",4,")),
        refused='role_job_description: importance "5" in the sheet, "4" in the study: changed on both sides',
    ),
    Mutation(
        "both were changed, and the sheet is right", lambda b: put(b, "answers", 2, importance=5),
        study=_replace("answers.csv", ROW, ROW.replace(",3,", ",4,")), prefer=Prefer.SHEET,
        changes=(f'{FIRST}: importance was "4", is "5"',),
    ),
    Mutation(
        "both were changed, and the study is right", lambda b: put(b, "answers", 2, importance=5),
        study=_replace("answers.csv", ROW, ROW.replace(",3,", ",4,")), prefer=Prefer.STUDY,
    ),
    Mutation(
        "consent was withdrawn since", study=_replace("participants.csv", "2011-05-07,,", "2011-05-07,,2011-06-30"),
        noted="withdrew since, and stays withdrawn",
    ),
    Mutation(
        "consent was withdrawn since, and an answer is changed", lambda b: put(b, "answers", 2, in_place="yes"),
        study=_replace("participants.csv", "2011-05-07,,", "2011-05-07,,2011-06-30"),
        changes=(f'{FIRST}: in_place was "no", is "yes"',), noted="withdrew",
    ),
    Mutation(
        "the person was taken out of the study since, and an answer is changed",
        lambda b: put(b, "answers", 2, in_place="yes"), study=_forgotten, prefer=Prefer.SHEET,
        refused=f'{BOOK}, sheet participants, row 2, column participant: "P07" was taken out of the study since',
    ),
    Mutation(
        "an answer was taken out of the study since", study=_replace("answers.csv", ROW + "\n", ""),
    ),
)  # fmt: skip
