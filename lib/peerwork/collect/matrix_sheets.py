"""The qualitative matrix as sheets of a workbook: a row a factor or theme, a column a site or stakeholder group."""

from __future__ import annotations

from typing import Any

import pandas as pd

from peerwork.collect.layout import WIDE
from peerwork.collect.plain_text import as_plain_text
from peerwork.collect.sheet_look import FONT, set_columns
from peerwork.collect.team_books import themes
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.study.model import Study

CELL_WIDTH, CODE_WIDTH, LABEL_WIDTH = 28, 20, 32  # in characters
LONGEST_TEXT = 32_766
Cell = tuple[str, str]  # a factor or theme, and a site or group


def write_matrix(book: Any, study: Study, summaries: pd.DataFrame, formats: dict[str, Any]) -> None:
    """Both sheets: a cell is the summary written there; yellow where there are passages and none is written."""
    waiting = book.add_format({**FONT, "text_wrap": True, "valign": "top", "bg_color": "#fff3c4", "border": 1})
    for title, kind in WIDE.items():
        places = list(study.frames["sites"]["site"]) if kind == "site" else list(study.framework.groups)
        written, coded = _written(summaries, kind), _coded(study, kind)
        sheet = book.add_worksheet(title)
        set_columns(sheet, [CODE_WIDTH, CODE_WIDTH, LABEL_WIDTH, *[CELL_WIDTH] * len(places)], named_by=2)
        for position, name in enumerate(["factor", "theme", "label", *places]):
            sheet.write_string(0, position, name, formats["head"])
        for row, (factor, theme, label) in enumerate(_abouts(study), start=1):
            for position, text in enumerate((factor, theme, label)):
                sheet.write_string(row, position, as_plain_text(text), formats["guide"])
            for position, place in enumerate(places, start=3):
                cell = (factor or theme, place)
                text = written.get(cell, "")
                style = formats["text"] if text or cell not in coded else waiting
                _write(sheet, row, position, text, style)
        sheet.freeze_panes(1, 3)


def _write(sheet: Any, row: int, position: int, text: str, style: Any) -> None:
    if len(text) > LONGEST_TEXT:
        wrong = f"the text {quoted(text, longest=30)} is longer than a cell of Excel holds"
        raise ProblemsFound([Problem("summaries.csv", None, "text", wrong, f"shorten it to {LONGEST_TEXT:,}")])
    if text:
        sheet.write_string(row, position, as_plain_text(text), style)
    else:
        sheet.write_blank(row, position, None, style)


def _abouts(study: Study) -> list[tuple[str, str, str]]:
    """Each row's factor, or theme, and its words."""
    factors = [(factor.id, "", factor.label) for factor in study.factors]
    return factors + [("", theme, f"Theme: {label}") for theme, label in themes(study).items()]


def _about(rows: pd.DataFrame) -> pd.Series:
    return rows["factor"].fillna(rows["theme"])


def _written(summaries: pd.DataFrame, kind: str) -> dict[Cell, str]:
    if kind not in summaries:
        return {}
    rows = summaries[summaries[kind].notna()]
    return dict(zip(zip(_about(rows), rows[kind], strict=True), rows["text"], strict=True))


def _coded(study: Study, kind: str) -> set[Cell]:
    """The cells on which there is a passage."""
    rows = study.frames.get("excerpts")
    if rows is None:
        return set()
    people = study.frames.get("participants", pd.DataFrame({"participant": [], kind: []})).set_index("participant")
    place = rows["participant"].map(people[kind])
    place = place.fillna(rows["site"]) if kind == "site" else place
    return set(zip(_about(rows), place, strict=True))
