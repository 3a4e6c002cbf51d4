"""Tables of counts with totals: impacts by who told them, initiatives by where they were found (METHOD 14)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from peerwork.disclosure.figures import WITHHELD
from peerwork.disclosure.suppression import suppress
from peerwork.study.model import Study
from peerwork.vocabulary import Scope

BESIDE = 3  # people besides the reader who must be able to have told an impact, or said a passage
SUBTRACTED = "few people, or from it a count of few could be worked out"
PARTS = ("region", "sector")  # each of them adds up to all initiatives; an initiative may have several roles


def show_impacts(counts: pd.DataFrame, study: Study, leasts: Sequence[int]) -> tuple[pd.DataFrame, pd.Series]:
    """One row an impact (on whom, direction) in the study and in each group: how many people told it, and why not.

    Every group that is large enough for nobody to be told from it has a row, whether anybody of it told one or not.
    `leasts` are the thresholds of the widest audience that sees counts and of this one: what the first withholds, the
    others do.
    """
    people = study.frames["participants"]["group"].value_counts() if study.has("participants") else pd.Series(dtype=int)
    groups = [group for group in study.framework.groups if people.get(group, 0)]
    sizes = np.array([people[group] for group in groups], dtype=int)
    told = counts[counts["scope"] == Scope.GROUP].set_index(["on", "direction", "group"])["n_people"]
    whole = counts[counts["scope"] == Scope.STUDY].sort_values(["on", "direction"])
    parts = [
        _one_impact(
            row, np.array([told.get((row["on"], row["direction"], group), 0) for group in groups]), sizes, leasts
        )
        for row in whole.to_dict("records")
    ]
    rows = pd.DataFrame(
        [
            {"scope": str(Scope.GROUP if group else Scope.STUDY), "group": group, "site": None, "on": row["on"],
             "direction": row["direction"], "n_impacts": WITHHELD, "n_people": text, "n_success": WITHHELD}
            for row, texts in zip(whole.to_dict("records"), parts, strict=True)
            for group, text, size in zip([None, *groups], texts, [sizes.sum(), *sizes], strict=True)
            if size > BESIDE
        ],
        columns=counts.columns,
    ).astype("str")  # fmt: skip
    rows = rows.sort_values(["group", "on", "direction"], na_position="first").reset_index(drop=True)
    return rows, _because(rows["n_people"] == WITHHELD)


def _one_impact(row: dict, told: np.ndarray, sizes: np.ndarray, leasts: Sequence[int]) -> list[str]:
    """The texts of one impact: of the whole study, and of each group."""
    counts, most = np.append(row["n_people"], told).astype(int), np.append(sizes.sum(), sizes)
    sums = np.append(-1, np.ones(len(told)))[None, :]
    held = np.append(False, sizes <= BESIDE)  # has no row
    for least in leasts:
        held = suppress(counts, sums, least=least, most=most, held=held)
    return [WITHHELD if hidden else str(count) for hidden, count in zip(held, counts, strict=True)]


def show_mapping(counts: pd.DataFrame, leasts: Sequence[int]) -> tuple[pd.DataFrame, pd.Series]:
    """The rows with `*` where few initiatives, or few that gave a number, stand behind a count, or would be worked out.

    Sums of peer workers are withheld with the number of initiatives that they are over. `leasts` as above.
    """
    few, unnumbered = (_held(counts, counts[name].to_numpy(int), leasts) for name in ("initiatives", "n_with_number"))
    hidden = {"initiatives": few, "share": few, "n_with_number": unnumbered, "peer_workers": unnumbered}
    shown = {name: counts[name].astype("str").mask(where, WITHHELD) for name, where in hidden.items() if name in counts}
    return counts.assign(**shown), _because(pd.Series(few | unnumbered, index=counts.index))


def _because(hidden: pd.Series) -> pd.Series:
    """Why each row is withheld; missing where it is not."""
    return pd.Series(SUBTRACTED, index=hidden.index, dtype="str").where(hidden)


def _held(rows: pd.DataFrame, counts: np.ndarray, leasts: Sequence[int]) -> np.ndarray:
    """What is withheld of one count; a share beside a count gives the whole away, so it counts as known."""
    sums = np.array([rows["by"].eq(by).to_numpy(dtype=float) for by in PARTS])
    held, most = np.zeros(len(counts), dtype=bool), np.full(len(counts), counts.sum(initial=0))
    for least in leasts:
        held = suppress(counts, sums, least=least, most=most, held=held)
    return held
