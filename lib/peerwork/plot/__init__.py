"""Charts by matplotlib, each a function of a tidy frame: `conditions(data, ax=None) -> Axes`. They read nothing.

A frame may carry labels (`label`, `domain_label`), which a chart shows in place of ids. A bounded value (`>=4`) is
drawn as all that it may be, a withheld one (`*`) leaves no mark. `in_columns` lays many rows out side by side.
"""

from peerwork.plot.apart import by_group, by_sector, dumbbells
from peerwork.plot.bars import bars
from peerwork.plot.conditions import conditions
from peerwork.plot.counts import impacts, patterns, top_three
from peerwork.plot.fieldwork import calendar, interviews
from peerwork.plot.go_zone import go_zone
from peerwork.plot.importance import importance
from peerwork.plot.logic import logic_model
from peerwork.plot.palette import MARKERS, PALETTE
from peerwork.plot.rows import STYLE, in_columns
from peerwork.plot.tiles import levels, tiles
from peerwork.plot.xmr import xmr, xmr_grid

__all__ = [
    "MARKERS", "PALETTE", "STYLE", "bars", "by_group", "by_sector", "calendar", "conditions", "dumbbells", "go_zone",
    "impacts", "importance", "in_columns", "interviews", "levels", "logic_model", "patterns",
    "tiles", "top_three", "xmr", "xmr_grid",
]  # fmt: skip
