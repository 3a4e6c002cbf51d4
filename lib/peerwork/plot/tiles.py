"""Closed values by factor and site, as tiles with a sign: what a page shows as a table with coloured cells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure

from peerwork.cells import numbers
from peerwork.plot.palette import OPEN, ORDER, colour, sign_of, text_on
from peerwork.plot.rows import PIXELS, TOP, labels, styled
from peerwork.plot.text import SMALL, TEXT, text_width
from peerwork.vocabulary import Status

ROW, TILE = 20.0, 46.0  # pixels: a row's height, a tile's width
KNOWN = [str(status) for status in Status if status is not Status.TOO_LITTLE]


@styled
def tiles(
    data: pd.DataFrame, *, value: str = "status", columns: str = "site", order: Sequence[str] | None = None,
    ax: Axes | None = None,
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
    return _heat(ax, codes, looks.map(lambda look: look.sign), names)


@styled
def levels(
    data: pd.DataFrame, *, value: str, columns: str = "site", order: Sequence[str] | None = None, low: float = 0.0,
    high: float = 1.0, role: Callable[[float], str] | None = None, ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """A row each `factor`, a column a site: a number from `low` to `high` in a tile, the more the bluer.

    `role` gives the palette's role of a number, by default apart at the middle (`depth`); `order` gives the columns'
    order. What is withheld or missing stays blank. Returns the Axes.

    >>> rows = results.conditions
    >>> pw.plot.levels(rows[rows["group"].isna() & (rows["domain"] == "support")], value="share_in_place")
    <Axes: ...>
    """
    wide, names = _wide(data, value, columns, order)
    known = wide.apply(numbers)
    roles = known.map(role or (lambda number: depth(number, low, high)))
    told = known.map(lambda number: "" if number != number else f"{number:.2g}".replace("-", "−"))
    return _heat(ax, roles.map(ORDER.index), told, names)


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


def _heat(ax: Axes | None, codes: pd.DataFrame, signs: pd.DataFrame, names: list[str]) -> Axes:
    import seaborn as sns

    ax = ax or _new_axes(codes, names)
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


def _new_axes(codes: pd.DataFrame, names: Sequence[str]) -> Axes:
    import matplotlib.pyplot as plt

    return tile_axes(plt.figure(dpi=PIXELS), names, codes.shape[1])


def tile_axes(figure: Figure, names: Sequence[str], columns: int, *, head: float = 20.0) -> Axes:
    """An Axes for so many rows and columns of tiles on a figure of its own, with room for their names."""
    left = max((text_width(name) for name in names), default=80) * 1.04 + 16
    width, height = left + TILE * columns + 8, TOP + head + ROW * len(names) + 6
    figure.set_size_inches(width / PIXELS, height / PIXELS)
    return figure.add_axes((left / width, 6 / height, TILE * columns / width, ROW * len(names) / height))


def needed_everywhere(
    conditions: pd.DataFrame, factors: Sequence[str], *, outcome: Mapping[str, bool] | None = None
) -> tuple[pd.DataFrame, list[str], pd.DataFrame]:
    """What the summary draws: the rows of those factors sorted by how many sites have them, and the order of the sites.

    One row a factor: `there` (sites where it is in place) and `judged` (sites that could be judged and are shown). The
    sites with most in place come first, those with a good `outcome` before the others where it is given. Returns the
    conditions rows in that order (for `tiles`), the order of the sites, and those counts.

    >>> wanted = results.conditions.query("domain == 'support'")["factor"].unique()
    >>> rows, sites, counts = pw.plot.needed_everywhere(results.conditions, wanted)
    >>> counts["judged"].max()
    np.int64(10)
    """
    rows = conditions[conditions["factor"].isin(factors)]
    rows = rows[rows["group"].isna()] if "group" in rows else rows
    known = rows.assign(judged=rows["status"].isin(KNOWN), there=rows["status"].eq(Status.IN_PLACE))
    counts = known.groupby("factor", sort=False, observed=True)[["there", "judged"]].sum()
    counts = counts.assign(share=counts["there"] / counts["judged"].where(counts["judged"] > 0))
    counts = counts.sort_values(["share", "there"], ascending=False, kind="stable", na_position="last").drop(
        columns="share"
    )
    sites = known.groupby("site", observed=True)["there"].sum().rename("there").reset_index()
    sites["good"] = [bool((outcome or {}).get(site, False)) for site in sites["site"]]
    order = sites.sort_values(["good", "there", "site"], ascending=[False, False, True], kind="stable")["site"].tolist()
    return rows.set_index("factor", drop=False).loc[counts.index].reset_index(drop=True), order, counts.reset_index()


def sites_by_domain(conditions: pd.DataFrame, domains: Mapping[str, str]) -> pd.DataFrame:
    """One row a site and domain: `there` of `judged` conditions in place, and `share` (NaN where none can be judged).

    `domains` is the domain of each factor. What is withheld or rests on too little is not counted.

    >>> domains = dict(zip(results.conditions["factor"], results.conditions["domain"]))
    >>> counts = pw.plot.sites_by_domain(results.conditions, domains)
    >>> pw.plot.levels(counts.rename(columns={"domain": "factor"}), value="share")
    <Axes: ...>
    """
    rows = conditions[conditions["group"].isna()] if "group" in conditions else conditions
    known = rows.assign(
        domain=rows["factor"].map(domains), judged=rows["status"].isin(KNOWN), there=rows["status"].eq(Status.IN_PLACE)
    )
    counts = known.groupby(["site", "domain"], sort=False, observed=True)[["there", "judged"]].sum().reset_index()
    return counts.assign(share=counts["there"] / counts["judged"].where(counts["judged"] > 0))
