"""Closed values by factor and site, as tiles with a sign: what a page shows as a table with coloured cells."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from peerwork.cells import numbers
from peerwork.plot.palette import OPEN, ORDER, colour, sign_of, text_on
from peerwork.plot.rows import TOP, labels, new_axes, styled
from peerwork.plot.text import SMALL, TEXT, text_width

ROW, TILE = 20.0, 46.0  # pixels: a row's height, a tile's width


@styled
def tiles(
    data: pd.DataFrame, *, value: str = "status", columns: str = "site", order: Sequence[str] | None = None,
    ax: Axes | None = None, figure: Figure | None = None,
) -> Axes:  # fmt: skip
    """A row a factor, a column a site: each closed value as a tile of its colour and sign; what is unknown stays blank.

    `data` are one row a factor and site with a closed `value` (`status`, `verdict`, `fidelity`, `mark`); `order` gives
    the columns' order. Drawn by seaborn's heatmap, whose Axes is returned.

    >>> rows = results.conditions
    >>> pw.plot.tiles(rows[rows["group"].isna() & (rows["domain"] == "support")])
    <Axes: ...>
    """
    wide, names = _wide(data, value, columns, order)
    looks = wide.map(sign_of)
    codes = looks.map(lambda look: ORDER.index(look.role))
    return _heat(ax or _tile_axes(figure, names, codes), codes, looks.map(lambda look: look.sign), names)


@styled
def levels(
    data: pd.DataFrame, *, value: str, columns: str = "site", order: Sequence[str] | None = None, low: float = 0.0,
    high: float = 1.0, ax: Axes | None = None, figure: Figure | None = None,
) -> Axes:  # fmt: skip
    """A row each `factor`, a column a site: a number from `low` to `high` in a tile, the more the bluer.

    Colours part at the middle (`depth`); `order` gives the columns' order. What is withheld or missing stays blank.
    Returns the Axes.

    >>> rows = results.conditions
    >>> pw.plot.levels(rows[rows["group"].isna() & (rows["domain"] == "support")], value="share_in_place")
    <Axes: ...>
    """
    wide, names = _wide(data, value, columns, order)
    known = wide.apply(numbers)
    codes = known.map(lambda number: ORDER.index(depth(number, low, high)))
    told = known.map(lambda number: "" if number != number else f"{number:.2g}".replace("-", "−"))
    return _heat(ax or _tile_axes(figure, names, codes), codes, told, names)


def depth(number: float, low: float = 0.0, high: float = 1.0) -> str:
    """The role of a number's colour: the more, the bluer; the middle is grey, what is missing hollow."""
    if number != number:
        return OPEN
    away = (number - (low + high) / 2) / ((high - low) / 2)
    if abs(away) < 1e-9:
        return "middle"
    return ("high" if away > 0 else "low") + ("" if abs(away) > 0.5 - 1e-9 else "_soft")


def _wide(data: pd.DataFrame, value: str, columns: str, order: Sequence[str] | None) -> tuple[pd.DataFrame, list[str]]:
    row = "factor" if "factor" in data else data.columns[0]
    wide = data.pivot(index=row, columns=columns, values=value).reindex(data[row].drop_duplicates())
    names = labels(data.drop_duplicates(row), row)
    return wide.astype(object)[list(order) if order is not None else sorted(wide.columns)], names


def _heat(ax: Axes, codes: pd.DataFrame, signs: pd.DataFrame, names: list[str]) -> Axes:
    import seaborn as sns

    colours = ListedColormap([colour("paper") if role == OPEN else colour(role) for role in ORDER])
    sns.heatmap(
        codes.to_numpy(), ax=ax, cmap=colours, vmin=-0.5, vmax=len(ORDER) - 0.5, annot=signs.to_numpy(), fmt="",
        cbar=False, linewidths=2, linecolor=colour("paper"), xticklabels=list(codes.columns), yticklabels=names,
    )  # fmt: skip
    for text, code in zip(ax.texts, codes.to_numpy().ravel(), strict=True):
        text.set(color=colour("muted" if ORDER[code] == OPEN else text_on(ORDER[code])), size=SMALL, weight="bold")
    ax.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    ax.tick_params(axis="y", labelsize=TEXT if len(names) < 30 else SMALL, rotation=0)
    if any(text_width(str(name), SMALL) > TILE for name in codes.columns):
        for text in ax.get_xticklabels():
            text.set(rotation=40, ha="left", rotation_mode="anchor")
    ax.set(xlabel="", ylabel="")
    return ax


def _tile_axes(figure: Figure | None, names: Sequence[str], codes: pd.DataFrame) -> Axes:
    """An Axes for so many rows and columns of tiles, with room for their names."""
    left = max((text_width(name) for name in names), default=80) * 1.04 + 16
    wide, high = TILE * codes.shape[1], ROW * len(names)
    return new_axes(figure, left + wide + 8, TOP + high + 26, (left, 6, wide, high))
