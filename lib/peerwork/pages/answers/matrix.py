"""The qualitative matrix: what the team says was said, at each site and by each group; empty cells shown as such."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from peerwork.cells import records
from peerwork.pages.answers.answer import Answer
from peerwork.pages.answers.english import capital, some, verb
from peerwork.pages.blocks import Block, Opening
from peerwork.pages.quotations import Quotation
from peerwork.vocabulary import Scope

EMPTY, UNWRITTEN = "Nothing coded", "No summary yet"


@dataclass(frozen=True)
class MatrixCell:
    """A cell: whose it is, what the team wrote, who wrote it, and the passages behind it."""

    place: str
    summary: str
    written: str
    passages: tuple[Quotation, ...]

    def html(self) -> Markup:
        """A summary with its passages one click behind; words where there is nothing."""
        n = len(self.passages)
        text = (
            Markup("{}").format(self.summary)
            if self.summary
            else Markup('<span class="small">{}</span>').format(UNWRITTEN if n else EMPTY)
        )
        by = Markup(' <span class="small">{}</span>').format(self.written) if self.written else Markup("")
        behind = Markup("<details><summary>{}</summary><dl><dt class=vh>Passages</dt>{}</dl></details>").format(
            some(n, "passage"), Markup("").join(one.html() for one in self.passages)
        ) if n else Markup("")  # fmt: skip
        return Markup("<tr><th scope=row>{}</th><td>{}{}{}</td></tr>").format(self.place, text, by, behind)


@dataclass(frozen=True)
class MatrixTable:
    """One factor or theme: a row a site or group."""

    caption: str
    cells: tuple[MatrixCell, ...]

    def html(self) -> Markup:
        """As a table."""
        rows = Markup("").join(cell.html() for cell in self.cells)
        return Markup('<table class="plain"><caption>{}</caption><tbody>{}</tbody></table>').format(self.caption, rows)


@dataclass(frozen=True)
class Folded:
    """Parts behind their headings, each of which says how much is in it."""

    parts: tuple[tuple[str, str, tuple[MatrixTable, ...]], ...]

    def html(self) -> Markup:
        """A fold a part."""
        fold = Markup('<details class="entry"><summary><b>{}</b> {}</summary>{}</details>')
        return Markup("").join(
            fold.format(label, told, Markup("").join(table.html() for table in tables))
            for label, told, tables in self.parts
        )


class MatrixOpening(Answer):
    """How much of the matrix is written."""

    def show(self) -> Opening:
        """Cells with a summary, of those with passages."""
        rows = self.context.slice.tables["matrix"]
        written = int(rows["summary"].notna().sum())
        coded = int((rows["n_passages"] > 0).sum())
        waiting = int(((rows["n_passages"] > 0) & rows["summary"].isna()).sum())
        empty = int(((rows["n_passages"] == 0) & rows["summary"].isna()).sum())
        head = (
            f"{capital(some(written, 'cell'))} of the matrix {verb(written, 'is', 'are')} written, "
            f"of {some(coded, 'cell')} with passages."
        )
        lead = (
            f"{capital(some(waiting, 'cell'))} with passages {verb(waiting, 'waits', 'wait')} for a summary; "
            f"{some(empty, 'cell')} {verb(empty, 'is', 'are')} empty. "
            "A summary is the team's reading of what was said there."
        )
        return Opening("The matrix", head, lead)

    def block(self) -> Block | None:
        """No block: the matrix follows."""
        return None


class Matrix(Answer):
    """Each factor and theme by site and by group."""

    def block(self) -> Block | None:
        """A fold a factor or theme; those with a summary first."""
        rows = self.context.slice.tables.get("matrix")
        if rows is None or rows.empty:
            return None
        rows = self._ordered(rows)
        parts = tuple(self._part(str(label), of) for label, of in rows.groupby("label", sort=False))
        n = int(rows[rows["summary"].notna()]["label"].nunique())
        named = capital(some(n, "factor or theme", "factors and themes"))
        title = f"{named} of {len(parts)} {verb(n, 'has', 'have')} a cell that is written"
        return Block(title, "Those with a summary first. Passages are in full, behind each cell.", (Folded(parts),))

    def _ordered(self, rows: pd.DataFrame) -> pd.DataFrame:
        rank = {factor.id: place for place, factor in enumerate(self.context.factors)}
        known = rows[rows["factor"].isna() | rows["factor"].isin(rank)]
        labels = known["factor"].map(self.context.factor, na_action="ignore").fillna(known["theme"].map(self._theme))
        known = known.assign(label=labels, rank=known["factor"].map(rank).fillna(len(rank)))
        written = known["summary"].notna().groupby(known["label"]).transform("any")
        return known.assign(last=~written).sort_values(["last", "rank", "theme"], kind="stable")

    def _theme(self, name: object) -> str:
        themes = self.context.slice.tables.get("themes")
        labels = {} if themes is None else dict(zip(themes["theme"], themes["label"], strict=True))
        return f"Theme: {labels.get(name, str(name))}"

    def _part(self, label: str, rows: pd.DataFrame) -> tuple[str, str, tuple[MatrixTable, ...]]:
        n = int(rows["summary"].notna().sum())
        passages = int(rows[rows["scope"] == Scope.SITE]["n_passages"].sum())
        told = f"{some(n, 'summary', 'summaries')}, {some(passages, 'passage')}"
        tables = tuple(
            MatrixTable(name, tuple(self._cell(row, scope) for row in records(rows[rows["scope"] == scope])))
            for scope, name in ((Scope.SITE, "By site"), (Scope.GROUP, "By stakeholder group"))
        )
        return label, told, tables

    def _cell(self, row: dict, scope: Scope) -> MatrixCell:
        place = self.context.site(row["site"]) if scope is Scope.SITE else self.context.group(row["group"])
        given = [row[name] for name in ("by", "on") if isinstance(row[name], str)]
        return MatrixCell(
            place,
            row["summary"] if isinstance(row["summary"], str) else "",
            f"({', '.join(given)})" if given else "",
            tuple(Quotation(p["text"], str(p["excerpt"])) for p in self._passages(row, str(scope))),
        )

    def _passages(self, row: dict, scope: str) -> list[dict]:
        rows = self.context.slice.tables.get("passages")
        if rows is None or not row["n_passages"]:
            return []
        about = "factor" if isinstance(row["factor"], str) else "theme"
        return records(rows[rows[about].eq(row[about]) & rows[scope].eq(row[scope])])
