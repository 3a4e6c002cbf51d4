"""The tables of ratings and picks as text: what is shown of each row, to which audience."""

from __future__ import annotations

import pandas as pd

from peerwork.disclosure.figures import WITHHELD
from peerwork.release.importance import KIND_OF_PART, TOO_FEW, Shown, ShownFigure
from peerwork.vocabulary import Audience, Kind

PAIR = "two people of a site together could work out a third's"
ASKED_TOGETHER = (Audience.WORKSHOP, Audience.PUBLIC)  # what two of a workshop who compare notes have before them


def show_importance(rows: pd.DataFrame, shown: dict[str, Shown], audience: Audience, least: int) -> pd.DataFrame:
    """The rows with `n`, `n_sites` and `mean` as text, `*` where withheld.

    `n` stands beside a mean that is withheld for other reasons than its size, when it reaches the audience's threshold.
    How many said that it helped, or hindered, nobody may know: a bound stands for it.
    """
    keys = keys_of(rows)
    figures = [_figure(shown, key, audience, least) for key in keys]
    either = [place[2] == Kind.EITHER for _, place in keys]
    counts = [
        (figure.n if whole else f">={least}") if figure else _people(shown, key, least)
        for figure, key, whole in zip(figures, keys, either, strict=True)
    ]
    sites = [figure.n_sites if figure and whole else None for figure, whole in zip(figures, either, strict=True)]
    return rows.assign(
        n=_text(counts),
        n_sites=_text(sites),
        mean=_text([figure.text if figure else None for figure in figures]),
    )


def show_picks(rows: pd.DataFrame, shown: dict[str, Shown], audience: Audience, least: int) -> pd.DataFrame:
    """The rows with `n_participants` and `share` as text, `*` where withheld; never how many named a factor."""
    figures = [_figure(shown, key, audience, least) for key in keys_of(rows)]
    people = rows["n_participants"].astype(float)
    return rows.assign(
        n_participants=_text([int(n) if n >= least else None for n in people]),
        share=_text([figure.text if figure else None for figure in figures]),
    )


def why_withheld(rows: pd.DataFrame, shown: dict[str, Shown], audience: Audience, least: int) -> pd.Series:
    """Why each row's figure is withheld from the audience, blank where it is shown."""
    return pd.Series([_why(shown, key, audience, least) for key in keys_of(rows)], index=rows.index, dtype="str")


def keys_of(rows: pd.DataFrame) -> list[tuple[str, tuple[str, str, str]]]:
    """The factor and the key of each row's figure."""
    place = rows["sector"].astype("str").fillna(rows["site"].astype("str")).fillna(rows["group"].astype("str"))
    columns = (rows["factor"], rows["scope"], place.fillna(""), rows["kind"])
    return [(f, (s, p, k)) for f, s, p, k in zip(*(column.astype("str") for column in columns), strict=True)]


def _figure(shown: dict[str, Shown], key: tuple, audience: Audience, least: int) -> ShownFigure | None:
    factor, place = key
    figure = shown[factor].figures.get(place) if factor in shown else None
    return figure if is_seen(figure, audience, least) else None


def is_seen(figure: ShownFigure | None, audience: Audience, least: int) -> bool:
    """Whether the audience sees a figure at all."""
    return figure is not None and figure.n >= least and (audience not in ASKED_TOGETHER or figure.pair_safe)


def _people(shown: dict[str, Shown], key: tuple, least: int) -> int | None:
    """People behind a withheld mean; of those who said it helped, or hindered, never."""
    factor, place = key
    n = sum(shown[factor].compositions.get(place, ())) if factor in shown and place[2] == Kind.EITHER else 0
    return n if n >= least else None


def _why(shown: dict[str, Shown], key: tuple, audience: Audience, least: int) -> str | None:
    factor, place = key
    if _figure(shown, key, audience, least):
        return None
    figure = shown[factor].figures.get(place) if factor in shown else None
    if figure:
        return TOO_FEW if figure.n < least else PAIR
    if factor not in shown:
        return TOO_FEW
    default = TOO_FEW if place[2] == Kind.EITHER else KIND_OF_PART
    return shown[factor].withheld.get(place, default)


def _text(values: list) -> pd.api.extensions.ExtensionArray:
    return pd.array([WITHHELD if value is None else str(value) for value in values], dtype="str")
