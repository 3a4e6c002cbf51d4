"""A frame as a table that a reader can search and sort in the notebook, offline, every cell whole."""

from __future__ import annotations

from dataclasses import dataclass

import itables
import pandas as pd
from itables import options
from itables.javascript import generate_init_offline_itables_html

LENGTHS = [10, 25, 100]  # rows of a screen that a reader may choose from


@dataclass(frozen=True)
class Searchable:
    """A frame, shown as a table to search; `.rows` is the frame. Without a notebook it is shown as any frame."""

    rows: pd.DataFrame

    def __repr__(self) -> str:
        return repr(self.rows)

    def _repr_html_(self) -> str:
        return offline_script() + self.table()

    def table(self) -> str:
        """The table alone, for a notebook that has the script already. What people wrote is text, never HTML."""
        readable = _readable(self.rows)
        return itables.to_html_datatable(
            readable, connected=False, maxBytes=0, allow_html=False, showIndex=False, display_logo_when_loading=False,
            lengthMenu=LENGTHS, classes="display wrap", style="width:100%;table-layout:auto",
            columnDefs=[{"targets": "_all", "className": "dt-left"}],
        )  # fmt: skip


def offline_script() -> str:
    """What a browser needs to draw such tables, whole: nothing is fetched from anywhere."""
    return generate_init_offline_itables_html(options.dt_bundle)


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with labels in place of the ids that they stand beside, and headings in words."""
    beside = {"label": "factor", "domain_label": "domain", "group_label": "group"}
    kept = rows.drop(columns=[key for label, key in beside.items() if label in rows and key in rows])
    kept = kept.fillna(dict.fromkeys(kept.select_dtypes("str").columns.tolist(), ""))
    return kept.rename(columns={name: beside.get(str(name), str(name)).replace("_", " ").capitalize() for name in kept})
