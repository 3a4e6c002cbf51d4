"""Many random studies of every awkward shape through the gate, to a board and the public, and the attack on all of it.

python benchmarks/attack_studies.py [how many] [the first]

Each in its turn is released once, beside a workshop, or a second time after one person was new, withdrew, or answered
otherwise. Prints a line a study: published or refused, whether every status and verdict is the team's, what the attack
found; at the end what of the team's is shown to a board, and what no answer changed that a second release still shows.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from peerwork.audit import describe_audit  # noqa: E402
from peerwork.problems import ProblemsFound  # noqa: E402
from release.attacked import Attacked, attack_study  # noqa: E402
from release.kept import Shares, describe_shares  # noqa: E402
from release.random_studies import awkward_study  # noqa: E402


def main(many: int = 200, first: int = 0) -> None:
    """Release and attack so many studies, and say what came of it."""
    refused, leaking, untrue, mended = [], [], [], 0
    kept, again, tried = Counter(), Counter(), Counter()
    for number in range(first, first + many):
        began = time.process_time()
        attacked = one(number)
        cost = f"{time.process_time() - began:.1f} s of processors"
        if isinstance(attacked, ProblemsFound):
            refused.append(number)
            print(f"{number} {awkward_study(number)[0]}: REFUSED, {cost}\n    {attacked}", flush=True)
            continue
        say(number, attacked, cost)
        leaking += [] if attacked.audit.safe else [number]
        untrue += [number] if attacked.untrue else []
        mended += attacked.mended
        kept, again, tried = kept + attacked.kept, again + attacked.again, tried + Counter(attacked.audit.tried)
    print(
        f"{many} studies: {len(refused)} refused {refused or ''}, {len(untrue)} with a word that is not the team's "
        f"{untrue or ''}, {len(leaking)} leak {leaking or ''}; {mended} cells withheld for the attack alone; "
        f"{dict(tried)}; {time.process_time():.0f} s of processors"
    )
    describe_kept("shown to a board of what the team found", kept)
    describe_kept("shown to a board again of what no answer changed", again)


def one(number: int) -> Attacked | ProblemsFound:
    """What came of one study, or why it was refused."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            return attack_study(number, Path(folder))
        except ProblemsFound as refusal:
            return refusal


def say(number: int, attacked: Attacked, cost: str) -> None:
    """Print what came of one study."""
    verdict = "safe" if attacked.audit.safe else "LEAK"
    true = "" if not attacked.untrue else f", {len(attacked.untrue)} UNTRUE"
    mended = f", {attacked.mended} cells withheld for the attack" if attacked.mended else ""
    print(f"{number} {attacked.shape}, {attacked.how}: published, {verdict}{true}{mended}, {cost}", flush=True)
    for line in [*attacked.untrue[:6], *(describe_audit(attacked.audit)[:6] if not attacked.audit.safe else ())]:
        print("   ", line, flush=True)


def describe_kept(what: str, shares: Shares) -> None:
    """Print the shares of each kind, under what they are of."""
    print("\n".join([f"{what}:", *describe_shares(shares)]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
