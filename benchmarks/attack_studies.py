"""Many random studies of every awkward shape through the gate, to a board and the public, and the attack on all of it.

python benchmarks/attack_studies.py [how many] [the first] [a file]

Each in its turn is released once, beside a workshop, or a second time after one person was new, withdrew, or answered
otherwise. Prints a line a study: published or refused, whether every status and verdict is the team's, what the attack
found; at the end what of the team's is shown to a board, and what no answer changed that a second release still shows.
With a file each study adds a line to it, those that are there already are counted and not done again, and the end is
said of all that it holds: so that 200 of them may be done in lots.
"""

from __future__ import annotations

import json
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


def main(many: int = 200, first: int = 0, file: Path | None = None) -> None:
    """Release and attack so many studies, and say what came of all that are known."""
    done = _known(file)
    for number in range(first, first + many):
        if number not in done:
            done[number] = one(number)
            print("\n    ".join([_line(done[number]), *done[number]["wrong"]]), flush=True)
            if file:
                with file.open("a", encoding="utf-8") as lines:
                    lines.write(json.dumps(done[number]) + "\n")
    say_all(list(done.values()))


def _known(file: Path | None) -> dict[int, dict]:
    lines = file.read_text(encoding="utf-8").splitlines() if file and file.exists() else []
    return {found["number"]: found for found in map(json.loads, lines)}


def one(number: int) -> dict:
    """What came of one study: `refused`, `leaks` and `untrue` count what is wrong, which `wrong` says."""
    began = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        try:
            found = _found(attack_study(number, Path(folder)))
        except ProblemsFound as refusal:
            found = {"shape": awkward_study(number)[0], "how": "", "refused": 1, "leaks": 0, "untrue": 0, "mended": 0,
                     "wrong": str(refusal).splitlines()[:6], "kept": [], "again": [], "tried": {}}  # fmt: skip
    return {"number": number, "seconds": round(time.process_time() - began, 1)} | found


def _found(attacked: Attacked) -> dict:
    leaks = () if attacked.audit.safe else describe_audit(attacked.audit)
    return {
        "shape": attacked.shape, "how": attacked.how, "refused": 0, "leaks": len(attacked.audit.findings),
        "untrue": len(attacked.untrue), "mended": attacked.mended, "wrong": [*attacked.untrue[:6], *leaks[:6]],
        "kept": _listed(attacked.kept), "again": _listed(attacked.again), "tried": dict(attacked.audit.tried),
    }  # fmt: skip


def _listed(shares: Shares) -> list[list]:
    return [[*key, n] for key, n in sorted(shares.items())]


def _line(found: dict) -> str:
    what = [f"{found[name]} {name}" for name in ("refused", "leaks", "untrue", "mended") if found[name]]
    of = f"{found['number']} {found['shape']}, {found['how']}"
    return f"{of}: {', '.join(what) or 'published, safe, true'}; {found['seconds']} s of processors"


def say_all(found: list[dict]) -> None:
    """Print what came of all studies together."""
    wrong = {name: [one["number"] for one in found if one[name]] for name in ("refused", "leaks", "untrue")}
    tried = sum((Counter(one["tried"]) for one in found), Counter())
    print(f"{len(found)} studies:", *(f"{len(some)} {name} {some or ''}".strip() for name, some in wrong.items()))
    print(f"{sum(one['mended'] for one in found)} cells withheld for the attack alone; {dict(tried)}")
    print(
        f"{sum(one['seconds'] for one in found):.0f} s of processors, {max(one['seconds'] for one in found)} s the most"
    )
    for name, of in (("kept", "what the team found"), ("again", "what no answer changed, in a second release")):
        shares = sum((Counter({(what, is_shown): n for what, is_shown, n in one[name]}) for one in found), Counter())
        print("\n".join([f"shown to a board of {of}:", *describe_shares(shares)]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *map(Path, sys.argv[3:]))
