"""Write basis.csv of the example: what each inference rests on, as of the edition that it read (needs peerwork)."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd

from peerwork.scoring.basis import inferences, note_basis, said_now
from peerwork.scoring.found import Found
from peerwork.study.model import Study
from peerwork.study.read import read_study

HERE = Path(__file__).resolve().parent
ENDS = {"2012-02": "2012-02-29", "2012-06": "2012-06-29"}  # the last day of fieldwork that each edition held


def as_of(study: Study, day: str) -> Study:
    """The study as it was: who had been interviewed by then, and workshops held by then."""
    people = study.frames["participants"]
    people = people[people["interviewed_on"] <= pd.Timestamp(day)]
    frames = {name: _of(frame, set(people["participant"]), day) for name, frame in study.frames.items()}
    return replace(study, frames=frames | {"participants": people.reset_index(drop=True)})


def _of(frame: pd.DataFrame, people: set[str], day: str) -> pd.DataFrame:
    if "held_on" in frame:
        frame = frame[frame["held_on"] <= pd.Timestamp(day)]
    if "participant" in frame:
        frame = frame[frame["participant"].isna() | frame["participant"].isin(people)]
    return frame.reset_index(drop=True)


def main(out: Path = HERE) -> None:
    """Each edition's inferences, noted from the study as it was then."""
    study, parts = read_study(HERE), []
    study = replace(study, frames={name: frame for name, frame in study.frames.items() if name != "basis"})
    for edition, day in ENDS.items():
        then = as_of(study, day) if edition != study.config.edition else study
        own = frozenset(inferences(study).query("edition == @edition")["reading"])
        parts.append(note_basis(then, said_now(Found(then)), own))
    rows = pd.concat(parts).sort_values(["reading", "rests_on"])
    (out / "basis.csv").write_text(rows.to_csv(index=False, lineterminator="\n"), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:2]))
