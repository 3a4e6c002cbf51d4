"""Do the intervals of METHOD 1 hold, and how often do tensions (METHOD 6) show where there are none?

    python benchmarks/interval_coverage.py [STUDIES]      # 2,000 by default; prints the tables of docs/simulations.md

A simulated study has the example's shape: ten sites, the factors of its framework and who is asked about each, its
planned interviews, a tenth of the ratings blank. A rating is a normal value (the factor's mean, plus what the people
of a site have in common, plus what is the person's own) rounded to the scale of 1 to 5, so ratings are skewed where the
mean is high, as real ones are. The truth is the mean that ratings drawn in this way have in the long run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr

sys.path.insert(0, str(Path(__file__).parents[1] / "lib"))

from peerwork.framework import Framework, load_framework  # noqa: E402
from peerwork.rules import Rules  # noqa: E402
from peerwork.scoring.importance import linearised_interval  # noqa: E402
from peerwork.scoring.permutation import permutation_p_value  # noqa: E402
from peerwork.scoring.tensions import benjamini_hochberg  # noqa: E402

FRAMEWORK = Path(__file__).parents[1] / "data" / "frameworks" / "peer_worker_roles.yaml"
N_SITES = 10
PLANNED = {"peer_worker": (2, 2), "team_member": (2, 2), "service_user": (2, 2), "manager": (1, 2), "strategic": (1, 2)}
GROUP_OF_SEAT = np.repeat(np.arange(5), 2)  # at most two interviews of a group at a site
MEANS = np.array([3.0, 4.0, 4.7])  # of the values before rounding: middling, high, very high
SITE_SDS = np.array([0.0, 0.4, 0.8])  # what people of one site have in common; a person's own is 1
POINTS = np.arange(1, 6)
BLANK = 0.1
SEED = 20110501


def draw_counts(rng: np.random.Generator, asked: np.ndarray, means: np.ndarray, site_sds: np.ndarray) -> np.ndarray:
    """How many people of each site and group gave each point to each factor: points x sites x groups x factors.

    `asked`: groups x factors, whether the group is asked about the factor; `means` and `site_sds` by factor.
    """
    shape = (N_SITES, len(GROUP_OF_SEAT), len(means))
    values = means + rng.normal(0, 1, (N_SITES, 1, len(means))) * site_sds + rng.normal(0, 1, shape)
    ratings = np.clip(np.round(values), 1, 5)
    low, high = np.array([PLANNED[group] for group in PLANNED]).T
    interviews = rng.integers(low, high + 1, (N_SITES, len(PLANNED)))
    taken = np.tile([0, 1], len(PLANNED)) < interviews[:, GROUP_OF_SEAT]
    given = taken[:, :, None] & asked[GROUP_OF_SEAT] & (rng.random(shape) >= BLANK)
    counts = np.array([(ratings == point) & given for point in POINTS])
    return counts.reshape(len(POINTS), N_SITES, len(PLANNED), 2, len(means)).sum(axis=3)


def expected_rating(means: np.ndarray, site_sds: np.ndarray) -> np.ndarray:
    """The mean of the rounded and clipped values, by factor."""
    cuts = np.array([[1.5], [2.5], [3.5], [4.5]])
    return 5 - ndtr((cuts - means) / np.sqrt(1 + site_sds**2)).sum(axis=0)


def who_is_asked(framework: Framework) -> np.ndarray:
    """Groups x factors: whether the framework asks the group about the factor."""
    return np.array([[not f.asked_of or group in f.asked_of for f in framework.factors] for group in PLANNED])


def drawn_studies(studies: int, seed: int) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """The counts of each simulated study, and the mean and the spread of sites that each factor was drawn with."""
    rng, asked = np.random.default_rng(seed), who_is_asked(load_framework(FRAMEWORK))
    for _ in range(studies):
        means, site_sds = rng.choice(MEANS, asked.shape[1]), rng.choice(SITE_SDS, asked.shape[1])
        yield draw_counts(rng, asked, means, site_sds), means, site_sds


def intervals(studies: int) -> pd.DataFrame:
    """One row an interval, of the study or a group: how its factor was drawn, whether it holds the truth."""
    found = []
    for counts, means, site_sds in drawn_studies(studies, SEED):
        truth = expected_rating(means, site_sds)
        scopes = [("study", counts.sum(axis=2))] + [("group", counts[:, :, g]) for g in range(len(PLANNED))]
        for scope, by_site in scopes:
            low, high = linearised_interval(by_site, POINTS, rules=Rules())
            row = {"scope": scope, "mean": means, "site_sd": site_sds, "holds": (low <= truth) & (truth <= high)}
            found.append(pd.DataFrame(row)[~np.isnan(low)])
    return pd.concat(found, ignore_index=True)


def p_values(studies: int) -> pd.DataFrame:
    """One row a test of a tension in a study where all groups see everything alike: `study`, `p`, `p_adjusted`."""
    rows = []
    for study, (counts, _, _) in enumerate(drawn_studies(studies, SEED + 1)):
        by_site = np.moveaxis(counts, 0, -1)  # sites x groups x factors x points
        for factor, (a, b) in ((f, pair) for f in range(counts.shape[3]) for pair in combinations(range(5), 2)):
            of_a, of_b = by_site[:, a, factor], by_site[:, b, factor]
            both = (of_a.sum(axis=1) > 0) & (of_b.sum(axis=1) > 0)
            if both.any():
                rows.append((study, permutation_p_value(of_a[both], of_b[both], rules=Rules())))
    found = pd.DataFrame(rows, columns=["study", "p"])
    return found.assign(p_adjusted=found.groupby("study")["p"].transform(benjamini_hochberg))


def main() -> None:
    """Print both results as the tables of docs/simulations.md."""
    studies = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    found = intervals(studies)
    print("| scope | mean before rounding | spread of sites | intervals | hold the truth |\n|---|---|---|---|---|")
    for keys in (["scope"], ["scope", "mean", "site_sd"]):
        for key, part in found.groupby(keys):
            cells = [*key, *["all"] * (3 - len(key))]
            print(f"| {' | '.join(map(str, cells))} | {len(part):,} | {part['holds'].mean():.1%} |")
    tests = p_values(studies)
    discoveries = (tests["p_adjusted"] < 0.05).groupby(tests["study"]).any()
    print(f"\n{len(tests):,} tests of tensions where there are none, in {studies:,} studies:")
    print(f"p below 5 %: {(tests['p'] < 0.05).mean():.1%}; studies with any false discovery: {discoveries.mean():.1%}")


if __name__ == "__main__":
    main()
