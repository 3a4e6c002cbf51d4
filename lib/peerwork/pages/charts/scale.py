"""The importance scale as a line: where a mean lies on it, drawn as a dot, or as all it may be where it is bounded."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from peerwork.cells import number, side
from peerwork.pages.charts.canvas import BAR, Canvas
from peerwork.pages.charts.style import SMALL
from peerwork.pages.context import Context


@dataclass(frozen=True)
class Scale:
    """The scale of a framework between two places of a drawing, in pixels."""

    context: Context
    left: float
    right: float

    def x(self, mean: float) -> float:
        """Where a mean lies."""
        points = self.context.framework.scale
        return self.left + (mean - points[0]) / (points[-1] - points[0]) * (self.right - self.left)

    def line(self, canvas: Canvas, y: float) -> None:
        """The line that one row's marks lie on."""
        canvas.line(self.left, y, self.right, y)

    def mark(self, canvas: Canvas, cell: Any, y: float, role: str) -> None:
        """A dot (a diamond for what hinders) at the mean; a dashed box over all that a bounded mean may be."""
        if math.isnan(number(cell)):
            return
        x = self.x(number(cell))
        if side(cell):
            ends = (x, self.right) if side(cell) == ">" else (self.left, x)
            canvas.bar(*ends, y - 5, 10, role, open_end=True)
        elif role == "low":
            canvas.diamond(x, y, 6.5, role)
        else:
            canvas.dot(x, y, 5, role)

    def interval(self, canvas: Canvas, low: Any, high: Any, y: float, role: str) -> None:
        """A line from one end of an interval to the other; nothing where there is none."""
        if not math.isnan(number(low) + number(high)):
            canvas.line(self.x(number(low)), y, self.x(number(high)), y, role=role, width=3, layer=BAR)

    def axis(self, canvas: Canvas, top: float) -> None:
        """A faint line down from `top` at each point of the scale, its number under it, and what its ends mean."""
        points, labels = self.context.framework.scale, self.context.framework.importance_scale
        for point in points:
            canvas.line(self.x(point), top + 4, self.x(point), canvas.y + 2, role="grid")
        canvas.y += 14
        for point in points:
            canvas.text(self.x(point), canvas.y, str(point), role="muted", size=SMALL, anchor="center")
        canvas.note(f"{points[0]} {labels[points[0]].lower()}, {points[-1]} {labels[points[-1]].lower()}")
        canvas.y += 6
