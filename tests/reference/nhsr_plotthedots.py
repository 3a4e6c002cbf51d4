"""Golden numbers of NHSRplotthedots 0.2.2 (MIT, NHS-R Community; commit 050b07d7): its published series.

Series are the package's documentation's: `set.seed(123); rnorm(20)`, the same with the fifteenth value 10, the
"deviations" vignette, and sixteen alternating values. A process is a facet's points between two rebases.
"""

from __future__ import annotations

from typing import NamedTuple

IMPROVED, WORSE = "special_cause_improvement", "special_cause_concern"


class Process(NamedTuple):
    """One process of a chart: `flagged`: points (from 1) that are no common cause, their rule and type."""

    facet: int
    points: int
    mean: float
    lower: float
    upper: float
    provisional: bool
    flagged: list[tuple[int, str, str]]


class Case(NamedTuple):
    """A series and what the package made of it, its processes in order."""

    values: list[float]
    processes: list[Process]
    target: float | None = None


# fmt: off
SEED123 = [
    -0.560475646552, -0.230177489483, 1.558708314149, 0.070508391425, 0.129287735161,
    1.715064986883, 0.460916205989, -1.265061234607, -0.686852851894, -0.4456619701, 1.224081797439,
    0.359813827057, 0.400771450594, 0.110682715945, -0.555841134754, 1.786913136803, 0.497850478229,
    -1.96661715663, 0.701355901564, -0.472791407728,
]
SEED123_OUTLIER = [
    -0.560475646552, -0.230177489483, 1.558708314149, 0.070508391425, 0.129287735161,
    1.715064986883, 0.460916205989, -1.265061234607, -0.686852851894, -0.4456619701, 1.224081797439,
    0.359813827057, 0.400771450594, 0.110682715945, 10, 1.786913136803, 0.497850478229,
    -1.96661715663, 0.701355901564, -0.472791407728,
]
DEVIATIONS = [
    1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1,
]
OPPOSITE_SIDES = [
    1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 5.5, -5.5,
]
# fmt: on

CASES = {
    "seed123": Case(
        SEED123,
        [
            Process(0, 20, 0.141623802475, -3.011379595708, 3.294627200657, False, []),
        ],
    ),
    "seed123_facet": Case(
        SEED123,
        [
            Process(0, 10, 0.074625644097, -2.600585407745, 2.74983669594, True, []),
            Process(1, 10, 0.208621960852, -3.279005447729, 3.696249369433, True, []),
        ],
    ),
    "seed123_fix12": Case(
        SEED123,
        [
            Process(0, 20, 0.194179338789, -2.607399814798, 2.995758492376, False, []),
        ],
    ),
    "seed123_outlier_screened": Case(
        SEED123_OUTLIER,
        [
            Process(
                0,
                20,
                0.669415859212,
                -2.383665597274,
                3.722497315699,
                False,
                [(15, "Above UCL", IMPROVED)],
            ),
        ],
    ),
    "seed123_outlier_unscreened": Case(
        SEED123_OUTLIER,
        [
            Process(
                0,
                20,
                0.669415859212,
                -4.59662518247,
                5.935456900894,
                False,
                [(15, "Above UCL", IMPROVED)],
            ),
        ],
    ),
    "seed123_rebase_20200112": Case(
        SEED123,
        [
            Process(0, 10, 0.074625644097, -2.600585407745, 2.74983669594, True, []),
            Process(0, 10, 0.208621960852, -3.279005447729, 3.696249369433, True, []),
        ],
    ),
    "seed123_target0.5": Case(
        SEED123,
        [
            Process(0, 20, 0.141623802475, -3.011379595708, 3.294627200657, False, []),
        ],
        target=0.5,
    ),
    "deviations_screened": Case(
        DEVIATIONS,
        [
            Process(
                0,
                18,
                1.944444444444,
                -0.715555555556,
                4.604444444444,
                False,
                [(5, "Above UCL", IMPROVED)],
            ),
        ],
    ),
    "deviations_unscreened": Case(
        DEVIATIONS,
        [
            Process(
                0,
                18,
                1.944444444444,
                -3.062614379085,
                6.951503267974,
                False,
                [(5, "Above UCL", IMPROVED)],
            ),
        ],
    ),
    "two_of_three_opposite_sides": Case(
        OPPOSITE_SIDES,
        [
            Process(0, 16, 0, -6.175, 6.175, False, []),
        ],
    ),
}

