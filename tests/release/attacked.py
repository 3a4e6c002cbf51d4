"""A study released through the gate to a board and the public, sometimes in two waves or beside a workshop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from made_studies import write_study
from peerwork.audit import Audit, ReleaseRecord, audit_release
from peerwork.audit.findings import beyond
from peerwork.build.gate import Gate
from peerwork.release import ReleaseHistory
from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience
from release.kept import Shares, kept_of, moved_between, still_shown, untrue
from release.made_history import EMPTY
from release.random_studies import awkward_study, without

TURNS = ("one wave", "one new person", "beside a workshop", "somebody withdrew", "another answer")  # each in turn
FIND_LINE = "the attack found"  # what the log says of what was withheld for it


@dataclass(frozen=True)
class Attacked:
    """One attack: the shape of the study, how it was released, what was found in all of it, and the releases.

    `untrue` are words shown that are not the team's; `kept` and `again` say how much of what the team found is shown to
    a board, and how much of what no answer changed a second release shows a board again.
    """

    shape: str
    how: str
    audit: Audit
    history: ReleaseHistory
    untrue: list[str]
    kept: Shares
    again: Shares

    @property
    def mended(self) -> int:
        """Figures that only the attack has withheld."""
        logs = [release.released_tables()["release_log"] for release in self.history.releases]
        return sum(int(log["why"].str.startswith(FIND_LINE).sum()) for log in logs)


def attack_study(number: int, folder: Path, how: str = "") -> Attacked:
    """The study of this number released and attacked, its files under `folder`; `how` is one of TURNS, or its turn."""
    (shape, study), how = awkward_study(number), how or TURNS[number // 2 % len(TURNS)]
    history, wrong, boards = EMPTY, [], []
    for place, wave in enumerate(waves(study, how, np.random.default_rng(number))):
        at = write_study(wave, folder / f"wave{place}")
        recorded = read_study(at)
        team = score_study(recorded)
        for audience in (Audience.BOARD, Audience.PUBLIC):
            history, audit = release_to(recorded, at, audience, history, team)
            shown = history.releases[-1].released_tables()
            wrong += untrue(team.frames, shown)
            boards += [(recorded, team.frames, shown)] if audience is Audience.BOARD else []
        if how == "beside a workshop":
            first = min(recorded.frames["sites"]["site"])
            history, audit = release_to(recorded, at, Audience.WORKSHOP, history, team, site=first)
    return Attacked(shape, how, audit, history, wrong, kept_of(*boards[0][1:]), _again(boards))


def _again(boards: list[tuple[Study, dict, dict]]) -> Shares:
    """What of a board's first release, where no answer changed, its last one shows."""
    (first, _, before), (last, _, after) = boards[0], boards[-1]
    if first is last:
        return Counter()
    sites = last.frames["sites"]
    sectors = dict(zip(sites["site"], sites["sector"], strict=True))
    return still_shown(before, after, moved_between(first, last), sectors)


def release_to(
    study: Study, folder: Path, audience: Audience, history: ReleaseHistory, team: Tables, *, site: str | None = None
) -> tuple[ReleaseHistory, Audit]:
    """The history after the study has passed the gate to an audience, and the gate's last attack on all of it.

    Raises ProblemsFound where it does not pass.
    """
    audits: dict[int, Audit] = {}  # by how many releases were attacked

    def attack(released: Sequence[ReleaseRecord], today: pd.DataFrame) -> Audit:
        audits[len(released)] = audit_release(study, released, today)
        return audits[len(released)]

    _, release = Gate(study, folder, audience, site, history, attack).protect(team)
    earlier = len(history.releases)
    return history.with_release(release), beyond(audits[earlier + 1], audits.get(earlier, Audit(())))


def waves(study: Study, how: str, draw: np.random.Generator) -> list[Study]:
    """The study as it was released: once, or before and after one person was new, left or answered otherwise."""
    people = study.frames["participants"]
    who = str(draw.choice(people["participant"]))
    if how == "one new person":
        return [without(study, who), study]
    if how == "somebody withdrew":
        gone = pd.to_datetime(people["withdrawn_on"]).mask(people["participant"] == who, pd.Timestamp("2013-02-01"))
        return [study, _with(study, participants=people.assign(withdrawn_on=gone))]
    return [study, _with(study, answers=_one_other(study, draw))] if how == "another answer" else [study]


def _with(study: Study, **frames: pd.DataFrame) -> Study:
    return replace(study, frames=dict(study.frames) | frames)


def _one_other(study: Study, draw: np.random.Generator) -> pd.DataFrame:
    """The study's answers, one of them another one."""
    answers, scale = study.frames["answers"].copy(), study.framework.scale
    row = draw.choice(answers.index)
    answers.loc[row, "in_place"] = "no" if answers.loc[row, "in_place"] == "yes" else "yes"
    answers.loc[row, "importance"] = scale[0] if answers.loc[row, "importance"] == scale[1] else scale[1]
    return answers
