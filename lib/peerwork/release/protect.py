"""Tables for an audience: one decision for the whole study, and each audience its view of it (METHOD 14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from peerwork.disclosure.figures import WITHHELD
from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.release.decisions import Decisions, decide_all
from peerwork.release.derive import tables_for_outsiders
from peerwork.release.history import ReleaseHistory
from peerwork.release.importance import TOO_FEW
from peerwork.release.passages import NARROWED, groups_left_out, released_passages
from peerwork.release.policy import describe_policy, least_people
from peerwork.release.shown_tables import show_importance, show_picks, why_withheld
from peerwork.release.totals import show_impacts, show_mapping
from peerwork.release.verdicts import show_verdicts
from peerwork.release.withhold import Compositions, Like, withhold_cells, withhold_figures
from peerwork.scoring.access import Access, Protection
from peerwork.scoring.found import SCORING
from peerwork.scoring.table_spec import TableSpec, tables_of
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience, Scope

LOG = ["table", "scope", "place", "factor", "kind", "why"]
Held = tuple[pd.DataFrame, pd.Series]  # the rows as they may be seen, and why each is withheld, blank where it is not


@dataclass(frozen=True)
class View:
    """Whose view: an audience, its site if it is a workshop, and the study's thresholds and decisions."""

    study: Study
    audience: Audience
    site: str | None
    decisions: Decisions
    about: Compositions
    found: frozenset[Like] = frozenset()

    @property
    def least(self) -> int:
        """People below whom no figure is shown."""
        return least_people(self.study.rules, self.audience)

    @property
    def leasts(self) -> tuple[int, ...]:
        """That of a board, and this audience's: what a board is not told of counts, the public is not either."""
        board = least_people(self.study.rules, Audience.BOARD)
        return (board, self.least) if self.audience == Audience.PUBLIC else (board,)


@dataclass(frozen=True)
class Protected:
    """What an audience may see.

    `tables` hold no value that is withheld; `log` says what was withheld and why, without the values; `policy` is what
    each page states about both. `decisions` are the figures behind them (None for the team).
    """

    tables: Tables
    log: pd.DataFrame
    policy: tuple[str, ...]
    decisions: Decisions | None = None


def protect(
    study: Study,
    tables: Tables,
    audience: Audience,
    *,
    site: str | None = None,
    history: ReleaseHistory | None = None,
    decisions: Decisions | None = None,
    found: frozenset[Like] = frozenset(),
) -> Protected:
    """The tables that the audience may see; the team sees them as they are.

    A withheld value is `*`, a bounded one `>=4`, `<=2` (sites), `>=4.5`, `<=1.5` or nearer the middle; a table or
    column that the policy does not name is not there. What is withheld is decided for the whole study at once, so that
    releases to different audiences agree; with a `history`, beside its earlier releases. `decisions` are those of
    `decide_all`, where they are made already; what is like `found` is withheld too. Raises ProblemsFound when a
    workshop names no site of the study. METHOD 14.
    """
    audience = Audience(audience).sees_as
    if audience == Audience.TEAM:
        return Protected(tables, _log([]), ())
    if audience == Audience.WORKSHOP and site not in set(study.frames["sites"]["site"]):
        raise ProblemsFound([_needs_site(study, site)])
    decided = withhold_figures(decisions or decide_all(study, history), found)
    about = Compositions.of(study, decided)
    view = View(study, audience, site if audience == Audience.WORKSHOP else None, decided, about, found)
    opened = tables_for_outsiders(study, tables, decided.importance, decided.verdicts, audience, view.least)
    frames, logs = {}, []
    for spec in tables_of(SCORING):
        if spec.name in opened and spec.access and spec.access.columns(audience):
            frames[spec.name], log = _protect_table(spec, spec.access, opened[spec.name], view)
            logs.append(log)
    logs.append(_log_of_passages(view) if "passages" in frames else _log([]))
    return Protected(Tables(frames), _log(logs), describe_policy(study.rules, audience), decided)


def _needs_site(study: Study, site: str | None) -> Problem:
    wrong = f"there is no site {quoted(site)}" if site else "a workshop is about one site, and none is named"
    return Problem(study.name, None, "site", wrong, f"name one of {', '.join(sorted(study.frames['sites']['site']))}")


