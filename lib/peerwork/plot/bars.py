"""Parts of a whole, a bar a row: shares side by side from none to all."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from peerwork.cells import numbers
from peerwork.plot.palette import colour
from peerwork.plot.rows import new_axes, styled

ROW, ROOM, WIDE = 26, 70, 620  # pixels: a row, what stands above and below the rows, the figure


@styled
def bars(data: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """A row each `label`: its parts as shares of a whole (0 to 1), one after the other, with `said` at the end.

    `data` have one row a part: `label`, `share`, `role` (a role of the palette) and `said`. A share that is withheld or
    missing leaves no bar. Returns the Axes.

    >>> import pandas as pd
    >>> data = pd.DataFrame({"label": ["Done"] * 2, "share": [0.7, 0.3], "role": ["high", "rule"], "said": "7 of 10"})
    >>> pw.plot.bars(data)
    <Axes: ...>
    """
    names = list(dict.fromkeys(data["label"]))
    high = ROW * len(names)
    ax = ax or new_axes(None, WIDE, ROOM + high, (0.36 * WIDE, ROOM / 2, 0.42 * WIDE, high))
    left = dict.fromkeys(names, 0.0)
    for label, share, role in zip(data["label"], numbers(data["share"]).fillna(0.0), data["role"], strict=True):
        ax.barh(names.index(label), share, left=left[label], height=0.62, color=colour(role))
        left[label] += share
    for place, said in enumerate(data.drop_duplicates("label")["said"]):
        ax.text(1.02, place, said, va="center", fontsize=11.5)
    ax.set(yticks=range(len(names)), xlim=(0, 1), xticks=[0, 0.5, 1])
    ax.set_yticklabels(names)
    ax.set_xticklabels(["none", "half", "all"])
    ax.invert_yaxis()
    return ax
