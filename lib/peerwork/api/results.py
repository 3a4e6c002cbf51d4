"""`Results`: what was found, as tidy frames that a person can read, filter and draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from peerwork.api.changed_study import change_study
from peerwork.api.studies import as_study
from peerwork.data_dictionary import declared_columns, describe_column, describe_table
from peerwork.problems import UnknownName, unknown_name
from peerwork.scoring import score_study
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study

if TYPE_CHECKING:
    from peerwork.api.searchable import Searchable

ANSWERS = "answers"


class Results(Mapping[str, pd.DataFrame]):
    """The result tables of a study by name (`results.importance`, `results["patterns"]`): each a frame of your own.

    Keys and verdicts are ordered categories, labels stand beside ids. `results.answers` is the answers
    themselves in long form. `results.describe("patterns")` says what each column means.
    """

    def __init__(self, study: Study, tables: Tables) -> None:
        self._study, self._tables = study, tables
        self._met: dict[str, pd.DataFrame] = {}

    @property
    def tables(self) -> Tables:
        """The tables as they were scored: plain ids, and columns in their own types."""
        return self._tables

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self._tables)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name == ANSWERS and name not in self._names and self._has_answers:
            return self._study.answers
        if name not in self._names:
            raise UnknownName("results", "table", name, self._offered)
        if name not in self._met:
            self._met[name] = self._study.labelled(self._tables[name], columns=declared_columns(name))
        return self._met[name].copy()

    @property
    def _offered(self) -> tuple[str, ...]:
        return (*([ANSWERS] if self._has_answers else []), *self._names)

    @property
    def _has_answers(self) -> bool:
        return self._study.has(ANSWERS)

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            return self[name]
        except KeyError:
            raise AttributeError(str(unknown_name("results", "table", name, self._offered))) from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __dir__(self) -> list[str]:
        return sorted({*self._offered, "browse", "describe", "select", "tables"})

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._offered)

    def describe(self, table: str | None = None) -> pd.DataFrame:
        """One row a column of a table: its name and what it says; without a name, one row a table."""
        if table is None:
            rows = [[name, describe_table(name), len(self._tables[name])] for name in self]
            return pd.DataFrame(rows, columns=["table", "one_row_is", "rows"])
        columns = self[table].columns.tolist()
        says = [describe_column(table, name) for name in columns]
        return pd.DataFrame({"column": columns, "says": says}, dtype="str")

    def select(self, table: str = ANSWERS, **wanted: Any) -> pd.DataFrame:
        """The rows of a table with these values: `results.select("answers", site="S03", domain=["support", "role"])`.

        Categories that are left without a row are taken away, so that a chart has no empty place for them. A value
        that the column does not know is an error that names the nearest.
        """
        rows = self[table]
        for column, value in wanted.items():
            rows = rows[_holds(rows, column, value)]
        categories = rows.select_dtypes("category")
        return rows.assign(**{str(name): values.cat.remove_unused_categories() for name, values in categories.items()})

    def browse(self, table: str = ANSWERS, **wanted: Any) -> Searchable:
        """The same rows as a table to search and sort in the notebook, labels for ids, every comment whole."""
        from peerwork.api.searchable import Searchable

        return Searchable(self.select(table, **wanted))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._study.in_brief}; {len(self)} tables)"

    def _repr_html_(self) -> str:
        listed = self.describe().to_html(index=False, border=0, escape=True)
        return Markup("<p>{}</p>{}").format(repr(self), Markup(listed))


def _holds(rows: pd.DataFrame, column: str, value: Any) -> pd.Series:
    if column not in rows:
        raise UnknownName("select", "column", column, rows.columns.tolist())
    values = value if isinstance(value, (list, tuple, set)) else [value]
    kind = rows[column].dtype
    known = list(kind.categories) if isinstance(kind, pd.CategoricalDtype) else list(rows[column].unique())
    for one in values:
        if one not in known and not pd.isna(one):
            raise UnknownName("select", column, one, [str(k) for k in known if not pd.isna(k)])
    return rows[column].isin(values)


def score(study: Study | str | Path, *, rules: Mapping[str, Any] | None = None) -> Results:
    """Every result table that the study's files allow, scored by its own rules, or by others for once.

    `rules` are thresholds by name, as in `study.yaml`; an unknown one is an error that names the nearest. An analysis
    whose files are missing has no table. Means and shares are not rounded.

    >>> import peerwork as pw
    >>> results = pw.score("data/example")
    >>> results
    Results(example: 92 people at 10 sites, edition 2012-06, synthetic; ... tables)
    >>> results.select("patterns", site="S01", factor="support_supervision")[["label", "verdict"]].values.tolist()
    [['Regular supervision', 'replicated']]
    """
    known = as_study(study)
    known = change_study(known, rules=rules) if rules else known
    return Results(known, score_study(known))
