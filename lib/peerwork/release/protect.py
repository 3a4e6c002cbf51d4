"""Tables for an audience: one decision for the whole study, and each audience its view of it (METHOD 14)."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatch

import pandas as pd

from peerwork.problems import Problem, ProblemsFound, quoted
from peerwork.release.decisions import Decisions, decide_all
from peerwork.release.derive import open_tables
from peerwork.release.figures import WITHHELD
from peerwork.release.history import ReleaseHistory
from peerwork.release.importance import TOO_FEW
from peerwork.release.passages import NARROWED, groups_left_out, released_passages
from peerwork.release.policy import RULES, TableRule, least_people, say_policy
from peerwork.release.shown_tables import rows_of_scopes, show_importance, show_picks, why_withheld
from peerwork.release.totals import show_impacts, show_mapping
from peerwork.release.verdicts import SHOWN, show_verdicts
from peerwork.release.withhold import Compositions, Like, withhold_cells, withhold_figures
from peerwork.scoring.tables import Tables
from peerwork.study.model import Study
from peerwork.vocabulary import Audience, Scope

LOG = ["table", "scope", "place", "factor", "kind", "why"]
ALL_SITES = "all"  # measurements that are of no one site


@dataclass(frozen=True)
class View:
    """Whose view: an audience, its site if it is a workshop, and the study's thresholds and decisions."""

    study: Study
    audience: Audience
    site: str | None
    decisions: Decisions
    about: Compositions
    found: frozenset[Like] = frozenset()

    def least(self, *, of_site: bool) -> int:
        """People below whom nothing is shown."""
        return least_people(self.study.rules, self.audience, of_site=of_site)

    @property
    def leasts(self) -> tuple[int, ...]:
        """That of a board, and this audience's: what a board is not told of counts, the public is not either."""
        board = least_people(self.study.rules, Audience.BOARD, of_site=False)
        return (board, self.least(of_site=False)) if self.audience is Audience.PUBLIC else (board,)


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
    if audience is Audience.TEAM:
        return Protected(tables, _log([]), ())
    if audience is Audience.WORKSHOP and site not in set(study.frames["sites"]["site"]):
        raise ProblemsFound([_needs_site(study, site)])
    decided = withhold_figures(decisions or decide_all(study, history), found)
    about = Compositions.of(study, decided)
    view = View(study, audience, site if audience is Audience.WORKSHOP else None, decided, about, found)
    opened = open_tables(study, tables, decided.importance, decided.verdicts, audience, view.least(of_site=False))
    frames, logs = {}, []
    for name in (name for name in opened if name in RULES and seen_by(RULES[name], audience)):
        frames[name], log = _protect_table(name, opened[name], view)
        logs.append(log)
    logs.append(_log_of_passages(view) if "passages" in frames else _log([]))
    return Protected(Tables(frames), _log(logs), say_policy(study.rules, audience), decided)


def _needs_site(study: Study, site: str | None) -> Problem:
    wrong = f"there is no site {quoted(site)}" if site else "a workshop is about one site, and none is named"
    return Problem(study.name, None, "site", wrong, f"name one of {', '.join(sorted(study.frames['sites']['site']))}")


def seen_by(rule: TableRule, audience: Audience) -> bool:
    """Whether the audience sees anything of a table."""
    return any(audience in seen for seen in rule.columns.values())


def _protect_table(name: str, frame: pd.DataFrame, view: View) -> tuple[pd.DataFrame, pd.DataFrame]:
    rule, rows = RULES[name], _rows_of(frame, view)
    least = view.least(of_site=rule.of_site and name != "importance")
    if name == "mapping_counts" and view.audience is Audience.PUBLIC:
        rows = rows[rows["by"] != "region"].reset_index(drop=True)  # it counts the study's own sites by region too
    if name == "importance":
        rows = rows_of_scopes(rows, view.audience)
        why = why_withheld(rows, view.decisions.importance, view.audience, least)
        rows = show_importance(rows, view.decisions.importance, view.audience, least)
    elif name == "top_three":
        rows = rows_of_scopes(rows, view.audience, without=(Scope.SITE,))
        why = why_withheld(rows, view.decisions.picks, view.audience, least)
        rows = show_picks(rows, view.decisions.picks, view.audience, least)
    elif name in SHOWN:
        rows, why = show_verdicts(name, rows, view.decisions.verdicts)
    elif name == "impact_counts":
        rows, why = show_impacts(rows, view.study, view.leasts)
    elif name == "mapping_counts":
        rows, why = show_mapping(rows, view.leasts)
    elif name == "passages":
        rows = released_passages(rows, view.study.frames["participants"], view.audience)
        why = pd.Series(None, index=rows.index, dtype="str")
    else:
        rows, why = _count_people(rows, rule, least)
    rows, held = withhold_cells(name, rows, view.found, view.about)
    why = why.fillna(held)
    if name == "sites" and view.audience is Audience.PUBLIC:
        rows = rows.assign(name=rows["site"])
    return _columns_of(rows, rule, view), _log_of(name, rows, why)


def _rows_of(frame: pd.DataFrame, view: View) -> pd.DataFrame:
    """A workshop's rows are of its own site; the public's measurements are of no one site."""
    if view.audience is Audience.WORKSHOP and "site" in frame:
        frame = frame[frame["site"].astype("str") == view.site]
    if view.audience is Audience.PUBLIC and {"indicator", "site"} <= set(frame.columns):
        frame = frame[frame["site"].astype("str") == ALL_SITES]
    return frame.reset_index(drop=True)


def _count_people(rows: pd.DataFrame, rule: TableRule, least: int) -> tuple[pd.DataFrame, pd.Series]:
    """The rows with `*` where too few people stand behind them, and why."""
    why = pd.Series(None, index=rows.index, dtype="str")
    if rule.count is None or rule.count not in rows:
        return rows, why
    few = pd.to_numeric(rows[rule.count]).fillna(0) < least
    hidden = {name: starred(rows[name], few) for name in (rule.count, *rule.counted) if name in rows}
    return rows.assign(**hidden), why.mask(few, TOO_FEW)


def starred(column: pd.Series, where: pd.Series) -> pd.Series:
    """The column with `*` where it is withheld; as text where anything is."""
    if not where.any():
        return column
    return column.astype("str").mask(where, WITHHELD)


def _columns_of(rows: pd.DataFrame, rule: TableRule, view: View) -> pd.DataFrame:
    """The columns that the audience sees, in the table's order, those that nobody sees holding `*`."""
    attributes = {name: rule.columns_of_study for name in view.study.config.site_attributes if rule.columns_of_study}
    columns = {}
    for name in rows.columns:
        if name in rule.starred or _is_point(name, rule, view):
            columns[name] = pd.Series(WITHHELD, index=rows.index, dtype="str")
        elif view.audience in _audiences(name, attributes | dict(rule.columns)):
            columns[name] = rows[name]
    return pd.DataFrame(columns, index=rows.index)


def _is_point(name: str, rule: TableRule, view: View) -> bool:
    """Whether the column counts the answers at one point of the scale."""
    return rule is RULES["importance"] and name in {f"n_{point}" for point in view.study.framework.scale}


def _audiences(name: str, columns: dict[str, frozenset[Audience]]) -> frozenset[Audience]:
    if name in columns:
        return columns[name]
    return next((seen for pattern, seen in columns.items() if "*" in pattern and fnmatch(name, pattern)), frozenset())


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
