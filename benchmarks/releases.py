"""What protecting and attacking a release costs: seconds on the wall and of processors, step by step, in one process.

python benchmarks/releases.py [example fifty]

Each is a release through the gate: protected, attacked beside the one before, until the attack is silent, and recorded.
The targets are 30 s of processors for the example and 60 s for 50 sites.
Printed too is how many of the team's statuses and verdicts are kept, and what deciding them costs.
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
from peerwork.audit import audit_release, say_audit  # noqa: E402
from peerwork.build.gate import Gate  # noqa: E402
from peerwork.release import ReleaseHistory  # noqa: E402
from peerwork.release.verdicts import Verdicts, decide_verdicts  # noqa: E402
from peerwork.scoring import score_study  # noqa: E402
from peerwork.scoring.tables import Tables  # noqa: E402
from peerwork.study.model import Study  # noqa: E402
from peerwork.study.read import read_study  # noqa: E402
from peerwork.vocabulary import Audience, Status  # noqa: E402

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


def say_kept(study: Study, tables: Tables, verdicts: Verdicts) -> None:
    """Print how many of the team's words are shown; of sites and across them, those with evidence enough."""
    for name, column in (("conditions", "status"), ("patterns", "verdict")):
        rows = tables[name]
        rows = rows[rows["group"].isna()] if "group" in rows else rows
        rows = rows[rows[column].astype("str").ne(Status.TOO_LITTLE)]
        places = zip(rows["site"].astype("str"), rows["factor"].astype("str"), strict=True)
        say_share(f"{column} of a site", [verdicts.known(*place, column) for place in places])
    names = {}
    for key, told in verdicts.told.items():
        scope = " of the study" if key[0] == "hypotheses" and not key[-1] else ""
        names.setdefault(f"{key[0]}{scope}", []).append(told)
    for name, told in names.items():
        say_share(name, told)


def say_share(name: str, kept: list[bool]) -> None:
    """Print a share."""
    print(f"  kept, {name}: {sum(kept)} of {len(kept)} ({sum(kept) / max(len(kept), 1):.0%})")


def measure(name: str, folder: Path) -> None:
    """Protect and audit one study, and print each step's cost."""
    print(name)
    study_folder = {"example": example, "fifty": fifty}[name](folder)
    with timed("read and score"):
        study = read_study(study_folder)
        tables = score_study(study)
    with timed("statuses and verdicts alone"):
        verdicts = decide_verdicts(study)
    say_kept(study, tables, verdicts)
    history, audits = ReleaseHistory(b"0" * 32), []

    def attack(released, today):
        with timed("  attack"):
            audits.append(audit_release(study_folder, released, today))
        return audits[-1]

    for audience in AUDIENCES:
        with timed(f"protect, attack and record for the {audience}"):
            _, release = Gate(study, study_folder, audience, None, history, attack).protect(tables)
        history = history.with_release(release)
        print(f"  {say_audit(audits[-1])[-1]}")


if __name__ == "__main__":
    for name in sys.argv[1:] or ("example", "fifty"):
        with tempfile.TemporaryDirectory() as folder:
            measure(name, Path(folder))
