"""Counts as bars: answers by what they show, impacts by whom they touch, factors named among three."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from peerwork.cells import NOT_SHOWN, numbers, percent, records, side
from peerwork.plot.palette import colour, ink, sign_of
from peerwork.plot.rows import Rows, in_blocks, named, shape_of, styled
from peerwork.plot.text import SMALL, write
from peerwork.plot.words import FRAGILE, format_n, said, value_key, weak_notes, whole
from peerwork.vocabulary import Direction, Kind

BAR = 14.0
# column of the patterns: (role of its colour, words)
ANSWERS = {
    "present_helps": ("high", "there, and it helped"),
    "absent_hinders": ("high_soft", "missing, and that hindered"),
    "no_difference": ("middle", "no difference"),
    "absent_helps": ("low_soft", "missing, and that helped"),
    "present_hinders": ("low", "there, and it hindered"),
}
ROLES = {Direction.POSITIVE: "high", Direction.MIXED: "middle", Direction.NEGATIVE: "low"}


def answer_counts(data: pd.DataFrame) -> pd.DataFrame:
    """The five counts of patterns rows as numbers; missing throughout where one of them is not shown."""
    counts = data.reindex(columns=list(ANSWERS)).apply(numbers)
    return counts.where(counts.notna().all(axis=1))


@styled
def patterns(data: pd.DataFrame, *, ax: Axes | None = None, names: str = "left") -> Axes:
    """A row a factor: the answers as proposed, no difference and contrary, end to end, with the site's verdict.

    `data` are patterns rows of one site (`factor`, `verdict`, and the five counts where they may be seen). One answer
    is
    as wide in every row. A row whose counts are withheld has its verdict in words alone. Returns the Axes.

    >>> pw.plot.patterns(results.select("patterns", site="S03", domain="support"))
    <Axes: ...>
    """
    data = in_blocks(data)
    counts = answer_counts(data)
    most = max(1.0, float(counts.sum(axis=1).max()))
    rows = Rows(data, ax, shape_of(names, right=128, wide=200), (0, most))
    rows.stack(counts, pd.Series(0.0, data.index), 1, [role for role, _ in ANSWERS.values()], BAR)
    for place, row in enumerate(records(data)):
        look = sign_of(row["verdict"])
        weak = f" {FRAGILE}" if row.get("weak") is True else ""
        rows.value(
            place, f"{look.sign} {said(row['verdict'])}{weak}".strip(), ink(look.role), aside=format_n(row.get("n"))
        )
    answers = [(role, "", words) for role, words in ANSWERS.values()] if counts.notna().any(axis=None) else []
    return rows.done([*value_key(data["verdict"]), *answers], weak_notes(data))


@styled
def impacts(
    data: pd.DataFrame, *, labels: Mapping[str, str] | None = None, ax: Axes | None = None, names: str = "left"
) -> Axes:
    """A row who is affected: how many impacts were described, good, mixed and bad, end to end.

    `data` are impact_counts rows of one scope (`on`, `direction`, `n_impacts`); with a `domain` (who tells of them) a
    block each. `labels` gives the words for `on`, in order. A withheld count leaves no mark. Returns the Axes.

    >>> pw.plot.impacts(results.select("impact_counts", scope="study"))
    <Axes: ...>
    """
    labels = labels or {on: on.replace("_", " ") for on in named(data, "on")}
    wide = impacts_wide(data, list(labels))
    frame = wide.assign(label=wide["on"].map(labels))
    counts = frame[list(ROLES)]
    rows = Rows(frame, ax, shape_of(names, wide=60), (0, max(1.0, float(counts.sum(axis=1).max()))), name="on")
    rows.stack(counts, pd.Series(0.0, frame.index), 1, list(ROLES.values()), BAR)
    for place, total in enumerate(counts.sum(axis=1)):
        rows.value(place, f"{total:.0f}")
    return rows.done([(role, "", str(direction)) for direction, role in ROLES.items()])


def impacts_wide(data: pd.DataFrame, on: Sequence[str]) -> pd.DataFrame:
    """One row who is affected (and tells of it, `domain`), one column a direction: how many impacts."""
    blocks = data["domain"] if "domain" in data else pd.Series("", data.index)
    known = data.assign(count=numbers(data["n_impacts"]), domain=blocks)
    wide = known.pivot_table(index=["domain", "on"], columns="direction", values="count", aggfunc="sum", observed=True)
    order = [(block, who) for block in blocks.drop_duplicates() for who in on if (block, who) in wide.index]
    rows = pd.MultiIndex.from_tuples(order, names=["domain", "on"])
    return wide.reindex(index=rows, columns=list(ROLES)).fillna(0).reset_index()


def top_three_wide(data: pd.DataFrame) -> pd.DataFrame:
    """One row a factor that anybody named, the most named first: `facilitator`, `barrier` and `either`, as they were
    given.

    Each has its share, how many named it (`_named`) and of how many people (`_people`). Where what was named is
    withheld, the factor stands last.
    """
    parts = {
        kind: data[data["kind"] == kind].set_index("factor") for kind in (Kind.FACILITATOR, Kind.BARRIER, Kind.EITHER)
    }
    wide = data.drop_duplicates("factor").set_index("factor", drop=False)
    wide = wide[[name for name in ("factor", "label") if name in wide]].copy()
    for kind, part in parts.items():
        for column, source in (("", "share"), ("_named", "n_named"), ("_people", "n_participants")):
            wide[f"{kind}{column}"] = part[source].astype(object).reindex(wide.index)
    ranks = pd.DataFrame({kind: numbers(wide[str(kind)]) for kind in parts})
    rank = ranks[Kind.EITHER].fillna(ranks[[Kind.FACILITATOR, Kind.BARRIER]].max(axis=1))
    there = (rank.fillna(0) > 0) | wide["either"].astype("str").eq("*")
    ranked = wide.assign(rank=rank.fillna(-1))[there]
    return ranked.sort_values("rank", ascending=False, kind="stable", ignore_index=True)


@styled
def top_three(data: pd.DataFrame, *, ax: Axes | None = None, names: str = "left") -> Axes:
    """A row a factor that anybody named among their three, most named first: as a hindrance to the left, a help to
    the right.

    `data` are top_three rows of one scope (or what `top_three_wide` makes of them). x is the share of people who named
    any factor, hindrances below 0. A bounded share is a dashed bar, a withheld one leaves no mark. Returns the Axes.

    >>> pw.plot.top_three(results.select("top_three", scope="site", site="S03"))
    <Axes: ...>
    """
    wide = top_three_wide(data) if "kind" in data else data
    shares = {way: numbers(wide[kind]).fillna(0) for kind, way in ((Kind.BARRIER, -1), (Kind.FACILITATOR, 1))}
    reach = max(0.2, *(float(share.max()) for share in shares.values())) * 1.75
    rows = Rows(wide, ax, shape_of(names, wide=24), (-reach, reach))
    for (kind, role), way in zip(((Kind.BARRIER, "low"), (Kind.FACILITATOR, "high")), shares, strict=True):
        cells = list(wide[kind])
        spans = [(p, *sorted((0, way * share)), side(cells[p])) for p, share in enumerate(shares[way]) if share]
        rows.bars([(p, a, b) for p, a, b, bound in spans if bound != "<"], BAR, colour(role))
        rows.open_bars([(p, a, b) for p, a, b, bound in spans if bound == "<"], BAR, colour(role))
        for place, share in enumerate(shares[way]):
            named = whole(wide[f"{kind}_named"].iloc[place])
            count = f"{named} · " if named and named != NOT_SHOWN else ""
            words = f"{count}{percent(cells[place])}" if share or str(cells[place]) == "*" else ""
            write(rows.ax, way * (share + reach * 0.03), rows.y[place] + 4, words, size=SMALL, color=colour("muted"),
                ha="right" if way < 0 else "left",
            )  # fmt: skip
    rows.lines([((0, top), (0, bottom)) for _, top, bottom in rows.blocks], color=colour("muted"), linewidth=1)
    return rows.done([("low", "", "hinders"), ("high", "", "helps")])
