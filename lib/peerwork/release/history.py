"""What was released before, so that a later release is judged together with it (METHOD 14).

The history lies beside the study, encrypted with the study's key. Of each release it holds what its readers were given,
over which sites its means are, and for everybody then in the study opaque tokens of what they answered: enough to see
whose answers are new, changed or gone, and no answer.
"""

from __future__ import annotations

import base64
import io
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import astuple, dataclass, replace
from pathlib import Path

import pandas as pd
from filelock import FileLock

from peerwork.atomic import replace_files
from peerwork.problems import Problem, ProblemsFound
from peerwork.release.importance import Key
from peerwork.release.keys import KEY_FILE, NO_KEY, decrypt, encrypt, make_key, read_key

HISTORY_FILE, LOCK_FILE = "release_history.json", ".release_history.lock"


@dataclass(frozen=True)
class ReleasedFigure:
    """A figure as it was released, over how many people, and whether two of a site together may see it."""

    text: str
    n: int
    pair_safe: bool


Figures = dict[Key, ReleasedFigure]


@dataclass(frozen=True)
class PastRelease:
    """One release: its number, whose it is, the day that it speaks of (the study's `as_of`), and what was shown.

    `rules` are those that make statuses and verdicts of answers (JSON). `figures` holds by measure and factor
    ("importance supervision", "picks supervision", "answers supervision") every mean and share, and by name each
    status and verdict, that readers were given or could have been; `bases` by factor the sites that its study, sector
    and group means are over; `people` and `tables` are CSV: the tokens of `tokens.PEOPLE`, and the released tables as
    their readers have them.
    """

    number: int
    audience: str
    site: str | None
    day: str | None
    rules: str
    figures: Mapping[str, Figures]
    bases: Mapping[str, tuple[str, ...]]
    people: str
    tables: Mapping[str, str]

    @property
    def name(self) -> str:
        """What pages and logs call it: `release 3 of 2012-05-01`."""
        return f"release {self.number} of {self.day}" if self.day else f"release {self.number}"

    def tokens(self) -> pd.DataFrame:
        """One row a person and factor, as `tokens.people_of` made it."""
        return read_text(self.people)

    def released_tables(self) -> dict[str, pd.DataFrame]:
        """The released tables by name: text, blank where blank."""
        return {name: read_text(text) for name, text in self.tables.items()}


@dataclass(frozen=True)
class ReleaseHistory:
    """A study's key and its earlier releases, the oldest first; `last` is the highest number ever given."""

    key: bytes = NO_KEY
    releases: tuple[PastRelease, ...] = ()
    last: int = 0

    def following(self, release: PastRelease) -> PastRelease:
        """The release with the number that it has: that of the same one before, or the next."""
        known = [past.number for past in self.releases if replace(past, number=release.number) == release]
        return replace(release, number=known[0] if known else self.last + 1)

    def with_release(self, release: PastRelease) -> ReleaseHistory:
        """The history with one more release; the same one twice is one."""
        if release in self.releases:
            return self
        return replace(self, releases=(*self.releases, release), last=max(self.last, release.number))

    def without(self, number: int) -> ReleaseHistory:
        """The history without a release that was never given out; its number is not given again."""
        known = {past.number for past in self.releases}
        if number not in known:
            wrong = f"there is no release {number}"
            right = f"name one of {', '.join(map(str, sorted(known)))}" if known else "nothing was released yet"
            raise ProblemsFound([Problem("--take-back", None, "", wrong, right)])
        return replace(self, releases=tuple(past for past in self.releases if past.number != number))


def read_history(folder: Path) -> ReleaseHistory:
    """The history beside a study, empty where there is none; raises ProblemsFound where it cannot be opened."""
    key, path = read_key(folder), folder / HISTORY_FILE
    if not path.is_file():
        return ReleaseHistory(key)
    try:
        content = base64.b64decode("".join(json.loads(path.read_text(encoding="utf-8"))["encrypted"]), validate=True)
        plain = json.loads(decrypt(key, content))
        return ReleaseHistory(key, tuple(map(_opened, plain["releases"])), plain["last"])
    except (ValueError, KeyError, TypeError) as error:
        right = f"put back the {KEY_FILE} that it was written with, or the record itself from a backup"
        wrong = "the record of earlier releases cannot be opened"
        raise ProblemsFound([Problem(HISTORY_FILE, None, "", wrong, right)]) from error


def write_history(history: ReleaseHistory, folder: Path) -> Path:
    """Write the history beside the study, whole or not at all; the same history is always the same bytes."""
    plain = {"last": history.last, "releases": [_plain(release) for release in history.releases]}
    text = base64.b64encode(encrypt(history.key, json.dumps(plain, ensure_ascii=False, sort_keys=True))).decode("ascii")
    lines = [text[start : start + 120] for start in range(0, len(text), 120)]
    content = json.dumps({"encrypted": lines}, indent=0) + "\n"
    (path,) = replace_files(folder, {HISTORY_FILE: content.encode("utf-8")})
    return path


@contextmanager
def history_held(folder: Path) -> Iterator[ReleaseHistory]:
    """The history, held from reading to noting: nothing else is released meanwhile. Makes the key on first use."""
    with FileLock(folder / LOCK_FILE):
        make_key(folder)
        yield read_history(folder)


def take_back(folder: Path, number: int) -> None:
    """Take a release that was never given out from the history; raises ProblemsFound where there is no such one."""
    with history_held(folder) as history:
        write_history(history.without(number), folder)


def write_text(frame: pd.DataFrame) -> str:
    """A frame as CSV text."""
    return frame.to_csv(index=False, lineterminator="\n")


def read_text(text: str) -> pd.DataFrame:
    """A frame of text, blank where blank."""
    return pd.read_csv(io.StringIO(text), dtype="str", keep_default_na=False)


def _plain(release: PastRelease) -> dict:
    figures = {
        name: sorted([*key, *astuple(figure)] for key, figure in shown.items())
        for name, shown in release.figures.items()
    }
    bases = {factor: list(sites) for factor, sites in release.bases.items()}
    return vars(release) | {"figures": figures, "bases": bases, "tables": dict(release.tables)}


def _opened(plain: dict) -> PastRelease:
    figures = {
        name: {(scope, place, kind): ReleasedFigure(*figure) for scope, place, kind, *figure in shown}
        for name, shown in plain["figures"].items()
    }
    bases = {factor: tuple(sites) for factor, sites in plain["bases"].items()}
    return PastRelease(**plain | {"figures": figures, "bases": bases})
