"""Tables as an audience might see them, whatever protection decides: cells withheld at random, by METHOD 14's forms.

It protects nobody; it makes every state that a page must put into words: withheld, bounded, rounded, a column missing.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from peerwork.scoring.tables import Tables

HIDDEN = "*"
KEPT = (
    "calendar", "coder_agreement", "conditions", "configuration_models", "configurations", "culture_targets",
    "fidelity", "fieldwork", "fieldwork_by_site", "fieldwork_plan", "hypotheses", "impact_counts", "importance",
    "indicator_events", "indicator_priorities", "indicator_series", "indicator_spc", "indicators", "logic_elements",
    "mapping_counts", "passages", "patterns", "replication", "replication_by", "shared_documents", "sites", "tensions", "themes",
    "top_three", "workshop_marks", "distinguishing", "site_ratings",
)  # fmt: skip
NOT_PUBLIC = (
    "calendar", "fieldwork", "fieldwork_by_site", "configurations", "indicator_events", "indicator_series",
    "coder_agreement",
)  # fmt: skip
COUNTS = ("sites_with_evidence", "sites_replicated", "sites_alternative", "sites_no_difference")


def veil(tables: Tables, audience: str, seed: int) -> Tables:
    """The tables with a share of their cells withheld: none, some, most or all of them, by the seed."""
    draw = np.random.default_rng([seed, len(audience)])
    part = float(draw.choice([0, 0.1, 0.4, 0.8, 1]))
    frames = {name: tables[name].copy() for name in KEPT if name in tables}
    if audience == "public":
        frames = {name: frame for name, frame in frames.items() if name not in NOT_PUBLIC}
    for name, frame in frames.items():
        keys = [column for column, kind in frame.dtypes.items() if isinstance(kind, pd.CategoricalDtype)]
        frames[name] = frame.astype(dict.fromkeys(keys, "str"))
    for name, change in CHANGES.items():
        if name in frames and len(frames[name]):
            frames[name] = change(frames[name], draw, part)
    _count_again(frames)
    if "fidelity" in frames and "conditions" in frames:
        frames["fidelity"] = _as_statuses(frames["fidelity"], frames["conditions"])
    if "passages" in frames and audience == "public":
        frames["passages"] = frames["passages"].drop(columns=["group"], errors="ignore")
    return Tables(frames)


def _hide(cells: pd.Series, draw: np.random.Generator, part: float) -> pd.Series:
    return cells.astype(object).mask(draw.random(len(cells)) < part, HIDDEN)


def _only(frame: pd.DataFrame, *keys: str, **shown: pd.Series) -> pd.DataFrame:
    """The keys and what is shown; every other column withheld throughout."""
    rest = {name: HIDDEN for name in frame.columns if name not in keys and name not in shown}
    return frame.assign(**rest, **shown)


def _conditions(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    frame = frame[frame["group"].isna()]
    return _only(frame, "site", "group", "factor", "n_asked", status=_hide(frame["status"], draw, part))


def _patterns(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    return _only(frame, "site", "factor", verdict=_hide(frame["verdict"], draw, part))


def _verdicts(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    return frame.assign(verdict=_hide(frame["verdict"], draw, part))


def _hypotheses(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    frame = _verdicts(frame, draw, part)
    hidden = (frame["verdict"] == HIDDEN) | (draw.random(len(frame)) < part / 2)
    columns = [name for name in ("units", "supporting", "against") if name in frame]
    counted = {f"shown_{name}": frame[name] for name in columns} if draw.random() < 0.5 else {}
    return frame.assign(**{name: frame[name].astype(object).mask(hidden, HIDDEN) for name in columns}, **counted)


def _replication(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    frame = _verdicts(frame, draw, part)
    for name in ("literal", "theoretical"):
        if name in frame:
            frame[name] = frame[name].astype(object).mask(frame["verdict"] == HIDDEN, HIDDEN)
    return frame


def _means(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    site = frame["scope"] == "site"
    mean = pd.to_numeric(frame["mean"])
    step = np.where(site, (mean * 2).round() / 2, mean.round(1))
    high, low = np.where(site, 4.0, 4.5), np.where(site, 2.0, 1.5)
    early = draw.random(len(frame)) < part / 4  # bounded before it must be
    text = [
        f"<={b:g}" if v <= b else f">={a:g}" if v >= a else f">={v:g}" if e else f"{v:g}"
        for v, a, b, e in zip(step, high, low, early, strict=True)
    ]
    text = pd.Series(text, frame.index, dtype=object).where(mean.notna())
    text = text.mask((draw.random(len(frame)) < part) & mean.notna(), HIDDEN)
    frame = frame[frame["scope"] != "site_group"]
    keep = [name for name in ("scope", "sector", "site", "group", "factor", "kind") if name in frame]
    people = frame["n"].astype(object).mask(text[frame.index] == HIDDEN, HIDDEN)
    return frame[keep].assign(n=people, mean=text[frame.index])


def _shares(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    share = (pd.to_numeric(frame["share"]) * 20).round() / 20
    text = pd.Series(
        ["<=0.1" if s <= 0.1 else ">=0.9" if s >= 0.9 else f"{s:g}" for s in share], frame.index, dtype=object
    )
    return frame.assign(share=_hide(text.where(share.notna()), draw, part), n_named=HIDDEN)


def _differences(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    value = pd.to_numeric(frame["difference"]).round(1)
    bound = draw.random(len(frame)) < part / 2
    text = [
        v if v != v else f">={v:g}" if b and v > 0 else f"<={v:g}" if b and v < 0 else f"{v:g}"
        for v, b in zip(value, bound, strict=True)
    ]
    keep = ["scope", "site", "measure", "factor", "group_a", "group_b"]
    frame = frame[[name for name in keep if name in frame]].assign(
        difference=_hide(pd.Series(text, frame.index, dtype=object), draw, part)
    )
    rest = dict.fromkeys(
        ("n_sites", "n_a", "n_b", "cliffs_delta", "ci_low", "ci_high", "p_value", "p_adjusted"), HIDDEN
    )
    return frame[frame["scope"] == "study"].assign(**rest)


def _impacts(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    frame = frame[frame["scope"] != "site"]
    if part == 0:
        return frame
    few = pd.to_numeric(frame["n_people"]) < 3
    return frame.assign(
        n_impacts=HIDDEN,
        n_success=HIDDEN,
        n_people=_hide(frame["n_people"].astype(object).mask(few, HIDDEN), draw, part),
    )


def _hide_in(*columns: str):
    def change(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
        there = [name for name in columns if name in frame]
        hidden = draw.random(len(frame)) < part
        return frame.assign(**{name: frame[name].astype(object).mask(hidden, HIDDEN) for name in there})

    return change


def _fieldwork(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    numbers = ["planned_min", "planned_max", "done"]
    by_site = frame.groupby("site", as_index=False)[numbers].sum(min_count=1).assign(group=np.nan, status="met")
    by_site["group"] = by_site["group"].astype(object)
    return _hide_in("done", "status")(by_site, draw, part if draw.random() < 0.5 else 0)


def _passages(frame: pd.DataFrame, draw: np.random.Generator, part: float) -> pd.DataFrame:
    columns = [name for name in ("group", "factor", "theme", "quotable_text", "source") if name in frame]
    kept = frame[frame["may_quote"].isin(["board", "yes"])] if "may_quote" in frame else frame
    return kept[columns].reset_index(drop=True)


CHANGES = {
    "conditions": _conditions, "patterns": _patterns, "replication": _replication, "replication_by": _verdicts,
    "hypotheses": _hypotheses, "importance": _means, "top_three": _shares, "tensions": _differences,
    "impact_counts": _impacts, "mapping_counts": _hide_in("initiatives", "share"), "fieldwork": _fieldwork,
    "workshop_marks": _hide_in("mark"), "passages": _passages,
    "indicator_priorities": _hide_in("importance", "feasibility", "zone"),
}  # fmt: skip


def _count_again(frames: dict[str, pd.DataFrame]) -> None:
    """Counts across sites: the team's where no site is withheld, and beside them those of what is shown."""
    if "replication" not in frames or "patterns" not in frames:
        return
    patterns = frames["patterns"]
    shown = patterns[~patterns["verdict"].isin([HIDDEN, "too_little_evidence"])]
    sectors = frames["sites"].set_index("site")["sector"]
    for sector in ("", *sorted(set(sectors.dropna()))):
        there = shown[shown["site"].map(sectors) == sector] if sector else shown
        all_there = patterns[patterns["site"].map(sectors) == sector] if sector else patterns
        part = frames["replication"]["factor"].isin(all_there.loc[all_there["verdict"] == HIDDEN, "factor"])
        _count_of(frames["replication"], f"{sector}_" if sector else "", there, part)


def _count_of(rows: pd.DataFrame, sector: str, shown: pd.DataFrame, part: pd.Series) -> None:
    for column, value in zip(COUNTS, ("", "replicated", "alternative_pattern", "no_difference"), strict=True):
        if f"{sector}{column}" in rows:
            found = shown if not value else shown[shown["verdict"] == value]
            counted = rows["factor"].map(found["factor"].value_counts()).fillna(0).astype(int)
            rows[f"{sector}{column.replace('sites_', 'shown_')}"] = counted
            rows[f"{sector}{column}"] = rows[f"{sector}{column}"].astype(object).mask(part, HIDDEN)


def _as_statuses(fidelity: pd.DataFrame, conditions: pd.DataFrame) -> pd.DataFrame:
    """Where a status is withheld, so is all that follows from it."""
    hidden = conditions[conditions["status"] == HIDDEN]
    places = pd.MultiIndex.from_frame(hidden[["site", "factor"]].astype("str"))
    gone = pd.MultiIndex.from_frame(fidelity[["site", "factor"]].astype("str")).isin(places)
    columns = ("interviews", "fidelity", "sources")
    return fidelity.assign(**{name: fidelity[name].astype(object).mask(gone, HIDDEN) for name in columns})
