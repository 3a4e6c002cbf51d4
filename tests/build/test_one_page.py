"""`--page`: one page is what a whole build would make of it, and nothing else is touched."""

import json

import pytest
from tiny_project import TINY

from peerwork.audit import Audit, Finding
from peerwork.build.bundle import cut_pages, lay_out, protect_study
from peerwork.build.cache import Keyed
from peerwork.build.changed_sites import changed_sites
from peerwork.build.one_page import build_page
from peerwork.build.progress import Lines
from peerwork.problems import ProblemsFound
from peerwork.study.read import read_study
from peerwork.vocabulary import Audience


def one(project, name, audience=Audience.TEAM, **options):
    lines = Lines()
    lines.say = lambda words: None
    options = {"catalogue": TINY, "root": project.root, "progress": lines, **options}
    return build_page(project.study, audience, name, project.out, **options)


def rate(project, site: str) -> None:
    """Give another rating than before to an answer of somebody at the site."""
    people = read_study(project.study).frames["participants"]
    code = people.loc[people["site"] == site, "participant"].iloc[0]
    head, *rows = (project.study / "answers.csv").read_text(encoding="utf-8").splitlines()
    rating = head.split(",").index("importance")
    for number, row in enumerate(rows):
        cells = row.split(",")
        if cells[0] == code and cells[rating]:
            cells[rating] = "1" if cells[rating] != "1" else "2"
            rows[number] = ",".join(cells)
            break
    (project.study / "answers.csv").write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")


@pytest.mark.parametrize("audience", [Audience.TEAM, Audience.BOARD])
def test_a_page_alone_is_the_page_of_a_whole_build_and_all_else_stays(project, audience):
    project.build(audience=audience)
    before = project.bytes()
    project.write("site", "'another'", site=True)
    project.write("findings", "'another'")
    assert one(project, "site-S02", audience).drawn == ("site-S02",)
    after = project.bytes()
    changed = {name for name in before if before[name] != after[name] and not name.startswith("logs/")}
    assert set(after) == set(before) and changed == {"site-S02.html", "site-S02.ipynb"}
    project.build(audience=audience)
    whole = project.bytes()
    assert {name: whole[name] for name in changed} == {name: after[name] for name in changed}


def test_a_page_alone_needs_no_set(project):
    one(project, "site-S02")
    assert {name for name in project.bytes() if not name.startswith("logs/")} == {"site-S02.html", "site-S02.ipynb"}
    assert "cross-site.html" in project.bytes()["site-S02.html"].decode()  # as in the set, it links to the others


def test_the_next_whole_build_does_the_rest(project):
    project.build()
    rate(project, "S02")
    one(project, "site-S02")
    assert project.build().drawn == ("cross-site",)
    listed = json.loads(project.bytes()["manifest.json"])["files"]
    assert listed["site-S02.html"]["bytes"] == len(project.bytes()["site-S02.html"])


def test_a_page_that_is_what_it_would_be_is_not_drawn(project):
    project.build()
    found = one(project, "site-S01")
    assert (found.drawn, found.fresh) == ((), ("site-S01",))


def test_a_name_that_no_page_has_is_refused_with_all_there_are(project):
    with pytest.raises(ProblemsFound, match="site-S03.*there are cross-site, site-S01, site-S02, site-S03"):
        one(project, "site-S3")
    assert not project.out.exists()


def test_a_page_that_fails_says_where_its_log_is(project):
    project.write("site", "1 / 0", site=True)
    found = one(project, "site-S01")
    assert not found.whole and "ZeroDivisionError" in found.failed["site-S01"].read_text(encoding="utf-8")


def test_what_an_attack_learns_from_a_page_is_not_published(project):
    def attack(releases, today):
        return Audit(tuple(Finding("P1", "something", "factor") for release in releases if release.pages))

    with pytest.raises(ProblemsFound, match="P1 could learn something"):
        one(project, "site-S01", Audience.BOARD, attack=attack)
    assert not project.out.exists()


def test_a_release_is_given_out_whole(project):
    project.build(audience=Audience.BOARD, release=True)
    before = project.bytes()
    with pytest.raises(ProblemsFound, match="holds Release 1 of .*, which is whole"):
        one(project, "site-S01", Audience.BOARD)
    assert project.bytes() == before


def test_pages_of_the_site_whose_rows_changed_are_cut_first(project, tmp_path):
    noted, keyed = tmp_path / "sites.json", Keyed(tmp_path / "key")
    study = read_study(project.study)
    assert changed_sites(study, noted, keyed) == frozenset() == changed_sites(study, noted, keyed)
    rate(project, "S02")
    protected = protect_study(project.study, Audience.TEAM, site=None)
    first = changed_sites(protected.study, noted, keyed)
    assert first == {"S02"}
    bundle = lay_out(protected, tmp_path / "bundle", catalogue=TINY)
    order = [page.name for page in cut_pages(bundle, protected, catalogue=TINY, first=first)]
    assert order == ["site-S02", "site-S01", "site-S03", "cross-site"]
