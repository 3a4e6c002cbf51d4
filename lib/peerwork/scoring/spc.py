"""Indicators over time as XmR charts (METHOD 12): every series at once, no loop over points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from peerwork.rules import TOLERANCE, Rules
from peerwork.scoring.access import ALL, ONLY_PUBLIC, Access
from peerwork.scoring.table_spec import INDICATOR, SITE_OR_ALL, choice, date, flag, number, result_table, whole
from peerwork.vocabulary import Assurance, Better, PointRule, PointType

LIMIT = 2.66  # times the mean moving range: three sigma, 3 / 1.128 (Making Data Count)
NEAR = 2 * LIMIT / 3  # 1.7733: two sigma, beyond which two of three points stand out
SCREEN = 3.267  # times the mean moving range: a range from here on is screened out, where the study asks for it

RULE_NAMES = np.array([*(rule.value for rule in PointRule), None], dtype=object)  # in the order in which they hold
_TYPES = {  # for a point that is low, common cause, high
    Better.LOWER: (PointType.IMPROVEMENT, PointType.COMMON_CAUSE, PointType.CONCERN),
    Better.NEITHER: (PointType.NEUTRAL_LOW, PointType.COMMON_CAUSE, PointType.NEUTRAL_HIGH),
    Better.HIGHER: (PointType.CONCERN, PointType.COMMON_CAUSE, PointType.IMPROVEMENT),
}
POINT_TYPES = np.array([[point.value for point in row] for row in _TYPES.values()], dtype=object)


INDICATOR_SPC_TABLE = result_table(
    "indicator_spc", "a measurement", section=12, files="indicators measurements",
    pages="indicators site summary summary_plain",
    score=lambda found: score_spc(found.file("measurements"), found.file("indicators"), rules=found.study.rules),
    by=(SITE_OR_ALL, INDICATOR, date("period", "the day on which the period begins")),
    columns=(
        number("value", "the value"), number("mean", "mean of the rebase group's values"),
        number("lower", "lower limit: mean - 2.66 x mean moving range"),
        number("upper", "upper limit: mean + 2.66 x mean moving range"),
        choice("point_type", "what the point shows", PointType, blank="where nothing was measured"),
        choice("variation", "the last point's type", PointType, blank="where nothing was measured"),
        choice("assurance", "whether the process will meet its target", Assurance, blank="without a target or limits"),
        number("target", "the value aimed at"),
        choice("rule", "the rule that flagged the point", PointRule, blank="for common cause"),
        number("near_lower", "mean - 1.7733 x mean moving range"),
        number("near_upper", "mean + 1.7733 x mean moving range"),
        number("moving_range", "difference from the value before, without its sign"),
        whole("rebase_group", "0 for the first process, 1 after the first rebase …"),
        whole("n_points", "points in the rebase group"),
        flag("provisional", "whether the limits rest on fewer points than the rule `provisional_points`"),
    ),
    access=Access(
        {
            ALL: "site indicator period value mean lower upper point_type variation assurance target rule "
            "near_lower near_upper rebase_group n_points provisional",
        },
        rows={ONLY_PUBLIC: ("site", "all")},
    ),
)  # fmt: skip


@dataclass(frozen=True)
class _Limits:
    """The mean and mean moving range of every process, and how many points stand behind them."""

    mean: np.ndarray
    spread: np.ndarray
    n_points: np.ndarray


def score_spc(measurements: pd.DataFrame, indicators: pd.DataFrame, *, rules: Rules) -> pd.DataFrame:
    """One row a measurement: its chart's mean and limits, what the point shows, and the icons of its series.

    METHOD 12. A series is one indicator at one site, in order of `period`; a `rebase` of yes starts a new process, and
    mean, limits, trends and runs stay within it. A month without a value, its row blank or absent, takes no part: the
    next moving range is to the last value recorded, and the blank row keeps its chart's mean and limits and has no
    point type. A process of one point has a mean and no limits. Values are in the indicator's unit, nothing is
    rounded. Constants: NHS England, Making Data Count; NHSRplotthedots 0.2.2.
    """
    charted = _in_order(measurements)
    series = charted.groupby(["site", "indicator"], sort=False).ngroup().to_numpy()
    process = _processes(series, charted.get("rebase"))
    values = charted["value"].to_numpy(dtype=float, na_value=np.nan)
    recorded = np.flatnonzero(~np.isnan(values))
    limits = _limits(values[recorded], process[recorded], n_processes=_count(process), rules=rules)
    charted = _with_limits(charted.assign(rebase_group=_within(process, series)), limits, process, recorded, rules)
    return _with_icons(_with_points(charted, indicators, process, recorded, rules), series, recorded)[
        INDICATOR_SPC_TABLE.names
    ]


def _in_order(measurements: pd.DataFrame) -> pd.DataFrame:
    site, _ = pd.factorize(measurements["site"], sort=True)
    indicator, _ = pd.factorize(measurements["indicator"], sort=True)
    order = np.lexsort((measurements["period"].to_numpy(), indicator, site))
    return measurements.iloc[order].reset_index(drop=True)


def _count(codes: np.ndarray) -> int:
    return int(codes[-1]) + 1 if len(codes) else 0


def _processes(series: np.ndarray, rebase: pd.Series | None) -> np.ndarray:
    starts = _differs(series)
    if rebase is not None:
        starts = starts | (rebase == "yes").to_numpy(dtype=bool)
    return np.cumsum(starts) - 1


def _within(process: np.ndarray, series: np.ndarray) -> np.ndarray:
    """The number of each process within its series, from 0."""
    first = process[_differs(series)]
    return process - first[series]


def _differs(codes: np.ndarray) -> np.ndarray:
    """Whether each code differs from the one before; the first does."""
    return np.r_[True, codes[1:] != codes[:-1]][: len(codes)]


def _limits(values: np.ndarray, process: np.ndarray, *, n_processes: int, rules: Rules) -> _Limits:
    n_points = np.bincount(process, minlength=n_processes)
    counts = np.ones(len(values), dtype=bool)
    if rules.baseline_points is not None:
        first = np.cumsum(n_points) - n_points
        counts = np.arange(len(values)) - first[process] < rules.baseline_points
    ranges = _moving_ranges(values, process)
    spread = _mean(ranges, process, n_processes, counts & ~np.isnan(ranges))
    if rules.screen_outliers:
        spread = _mean(ranges, process, n_processes, counts & (ranges < SCREEN * spread[process]))
    return _Limits(_mean(values, process, n_processes, counts), spread, n_points)


def _moving_ranges(values: np.ndarray, process: np.ndarray) -> np.ndarray:
    ranges = np.abs(np.diff(values, prepend=np.nan))
    ranges[_differs(process)] = np.nan
    return ranges


def _mean(values: np.ndarray, process: np.ndarray, n_processes: int, counts: np.ndarray) -> np.ndarray:
    """The mean of each process, summed from its first value: that of equal values is that value, to the last bit."""
    values, process = values[counts], process[counts]
    first = np.full(n_processes, np.nan)
    first[process[::-1]] = values[::-1]
    with np.errstate(invalid="ignore"):
        total = np.bincount(process, values - first[process], n_processes)
        return first + total / np.bincount(process, minlength=n_processes)


def _with_limits(
    charted: pd.DataFrame, limits: _Limits, process: np.ndarray, recorded: np.ndarray, rules: Rules
) -> pd.DataFrame:
    values = charted["value"].to_numpy(dtype=float, na_value=np.nan)
    mean, spread = limits.mean[process], limits.spread[process]
    ranges = np.full(len(charted), np.nan)
    ranges[recorded] = _moving_ranges(values[recorded], process[recorded])
    return charted.assign(
        value=values, mean=mean, lower=mean - LIMIT * spread, upper=mean + LIMIT * spread,
        near_lower=mean - NEAR * spread, near_upper=mean + NEAR * spread, moving_range=ranges,
        n_points=limits.n_points[process], provisional=limits.n_points[process] < rules.provisional_points,
    )  # fmt: skip


def _with_points(
    charted: pd.DataFrame, indicators: pd.DataFrame, process: np.ndarray, recorded: np.ndarray, rules: Rules
) -> pd.DataFrame:
    rule, way = _rules_that_hold(charted.iloc[recorded], process[recorded], rules)
    wanted, target = _aims(charted["indicator"], indicators)
    found, types = (np.full(len(charted), None, dtype=object) for _ in range(2))
    found[recorded], types[recorded] = RULE_NAMES[rule], POINT_TYPES[wanted[recorded] + 1, way + 1]
    return charted.assign(
        rule=pd.array(found, dtype="str"), point_type=pd.array(types, dtype="str"), target=target, wanted=wanted
    )


def _aims(indicator: pd.Series, indicators: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """For every row which way is better (1 higher, -1 lower, 0 neither) and the target, NaN where there is none."""
    codes, names = pd.factorize(indicator)
    aims = indicators.set_index("indicator").reindex(index=names, columns=["better", "target"])
    wanted = aims["better"].map({Better.HIGHER: 1, Better.LOWER: -1}).fillna(0)
    return wanted.to_numpy(dtype=int)[codes], aims["target"].to_numpy(dtype=float)[codes]


def _rules_that_hold(points: pd.DataFrame, process: np.ndarray, rules: Rules) -> tuple[np.ndarray, np.ndarray]:
    """For every recorded point the place in RULE_NAMES of the first rule that holds, and its way: 1 high, -1 low."""
    value, mean = points["value"].to_numpy(), points["mean"].to_numpy()
    side = np.where(np.abs(value - mean) <= TOLERANCE, 0, np.sign(value - mean)).astype(int)
    outside = _beyond(value, points["lower"].to_numpy(), points["upper"].to_numpy())
    near = _beyond(value, points["near_lower"].to_numpy(), points["near_upper"].to_numpy()) & (outside == 0)
    trends = _trends(value, process, rules.trend_points)
    ways = np.array([outside, trends, _two_of_three(near != 0, side, process), _runs(side, process, rules.run_points)])
    holds = ways != 0
    first = holds.argmax(axis=0)
    return np.where(holds.any(axis=0), first, len(ways)), ways[first, np.arange(len(points))]


def _beyond(values: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> np.ndarray:
    """1 above the upper line, -1 below the lower, 0 on or between them (and where there are no lines)."""
    return (values > upper + TOLERANCE).astype(int) - (values < lower - TOLERANCE).astype(int)


def _runs(side: np.ndarray, process: np.ndarray, least: int) -> np.ndarray:
    stretch = np.cumsum(_differs(side) | _differs(process)) - 1
    long = np.bincount(stretch)[stretch] >= least
    return np.where(long, side, 0)


def _trends(values: np.ndarray, process: np.ndarray, least: int) -> np.ndarray:
    """The way of each point's trend; a point where one trend ends and another begins takes the later one's."""
    steps = np.sign(np.diff(values, prepend=np.nan))
    steps = np.where(_differs(process), 0, steps).astype(int)
    ways = _runs(steps, process, least - 1)
    starts = np.flatnonzero((ways != 0) & (np.r_[0, ways[:-1]] != ways))
    ways[starts - 1] = ways[starts]
    return ways


def _two_of_three(near: np.ndarray, side: np.ndarray, process: np.ndarray) -> np.ndarray:
    """The side of each near point that lies, with another, in three points in a row on that side."""
    if len(side) < 3:
        return np.zeros_like(side)
    alike = (process[2:] == process[:-2]) & (side[2:] == side[1:-1]) & (side[1:-1] == side[:-2])
    stands_out = alike & (near[2:].astype(int) + near[1:-1] + near[:-2] >= 2)
    member = np.zeros(len(side), dtype=bool)
    for place in range(3):
        member[place : len(side) - 2 + place] |= stands_out
    return np.where(member & near, side, 0)


def _with_icons(charted: pd.DataFrame, series: np.ndarray, recorded: np.ndarray) -> pd.DataFrame:
    """The series' icons on each of its rows: those of its last recorded point and of that point's limits."""
    last = np.full(_count(series), -1)
    last[series[recorded]] = recorded  # where an index repeats, numpy keeps the last
    point = charted.iloc[last[series]]
    blank = last[series] < 0
    icons = {"variation": point["point_type"].to_numpy(dtype=object), "assurance": _assurances(point)}
    return charted.assign(**{name: pd.Series(icon, dtype="str").mask(blank) for name, icon in icons.items()})


def _assurances(point: pd.DataFrame) -> np.ndarray:
    target, lower, upper = (point[name].to_numpy(dtype=float) for name in ("target", "lower", "upper"))
    beyond = _beyond(target, lower, upper) * point["wanted"].to_numpy()
    verdict = np.select([beyond > 0, beyond < 0], [Assurance.FAIL.value, Assurance.PASS.value], Assurance.HIT_AND_MISS)
    verdict = verdict.astype(object)
    verdict[np.isnan(target) | np.isnan(upper) | (point["wanted"].to_numpy() == 0)] = None
    return verdict
