"""A grid of tiles as one HTML table: conditions down, services across, a word hidden beside each sign.

Rows stand in groups, columns under headings; at 320 pixels a row's name lies over its tiles, so that a cell stays a
cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes

from peerwork import plot
from peerwork.pages.look import in_notebook

# What a tile says, and the class that colours it; page.css has a sign for each, so that colour is never the only mark.
STATES = {
    "in_place": ("y", "in place"),
    "not_in_place": ("x", "not in place"),
    "contested": ("c", "people disagree"),
    "mixed": ("m", "in between"),
    "too_little_evidence": ("q", "too little evidence"),
    "*": ("h", "not shown"),
    "": ("b", "nobody said so"),
}


# The palette's role of each class of a bar's part.
ROLES = {"y": "high", "x": "low", "c": "contested", "m": "middle", "q": "rule", "n": "muted"}


@dataclass(frozen=True)
class Column:
    """A service: its code, the sign of its sector with the sector's name, its page, and the heading it stands under."""

    code: str
    sign: str = ""
    sector: str = ""
    href: str = ""
    over: str = ""


@dataclass(frozen=True)
class Row:
    """A condition: its name, what stands in each column, and what is counted at its end."""

    name: str
    states: tuple[str, ...]
    tail: str = ""


@dataclass(frozen=True)
class Group:
    """Rows under one heading; `key` marks the group that the finding is about."""

    title: str
    rows: tuple[Row, ...]
    key: bool = False


@dataclass(frozen=True)
class Grid:
    """The whole table; `tail` heads the last column, and `caption` says what it is to somebody who cannot see it."""

    caption: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    tail: str = ""

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {"text/plain": self.caption, "text/html": in_notebook(self.html())}

    def html(self) -> Markup:
        """As a table with coloured cells."""
        gaps = self._gaps()
        head = self._over(gaps) + self._names(gaps)
        bodies = Markup("").join(self._body(group, gaps) for group in self.groups if group.rows)
        columns = Markup("<col class=lab>") + Markup("<col class=g>") * len(self.columns)
        columns += Markup("<col class=k>") if self.tail else Markup("")
        return Markup(
            '<table class="tiles hero" style="--n:{}"><caption class="vh">{}</caption><colgroup>{}</colgroup>'
            "<thead>{}</thead>{}</table>"
        ).format(len(self.columns), self.caption, columns, head, bodies)

    @property
    def order(self) -> list[str]:
        """The codes of its columns, in order."""
        return [column.code for column in self.columns]

    def frame(self) -> pd.DataFrame:
        """One row a tile: `factor` (its label), `site`, `status`, and the `group` of rows that it stands in."""
        return pd.DataFrame(
            [
                {"factor": row.name, "site": code, "status": state, "group": group.title}
                for group in self.groups
                for row in group.rows
                for code, state in zip(self.order, row.states, strict=True)
            ]
        )

    def plot(self) -> Axes:
        """Its tiles as a figure's axes."""
        return plot.tiles(self.frame(), order=self.order)

    def states(self) -> tuple[str, ...]:
        """The states that stand somewhere in the grid, in the order of the key."""
        used = {state for group in self.groups for row in group.rows for state in row.states}
        return tuple(state for state in STATES if state in used)

    def _gaps(self) -> tuple[bool, ...]:
        """Whether a gap stands before each column: where a new heading begins."""
        overs = [column.over for column in self.columns]
        return tuple(place > 0 and over != overs[place - 1] for place, over in enumerate(overs))

    def _over(self, gaps: tuple[bool, ...]) -> Markup:
        if not any(column.over for column in self.columns):
            return Markup("")
        runs = [(over, len(list(run))) for over, run in groupby(column.over for column in self.columns)]
        cells = Markup("").join(
            Markup('<th scope=colgroup colspan={} class="over{}"><span>{}</span></th>').format(
                width, " gap" if place else "", over
            )
            for place, (over, width) in enumerate(runs)
        )
        return Markup("<tr><td></td>{}{}</tr>").format(cells, Markup("<td></td>") if self.tail else "")

    def _names(self, gaps: tuple[bool, ...]) -> Markup:
        cells = Markup("").join(_head(column, gap) for column, gap in zip(self.columns, gaps, strict=True))
        tail = Markup("<th scope=col class=k>{}</th>").format(self.tail) if self.tail else Markup("")
        return Markup("<tr><td></td>{}{}</tr>").format(cells, tail)

    def _body(self, group: Group, gaps: tuple[bool, ...]) -> Markup:
        width = len(self.columns) + 1 + bool(self.tail)
        title = (
            Markup('<tr class="grp"><th scope=rowgroup colspan={}>{}</th></tr>').format(width, group.title)
            if group.title
            else Markup("")
        )
        rows = Markup("").join(self._row(row, gaps) for row in group.rows)
        return Markup("<tbody{}>{}{}</tbody>").format(Markup(' class="keyrows"') if group.key else "", title, rows)

    def _row(self, row: Row, gaps: tuple[bool, ...]) -> Markup:
        cells = Markup("").join(_tile(state, gap) for state, gap in zip(row.states, gaps, strict=True))
        tail = Markup('<td class="k">{}</td>').format(row.tail) if self.tail else Markup("")
        return Markup("<tr><th scope=row><span>{}</span></th>{}{}</tr>").format(row.name, cells, tail)


