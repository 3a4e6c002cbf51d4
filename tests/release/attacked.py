"""A study released through the gate to a board and the public, sometimes in two waves or beside a workshop."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from made_studies import write_study
from peerwork.audit import Audit, audit_release
from peerwork.build.gate import Gate, release_of
from peerwork.release import ReleaseHistory, people_of
from peerwork.scoring import score_study
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience
from release.made_history import EMPTY
from release.random_studies import awkward_study, without

TURNS = ("one wave", "new people", "beside a workshop", "somebody withdrew")  # each in turn: a quarter of the studies
FIND_LINE = "the attack found"  # what the log says of what was withheld for it


@dataclass(frozen=True)
class Attacked:
    """One attack: the shape of the study, how it was released, what was found in all of it, and the releases."""

    shape: str
    how: str
    audit: Audit
    history: ReleaseHistory

    @property
    def mended(self) -> int:
        """Figures that only the attack has withheld."""
        logs = [release.released_tables()["release_log"] for release in self.history.releases]
        return sum(int(log["why"].str.startswith(FIND_LINE).sum()) for log in logs)


def attack_study(number: int, folder: Path) -> Attacked:
    """The study of this number released and attacked, its files under `folder`."""
    (shape, study), how = awkward_study(number), TURNS[number // 2 % len(TURNS)]
    if "participants" not in study.frames:
        how = TURNS[0]
    waves = _waves(study, how, np.random.default_rng(number))
    history = EMPTY
    for place, wave in enumerate(waves):
        at = write_study(wave, folder / f"wave{place}")
        recorded = read_study(at)
        for audience in (Audience.BOARD, Audience.PUBLIC):
            history = release_to(recorded, at, audience, history)
        if how == "beside a workshop":
            history = release_to(recorded, at, Audience.WORKSHOP, history, site=min(recorded.frames["sites"]["site"]))
    releases = [release_of(past) for past in history.releases]
    return Attacked(shape, how, audit_release(at, releases, people_of(recorded, history.key)), history)


def release_to(
    study: Study, folder: Path, audience: Audience, history: ReleaseHistory, *, site: str | None = None
) -> ReleaseHistory:
    """The history after the study has passed the gate to an audience; raises ProblemsFound where it does not."""
    gate = Gate(study, folder, audience, site, history, lambda released, today: audit_release(folder, released, today))
    _, release = gate.protect(score_study(study))
    return history.with_release(release)


def _waves(study: Study, how: str, draw: np.random.Generator) -> list[Study]:
    """The study as it was released: once, before and after one to three people were new, or one withdrew."""
    if how not in ("new people", "somebody withdrew"):
        return [study]
    people = study.frames["participants"].copy()
    gone = how == "somebody withdrew"
    some = draw.choice(people["participant"], 1 if gone else int(draw.integers(1, 4)), False)
    fewer = without(study, *some)
    if not gone:
        return [fewer, study]
    withdrawn = pd.to_datetime(people["withdrawn_on"]).mask(
        people["participant"].isin(some), pd.Timestamp("2013-02-01")
    )
    after = replace(study, frames=dict(study.frames) | {"participants": people.assign(withdrawn_on=withdrawn)})
    return [study, after]
