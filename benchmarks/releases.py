"""What protecting and attacking a release costs: seconds on the wall and of processors, step by step, in one process.

python benchmarks/releases.py [example fifty]

Each is a release through the gate: protected, attacked beside the one before, until the attack is silent, and recorded.
The targets are 30 s of processors for the example and 60 s for 50 sites.
Printed too is how many of the team's statuses, verdicts and means each audience is shown.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]

from made_studies import make_study, write_study  # noqa: E402
from peerwork.audit import audit_release, describe_audit  # noqa: E402
from peerwork.build.gate import Gate  # noqa: E402
from peerwork.release import ReleaseHistory  # noqa: E402
from peerwork.release.verdicts import decide_verdicts  # noqa: E402
from peerwork.scoring import score_study  # noqa: E402
from peerwork.study.read import read_study  # noqa: E402
from peerwork.vocabulary import Audience  # noqa: E402
from release.kept import describe_shares, kept_of, untrue  # noqa: E402

AUDIENCES = (Audience.BOARD, Audience.PUBLIC)


def example(folder: Path) -> Path:
    """The example study: ten sites, 54 factors."""
    return ROOT / "data" / "example"


def fifty(folder: Path) -> Path:
    """A made study of 50 sites with nine people each, and all 54 factors."""
    return write_study(make_study(1, "fifty_sites", factors=54), folder / "study")


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print what the block cost."""
    wall, cores = time.perf_counter(), time.process_time()
    yield
    print(
        f"  {what}: {time.perf_counter() - wall:.1f} s, of processors {time.process_time() - cores:.1f} s", flush=True
    )


def measure(name: str, folder: Path) -> None:
    """Protect and audit one study, and print each step's cost."""
    print(name)
    study_folder = {"example": example, "fifty": fifty}[name](folder)
    with timed("read and score"):
        study = read_study(study_folder)
        tables = score_study(study)
    with timed("statuses and verdicts alone"):
        decide_verdicts(study)
    history, audits = ReleaseHistory(b"0" * 32), []

    def attack(released, today):
        with timed("  attack"):
            audits.append(audit_release(study, released, today))
        return audits[-1]

    for audience in AUDIENCES:
        with timed(f"protect, attack and record for the {audience}"):
            _, release = Gate(study, study_folder, audience, None, history, attack).protect(tables)
        history = history.with_release(release)
        print(f"  {describe_audit(audits[-1])[-1]}")
        shown = release.released_tables()
        print(f"  shown to the {audience} of what the team found; {len(untrue(tables.frames, shown))} not the team's:")
        print("\n".join(describe_shares(kept_of(tables.frames, shown))), flush=True)


if __name__ == "__main__":
    for name in sys.argv[1:] or ("example", "fifty"):
        with tempfile.TemporaryDirectory() as folder:
            measure(name, Path(folder))
