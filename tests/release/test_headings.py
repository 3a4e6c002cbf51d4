"""The audit reads what the tables of pages say, worded for readers as they are (METHOD 14)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from markupsafe import Markup

from made_studies import write_study
from peerwork.audit import audit_release, open_release
from peerwork.audit.claims import read_figures
from peerwork.audit.headings import in_columns, words_of
from peerwork.audit.knowledge import know_study
from peerwork.audit.reading import Table, read_tables
from peerwork.pages.catalogue import page_kind
from peerwork.pages.context import Context
from peerwork.pages.cut import cut_slice
from peerwork.pages.facts import study_facts
from peerwork.pages.prose import Prose
from peerwork.pages.sections.importance import Importance
from peerwork.pages.sections.tensions import Tensions
from peerwork.pages.tables import html_table
from peerwork.release import protect
from peerwork.release.neutralise import neutralise_tables
from peerwork.scoring import score_study
from peerwork.scoring.tables import write_tables
from peerwork.vocabulary import Audience
from release.random_studies import GROUPS, rated_study

SCALE = (1, 2, 3, 4, 5)


@pytest.fixture(scope="module")
def study():
    return rated_study(3, sites=4, factors=2, fives=0.2)


@pytest.fixture(scope="module")
def folder(study, tmp_path_factory):
    return write_study(study, tmp_path_factory.mktemp("study"))


@pytest.fixture(scope="module")
def words(folder):
    return words_of(know_study(folder))


def page(folder, name, *tables):
    """A page with a title and these tables (frames by caption), as pages write them."""
    folder.mkdir(exist_ok=True)
    parts = Markup("").join(html_table(rows, caption=caption) for caption, rows in tables)
    title = Markup("<h1>{}</h1>").format(name.replace("-", " "))
    (folder / f"{name}.html").write_text(f"<html><body>{title}{parts}</body></html>", encoding="utf-8")
    return open_release(folder, "board")


def means_at(study, site, column, labels):
    """The mean of each group, to two decimals, with how many rated, as a page's table has it."""
    rows = study.frames["answers"].merge(study.frames["participants"])
    rows = rows[(rows["factor"] == "factor0") & (rows["site"] == site)]
    told = rows.groupby(column)["importance"].agg(["mean", "size"])
    cells = {labels[name]: f"{row['mean']:.2f} (n {row['size']:.0f})" for name, row in told.iterrows()}
    return pd.DataFrame([{"Factor": "Factor0", **cells}])


def test_a_table_of_a_page_that_leaks_is_found_without_its_csv(study, folder, tmp_path):
    groups = means_at(study, "S01", "group", study.framework.stakeholder_groups)
    release = page(tmp_path / "r", "site-S01", ("Mean importance to each stakeholder group", groups))
    assert any("could learn the answer" in str(finding) for finding in audit_release(folder, [release]).findings)


def test_a_page_without_figures_of_ratings_is_not_attacked(folder, tmp_path):
    indicators = pd.DataFrame({"Indicator": ["Days"], "Importance": ["4.2"]})
    audit = audit_release(folder, [page(tmp_path / "r", "indicators", ("Indicators", indicators))])
    assert audit.safe and audit.tried["figures"] == 0


@pytest.mark.parametrize(
    ("headings", "cells", "column", "value"),
    [
        ("Factor|Mean|Ratings", "Factor0|3.5|8", "mean", "3.5"),
        ("Factor|Mean|Ratings", "Factor0|4 or more|8", "mean", ">=4"),
        ("Factor|Mean|Ratings", "Factor0|withheld|8", "mean", "*"),
        ("Factor|Mean|Ratings", "Factor0|3.5|8", "n", "8"),
        ("Factor|Mean, it helped|Ratings, it helped", "Factor0|3.5|8", "kind", "facilitator"),
        ("Factor|Mean, it hindered|Ratings, it hindered", "Factor0|3.5|8", "kind", "barrier"),
        ("Factor|Share, either|People who named any", "Factor0|67%|12", "share", "0.67"),
        ("Factor|Share, helps|People who named any", "Factor0|10% or less|12", "share", "<=0.10"),
        ("Factor|Share, helps|People who named any", "Factor0|15%|12", "n_participants", "12"),
        ("Factor|Mean, Peer worker", "Factor0|3.5", "group", "peer_worker"),
        ("Factor|Peer worker", "Factor0|3.5 (n 9, 3.0 to 4.0)", "ci_low", "3.0"),
        ("Factor|Peer worker", "Factor0|3.5 (n 9)", "n", "9"),
        ("Factor|Mean|5 Extremely", "Factor0|3.5|2", "n_5", "2"),
        ("Factor|Answers|No difference", "Factor0|6|2", "no_difference", "2"),
        ("Factor|Adjusted p", "Factor0|0.04", "p_adjusted", "0.04"),
        ("Site|Mean", "S02 Site S02|3.5", "site", "S02"),
    ],
)
def test_a_worded_heading_is_read_as_its_column(words, headings, cells, column, value):
    table = Table("page.html", "Mean importance of Factor0", tuple(headings.split("|")), (tuple(cells.split("|")),))
    [record] = in_columns(table, words)[0].records()
    assert record[column] == value and record["factor"] == "factor0"


