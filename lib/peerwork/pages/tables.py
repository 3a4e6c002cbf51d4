"""A frame as an accessible HTML table: a caption, scoped headers, everything from data escaped."""

from __future__ import annotations

import pandas as pd
from markupsafe import Markup


def html_table(rows: pd.DataFrame, *, caption: str) -> Markup:
    """The frame as a table; its first column names the row. Values are shown as they are; missing is an empty cell."""
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(column) for column in rows.columns)
    body = Markup("").join(_row(values) for values in rows.astype(object).itertuples(index=False, name=None))
    return Markup(
        '<div class="scroll" role="region" tabindex="0" aria-label="{caption}"><table><caption>{caption}</caption>'
        "<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    ).format(caption=caption, head=head, body=body)


def _row(values: tuple[object, ...]) -> Markup:
    cells = [Markup('<th scope="row">{}</th>').format(_text(values[0]))]
    cells += [Markup("<td>{}</td>").format(_text(value)) for value in values[1:]]
    return Markup("<tr>{}</tr>").format(Markup("").join(cells))


def _text(value: object) -> object:
    return "" if pd.isna(value) else value