@dataclass(frozen=True)
class Key:
    """What the tiles' signs mean; only those that stand in the grid."""

    states: Sequence[str]
    sectors: Sequence[tuple[str, str]] = ()

    def html(self) -> Markup:
        """As a list without a heading of its own."""
        items = Markup("").join(
            Markup('<li><span class="t {}"></span>{}</li>').format(*STATES[state]) for state in self.states
        )
        signs = Markup(" ").join(Markup("{} {}").format(sign, label) for sign, label in self.sectors)
        said = Markup('<p class="small">{}</p>').format(signs) if self.sectors else Markup("")
        return Markup('<ul class="key">{}</ul>{}').format(items, said)


def _head(column: Column, gap: bool) -> Markup:
    name = Markup('<a href="{}">{}</a>').format(column.href, column.code) if column.href else column.code
    sign = (
        Markup('<span class="sec" aria-hidden="true">{}</span><span class="vh"> {}</span>').format(
            column.sign, column.sector
        )
        if column.sign
        else Markup("")
    )
    return Markup("<th scope=col{}>{}{}</th>").format(Markup(' class="gap"') if gap else "", name, sign)


def _tile(state: str, gap: bool) -> Markup:
    name, word = STATES[state]
    return Markup('<td{}><span class="t {}"><span class="vh">{}</span></span></td>').format(
        Markup(' class="gap"') if gap else "", name, word
    )


@dataclass(frozen=True)
class MarkRow:
    """A condition and, for each kind of service, its sign with how many marks are filled of how many."""

    name: str
    cells: tuple[tuple[str, int, int], ...]
    group: str = ""


HOLLOW = {"●": "○", "◆": "◇", "▲": "△", "■": "□", "★": "☆"}
MOST_MARKS = 6  # marks of one cell; beyond, the numbers alone


@dataclass(frozen=True)
class Marks:
    """A row a condition, a column a kind of service, a mark a service: filled where the condition mattered."""

    caption: str
    kinds: tuple[str, ...]
    rows: tuple[MarkRow, ...]

    def frame(self) -> pd.DataFrame:
        """One row a condition (`factor`, its label) and kind (`value`): services judged, those where it mattered."""
        cells = [
            (row.name, kind, judged, filled)
            for row in self.rows
            for kind, (_, filled, judged) in zip(self.kinds, row.cells, strict=True)
        ]
        return pd.DataFrame(cells, columns=["factor", "value", "sites_with_evidence", "sites_replicated"])

    def plot(self) -> Axes:
        """Its marks as a figure's axes."""
        return plot.by_sector(self.frame())

    def html(self) -> Markup:
        """As a table: the numbers are its words, the marks repeat them."""
        head = Markup("").join(Markup("<th scope=col>{}</th>").format(kind) for kind in self.kinds)
        rows = Markup("").join(map(self._row, self.rows))
        return Markup(
            '<table class="marks"><caption '
            'class="vh">{}</caption><thead><tr><td></td>{}</tr></thead><tbody>{}</tbody></table>'
        ).format(self.caption, head, rows)

    def _row(self, row: MarkRow) -> Markup:
        cells = Markup("").join(
            Markup('<td><span aria-hidden="true">{}</span> <small>{} of {}</small></td>').format(
                sign * filled + HOLLOW.get(sign, "○") * (judged - filled) if judged <= MOST_MARKS else "",
                filled,
                judged,
            )
            for sign, filled, judged in row.cells
        )
        first = Markup(' class="first"') if row.group else Markup("")
        return Markup("<tr{}><th scope=row>{}</th>{}</tr>").format(first, row.name, cells)


@dataclass(frozen=True)
class Bar:
    """A named bar: its parts as a share of the whole and the class that colours each, and what is said at its end.

    `others` are shares beside which it stands: a line across the bar at each.
    """

    name: str
    parts: tuple[tuple[float, str], ...]
    tail: str
    others: tuple[float, ...] = ()


@dataclass(frozen=True)
class Bars:
    """Bars that repeat the words at their end: a table in which the words are the numbers."""

    caption: str
    bars: tuple[Bar, ...]

    def frame(self) -> pd.DataFrame:
        """One row a part: `label`, `share` (0 to 1), the palette's `role`, and what is `said` at the bar's end."""
        parts = [(bar.name, share, ROLES[role], bar.tail) for bar in self.bars for share, role in bar.parts]
        return pd.DataFrame(parts, columns=["label", "share", "role", "said"])

    def plot(self) -> Axes:
        """Its bars as a figure's axes."""
        return plot.bars(self.frame())

    def html(self) -> Markup:
        """As a table of names, bars and words."""
        rows = Markup("").join(map(_bar, self.bars))
        return Markup('<table class="bars"><caption class="vh">{}</caption><tbody>{}</tbody></table>').format(
            self.caption, rows
        )