@pytest.mark.parametrize(
    ("file", "caption", "title", "place"),
    [
        ("site-S02.html", "Means", "", {"scope": "site", "site": "S02"}),
        ("group-manager.html", "Means", "", {"scope": "group", "group": "manager"}),
        ("page.html", "Means at Site S03", "", {"scope": "site", "site": "S03"}),
        ("page.html", "Means", "Site S04 Somewhere", {"scope": "site", "site": "S04"}),
        ("page.html", "Means: Voluntary", "", {"scope": "sector", "sector": "voluntary"}),
        ("page.html", "Means: Peer worker against Manager", "", {"scope": "study"}),
        ("cross-site.html", "Means", "Across sites", {"scope": "study"}),
    ],
)
def test_what_a_table_is_about_is_read_from_its_caption_and_its_page(words, file, caption, title, place):
    table = Table(file, caption, ("Factor", "Mean"), (("Factor0", "3.5"),), title)
    [record] = in_columns(table, words)[0].records()
    assert {name: record[name] for name in place} == place
    assert not {"site", "group", "sector"} - set(place) & set(record)


def test_a_difference_of_two_groups_is_read(words):
    table = Table(
        "page.html", "The widest differences", ("Factor", "Measure", "Groups", "Difference"),
        (("Factor0", "importance", "Peer worker against Manager", "−1.5"),),
    )  # fmt: skip
    [record] = in_columns(table, words)[-1].records()
    assert (record["group_a"], record["group_b"], record["difference"]) == ("peer_worker", "manager", "-1.5")


def test_a_difference_that_two_shown_means_do_not_give_is_found(study, folder, tmp_path):
    rows = pd.DataFrame(
        {"Factor": ["Factor0"], "Mean, Peer worker": ["3.4"], "Mean, Manager": [""], "Difference": ["+0.4"]}
    )
    audit = audit_release(folder, [page(tmp_path / "r", "cross-site", ("Mean importance", rows))])
    assert any("difference" in str(finding) for finding in audit.findings)


def drawn(study, tables, folder):
    """The tables of the charts of importance, were they on the pages of the study, its sites and its groups."""
    subjects = [("site", "site", name) for name in study.frames["sites"]["site"]]
    subjects += [("stakeholder_group", "group", name) for name in GROUPS]
    for kind, about, name in [*subjects, ("importance", "", "")]:
        subject = {about: name} if about else {}
        opened = replace(page_kind(kind), tables=("importance", "sites", "tensions"), whole={})
        cut = cut_slice(opened, subject, tables, study_facts(study), Audience.BOARD)
        importance, tensions = Importance(Context(cut)), Tensions(Context(cut))
        charts = [importance.table(), importance.table_facilitators_barriers(), importance.table_by_group()]
        shown = [
            (c.caption, c.rows if hasattr(c, "rows") else c.table)
            for c in [*charts, tensions.table()]
            if not isinstance(c, Prose)
        ]
        page(folder, opened.output.format(name), *shown)


def test_pages_say_to_the_audit_what_the_csvs_say(study, folder, words, tmp_path):
    tables = neutralise_tables(protect(study, score_study(study), Audience.BOARD).tables)
    write_tables(tables, tmp_path / "csv")
    drawn(study, tables, tmp_path / "html")
    told = {}
    for kind in ("csv", "html"):
        found = [t for table in read_tables(open_release(tmp_path / kind, "board")) for t in in_columns(table, words)]
        told[kind] = {figure.said for figure in read_figures(found, SCALE) if figure.n is not None}
    of_pages = {said for said in told["csv"] if said[0] == "importance" and said[1] != "sector"}
    assert told["html"] == of_pages and len(of_pages) > 10
    assert audit_release(folder, [open_release(tmp_path / "html", "board")]).safe
