"""How important is each factor to those whom it helped or hindered, and to each stakeholder group?"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from peerwork.cells import Row, format_cell, number, numbers, records, withheld
from peerwork.pages.chart import ChartPlan
from peerwork.pages.charts.rows import by_domain, columns_of, describe_extremes, labelled, whole
from peerwork.pages.context import Context
from peerwork.pages.tiles import TileTable
from peerwork.plot import by_group, dumbbells
from peerwork.plot.palette import Sign, answer_roles
from peerwork.plot.words import format_n
from peerwork.vocabulary import Kind, Scope

KINDS = {Kind.FACILITATOR: "helped", Kind.BARRIER: "hindered"}


def draw_facilitators_barriers(
    rows: pd.DataFrame, context: Context, *, name: str, caption: str = ""
) -> ChartPlan | TileTable:
    """Each factor's mean importance to those whom it helped beside that to those it hindered.

    At one site, where a handful rated, tiles with the numbers in them.
    """
    chosen = labelled(rows[rows["kind"].isin(list(KINDS))], context)
    caption = caption or "Mean importance to those who say a factor helped, and to those who say it hindered"
    table, wide = _table_kinds(chosen), _wide(chosen, "kind", KINDS)
    alts = [_alt_kinds(domain, part, context) for domain, part in by_domain(chosen)]
    means = wide.set_axis([str(kind) for kind in KINDS], axis=1).reset_index()
    told = [_pair(*row) for row in zip(means[Kind.FACILITATOR], means[Kind.BARRIER], strict=True)]
    means = labelled(means, context).assign(told=told)
    draw = columns_of(
        dumbbells, means, first=str(Kind.FACILITATOR), second=str(Kind.BARRIER), value="told",
        labels=("those whom it helped", "those whom it hindered"), scale=context.framework.scale,
    )  # fmt: skip
    if context.scope is not Scope.SITE:
        return ChartPlan(name, caption, table, alts, draw)
    looks = [[look for mean in row for look in (_look(mean, context), None)] for row in wide.to_numpy()]
    caption += "; colours: the answer nearest to each mean"
    return TileTable(name, caption, table, looks, draw, blocks=means["domain"].tolist())


def draw_importance_by_group(
    rows: pd.DataFrame, context: Context, *, name: str, caption: str = ""
) -> ChartPlan | TileTable:
    """Each factor's mean importance to each stakeholder group.

    A mark of the group's shape with its interval where there are intervals; else, as at one site, tiles with the means.
    """
    chosen = labelled(rows[(rows["kind"] == Kind.EITHER) & rows["group"].notna()], context)
    groups = {g: context.group(g) for g in context.framework.groups if (chosen["group"] == g).any()}
    caption = caption or "Mean importance to each stakeholder group"
    table, scale = _table_groups(chosen, groups), context.framework.scale
    draw = columns_of(by_group, chosen, groups=groups, scale=scale)
    if "ci_low" in chosen and numbers(chosen["ci_low"]).notna().any():
        alts = [_alt_groups(domain, part, groups, context) for domain, part in by_domain(chosen)]
        return ChartPlan(name, caption, table, alts, draw)
    wide = _wide(chosen, "group", groups)
    labels = context.framework.importance_scale
    key = [(role, str(p), labels[p].lower()) for p, role in zip(scale, answer_roles(len(scale)), strict=True)]
    looks = [[_look(mean, context) for mean in row] for row in wide.to_numpy()]
    blocks = [context.framework.domain_of[factor].label for factor in wide.index]
    return TileTable(name, caption, table, looks, draw, blocks=blocks, key=key)


def _wide(rows: pd.DataFrame, column: str, order: Any) -> pd.DataFrame:
    """The means, one row a factor, one column a kind or group."""
    wide = rows.astype({"mean": object}).pivot(index="factor", columns=column, values="mean")
    return wide.reindex(index=rows["factor"].drop_duplicates(), columns=list(order))


def _look(mean: Any, context: Context) -> Sign | None:
    """The colour of the answer nearest to a mean, the higher of two; None without a mean."""
    points, value = context.framework.scale, number(mean)
    if math.isnan(value):
        return None
    nearest = max(points, key=lambda point: (-abs(point - value), point))
    return Sign(answer_roles(len(points))[points.index(nearest)], "")


def _pair(helped: Any, hindered: Any) -> str:
    """ "4.6 | 3.2", bounds as "4+"."""
    short = [
        (format_cell(mean) or "–").replace(" or more", "+").replace(" or less", "−") for mean in (helped, hindered)
    ]
    return " | ".join(short)


def _alt_kinds(title: str, rows: pd.DataFrame, context: Context) -> str:
    helped, hindered = (rows[rows["kind"] == kind] for kind in KINDS)
    said = [
        f"To those {words}: {describe_extremes(part, 'mean', context, format_cell)}"
        for words, part in (("whom it helped", helped), ("whom it hindered", hindered))
        if numbers(part["mean"]).notna().any() or withheld(part["mean"]).any()
    ]
    return f"{title}, mean importance. {' '.join(said)}" if said else f"{title}: no ratings of either kind."


def _alt_groups(title: str, rows: pd.DataFrame, groups: Mapping[str, str], context: Context) -> str:
    said = [
        f"{words}: {describe_extremes(rows[rows['group'] == group], 'mean', context, format_cell)}"
        for group, words in groups.items()
        if (rows["group"] == group).any()
    ]
    return f"{title}, mean importance by stakeholder group. {' '.join(said)}"


def _table_kinds(rows: pd.DataFrame) -> pd.DataFrame:
    factors = rows.drop_duplicates("factor")
    columns: dict[str, Sequence[str] | pd.Series] = {"Factor": factors["label"]}
    for kind, words in KINDS.items():
        part = rows[rows["kind"] == kind].set_index("factor")
        columns[f"Mean, it {words}"] = factors["factor"].map(part["mean"].map(format_cell))
        columns[f"Ratings, it {words}"] = factors["factor"].map(part["n"].map(whole)) if "n" in part else ""
    return pd.DataFrame(columns)


def _table_groups(rows: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    factors = rows.drop_duplicates("factor")
    columns = {"Factor": factors["label"]}
    for group, words in groups.items():
        part = rows[rows["group"] == group]
        told = pd.Series([_told(row) for row in records(part)], part["factor"], dtype="str")
        columns[words] = factors["factor"].map(told)
    return pd.DataFrame(columns)


def _told(row: Row) -> str:
    """The mean with all that stands beside it: `4.6 (n 9, 3.9 to 5.0)`."""
    ends = [format_cell(row.get("ci_low")), format_cell(row.get("ci_high"))]
    between = " to ".join(ends) if all(ends) and "withheld" not in ends else ""
    aside = ", ".join(text for text in (format_n(row.get("n")), between) if text)
    return f"{format_cell(row['mean'])} ({aside})" if aside and format_cell(row["mean"]) else format_cell(row["mean"])