def _bar(bar: Bar) -> Markup:
    parts = Markup("").join(
        Markup('<i class="{}" style="width:{}%"></i>').format(role, f"{100 * share:.0f}")
        for share, role in bar.parts
        if share > 0
    )
    parts += Markup("").join(
        Markup('<b style="left:{}%"></b>').format(f"{100 * share:.0f}") for share in sorted({*bar.others})
    )
    return Markup(
        '<tr><th scope=row>{}</th><td class="bar"><span aria-hidden="true">{}</span></td><td class="k">{}</td></tr>'
    ).format(bar.name, parts, bar.tail)


@dataclass(frozen=True)
class Cell:
    """What a cell of a table says, and the class that colours it (nothing: not coloured)."""

    text: str
    role: str = ""


@dataclass(frozen=True)
class CellTable:
    """A plain table with coloured words: its first column names the row; on a phone each row becomes a small list."""

    caption: str
    head: Sequence[str]
    rows: tuple[tuple[Cell, ...], ...]

    def frame(self) -> pd.DataFrame:
        """The words of its cells, one row a line."""
        return pd.DataFrame([[cell.text for cell in row] for row in self.rows], columns=list(self.head))

    def html(self) -> Markup:
        """As a table that stacks on a narrow screen."""
        head = Markup("").join(Markup("<th scope=col>{}</th>").format(name) for name in self.head)
        rows = Markup("").join(self._row(row) for row in self.rows)
        return Markup(
            '<table class="plain stack"><caption '
            'class="vh">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>'
        ).format(self.caption, head, rows)

    def _row(self, row: tuple[Cell, ...]) -> Markup:
        first, *rest = row
        cells = Markup("").join(
            Markup('<td data-h="{}">{}</td>').format(name, _word(cell))
            for name, cell in zip(self.head[1:], rest, strict=True)
        )
        return Markup("<tr><th scope=row>{}</th>{}</tr>").format(first.text, cells)


def _word(cell: Cell) -> Markup:
    return (
        Markup('<span class="w1 {}">{}</span>').format(cell.role, cell.text)
        if cell.role
        else Markup("{}").format(cell.text)
    )


@dataclass(frozen=True)
class ShareRow:
    """A service: its code, page and sign, for each domain how many of how many, and what stands at its end."""

    name: str
    href: str
    sign: str
    cells: tuple[tuple[int, int], ...]
    tail: str


SHADES = 5  # steps from none to all


@dataclass(frozen=True)
class ShareGrid:
    """Services down, domains across; a cell says how many of how many, and its shade repeats it."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[ShareRow, ...]
    tail: str

    def frame(self) -> pd.DataFrame:
        """One row a service (`site`) and domain: how many are `there` of those `judged`, and the `share` (0 to 1)."""
        cells = [(row.name, name, *cell) for row in self.rows for name, cell in zip(self.head, row.cells, strict=True)]
        found = pd.DataFrame(cells, columns=["site", "domain", "there", "judged"])
        return found.assign(share=found["there"] / found["judged"].where(found["judged"] > 0))

    def plot(self) -> Axes:
        """Its shares as tiles on a figure's axes."""
        return plot.levels(self.frame(), value="share", columns="domain", order=self.head)

    def html(self) -> Markup:
        """As a table in a region that scrolls on a phone."""
        head = Markup("").join(Markup("<th scope=col><span>{}</span></th>").format(name) for name in self.head)
        rows = Markup("").join(map(self._row, self.rows))
        table = Markup(
            '<table class="shares"><caption class="vh">{}</caption><thead><tr><td></td>{}<th scope=col '
            'class="k">{}</th></tr>'
            "</thead><tbody>{}</tbody></table>"
        ).format(self.caption, head, self.tail, rows)
        region = '<div class="scroll" role="region" tabindex="0" aria-label="{} (table)">{}</div>'
        return Markup(region).format(self.caption, table)

    def _row(self, row: ShareRow) -> Markup:
        cells = Markup("").join(_share(*cell) for cell in row.cells)
        sign = Markup(' <span class="sec" aria-hidden="true">{}</span>').format(row.sign) if row.sign else Markup("")
        name = Markup('<a href="{}">{}</a>').format(row.href, row.name) if row.href else row.name
        return Markup('<tr><th scope=row>{}{}</th>{}<td class="k">{}</td></tr>').format(name, sign, cells, row.tail)


def _share(part: int, whole: int) -> Markup:
    if not whole:
        return Markup('<td><span class="s none">–<span class="vh"> none could be judged and shown</span></span></td>')
    shade = round(SHADES * part / whole)
    return Markup('<td><span class="s s{}">{}/{}</span></td>').format(shade, part, whole)
