"""How long all tables of the team take where very many people answer: a school survey in the study's form.

python benchmarks/many_people.py [PEOPLE…]: one group at 60 sites, 11 factors; 66,690 people (733,590 answers) and half
as many unless told. Prints seconds of scoring all tables, robustness included, as a multiple of pandas' read_csv of the
same answers.csv, then of reading and checking the study. At most 12 is the aim, and twice the people twice the time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "lib"))
SITES, FACTORS = 60, 11
TIMES = 2


def make(folder: Path, people: int) -> Path:
    """A study of that many people of one group, each of whom answers about every factor, as files."""
    draw = np.random.default_rng(people)
    folder.mkdir(parents=True)
    sectors = ["statutory", "voluntary", "partnership"]
    sites = [f"S{n:02d}" for n in range(SITES)]
    rows = [f"{site},Site {n},{sectors[n % 3]},North" for n, site in enumerate(sites)]
    (folder / "sites.csv").write_text("\n".join(["site,name,sector,region", *rows]) + "\n", encoding="utf-8")
    codes = np.array([f"P{n:06d}" for n in range(people)])
    home = np.array(sites)[draw.integers(0, SITES, people)]
    frame = pd.DataFrame({"participant": codes, "site": home, "group": "pupil"})
    frame.to_csv(folder / "participants.csv", index=False)
    lean = draw.random((SITES, FACTORS))
    site_of = pd.Series(home).map({site: n for n, site in enumerate(sites)}).to_numpy()
    chance = lean[site_of].reshape(-1)
    said = draw.random(people * FACTORS)
    in_place = np.where(said < chance, "yes", np.where(said < chance + (1 - chance) / 2, "no", "partly"))
    effect = np.where(draw.random(people * FACTORS) < chance, "facilitator", "barrier")
    blank = draw.random(people * FACTORS) < 0.05
    answers = pd.DataFrame({
        "participant": np.repeat(codes, FACTORS),
        "factor": np.tile([f"f{n}" for n in range(FACTORS)], people),
        "in_place": np.where(blank, "", in_place),
        "effect": np.where(blank, "", effect),
        "importance": draw.integers(1, 6, people * FACTORS),
    })  # fmt: skip
    answers.to_csv(folder / "answers.csv", index=False)
    factors = "\n".join(f"      - {{id: f{n}, label: Factor {n}, condition: It is so.}}" for n in range(FACTORS))
    (folder / "framework.yaml").write_text(
        "id: school\ntitle: School survey\nimportance_scale: {1: none, 2: little, 3: some, 4: much, 5: most}\n"
        f"stakeholder_groups: {{pupil: Pupils}}\ndomains:\n  - id: d\n    label: D\n    factors:\n{factors}\n",
        encoding="utf-8",
    )
    (folder / "study.yaml").write_text(
        "title: School survey\nframework: framework.yaml\nsynthetic: true\nrules: {min_groups: 1}\n", encoding="utf-8"
    )
    return folder


def seconds(work: Callable[[], object]) -> float:
    """Seconds of the processor: the least of a few runs, for others use the machine too."""
    costs = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        costs.append(time.process_time() - start)
    return min(costs)


def main(sizes: list[int]) -> None:
    """Print the multiples for each number of people."""
    from peerwork.scoring import score_study
    from peerwork.study.read import read_study

    for people in sizes:
        with tempfile.TemporaryDirectory() as folder:
            made = make(Path(folder) / "study", people)
            plain = seconds(lambda made=made: pd.read_csv(made / "answers.csv"))
            read = seconds(lambda made=made: read_study(made))
            study = read_study(made)
            score = seconds(lambda study=study: score_study(study))
        print(
            f"{people:,} people, {len(study.frames['answers']):,} answers: read_csv {plain:.2f} s; all tables "
            f"{score:.2f} s, {score / plain:.1f} times; reading and checking {read:.2f} s, {read / plain:.1f} times",
            flush=True,
        )


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [33_345, 66_690])
