"""Charts by matplotlib, each a function of a tidy frame: `conditions(data, ax=None) -> Axes`. They read nothing.

A frame may carry labels (`label`, `domain`, `group_label`), which a chart shows in place of ids. A bounded value
(`>=4`) is drawn as all that it may be, a withheld one (`*`) leaves no mark.
"""

from peerwork.plot.conditions import conditions
from peerwork.plot.importance import importance
from peerwork.plot.palette import MARKERS, PALETTE
from peerwork.plot.rows import STYLE, in_columns
from peerwork.plot.xmr import xmr, xmr_grid

__all__ = ["MARKERS", "PALETTE", "STYLE", "conditions", "importance", "in_columns", "xmr", "xmr_grid"]
