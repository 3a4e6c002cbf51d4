"""What was released before, so that a later edition is judged together with it (METHOD 14).

The ledger lies beside the study. It holds, sealed with the study's key, each edition's figures (which its readers know)
and a keyed mark for every answer behind them and for who gave it, with site and group: enough to see whose answers are
new or gone, and no answer.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from peerwork.problems import Problem, ProblemsFound
from peerwork.release.importance import Key
from peerwork.release.sealed import KEY_FILE, open_key, seal, unseal
from peerwork.whole_files import replace_files

LEDGER_FILE = "release_ledger.json"


@dataclass(frozen=True)
class Told:
    """A figure as it was released, over how many people, and whether two of them together may see it."""

    text: str
    n: int
    pair_safe: bool


@dataclass(frozen=True)
class Answer:
    """Where an answer was given, and the keyed mark of the person who gave it."""

    site: str
    group: str
    person: str


@dataclass(frozen=True)
class Recorded:
    """One factor of one edition: its figures, and the answers behind them by their keyed marks."""

    figures: Mapping[Key, Told]
    answers: Mapping[str, Answer]


Edition = Mapping[str, Recorded]  # by factor


@dataclass(frozen=True)
class Ledger:
    """A study's key and its earlier editions, the oldest first."""

    key: bytes
    editions: tuple[Edition, ...] = ()


def read_ledger(folder: Path) -> Ledger:
    """The ledger beside a study; raises ProblemsFound where it is there and cannot be opened."""
    key, path = open_key(folder), folder / LEDGER_FILE
    if not path.is_file():
        return Ledger(key)
    try:
        sealed = json.loads(path.read_text(encoding="utf-8"))["editions"]
        return Ledger(key, tuple(_opened(json.loads(unseal(key, edition))) for edition in sealed))
    except (ValueError, KeyError, TypeError) as error:
        right = f"put back the {KEY_FILE} that it was written with, or the ledger itself from a backup"
        wrong = "the record of earlier releases cannot be opened"
        raise ProblemsFound([Problem(LEDGER_FILE, None, "", wrong, right)]) from error


def write_ledger(ledger: Ledger, folder: Path) -> Path:
    """Write the ledger beside the study; the same ledger is always the same bytes."""
    plain = [json.dumps(_plain(edition), ensure_ascii=False, sort_keys=True) for edition in ledger.editions]
    content = {"editions": [seal(ledger.key, text) for text in plain]}
    (path,) = replace_files(folder, {LEDGER_FILE: (json.dumps(content, indent=1) + "\n").encode("utf-8")})
    return path


def with_edition(ledger: Ledger, edition: Edition) -> Ledger:
    """The ledger with one more edition; the same one twice is one."""
    known = [_plain(earlier) for earlier in ledger.editions]
    return ledger if _plain(edition) in known else Ledger(ledger.key, (*ledger.editions, edition))


def _plain(edition: Edition) -> dict:
    return {
        factor: {
            "figures": sorted([*key, *astuple(told)] for key, told in recorded.figures.items()),
            "answers": {mark: astuple(answer) for mark, answer in sorted(recorded.answers.items())},
        }
        for factor, recorded in sorted(edition.items())
    }


def _opened(plain: dict) -> Edition:
    return {
        factor: Recorded(
            {(scope, place, kind): Told(*told) for scope, place, kind, *told in recorded["figures"]},
            {mark: Answer(*answer) for mark, answer in recorded["answers"].items()},
        )
        for factor, recorded in plain.items()
    }
