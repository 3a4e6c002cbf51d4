"""A study released to a board and the public, sometimes in two editions or beside a workshop, and then attacked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from made_studies import write_study
from peerwork.audit import Audit, Release, audit_release, open_release
from peerwork.release import ReleaseHistory, protect
from peerwork.scoring import score_study
from peerwork.scoring.write import write_tables
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience
from release.made_history import after_release
from release.random_studies import awkward_study, without

TURNS = (
    "one edition",
    "new people",
    "beside a workshop",
    "somebody withdrew",
)  # each in turn: a quarter of the studies


@dataclass(frozen=True)
class Attacked:
    """One attack: the shape of the study, how it was released, and what was found."""

    shape: str
    how: str
    audit: Audit


def attack_study(number: int, folder: Path) -> Attacked:
    """The study of this number released and attacked, its files under `folder`."""
    (shape, study), how = awkward_study(number), TURNS[number // 2 % len(TURNS)]
    if "participants" not in study.frames or how in ("one edition", "beside a workshop"):
        place = write_study(study, folder / "study")
        workshop = sorted(study.frames["sites"]["site"])[0] if how == "beside a workshop" else None
        return Attacked(shape, how, audit_release(place, _release(read_study(place), folder / "r", workshop=workshop)))
    return Attacked(shape, how, _attack_editions(study, how, folder, np.random.default_rng(number)))


def _attack_editions(study: Study, how: str, folder: Path, draw: np.random.Generator) -> Audit:
    """Two editions: the second has one to three people more, or one less."""
    people = study.frames["participants"].copy()
    some = draw.choice(people["participant"], 1 if how == "somebody withdrew" else int(draw.integers(1, 4)), False)
    changed = people["participant"].isin(some)
    people["interviewed_on"] = pd.to_datetime(people["interviewed_on"]).mask(changed, pd.Timestamp("2013-01-01"))
    if how == "somebody withdrew":
        people["withdrawn_on"] = pd.to_datetime(people["withdrawn_on"]).mask(changed, pd.Timestamp("2013-02-01"))
    place = write_study(replace(study, frames=dict(study.frames) | {"participants": people}), folder / "study")
    fewer = without(study, *some)
    first, second = (study, fewer) if how == "somebody withdrew" else (fewer, study)
    history = after_release(first)
    releases = [*_release(first, folder / "first"), *_release(second, folder / "second", history=history)]
    return audit_release(place, releases)


def _release(
    study: Study, folder: Path, *, history: ReleaseHistory | None = None, workshop: str | None = None
) -> list[Release]:
    """A board's and a public's tables, and a workshop's where one is named."""
    tables, releases = score_study(study), []
    for audience, site in [(Audience.BOARD, None), (Audience.PUBLIC, None), (Audience.WORKSHOP, workshop)]:
        if audience is not Audience.WORKSHOP or site:
            write_tables(protect(study, tables, audience, site=site, history=history).tables, folder / audience)
            releases.append(open_release(folder / audience, audience, site))
    return releases
