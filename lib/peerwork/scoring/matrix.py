"""METHOD 16: the qualitative matrix: factor or theme by site and by group; a cell is a summary that the team wrote."""

from __future__ import annotations

import pandas as pd

from peerwork.scoring.table_spec import (
    ANY_FACTOR,
    ANY_GROUP,
    ANY_SITE,
    ANY_THEME,
    NONE,
    SCOPE,
    date,
    result_table,
    text,
    whole,
)
from peerwork.study.model import Study
from peerwork.vocabulary import Scope

MATRIX_TABLE = result_table(
    "matrix", "a cell: a factor or theme at a site or in a group", section=16, files="summaries", pages="matrix",
    score=lambda found: list_matrix(found.study, found.get("passage_counts")),
    by=(SCOPE, ANY_FACTOR, ANY_THEME, ANY_SITE, ANY_GROUP),
    columns=(
        whole("n_passages", "passages"), whole("n_people", "people who said them"),
        text("summary", "what was said there, in the team's words", blank="where nobody has written it"),
        text("by", "who wrote it", blank=NONE), date("on", "the day"),
        text("edition", "the edition that was read", blank=NONE),
    ),
)  # fmt: skip
_ABOUT = ["factor", "theme"]


def list_matrix(study: Study, passage_counts: pd.DataFrame | None) -> pd.DataFrame:
    """One row a cell of a factor or theme that has a passage or summary anywhere, at each site and in each group.

    `summary` is blank where nobody has written one, `n_passages` 0 where nothing was coded: an empty cell is a finding
    too and has its row. METHOD 16.
    """
    summaries = _summaries(study)
    counts = passage_counts if passage_counts is not None else pd.DataFrame(columns=MATRIX_TABLE.names)
    about = pd.concat([summaries[_ABOUT], counts[_ABOUT]]).astype("str").drop_duplicates()
    parts = [
        _cells(about, str(scope), names, counts, summaries)
        for scope, names in ((Scope.SITE, sorted(study.frames["sites"]["site"])), (Scope.GROUP, study.framework.groups))
    ]
    texts = [name for name in MATRIX_TABLE.names if not name.startswith("n_")]
    cells = pd.concat(parts, ignore_index=True).reindex(columns=MATRIX_TABLE.names).astype(dict.fromkeys(texts, "str"))
    return cells.sort_values(["scope", *_ABOUT], kind="stable", ignore_index=True)


def _summaries(study: Study) -> pd.DataFrame:
    rows = study.frames["summaries"]
    return rows.rename(columns={"text": "summary"}).assign(on=rows["on"].dt.strftime("%Y-%m-%d"))


def _cells(
    about: pd.DataFrame, scope: str, names: tuple[str, ...] | list[str], counts: pd.DataFrame, summaries: pd.DataFrame
) -> pd.DataFrame:
    """Every cell of one scope, with what stands in it."""
    keys = [*_ABOUT, scope]
    cells = about.merge(pd.DataFrame({scope: list(names)}, dtype="str"), how="cross").assign(scope=scope)
    own = counts[counts["scope"].eq(scope)][[*keys, "n_passages", "n_people"]].astype(dict.fromkeys(keys, "str"))
    written = summaries.dropna(subset=[scope])[[*keys, "summary", "by", "on", "edition"]]
    cells = cells.merge(own, on=keys, how="left").merge(written.astype("str"), on=keys, how="left")
    return cells.assign(
        **{name: cells[name].astype("float64").fillna(0).astype("int64") for name in ("n_passages", "n_people")}
    )
