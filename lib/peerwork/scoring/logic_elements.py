"""The programme logic as a table: its elements, what each leads to, and the study's indicators of each (METHOD 12)."""

from __future__ import annotations

import pandas as pd

from peerwork.logic import LogicModel
from peerwork.scoring.access import ALL, Access
from peerwork.scoring.found import Found
from peerwork.scoring.table_spec import NONE, choice, result_table, text
from peerwork.study.model import Study
from peerwork.vocabulary import Stage

LOGIC_ELEMENTS_TABLE = result_table(
    "logic_elements", "an element of the programme's logic model", section=12, pages="logic_model",
    score=lambda found: _score(found), by=(text("element", "the element"),),
    columns=(
        text("label", "its name"), choice("stage", "where it stands in the programme's logic", Stage),
        text("beneficiaries", "whom an outcome is for", blank=NONE),
        text("leads_to", "the elements it leads to, separated by semicolons", blank=NONE),
        text("indicators", "the indicators attached to it, separated by semicolons", blank=NONE),
    ),
    access=Access({ALL: "element label stage beneficiaries leads_to indicators"}),
)  # fmt: skip


def _score(found: Found) -> pd.DataFrame | None:
    elements = list_logic_elements(found.study)
    return None if elements.empty else elements


def list_logic_elements(study: Study) -> pd.DataFrame:
    """One row an element of the programme logic, in its order; several values in a cell stand apart by `;`.

    The model is the one that `study.yaml` names under `logic`. Without one, the study's own indicators are the elements
    and `leads_to` of `indicators.csv` their links; without links there are no rows. `indicators` are those of the study
    that measure the element, or the model's own where the study has no `indicators.csv`.
    """
    rows = _of_model(study.logic, _known(study)) if study.logic else _of_indicators(study)
    return pd.DataFrame(rows, columns=LOGIC_ELEMENTS_TABLE.names, dtype="str").replace("", None)


def _known(study: Study) -> set[str] | None:
    return set(study.frames["indicators"]["indicator"]) if study.has("indicators") else None


def _of_model(model: LogicModel, known: set[str] | None) -> list[tuple[str, ...]]:
    return [
        (
            element.id,
            element.label,
            element.stage.value,
            ";".join(element.beneficiaries),
            ";".join(element.leads_to),
            ";".join(m.id for m in model.measures_of(element.id) if known is None or m.id in known),
        )
        for element in model.elements
    ]


def _of_indicators(study: Study) -> list[tuple[str, ...]]:
    if not study.has("indicators") or study.frames["indicators"]["leads_to"].isna().all():
        return []
    rows = study.frames["indicators"].fillna({"leads_to": "", "label": ""})
    known = set(rows["indicator"])
    return [
        (name, label or name, stage, "", ";".join(t for t in map(str.strip, leads.split(";")) if t in known), name)
        for name, label, stage, leads in rows[["indicator", "label", "stage", "leads_to"]].itertuples(index=False)
    ]
