"""How long a period of measurements is, by the calendar, and which period a day is of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import pandas as pd

# Months of a period, by the days from one to the next up to which it is so long; below a month: days.
_BY_MONTHS = ((45, 1), (75, 2), (107, 3), (150, 4), (270, 6), (np.inf, 12))
_BY_DAYS = ((3, 1), (10, 7), (20, 14))
UNITS = (*((False, days) for _, days in _BY_DAYS), *((True, months) for _, months in _BY_MONTHS))


@dataclass(frozen=True)
class Calendar:
    """A period's length: so many months, or days; and the day on which periods are dated, for those of days a site."""

    by_month: bool
    length: int
    origin: int  # month or day from which periods are counted
    day: int  # of the month: the latest on which a period is dated

    def place(self, days: pd.Series) -> np.ndarray:
        """The number of the period that each day is of: a day or a week's end apart from the rest stays in its own."""
        if self.by_month:
            return np.round((_months(days) - self.origin) / self.length)
        return np.round((_days(days) - self.origin) / self.length)

    def begun(self, today: dt.date) -> float:
        """The number of the last period that had begun by that day."""
        stamp = pd.Series([pd.Timestamp(today)])
        if not self.by_month:
            return float(np.floor((_days(stamp)[0] - self.origin) / self.length))
        dated = min(self.day, stamp[0].days_in_month)
        return float(np.floor((_months(stamp)[0] - (today.day < dated) - self.origin) / self.length))


def calendar_of(spc: pd.DataFrame) -> Calendar:
    """The calendar of one indicator's measurements (columns `site`, `period`).

    The usual distance from one period of a site to the next, half of them being no longer, says which unit of the
    calendar it is: day, week, fortnight, month, two, four or six months, quarter, year. Where two measurements of a
    site would fall into one period, the next smaller unit that parts them. One period alone is a month.
    """
    ordered = spc[["site", "period"]].drop_duplicates().sort_values(["site", "period"])
    gaps = ordered.groupby("site")["period"].diff().dropna().dt.days.to_numpy()
    usual = float(np.quantile(gaps, 0.5, method="lower")) if len(gaps) else 30.0
    fits = [unit for unit in UNITS if _longest(unit) >= usual][:1] or [UNITS[-1]]
    for unit in reversed(UNITS[: UNITS.index(fits[0]) + 1]):
        calendar = _calendar(ordered["period"], *unit)
        places = ordered.assign(place=calendar.place(ordered["period"]))
        if not places.duplicated(["site", "place"]).any():
            return calendar
    return _calendar(ordered["period"], *UNITS[0])


def _longest(unit: tuple[bool, int]) -> float:
    return next(longest for longest, length in (_BY_MONTHS if unit[0] else _BY_DAYS) if length == unit[1])


def _calendar(days: pd.Series, by_month: bool, length: int) -> Calendar:
    numbers = _months(days) if by_month else _days(days)
    # most are dated alike: counted from the commonest remainder, one that is off by a day stays in its period
    rests = pd.Series(numbers % length)
    origin = numbers.min() - (numbers.min() - rests.mode().iloc[0]) % length
    return Calendar(by_month, length, int(origin), int(days.dt.day.max()))


def _months(days: pd.Series) -> np.ndarray:
    return (days.dt.year * 12 + days.dt.month).to_numpy()


def _days(days: pd.Series) -> np.ndarray:
    return (days - pd.Timestamp(0)).dt.days.to_numpy()