def _protect_table(
    spec: TableSpec, access: Access, frame: pd.DataFrame, view: View
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table as the audience sees it, and the log of what is withheld of it."""
    rows, why = PROTECT[access.protection](spec, _rows_of(frame, access, view), view)
    rows, held = withhold_cells(spec.name, rows, view.found, view.about)
    why = why.fillna(held)
    if view.audience == Audience.PUBLIC:
        rows = rows.assign(**{name: rows["site"] for name in access.coded.split()})
    return _columns_of(rows, spec, access, view), _log_of(spec.name, rows, why)


def _rows_of(frame: pd.DataFrame, access: Access, view: View) -> pd.DataFrame:
    """The rows that the audience may see at all; a workshop's are of its own site."""
    for seen, (column, values) in access.rows.items():
        if view.audience in seen:
            frame = frame[frame[column].astype("str").isin(values.split())]
    if view.audience == Audience.WORKSHOP and "site" in frame:
        frame = frame[frame["site"].astype("str") == view.site]
    return frame.reset_index(drop=True)


def _means(_: TableSpec, rows: pd.DataFrame, view: View) -> Held:
    shown, least = view.decisions.importance, view.least
    return show_importance(rows, shown, view.audience, least), why_withheld(rows, shown, view.audience, least)


def _picks(_: TableSpec, rows: pd.DataFrame, view: View) -> Held:
    shown, least = view.decisions.picks, view.least
    return show_picks(rows, shown, view.audience, least), why_withheld(rows, shown, view.audience, least)


def _verdicts(spec: TableSpec, rows: pd.DataFrame, view: View) -> Held:
    return show_verdicts(spec.name, rows, view.decisions.verdicts)


def _passages(_: TableSpec, rows: pd.DataFrame, view: View) -> Held:
    rows = released_passages(rows, view.study.frames["participants"], view.audience)
    return rows, pd.Series(None, index=rows.index, dtype="str")


def _impacts(_: TableSpec, rows: pd.DataFrame, view: View) -> Held:
    return show_impacts(rows, view.study, view.leasts)


def _mapping(_: TableSpec, rows: pd.DataFrame, view: View) -> Held:
    return show_mapping(rows, view.leasts)


def _people(spec: TableSpec, rows: pd.DataFrame, view: View) -> Held:
    """The rows with `*` where too few people stand behind them, and why."""
    why = pd.Series(None, index=rows.index, dtype="str")
    if spec.access is None or not spec.access.count:
        return rows, why
    few = pd.to_numeric(rows[spec.access.count]).fillna(0) < view.least
    hidden = {name: starred(rows[name], few) for name in (spec.access.count, *spec.access.counted.split())}
    return rows.assign(**hidden), why.mask(few, TOO_FEW)


# How each kind of table is protected: the rows as the audience may see them, and why each is withheld.
PROTECT: dict[Protection, Callable[[TableSpec, pd.DataFrame, View], Held]] = {
    Protection.PEOPLE: _people,
    Protection.MEANS: _means,
    Protection.PICKS: _picks,
    Protection.VERDICTS: _verdicts,
    Protection.PASSAGES: _passages,
    Protection.IMPACTS: _impacts,
    Protection.MAPPING: _mapping,
}


def starred(column: pd.Series, where: pd.Series) -> pd.Series:
    """The column with `*` where it is withheld; as text where anything is."""
    if not where.any():
        return column
    return column.astype("str").mask(where, WITHHELD)


def _columns_of(rows: pd.DataFrame, spec: TableSpec, access: Access, view: View) -> pd.DataFrame:
    """The columns that the audience sees, in the table's order, those that nobody sees holding `*`."""
    attributes = view.study.config.site_attributes if view.audience in access.attributes else ()
    seen, columns = {*access.columns(view.audience), *attributes}, {}
    for name in rows.columns:
        declared = spec.declared(name)
        known = {name} | ({declared.name} if declared else set())
        if known & {*access.starred.split()}:
            columns[name] = pd.Series(WITHHELD, index=rows.index, dtype="str")
        elif known & seen:
            columns[name] = rows[name]
    return pd.DataFrame(columns, index=rows.index)


def _log_of(name: str, rows: pd.DataFrame, why: pd.Series) -> pd.DataFrame:
    """One row a figure that is withheld: where it belongs, and why."""
    held = rows[why.notna()]
    blank = pd.Series(None, index=held.index, dtype="str")
    column = {key: held[key].astype("str") if key in held else blank for key in ("sector", "site", "group", "scope")}
    place = column["sector"].fillna(column["site"]).fillna(column["group"])
    scope = column["scope"].fillna("site" if "site" in held else "study")
    rest = {key: held[key].astype("str") if key in held else blank for key in ("factor", "kind")}
    return pd.DataFrame({"table": name, "scope": scope, "place": place, **rest, "why": why[why.notna()]}, columns=LOG)


def _log_of_passages(view: View) -> pd.DataFrame:
    """One row a group whose passages go to others: said whether there are any or not."""
    groups = groups_left_out(view.study.frames["participants"], view.audience, view.site)
    rows = [{"table": "passages", "scope": str(Scope.GROUP), "place": group, "why": NARROWED} for group in groups]
    return pd.DataFrame(rows, columns=LOG).astype("str")


def _log(logs: list[pd.DataFrame]) -> pd.DataFrame:
    found = [log for log in logs if not log.empty]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=LOG, dtype="str")
