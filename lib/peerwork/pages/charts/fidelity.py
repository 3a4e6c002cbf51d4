"""What documents say of each factor at one site, beside what interviews say."""

from __future__ import annotations

from functools import partial

import pandas as pd

from peerwork.pages.charts.rows import labelled, said
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import tiles
from peerwork.plot.palette import OPEN, sign_of

COLUMNS = {"Documents": "documents", "Interviews": "interviews", "Together": "fidelity"}


def draw_fidelity(rows: pd.DataFrame, context: Context, *, name: str, caption: str = "") -> TileTable:
    """A tile for a factor's documents, one for its interviews, and what the two make together.

    `rows` are fidelity rows of one site.
    """
    chosen = labelled(rows, context)
    table = pd.DataFrame({"Factor": chosen["label"]} | {words: chosen[c].map(said) for words, c in COLUMNS.items()})
    if "sources" in chosen:
        table["Do they agree?"] = chosen["sources"].map(said)
    signs = [[sign_of(value) for value in row] for row in chosen[list(COLUMNS.values())].to_numpy()]
    plain = [None] * (len(table.columns) - 1 - len(COLUMNS))
    looks = [[*(None if look.role == OPEN else look for look in row), *plain] for row in signs]
    long = chosen.melt(["factor", "label"], list(COLUMNS.values()), "of")

    draw = partial(tiles, long, value="value", columns="of", order=list(COLUMNS.values()))
    caption = caption or "What documents say of each factor, beside what interviews say"
    return TileTable(name, caption, table, looks, draw, blocks=chosen["domain"].tolist())
