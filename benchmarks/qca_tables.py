"""METHOD 10 on random truth tables against an enumerator that tries every term and every set of terms.

python benchmarks/qca_tables.py [TABLES] [FIRST]: 500 tables unless told; crisp, fuzzy, with 0.5, cut-offs of frequency,
consistency and PRI, mixed expectations. Prints what disagrees, and how many agree.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "lib"), str(ROOT / "tests"), str(ROOT / "tests" / "method")]


def main(tables: int = 500, first: int = 0) -> int:
    """How many tables disagree."""
    from plain_qca import enumerate_models, random_table
    from test_qca_enumerated import found_models, tried_models

    wrong = with_models = tied = eased = 0
    for seed in range(first, first + tables):
        ours, tried = found_models(seed), tried_models(seed)
        if ours != tried:
            wrong += 1
            print(f"table {seed}: {ours} is not {tried}")
        with_models += any(tried.values())
        tied += any(len(models) > 1 for models in tried.values())
        models = enumerate_models(random_table(seed))
        eased += bool(models["intermediate"]) and models["intermediate"] not in (
            models["conservative"], models["parsimonious"],
        )  # fmt: skip
    print(
        f"{tables - wrong} of {tables} tables agree ({with_models} with models, {tied} with ties, {eased} whose "
        "intermediate solution is neither of the others)"
    )
    return wrong


if __name__ == "__main__":
    raise SystemExit(min(1, main(*map(int, sys.argv[1:]))))
