"""Small tables in a test's own text, and a study made of them: input and answer stay in sight together."""

from __future__ import annotations

import pandas as pd

from peerwork.framework import Domain, Factor, Framework
from peerwork.study.config import StudyConfig
from peerwork.study.model import Study
from peerwork.study.schema import FILES

NUMBERS = {
    "importance",
    "rating",
    "membership",
    "value",
    "target",
    "feasibility",
    "minutes",
    "numerator",
    "denominator",
}


def table(text: str) -> pd.DataFrame:
    """The frame that the text draws: a header and rows, `|` between columns, a blank cell is missing."""
    header, *rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    frame = pd.DataFrame(rows, columns=header, dtype="str").replace("", None)
    for column in NUMBERS & set(header):
        frame[column] = pd.to_numeric(frame[column])
    return frame


def framework(
    *factors: str, groups: str = "peer_worker team_member service_user manager strategic", **options
) -> Framework:
    """A framework of one domain with these factors; `outcomes=` names those of kind outcome."""
    outcomes = options.pop("outcomes", ())
    parts = [
        Factor(
            id=name,
            label=name.title(),
            condition=f"{name.title()} is in place.",
            kind="outcome" if name in outcomes else "condition",
        )
        for name in factors
    ]
    scale = {1: "Not at all", 2: "Slightly", 3: "Moderately", 4: "Very", 5: "Extremely"}
    return Framework(
        id="small",
        title="A small framework",
        importance_scale=scale,
        domains=(Domain(id="all_of_it", label="All of it", factors=tuple(parts)),),
        stakeholder_groups={group: group.replace("_", " ").capitalize() for group in groups.split()},
        **options,
    )


def study_of(framework: Framework, *, config: dict | None = None, **frames: str | pd.DataFrame) -> Study:
    """A study of these frames, given as text or frames. Without `sites` every site of `participants` is statutory."""
    made = {name: table(frame) if isinstance(frame, str) else frame for name, frame in frames.items()}
    if "sites" not in made:
        sites = sorted(set(made["participants"]["site"]))
        made["sites"] = pd.DataFrame(
            {"site": sites, "name": sites, "sector": "statutory", "region": "London"}, dtype="str"
        )
    made = {name: _with_every_column(name, frame) for name, frame in made.items()}
    settings = StudyConfig(title="A small study", framework="small", synthetic=True, **(config or {}))
    nobody = pd.DataFrame({"participant": [], "site": [], "group": []}, dtype="str")
    return Study(name="small", config=settings, framework=framework, frames=made, withdrawn=nobody, as_of=None)


def _with_every_column(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """As a study that was read has them: the columns that the test did not draw are there, and blank."""
    blank = {
        column.name: pd.Series(float("nan"), index=frame.index, dtype="float64" if column.name in NUMBERS else "str")
        for file in FILES
        if file.name == name
        for column in file.columns
        if column.name not in frame
    }
    return frame.assign(**blank)
