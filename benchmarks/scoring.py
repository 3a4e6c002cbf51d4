"""How fast a national programme's answers are scored: METHOD 1 to 4 beside pandas reading the same file.

python benchmarks/scoring.py [SITES]: eleven interviewees a site, 12,500 sites unless told: 5 million answers.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests")]
SITES, PEOPLE = 12_500, (3, 3, 2, 2, 1)
TIMES = 3


def make(folder: Path, sites: int) -> None:
    """Write a made study with that many sites."""
    import made_studies

    made_studies.SHAPES["national"] = made_studies.Shape(sites=sites, people=PEOPLE, factors=54, documents=False)
    made_studies.write_study(made_studies.make_study(1, "national"), folder)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the wall and of the processor: the least of a few runs, for others use the machine too."""
    costs = []
    for _ in range(TIMES):
        wall, cores = time.perf_counter(), time.process_time()
        work()
        costs.append((time.perf_counter() - wall, time.process_time() - cores))
    return min(wall for wall, _ in costs), min(cores for _, cores in costs)


def memory_of(work: Callable[[], object]) -> tuple[int, int]:
    """The memory of this process before the work, and the most that it had meanwhile, in MB (Linux)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # forget the most so far
    before = _status("VmRSS")
    work()
    return before, _status("VmHWM")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith(name))) // 1024


def compare(folder: Path) -> None:
    """Print what reading, checking and scoring cost."""
    import pandas as pd

    from peerwork.scoring.found import Found
    from peerwork.study.read import read_study

    file = folder / "answers.csv"
    parsed = pd.read_csv(file, engine="c", low_memory=False)
    frame = parsed.memory_usage(deep=True).sum() // 2**20
    del parsed
    plain = timed(lambda: pd.read_csv(file, engine="c", low_memory=False))
    start = time.perf_counter()
    study = read_study(folder)
    read = time.perf_counter() - start
    print(f"answers  {len(study.frames['answers']):,}; parsed by pandas {frame} MB; read and checked in {read:.0f} s")

    def score() -> list[object]:
        found = Found(study)
        return [found[name] for name in ("importance", "conditions", "patterns", "replication", "replication_by_value")]

    before, most = memory_of(score)
    ours = timed(score)
    print(
        f"scoring  METHOD 1 to 4 takes this many read_csv (at most 3): {ours[0] / plain[0]:.2f} "
        f"({ours[0]:.1f} s against {plain[0]:.1f} s), of processors {ours[1] / plain[1]:.2f}"
    )
    print(
        f"memory   {most} MB at most, of which scoring {most - before} MB: {(most - before) / frame:.2f} parsed frames"
    )


def main(sites: int) -> None:
    """Make the study in a process of its own, so that its memory is not ours."""
    with tempfile.TemporaryDirectory() as folder:
        study = Path(folder) / "national"
        code = (
            f"import sys; sys.path.insert(0, {str(ROOT / 'benchmarks')!r}); import scoring; from pathlib import Path; "
        )
        subprocess.run([sys.executable, "-c", f"{code}scoring.make(Path({str(study)!r}), {sites})"], check=True)
        compare(study)


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else SITES)
