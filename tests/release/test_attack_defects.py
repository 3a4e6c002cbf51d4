"""Defects planted in a safe release, one at a time: the attack finds each, and names the cells that give it away."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import openpyxl
import pandas as pd
import pytest
from docx import Document

from made_studies import make_study, write_study
from peerwork.audit import ReleaseRecord, audit_release
from peerwork.audit.compositions import STATUSES, VERDICTS
from peerwork.audit.knowledge import plain_people
from peerwork.release.reconcile import EARLIER
from peerwork.release.verdicts import SINCE_SHOWN
from peerwork.scoring import score_study
from peerwork.study.read import read_study

HELD = "*"
SMALL, LARGE = "S01", "S02"  # S01 is a site of three people: peer worker, team member, service user
FACTOR = "practice_lived_experience"  # everybody is asked about it
FIGURES = ["scope", "sector", "site", "group", "factor", "kind", "n", "mean", "share", "n_participants"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    study = make_study(1, "tiny_site", sites=6, factors=4)
    answers = study.frames["answers"].copy()
    people = study.frames["participants"].set_index("participant")
    small = answers["participant"].map(people["site"]).eq(SMALL) & answers["factor"].eq(FACTOR)
    answers.loc[small, ["in_place", "effect", "importance"]] = ["yes", "facilitator", 4.0]
    answers.loc[small.idxmax(), ["in_place", "effect"]] = ["no", "barrier"]
    frames = dict(study.frames) | {"answers": answers}
    return write_study(replace(study, frames=frames), tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def study(folder):
    return known(folder)


@pytest.fixture(scope="module")
def team(study):
    return score_study(study)


@pytest.fixture(scope="module")
def safe(study, team):
    """What METHOD 14 lets a board see of this study, by hand: words where nine were asked, none at the small site."""
    conditions = team["conditions"]
    conditions = conditions[conditions["group"].isna()][["site", "group", "factor", "n_asked", "status"]].astype("str")
    patterns = team["patterns"][["site", "factor", "verdict"]].astype("str")
    asked = study.frames["answers"].merge(study.frames["participants"][["participant", "site"]])
    nine = asked.groupby(["site", "factor"]).size().ge(9)
    for frame, word in ((conditions, "status"), (patterns, "verdict")):
        keys = pd.MultiIndex.from_frame(frame[["site", "factor"]])
        frame.loc[~nine.reindex(keys, fill_value=False).to_numpy(), word] = HELD
    impacts = team["impact_counts"].astype("str").replace("nan", "").fillna("")
    impacts = impacts[impacts["scope"] != "site"].assign(n_impacts=HELD, n_success=HELD, n_people=HELD)
    return {"conditions": conditions, "patterns": patterns, "impact_counts": impacts}


def with_cell(frame, column, value, **keys):
    """A frame with one cell of it changed."""
    changed, here = frame.copy(), pd.Series(True, index=frame.index)
    for key, wanted in keys.items():
        here &= changed[key].fillna("").eq(wanted)
    assert here.sum() == 1, keys
    changed.loc[here, column] = value
    return changed


def word(team, table, column, site):
    rows = team[table].astype("str")
    rows = rows[(rows["site"] == site) & (rows["factor"] == FACTOR)]
    return (rows[rows["group"].eq("nan") | rows["group"].isna()] if "group" in rows else rows)[column].iloc[0]


def rated(study, **place):
    rows = study.frames["answers"].merge(study.frames["participants"]).merge(study.frames["sites"][["site", "sector"]])
    rows = rows[(rows["factor"] == FACTOR) & rows["importance"].notna()]
    for column, value in place.items():
        rows = rows[rows[column] == value]
    return rows


def figure(study, text=None, *, kind="either", decimals=1, n=None, **place):
    """A row of `importance.csv`: the mean of those in a place, to so many decimals."""
    rows = rated(study, **place)
    rows = rows if kind == "either" else rows[rows["effect"] == kind]
    text = f"{rows['importance'].mean():.{decimals}f}" if text is None else text
    scope = next(iter(place), "study")
    row = {"scope": scope, "factor": FACTOR, "kind": kind, "n": str(len(rows) if n is None else n), "mean": text}
    return row | {column: str(value) for column, value in place.items()}


def figures(*rows):
    return pd.DataFrame(rows, columns=FIGURES[:8], dtype="str").fillna("")


known = cache(read_study)  # the folder's study, which no test changes


def found(folder, *releases):
    return audit_release(known(folder), releases).findings


def board(tables, **more):
    return ReleaseRecord("board", tables=tables, **more)


def names(findings, table, column):
    return any(cell.table == table and cell.column == column for finding in findings for cell in finding.cells)


def test_what_is_safe_gives_nobody_away(folder, safe):
    assert found(folder, board(safe), ReleaseRecord("public", tables=safe)) == ()


def test_the_team_s_own_tables_give_all_away(folder, team):
    tables = {name: team[name].astype("str").replace("nan", "").fillna("") for name in ("conditions", "patterns")}
    learnt = {person for finding in found(folder, board(tables)) for person in finding.of}
    assert len(learnt) > 15


def test_a_status_at_an_unsafe_composition(folder, safe, team):
    shown = word(team, "conditions", "status", SMALL)
    assert shown == "in_place"
    tampered = with_cell(safe["conditions"], "status", shown, site=SMALL, factor=FACTOR)
    findings = found(folder, board(safe | {"conditions": tampered}))
    assert names(findings, "conditions", "status")
    assert {cell.composition for finding in findings for cell in finding.cells} == {(1, 1, 1, 0, 0)}


def test_a_verdict_at_an_unsafe_composition(folder, safe, team):
    tampered = with_cell(
        safe["patterns"], "verdict", word(team, "patterns", "verdict", SMALL), site=SMALL, factor=FACTOR
    )
    assert names(found(folder, board(safe | {"patterns": tampered})), "patterns", "verdict")


@pytest.mark.parametrize("table, column", [("conditions", "n"), ("patterns", "n"), ("patterns", "fragile")])
def test_a_number_beside_a_word(table, column, folder, safe, team):
    beside = safe[table].assign(**{column: HELD})
    value = "no" if column == "fragile" else word(team, table, column, LARGE)
    tampered = with_cell(beside, column, value, site=LARGE, factor=FACTOR)
    assert names(found(folder, board(safe | {table: tampered})), table, column)


def test_a_share_in_place(folder, safe):
    tampered = with_cell(safe["conditions"].assign(share_in_place=HELD), "share_in_place", "0.75",
                         site=LARGE, factor=FACTOR)  # fmt: skip
    assert names(found(folder, board(safe | {"conditions": tampered})), "conditions", "share_in_place")


@pytest.mark.parametrize("table, column", [("conditions", "status"), ("patterns", "verdict")])
def test_a_word_withheld_where_its_like_is_shown(table, column, folder, safe):
    """As many of each group were asked at S03: only what was answered at S02 can be why."""
    tampered = with_cell(safe[table], column, HELD, site=LARGE, factor=FACTOR)
    findings = found(folder, board(safe | {table: tampered}))
    assert names(findings, table, column) and all("is special" in finding.learns for finding in findings)
    log = pd.DataFrame([{"place": LARGE, "factor": FACTOR, "why": SINCE_SHOWN}])
    assert not found(folder, board(safe | {table: tampered, "release_log": log}))


def test_a_mean_withheld_where_its_like_is_shown(folder, study, safe):
    sizes = rated(study).groupby(["site", "group"]).size().unstack(fill_value=0)
    of, like = next((a, b) for a, b in combinations(sizes.index, 2) if (sizes.loc[a] == sizes.loc[b]).all())
    half = round(rated(study, site=like)["importance"].mean() * 2) / 2
    rows = figures(figure(study, HELD, site=of), figure(study, ">=4" if half >= 4 else f"{half:.1f}", site=like))
    assert names(found(folder, board(safe | {"importance": rows})), "importance", "mean")
    log = pd.DataFrame([{"place": of, "factor": FACTOR, "why": EARLIER}])
    assert not found(folder, board(safe | {"importance": rows, "release_log": log}))


def test_fidelity_that_tells_a_withheld_status(folder, safe):
    row = {"site": SMALL, "factor": FACTOR, "documents": "specified", "interviews": HELD, "fidelity": "as_specified",
           "sources": HELD}  # fmt: skip
    assert names(found(folder, board(safe | {"fidelity": pd.DataFrame([row])})), "fidelity", "fidelity")


def test_a_count_over_sites_that_tells_a_withheld_verdict(folder, safe, team):
    """With every other site's verdict shown, the number that replicate is the small site's verdict too."""
    row = team["replication"].astype("str").set_index("factor").loc[FACTOR]
    counts = ("sites_with_evidence", "sites_replicated", "sites_alternative", "sites_no_difference")
    across = pd.DataFrame([{"factor": FACTOR, "verdict": HELD} | {name: row[name] for name in counts}])
    findings = found(folder, board(safe | {"replication": across}))
    assert names(findings, "replication", "sites_replicated")


def test_the_mean_of_those_who_said_it_helped(folder, study, safe):
    site = rated(study, effect="barrier").groupby("site").size().eq(1).idxmax()
    shown = figures(figure(study, site=site, decimals=2), figure(study, site=site, kind="facilitator", decimals=2))
    findings = found(folder, board(safe | {"importance": shown}))
    assert names(findings, "importance", "mean")


def test_a_mean_with_too_many_digits(folder, study, safe):
    fine = figures(figure(study, decimals=1))
    assert not found(folder, board(safe | {"importance": fine}))
    finer = figures(figure(study, decimals=2))
    assert names(found(folder, board(safe | {"importance": finer})), "importance", "mean")


def test_a_sector_of_one_site_to_a_tenth(folder, study, safe):
    sites = study.frames["sites"]
    sector = rated(study, site=LARGE)["sector"].iloc[0]
    here = sites[(sites["sector"] == sector) & (sites["site"] != LARGE)]["site"]
    base = {FACTOR: frozenset(set(sites["site"]) - set(here))}
    mean = rated(study, site=LARGE)["importance"].mean()
    row = figure(study, f"{mean:.1f}", sector=sector, n=len(rated(study, site=LARGE)))
    tables = safe | {"importance": figures(row)}
    tenth = found(folder, board(tables, bases=base, people=plain_people(study)))
    assert any("to the nearest 0.5" in finding.learns for finding in tenth)
    half = safe | {"importance": figures(row | {"mean": f"{round(mean * 2) / 2:.1f}"})}
    assert not found(folder, board(half, bases=base, people=plain_people(study)))


def test_a_mean_over_other_sites_than_recorded(folder, study, safe):
    tables = safe | {"importance": figures(figure(study, decimals=1))}
    assert not found(folder, board(tables, people=plain_people(study)))
    base = {FACTOR: frozenset(study.frames["sites"]["site"]) - {SMALL}}
    assert names(found(folder, board(tables, bases=base, people=plain_people(study))), "importance", "mean")


def test_a_pick_that_is_certain(folder, study, safe):
    picks = study.frames["top_three"].merge(study.frames["participants"][["participant", "site", "group"]])
    few = picks.groupby("site")["participant"].nunique().idxmin()
    here = picks[picks["site"] == few]
    n, named = here["participant"].nunique(), (here["factor"] == FACTOR).sum()
    row = {"scope": "site", "site": few, "factor": FACTOR, "kind": "either", "n_named": str(named),
           "n_participants": str(n), "share": f"{named / n:.4f}"}  # fmt: skip
    findings = found(folder, board(safe | {"top_three": pd.DataFrame([row]).fillna("")}))
    assert names(findings, "top_three", "share")


def test_a_total_of_impacts_that_subtracts(folder, safe, team):
    """The whole and every group but one; without the whole, or with one more group withheld, nothing is certain."""
    impacts, true = safe["impact_counts"].copy(), team["impact_counts"].astype("str")
    groups = impacts[impacts["scope"] == "group"]
    on, direction = groups[["on", "direction"]].value_counts().index[0]
    whole, *rest = impacts.index[impacts["on"].eq(on) & impacts["direction"].eq(direction)]
    assert len(rest) > 2
    impacts.loc[rest[1:], "n_people"] = true.loc[rest[1:], "n_people"]
    assert not found(folder, board(safe | {"impact_counts": impacts}))
    impacts.loc[whole, "n_people"] = true.loc[whole, "n_people"]
    assert names(found(folder, board(safe | {"impact_counts": impacts})), "impact_counts", "n_people")


def test_initiatives_that_subtract(folder, safe):
    rows = [("region", "London", "8", "60"), ("region", "North", HELD, HELD),
            ("sector", "statutory", "6", "44"), ("sector", "voluntary", "5", "31")]  # fmt: skip
    mapping = pd.DataFrame(rows, columns=["by", "value", "n_with_number", "peer_workers"]).assign(initiatives="9")
    findings = found(folder, board(safe | {"mapping_counts": mapping}))
    assert names(findings, "mapping_counts", "n_with_number")


def test_a_passage_in_two_audiences(folder, study, safe):
    """The board's group and the workshop's site together leave two people."""
    said = study.frames["excerpts"].dropna(subset=["participant", "quotable_text"])
    said = said.merge(study.frames["participants"][["participant", "site", "group"]], on="participant")
    row = said[(said["site_y"] == LARGE) & (said["group"] == "manager")].iloc[0]
    to_board = pd.DataFrame([{"group": row["group"], "factor": FACTOR, "quotable_text": row["quotable_text"]}])
    workshop = pd.DataFrame([{"site": LARGE, "factor": FACTOR, "quotable_text": row["quotable_text"]}])
    one, other = board(safe | {"passages": to_board}), ReleaseRecord("workshop", LARGE, tables={"passages": workshop})
    assert not found(folder, one) and not found(folder, other)
    assert names(found(folder, one, other), "passages", "quotable_text")


def earlier_without(study, person):
    """The people of a study before one of them was interviewed."""
    people = plain_people(study)
    return people[people["person"] != person]


def test_a_status_before_and_after_somebody_joined(folder, study, safe, team):
    """Two asked are too few; with a third it is in place: whoever said no knows that the other two said yes."""
    joined = study.frames["participants"].query("site == @SMALL")["participant"].iloc[-1]
    now = safe["conditions"]
    then = with_cell(now, "status", "too_little_evidence", site=SMALL, factor=FACTOR)
    after = with_cell(now, "status", word(team, "conditions", "status", SMALL), site=SMALL, factor=FACTOR)
    first = board({"conditions": then}, people=earlier_without(study, joined))
    second = board({"conditions": after}, people=plain_people(study))
    findings = [f for f in found(folder, first, second) if "before and after" in f.learns]
    assert findings and names(findings, "conditions", "status")
    unchanged = [f for f in found(folder, board(safe), board(safe)) if "before and after" in f.learns]
    assert not unchanged


def test_a_mean_before_and_after_somebody_joined(folder, study, safe):
    joined = rated(study, site=LARGE).iloc[0]["participant"]
    rows = rated(study, site=LARGE)
    before = rows[rows["participant"] != joined]["importance"].mean()
    first = {"importance": figures(figure(study, f"{before:.3f}", n=len(rows) - 1, site=LARGE))}
    second = {"importance": figures(figure(study, decimals=3, site=LARGE))}
    one = board(first, people=earlier_without(study, joined))
    both = found(folder, one, board(second, people=plain_people(study)))
    assert any("the answer of" in finding.learns and joined in finding.of for finding in both)
    assert not any("the answer of" in finding.learns for finding in found(folder, one))


def page(tmp_path, name, text):
    tmp_path.mkdir(exist_ok=True)
    (tmp_path / name).write_text(f"<html><body><h1>A page</h1>{text}</body></html>", encoding="utf-8")
    return tmp_path


def label(study):
    return next(factor.label for factor in study.factors if factor.id == FACTOR)


@pytest.mark.parametrize("text", ["<p>In place: 1 factor ({}).</p>", "<p>All else.</p><img alt='{}: in place'>"])
def test_a_sentence_that_says_a_withheld_status(text, folder, study, safe, tmp_path):
    told = page(tmp_path / "r", f"site-{SMALL}.html", text.format(label(study)))
    findings = found(folder, board(safe, pages=told))
    assert any(cell.kind == "sentence" for finding in findings for cell in finding.cells)
    silent = page(tmp_path / "s", f"site-{SMALL}.html", f"<p>{label(study)}: not shown. Others are in place.</p>")
    assert not found(folder, board(safe, pages=silent))


def test_a_sentence_with_a_mean_to_a_tenth(folder, study, safe, tmp_path):
    mean = rated(study, site=LARGE)["importance"].mean()
    told = page(tmp_path / "r", f"site-{LARGE}.html", f"<p>Highest: {label(study)}, {mean:.2f} of 5.</p>")
    assert any("digits" in finding.learns for finding in found(folder, board(safe, pages=told)))


def test_a_cell_of_a_workbook(folder, safe, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["site", "group", "factor", "status"])
    book.active.append([SMALL, None, FACTOR, "in_place"])
    book.save(tmp_path / "tables.xlsx")
    assert names(found(folder, board(safe, pages=tmp_path)), "tables.xlsx", "status")


def test_a_cell_of_a_document(folder, safe, tmp_path):
    made = Document()
    rows = [("site", "factor", "status"), (SMALL, FACTOR, "in_place")]
    cells = made.add_table(rows=2, cols=3)
    for row, texts in zip(cells.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    made.save(str(tmp_path / "handbook.docx"))
    assert names(found(folder, board(safe, pages=tmp_path)), "handbook.docx", "status")


def test_the_attack_has_the_words_of_the_method(team):
    assert set(team["conditions"]["status"].dropna().astype("str")) <= set(STATUSES)
    assert set(team["patterns"]["verdict"].astype("str")) <= set(VERDICTS)
