"""A figure as it is shown, rounded and bounded, and the totals that it leaves possible (METHOD 14)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

WITHHELD = "*"
SITE_STEPS = 2  # a site's mean is shown to the nearest half …
SITE_BOUND = 1.0  # … and bounded one point within the scale
WIDE_STEPS = 10  # study, sector and group means are shown to one decimal …
WIDE_BOUND = 0.5  # … and bounded half a point within it
SHARE_STEPS = 20  # shares are shown to the nearest 5 % …
SHARE_BOUND = 0.1  # … and bounded at 10 and 90 %


@dataclass(frozen=True)
class Display:
    """How means are shown: `steps` to a point of the scale, bounded `bound` points within its ends."""

    lowest: int
    highest: int
    steps: int
    bound: float

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The lowest and the highest step, in steps: what lies beyond is shown as `<=` or `>=`."""
        return round((self.lowest + self.bound) * self.steps), round((self.highest - self.bound) * self.steps)

    @property
    def usable(self) -> bool:
        """Whether the scale is long enough for both bounds."""
        return self.ends[0] < self.ends[1]

    def step_of(self, total: int, n: int) -> int:
        """The mean of `n` ratings in steps, held within the ends; a tie goes away from the middle of the scale."""
        first, last = self.ends
        ends = self.lowest + self.highest
        if 2 * total < ends * n:  # mirrored, so that both ends of the scale are treated alike
            return max(ends * self.steps - self._half_up(ends * n - total, n), first)
        return min(self._half_up(total, n), last)

    def _half_up(self, total: int, n: int) -> int:
        return (2 * self.steps * total + n) // (2 * n)

    def text(self, step: int) -> str:
        """The step as it is written: 3.5, `>=4`, `<=2`."""
        sign = {self.ends[0]: "<=", self.ends[1]: ">="}.get(step, "")
        return f"{sign}{step / self.steps:g}" if sign else self._decimal(step)

    def at_least(self, step: int, least: int, n: int) -> str:
        """That the mean of `n` ratings is this step or more, where their total is `least` or more.

        Never more than their exact mean, so that it is true however it is read.
        """
        return self.text(step) if step in self.ends else f">={self._decimal(self.steps * least // n)}"

    def at_most(self, step: int, most: int, n: int) -> str:
        """That the mean of `n` ratings is this step or less, where their total is `most` or less."""
        return self.text(step) if step in self.ends else f"<={self._decimal(-(-self.steps * most // n))}"

    def _decimal(self, step: int) -> str:
        return f"{step / self.steps:g}" if self.steps > WIDE_STEPS else f"{step / self.steps:.1f}"

    def totals(self, step: int, n: int) -> tuple[int, int]:
        """The least and the greatest total of `n` ratings that is shown as this step; (1, 0) where none is."""
        return _totals(self, step, n)

    def near(self, step: int, n: int) -> range:
        """Totals among which those of the step lie."""
        first, last = self.ends
        least = self.lowest * n if step == first else (2 * step - 1) * n // (2 * self.steps) - 1
        most = self.highest * n if step == last else (2 * step + 1) * n // (2 * self.steps) + 1
        return range(max(least, self.lowest * n), min(most, self.highest * n) + 1)

    def spans(self, n: int) -> list[tuple[int, int]]:
        """The totals of every step that some `n` ratings can have."""
        first, last = self.ends
        return [found for step in range(first, last + 1) if (found := self.totals(step, n))[0] <= found[1]]


@cache
def _totals(display: Display, step: int, n: int) -> tuple[int, int]:
    shown = [total for total in display.near(step, n) if display.step_of(total, n) == step]
    return (shown[0], shown[-1]) if shown else (1, 0)


def site_display(scale: tuple[int, ...]) -> Display:
    """How a site's mean is shown."""
    return Display(scale[0], scale[-1], SITE_STEPS, SITE_BOUND)


def wide_display(scale: tuple[int, ...]) -> Display:
    """How a mean of the study, a sector or a group is shown."""
    return Display(scale[0], scale[-1], WIDE_STEPS, WIDE_BOUND)


def share_display() -> Display:
    """How a share of people is shown, as 0 to 1."""
    return Display(0, 1, SHARE_STEPS, SHARE_BOUND)


def share_text(share: float) -> str:
    """A share (0 to 1) that counts no people, such as a consistency, shown as one that does."""
    display = share_display()
    return display.text(display.step_of(round(share * 10_000), 10_000))
