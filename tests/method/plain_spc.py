"""XmR charts a second time, in plain Python from METHOD 12: slow, short, sharing nothing with the first."""

from __future__ import annotations

from itertools import pairwise


def plain_series(points, *, better="higher", target=None, screen=False, trend=7, run=7):
    """The rows of one series. `points`: (value or None, whether it starts a new process), in order of time."""
    groups, rows = [], []
    for value, rebase in points:
        if rebase or not groups:
            groups.append([])
        row = {"value": value}
        groups[-1].append(row)
        rows.append(row)
    for group in groups:
        _chart([row for row in group if row["value"] is not None], group, better, screen, trend, run)
    _icons(rows, better, target)
    return rows


def _chart(points, group, better, screen, trend, run):
    values = [point["value"] for point in points]
    if not values:
        for row in group:
            row.update(mean=None, lower=None, upper=None, point_type=None)
        return
    mean = sum(values) / len(values)
    ranges = [abs(b - a) for a, b in pairwise(values)]
    spread = sum(ranges) / len(ranges) if ranges else None
    if screen and ranges:
        kept = [r for r in ranges if r < 3.267 * spread]
        spread = sum(kept) / len(kept) if kept else None
    lower, upper = (None, None) if spread is None else (mean - 2.66 * spread, mean + 2.66 * spread)
    for row in group:
        row.update(mean=mean, lower=lower, upper=upper, point_type=None)
    ways = [_way(values, i, mean, spread, trend, run) for i in range(len(values))]
    for point, (rule, way) in zip(points, ways, strict=True):
        point["rule"], point["point_type"] = rule, _name(way, better)


def _way(values, i, mean, spread, trend, run):
    sides = [0 if abs(v - mean) <= 1e-9 else 1 if v > mean else -1 for v in values]
    far = [_beyond(v, mean, 2.66, spread) for v in values]
    near = [_beyond(v, mean, 2 * 2.66 / 3, spread) and not f for v, f in zip(values, far, strict=True)]
    if far[i]:
        return "outside", sides[i]
    for start in range(i, i - trend, -1):  # the latest window first
        window = values[start : start + trend] if start >= 0 else []
        if len(window) == trend and all(a < b for a, b in pairwise(window)):
            return "trend", 1
        if len(window) == trend and all(a > b for a, b in pairwise(window)):
            return "trend", -1
    for start in range(max(0, i - 2), i + 1):
        three = range(start, start + 3)
        if (
            near[i]
            and start + 3 <= len(values)
            and len({sides[j] for j in three}) == 1
            and sum(near[j] for j in three) >= 2
        ):
            return "two_of_three", sides[i]
    for start in range(max(0, i - run + 1), i + 1):
        window = sides[start : start + run]
        if sides[i] and len(window) == run and set(window) == {sides[i]}:
            return "run", sides[i]
    return None, 0


def _beyond(value, mean, times, spread):
    return spread is not None and abs(value - mean) > times * spread + 1e-9


def _name(way, better):
    if way == 0:
        return "common_cause"
    if better == "neither":
        return "special_cause_neutral_high" if way > 0 else "special_cause_neutral_low"
    return "special_cause_improvement" if (way > 0) == (better == "higher") else "special_cause_concern"


def _icons(rows, better, target):
    recorded = [row for row in rows if row["value"] is not None]
    last = recorded[-1] if recorded else None
    verdict = None
    if last and target is not None and better != "neither" and last["upper"] is not None:
        above, below = target > last["upper"] + 1e-9, target < last["lower"] - 1e-9
        out_of_reach = above if better == "higher" else below
        verdict = "fail" if out_of_reach else "pass" if above or below else "hit_and_miss"
    for row in rows:
        row["variation"], row["assurance"] = (last["point_type"] if last else None), verdict