# tests/testthat of the package: what each of its helpers returns.
RUNS = [
    {"in": [1, 1, 1, 1, 1, 1], "out": [0, 0, 0, 0, 0, 0]},
    {"in": [1, 1, 1, 1, 1, 1, -1], "out": [0, 0, 0, 0, 0, 0, 0]},
    {"in": [1, 1, 1, 1, 1, 1, 1, 1, -1], "out": [0, 0, 0, 0, 0, 0, 1, 1, 0]},
    {"in": [-1, -1, -1, -1, -1, -1, -1, -1, 1], "out": [0, 0, 0, 0, 0, 0, 1, 1, 0]},
]
MEMBERS_OF_TRENDS = [
    {"in": [0, 0, 0, 0, 0, 0], "out": [0, 0, 0, 0, 0, 0]},
    {"in": [0, 0, 0, 0, 0, 0, 1, 0], "out": [1, 1, 1, 1, 1, 1, 1, 0]},
    {"in": [0, 0, 0, 0, 0, 0, 0, 1, 0], "out": [0, 1, 1, 1, 1, 1, 1, 1, 0]},
    {"in": [0, 0, 0, 0, 0, 0, -1, 0], "out": [1, 1, 1, 1, 1, 1, 1, 0]},
    {"in": [0, 0, 0, 0, 0, 0, 0, -1, 0], "out": [0, 1, 1, 1, 1, 1, 1, 1, 0]},
]
TRENDS = [
    {"in": [1, 2, 3, 4, 5, 6], "out": [0, 0, 0, 0, 0, 0]},
    {"in": [1, 2, 3, 3, 4, 5, 6], "out": [0, 0, 0, 0, 0, 0, 0]},
    {"in": [1, 2, 3, 4, 5, 6, 7], "out": [0, 0, 0, 0, 0, 0, 1]},
    {"in": [2, 1, 2, 3, 4, 5, 6, 7, 3], "out": [0, 0, 0, 0, 0, 0, 0, 1, 0]},
    {"in": [7, 6, 5, 4, 3, 2, 1], "out": [0, 0, 0, 0, 0, 0, -1]},
    {"in": [2, 7, 6, 5, 4, 3, 2, 1, 3], "out": [0, 0, 0, 0, 0, 0, 0, -1, 0]},
]
TWO_IN_THREE = [
    {"close": [1, 0, 1], "rtm": [1, 1, 1], "out": [1, 1, 1]},
    {"close": [0, 1, 1], "rtm": [1, 1, 1], "out": [1, 1, 1]},
    {"close": [1, 1, 0], "rtm": [1, 1, 1], "out": [1, 1, 1]},
    {"close": [0, 0, 1, 0, 1, 0, 0], "rtm": [1, 1, 1, 1, 1, 1, 1], "out": [0, 0, 1, 1, 1, 0, 0]},
    {"close": [0, 0, 1, 1, 0, 0, 0], "rtm": [1, 1, 1, 1, 1, 1, 1], "out": [0, 1, 1, 1, 1, 0, 0]},
    {"close": [1, 0, 1], "rtm": [1, -1, 1], "out": [0, 0, 0]},
    {"close": [0, 1, 1], "rtm": [1, -1, 1], "out": [0, 0, 0]},
    {"close": [1, 1, 0], "rtm": [1, -1, 1], "out": [0, 0, 0]},
    {"close": [0, 0, 1, 0, 1, 0, 0], "rtm": [1, -1, 1, -1, 1, -1, 1], "out": [0, 0, 0, 0, 0, 0, 0]},
]
TWO_IN_THREE_FLAGGED = [
    {"close": [1, 0, 0, 1], "rtm": [1, 1, 1, 1], "out": [0, 0, 0, 0]},
    {"close": [1, 0, 0, 1, 1], "rtm": [1, 1, 1, 1, 1], "out": [0, 0, 0, 1, 1]},
]
ASSURANCE = [
    {"lpl": 1, "upl": 3, "target": 4, "direction": "increase", "out": "consistent_fail"},
    {"lpl": 5, "upl": 7, "target": 4, "direction": "increase", "out": "consistent_pass"},
    {"lpl": 1, "upl": 5, "target": 4, "direction": "increase", "out": "inconsistent"},
    {"lpl": 1, "upl": 3, "target": 4, "direction": "decrease", "out": "consistent_pass"},
    {"lpl": 5, "upl": 7, "target": 4, "direction": "decrease", "out": "consistent_fail"},
    {"lpl": 1, "upl": 5, "target": 4, "direction": "decrease", "out": "inconsistent"},
    {"lpl": 1, "upl": 3, "target": 4, "direction": "neutral", "out": None},
]
