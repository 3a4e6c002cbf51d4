"""The attack on many random studies of every awkward shape, each released to a board and the public together.

python benchmarks/attack_studies.py [how many] [the first]

A quarter of them have a second wave with new people, a quarter one without somebody who withdrew, and a quarter a
workshop's release beside. Prints a line a study, and at the end how many leaks were found and what it cost.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from peerwork.audit import say_audit  # noqa: E402
from release.attacked import attack_study  # noqa: E402


def main(many: int = 200, first: int = 0) -> None:
    """Attack so many studies, and say what was found."""
    leaking, figures, programmes = [], 0, 0
    for number in range(first, first + many):
        with tempfile.TemporaryDirectory() as folder:
            began = time.process_time()
            attacked = attack_study(number, Path(folder))
            audit, cost = attacked.audit, time.process_time() - began
        verdict = "safe" if audit.safe else "LEAK"
        mended = f", {attacked.mended} figures withheld for the attack" if attacked.mended else ""
        print(f"{number} {attacked.shape}, {attacked.how}: {verdict}{mended}, {cost:.1f} s of processors", flush=True)
        if not audit.safe:
            leaking.append(number)
            print("   ", "\n    ".join(say_audit(audit)[:6]), flush=True)
        figures, programmes = figures + audit.tried["figures"], programmes + audit.tried["programmes"]
    print(
        f"{many} studies attacked, {figures} figures, {programmes} integer programmes: {len(leaking)} leak "
        f"{leaking or ''}; {time.process_time():.0f} s of processors"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
