"""Do the intervals of METHOD 1 hold, and how often do tensions (METHOD 6) show where there are none?

    python benchmarks/interval_coverage.py [STUDIES]      # 2,000 by default; prints the tables of docs/simulations.md

Each simulated study has the example's shape: ten sites, its framework's factors and who is asked about each, its planned
interviews, a tenth of the ratings blank. A rating is a normal value (the factor's mean, plus what the site has in common,
plus what is the person's own) rounded to the scale of 1 to 5, so ratings are skewed where the mean is high, as real
ones are. The truth is the mean that such a study has in the long run.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.special import ndtr

sys.path.insert(0, str(Path(__file__).parents[1] / "lib"))

from peerwork.framework import Framework, load_framework  # noqa: E402
from peerwork.rules import Rules  # noqa: E402
from peerwork.scoring.counts import code_answers  # noqa: E402
from peerwork.scoring.importance import score_importance  # noqa: E402
from peerwork.scoring.tensions import score_tensions  # noqa: E402
from peerwork.study.config import StudyConfig  # noqa: E402
from peerwork.study.model import Study  # noqa: E402

FRAMEWORK = Path(__file__).parents[1] / "data" / "frameworks" / "peer_worker_roles.yaml"
SITES = [f"S{n:02d}" for n in range(1, 11)]
PLANNED = {"peer_worker": (2, 2), "team_member": (2, 2), "service_user": (2, 2), "manager": (1, 2), "strategic": (1, 2)}
MEANS = (3.0, 4.0, 4.7)  # of the values before rounding: middling, high, very high
SITE_SDS = (0.0, 0.4, 0.8)  # what people of one site have in common; a person's own is 1
BLANK = 0.1
SEED = 20110501


def draw_study(rng: np.random.Generator, framework: Framework, means: np.ndarray, site_sd: np.ndarray) -> pd.DataFrame:
    """One row an answer: participant, site, group, factor and importance; a mean and a spread of sites for each factor."""
    at_site = rng.normal(0, 1, (len(SITES), len(means))) * site_sd
    rows = []
    for number, site in enumerate(SITES):
        groups = [group for group, (low, high) in PLANNED.items() for _ in range(rng.integers(low, high + 1))]
        values = means + at_site[number] + rng.normal(0, 1, (len(groups), len(means)))
        ratings = np.where(rng.random(values.shape) < BLANK, np.nan, np.clip(np.round(values), 1, 5))
        rows += [(f"{site}P{place}", site, group, ratings[place]) for place, group in enumerate(groups)]
    factors = [factor.id for factor in framework.factors]
    people = pd.DataFrame([row[:3] for row in rows], columns=["participant", "site", "group"], dtype="str")
    wide = pd.DataFrame(np.array([row[3] for row in rows]), columns=factors)
    long = pd.concat([people, wide], axis=1).melt(
        ["participant", "site", "group"], var_name="factor", value_name="importance"
    )
    asked = {(factor.id, group) for factor in framework.factors for group in (factor.asked_of or framework.groups)}
    return long[[key in asked for key in zip(long["factor"], long["group"], strict=True)]].reset_index(drop=True)


def expected_rating(mean: np.ndarray, sd: np.ndarray) -> np.ndarray:
    """The mean of the rounded and clipped values."""
    cuts = np.array([1.5, 2.5, 3.5, 4.5])
    below = ndtr((cuts[:, None] - mean) / sd)
    return 5 - below.sum(axis=0)


def as_study(answers: pd.DataFrame, framework: Framework) -> Study:
    people = answers[["participant", "site", "group"]].drop_duplicates()
    sites = pd.DataFrame({"site": SITES, "name": SITES, "sector": "statutory", "region": "London"}, dtype="str")
    said = answers[["participant", "factor", "importance"]].assign(in_place=None, effect=None)
    frames = {"sites": sites, "participants": people, "answers": said.astype({"in_place": "str", "effect": "str"})}
    config = StudyConfig(title="Simulated", framework="peer_worker_roles", synthetic=True)
    return Study("simulated", config, framework, frames, withdrawn=people[:0], as_of=None)


def covered(studies: int) -> pd.DataFrame:
    """One row a scope, mean and spread of sites: intervals, and the share of them that hold the truth."""
    framework, rng, counts = load_framework(FRAMEWORK), np.random.default_rng(SEED), {}
    factors = pd.Index([factor.id for factor in framework.factors])
    kinds = np.array([(mean, sd) for mean in MEANS for sd in SITE_SDS])
    for _ in range(studies):
        drawn = kinds[rng.integers(len(kinds), size=len(factors))]
        truth = expected_rating(drawn[:, 0], np.sqrt(1 + drawn[:, 1] ** 2))
        study = as_study(draw_study(rng, framework, drawn[:, 0], drawn[:, 1]), framework)
        found = score_importance(code_answers(study), rules=study.rules)
        found = found[found["kind"].eq("either") & found["scope"].isin(["study", "group"]) & found["ci_low"].notna()]
        place = factors.get_indexer(found["factor"])
        holds = (found["ci_low"].to_numpy() <= truth[place]) & (truth[place] <= found["ci_high"].to_numpy())
        for scope, (mean, sd), hold in zip(found["scope"], drawn[place], holds, strict=True):
            seen, held = counts.get((scope, mean, sd), (0, 0))
            counts[scope, mean, sd] = (seen + 1, held + int(hold))
    rows = [(*key, seen, held / seen) for key, (seen, held) in sorted(counts.items())]
    return pd.DataFrame(rows, columns=["scope", "mean", "site_sd", "intervals", "covered"])


def false_discoveries(studies: int) -> tuple[float, float, int]:
    """Of studies in which all groups see everything alike: the share with any tension below 5 % after adjustment, the
    share of p values below 5 % before it, and how many tests there were."""
    framework, rng = load_framework(FRAMEWORK), np.random.default_rng(SEED + 1)
    factors, any_found, below, tests = [factor.id for factor in framework.factors], 0, 0, 0
    for _ in range(studies):
        means = rng.choice(MEANS, len(factors))
        answers = draw_study(rng, framework, means, rng.choice(SITE_SDS, len(factors)))
        answers = answers.assign(in_place=pd.Series(np.nan, index=answers.index, dtype="str"))
        found = score_tensions(answers, factors=factors, groups=framework.groups, scale=range(1, 6), rules=Rules())
        tested = found[found["p_value"].notna()]
        any_found += bool((tested["p_adjusted"] < 0.05).any())
        below += int((tested["p_value"] < 0.05).sum())
        tests += len(tested)
    return any_found / studies, below / tests, tests


def main() -> None:
    studies = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    table = covered(studies)
    print(
        f"{studies} studies\n\n| scope | mean before rounding | spread of sites | intervals | covered |\n|---|---|---|---|---|"
    )
    for row in table.itertuples(index=False):
        print(f"| {row.scope} | {row.mean:g} | {row.site_sd:g} | {row.intervals:,} | {row.covered:.1%} |")
    whole = table.assign(held=table["covered"] * table["intervals"]).groupby("scope")[["held", "intervals"]].sum()
    for scope, row in whole.iterrows():
        print(f"| {scope}, all | | | {int(row.intervals):,} | {row.held / row.intervals:.1%} |")
    any_found, below, tests = false_discoveries(studies)
    print(
        f"\nStudies with a false discovery among tensions: {any_found:.1%}; p below 5 %: {below:.1%} of {tests:,} tests"
    )


if __name__ == "__main__":
    main()
