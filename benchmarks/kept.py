"""How much of what a team found a board is shown, of studies like the example, and how little hangs on who said what.

python benchmarks/kept.py [design shuffled editions] [how many]

`design`: studies of the example's design keep at least 0.8 of what the example keeps, kind by kind. `shuffled`: the
example with its answers dealt out anew among the people asked about each factor shows the same statuses and verdicts,
and a number of means within 5 %. `editions`: one person new, gone, or with another answer, and at least 90 % of what
did not change still shown. Protection alone: what only the attack withholds (nothing, of these) is not counted here.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from made_studies import make_study  # noqa: E402
from peerwork.audit import Audit  # noqa: E402
from peerwork.build.gate import Gate  # noqa: E402
from peerwork.release import ReleaseHistory  # noqa: E402
from peerwork.scoring import score_study  # noqa: E402
from peerwork.study.model import Study  # noqa: E402
from peerwork.study.read import read_study  # noqa: E402
from peerwork.vocabulary import Audience  # noqa: E402
from release.attacked import TURNS, waves  # noqa: E402
from release.kept import HELD, Shares, cells_of, describe_shares, kept_of, moved_between, still_shown  # noqa: E402

EXAMPLE, EMPTY = ROOT / "data" / "example", ReleaseHistory(b"0" * 32)
ANSWER = ["importance", "in_place", "effect"]


def example() -> Study:
    """The example study."""
    return read_study(EXAMPLE)


def board(study: Study, history: ReleaseHistory = EMPTY) -> tuple[dict, dict, ReleaseHistory]:
    """The team's tables, what a board is shown of them, and the history after it."""
    team = score_study(study)
    _, release = Gate(study, EXAMPLE, Audience.BOARD, None, history, lambda *_: Audit(())).protect(team)
    return dict(team.frames), release.released_tables(), history.with_release(release)


def shares_of(kept: Shares) -> dict[str, float]:
    """The share that is shown, by what it is of."""
    kinds = sorted({what for what, _ in kept})
    return {what: kept[what, True] / (kept[what, True] + kept[what, False]) for what in kinds}


def design(many: int) -> None:
    """Studies of ten sites with nine people each and all factors, beside the example."""
    wanted, every, least = shares_of(kept_of(*board(example())[:2])), Counter(), {}
    for seed in range(many):
        kept = kept_of(*board(make_study(seed, "like_the_example"))[:2])
        every += kept
        for what, share in shares_of(kept).items():
            least[what] = min(least.get(what, 1.0), share)
    for what, share in shares_of(every).items():
        of = wanted.get(what) or np.inf
        told = f"{share:.1%}, the least {least[what]:.1%}; the example {wanted.get(what, 0):.1%}"
        print(f"  {what}: {told}; {share / of:.2f} of it, the least {least[what] / of:.2f}")


def dealt_anew(study: Study, seed: int) -> Study:
    """The study with the answers to each factor dealt out among the people who were asked about it."""
    answers, draw = study.frames["answers"].copy(), np.random.default_rng(seed)
    for places in answers.groupby("factor").indices.values():
        answers.loc[answers.index[places], ANSWER] = answers[ANSWER].iloc[draw.permutation(places)].to_numpy()
    typed = answers.astype(study.frames["answers"].dtypes.to_dict())
    return replace(study, frames=dict(study.frames) | {"answers": typed})


def shuffled(many: int) -> None:
    """The example, and the same answers dealt out anew."""
    study = example()
    seen = cells_of(board(study)[1])
    first = _shown(seen)
    for seed in range(many):
        dealt = cells_of(board(dealt_anew(study, seed))[1])
        for what, cells in _shown(dealt).items():
            before, words = first.get(what, frozenset()), not what.startswith("means")
            moved = f"{len(cells ^ before)} elsewhere" if words else f"{len(cells) / max(len(before), 1) - 1:+.1%}"
            print(f"  {seed} {what}: {len(cells)} shown, of the example {len(before)}, {moved}", flush=True)


def _shown(cells) -> dict[str, frozenset]:
    shown = cells[~cells.isin(["", HELD])].index
    return {str(what): frozenset(shown[shown.get_level_values("what") == what]) for what in shown.unique("what")}


def editions(many: int) -> None:
    """One person is new, gone, or answers otherwise, at studies of the example's design with fewer factors."""
    every: Shares = Counter()
    hows = [how for how in TURNS if how not in ("one wave", "beside a workshop")]
    for seed in range(many):
        before, after = waves(
            make_study(seed, "like_the_example", factors=12), hows[seed % 3], np.random.default_rng(seed)
        )
        _, shown, history = board(before)
        _, again, _ = board(after, history)
        sites = after.frames["sites"]
        sectors = dict(zip(sites["site"], sites["sector"], strict=True))
        found = still_shown(shown, again, moved_between(before, after), sectors)
        least = min(shares_of(found).items(), key=lambda pair: pair[1])
        print(f"  {seed} {hows[seed % 3]}: {least[1]:.1%} of {least[0]}, the least kept", flush=True)
        every += found
    print("\n".join(describe_shares(every)))


def measured(parts: list[str], many: int) -> Iterator[None]:
    """Each part's figures, and what they took."""
    found: dict[str, Callable[[int], None]] = {"design": design, "shuffled": shuffled, "editions": editions}
    for part in parts or list(found):
        began = time.process_time()
        print(f"{part}, {many} studies", flush=True)
        yield found[part](many)
        print(f"  {time.process_time() - began:.0f} s of processors", flush=True)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    list(measured([word for word in sys.argv[1:] if not word.isdigit()], *(numbers or [10])))
