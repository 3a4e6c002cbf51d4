"""A page is drawn again when something that it is drawn from changed, and only then; and every reason is said."""

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from tiny_project import TINY, Project

from peerwork.build.bundle import protect_study, write_bundle
from peerwork.build.cache import PACKAGE, BuildCache, Keyed, StalePages, packages, pages_code, state_of_inputs
from peerwork.build.explain import describe_changes
from peerwork.build.layout import make_layout
from peerwork.build.render_processes import environment
from peerwork.pages.slice import Slice, read_slice, write_slice
from peerwork.vocabulary import Audience


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Project:
    project = Project(tmp_path_factory.mktemp("built"))
    project.build()
    return project


@pytest.fixture
def project(built, tmp_path) -> Project:
    shutil.copytree(built.root, tmp_path, dirs_exist_ok=True)
    return Project(tmp_path, new=False)


def stale(project) -> dict[str, list[str]]:
    """Why each page would be drawn again; nothing is drawn."""
    layout = make_layout("small", "team", project.out, project.root)
    bundle = write_bundle(protect_study(project.study, Audience.TEAM, site=None), layout.bundle, catalogue=TINY)
    plan = StalePages(
        bundle, layout, project.root, BuildCache(layout.work / "ledger.jsonl"), Keyed(layout.work / "key")
    )
    for page in bundle.pages:
        plan.judge(page)
    return plan.reasons


def edit(file: Path, change) -> None:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


def test_nothing_changed(project):
    assert stale(project) == {}


def test_one_rating_redraws_its_site_and_what_aggregates_it(project):
    people = (project.study / "participants.csv").read_text(encoding="utf-8").splitlines()
    columns = people[0].split(",")
    person = next(row.split(",") for row in people[1:] if row.split(",")[columns.index("site")] == "S02")
    code = person[columns.index("participant")]

    def change(text: str) -> str:
        head, *rows = text.splitlines()
        rating = head.split(",").index("importance")
        for number, row in enumerate(rows):
            cells = row.split(",")
            if cells[0] == code and cells[rating]:
                cells[rating] = "1" if cells[rating] != "1" else "2"
                rows[number] = ",".join(cells)
                break
        return "\n".join([head, *rows]) + "\n"

    edit(project.study / "answers.csv", change)
    assert stale(project) == dict.fromkeys(("cross-site", "site-S02"), ["its data changed"])


def test_the_same_rows_in_another_order_redraw_nothing(project):
    edit(project.study / "answers.csv", lambda text: "\n".join([text.split("\n")[0], *text.split("\n")[:0:-1]]))
    assert stale(project) == {}


def test_a_notebook_redraws_its_own_pages(project):
    project.write("findings", "'another'")
    assert stale(project) == {"cross-site": ["its notebook changed"]}


def test_the_lock_redraws_everything(project):
    (project.root / "requirements.lock").write_text("pandas==4", encoding="utf-8")
    assert set(stale(project).values().__iter__().__next__()) == {"the installed packages changed"}
    assert len(stale(project)) == 4


@pytest.mark.parametrize("broken", ["delete", "change"])
def test_a_page_that_is_gone_or_was_changed_by_hand_comes_back(project, broken):
    page = project.out / "site-S01.html"
    page.unlink() if broken == "delete" else page.write_text("mine", encoding="utf-8")
    assert stale(project) == {"site-S01": ["its files are missing or were changed"]}


def test_the_line_that_a_killed_build_was_writing_counts_for_nothing(project):
    ledger = project.out.parent / ".out.build" / "ledger.jsonl"
    edit(ledger, lambda text: text[: text.rstrip().rindex("\n") + 40])
    assert len(stale(project)) == 1


def changed(tmp_path, file: str, change) -> bool:
    """Whether an edit of a file of the library changes what pages are drawn by."""
    copy = tmp_path / "peerwork"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = pages_code(copy)
    edit(copy / file, change)
    return pages_code(copy) != before


@pytest.mark.parametrize("file", ["pages/prose.py", "plot/svg.py", "pages/html.py", "pages/facts.py"])
def test_code_of_pages_redraws(tmp_path, file):
    assert changed(tmp_path, file, lambda text: text + "\n# more\n")


@pytest.mark.parametrize("file", ["scoring/importance.py", "study/read.py", "build/run.py", "cli.py", "pages/make.py"])
def test_code_that_only_makes_slices_does_not(tmp_path, file):
    assert not changed(tmp_path, file, lambda text: text + "\nMORE = 1\n")


@pytest.mark.parametrize("file", ["vocabulary.py", "framework.py", "build/engine.py"])
def test_outside_pages_a_comment_redraws_nothing_and_code_does(tmp_path, file):
    assert not changed(tmp_path / "comment", file, lambda text: "# a comment\n" + text)
    assert changed(tmp_path / "code", file, lambda text: text + "\nMORE = 1\n")


def test_hashes_are_keyed(tmp_path):
    one, other = Keyed(tmp_path / "one"), Keyed(tmp_path / "other")
    assert one(b"5 5 4") != other(b"5 5 4") and one(b"5 5 4") == Keyed(tmp_path / "one")(b"5 5 4")
    assert one(b"a", b"b") != one(b"ab")


def test_packages_are_told_by_name_and_version(tmp_path):
    assert b"pandas-" in b"".join(packages(tmp_path))


@pytest.mark.parametrize(
    "touched",
    [
        "data/small/answers.csv",
        "data/small/study.yaml",
        "notebooks/site.ipynb",
        "data/frameworks/mine.yaml",
        "data/own/framework.yaml",
    ],
)
def test_the_quick_look_sees_every_input(project, touched):
    for folder in ("frameworks", "own"):
        (project.root / "data" / folder).mkdir(exist_ok=True)
    edit(project.study / "study.yaml", lambda text: text + "framework: '../own/framework.yaml'  # ours\n")
    before = state_of_inputs(project.study, project.root, arguments="")
    with (project.root / touched).open("a", encoding="utf-8") as file:
        file.write(" ")
    assert state_of_inputs(project.study, project.root, arguments="") != before


def test_nothing_changed_is_found_without_importing_pandas(project):
    project.build()
    code = f"""
import sys; sys.path[:0] = {sys.path!r}
from pathlib import Path
from peerwork.build.run import build_study
from peerwork.vocabulary import Audience
study, out, root = map(Path, {[str(project.study), str(project.out), str(project.root)]!r})
result = build_study(study, Audience.TEAM, out, root=root)
assert not result.drawn and len(result.fresh) == 4
print(sorted({{'pandas', 'matplotlib', 'IPython', 'pydantic'}} & set(sys.modules)))
"""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False)
    assert ended.stdout.splitlines()[-1:] == ["[]"], ended.stderr


def test_explain_says_why(project):
    project.write("findings", "'another'")
    project.build(explain=True)
    assert "cross-site: its notebook changed" in project.said


def test_explain_names_table_factor_before_and_after(project):
    """Everybody at S02 turns round what they said of one factor."""
    drawn = project.out.parent / ".out.build" / "drawn" / "site-S02.json"
    before = read_slice(drawn).tables["conditions"]
    known = before[before["group"].isna() & before["status"].isin(["in_place", "not_in_place"])].iloc[0]
    frame = pd.read_csv(project.study / "answers.csv", dtype="str", keep_default_na=False)
    people = pd.read_csv(project.study / "participants.csv", dtype="str")
    theirs = frame["participant"].isin(people[people["site"] == "S02"]["participant"])
    now = "no" if known["status"] == "in_place" else "yes"
    frame.loc[theirs & (frame["factor"] == known["factor"]), "in_place"] = now
    frame.to_csv(project.study / "answers.csv", index=False)
    project.build(explain=True)
    after = read_slice(drawn).tables["conditions"].query("group.isna()").set_index("factor")["status"]
    start = project.said.index("site-S02: its data changed") + 1
    said = [line for line in project.said[start:] if line.startswith(f"  conditions: S02, {known['factor']}:")]
    was, is_now = known["status"], after[known["factor"]]
    assert was != is_now and f"status was {was}, is {is_now}" in said[0]
    assert not any(line.startswith("  conditions: S01") for line in project.said)


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        ({"n": [3]}, {"n": [4]}, ["importance: study, F: n was 3, is 4"]),
        ({"mean": [4.0]}, {"mean": [None]}, ["importance: study, F: mean was 4, is blank"]),
        ({"mean": ["*"]}, {"mean": [">=4"]}, ["importance: study, F: mean was *, is >=4"]),
        ({"n": [3]}, {"n": [3]}, []),
        (
            {"n": pd.array([None], dtype="Int64")},
            {"n": pd.array([2], dtype="Int64")},
            ["importance: study, F: n was blank, is 2"],
        ),
        ({"n": pd.array([None], dtype="Int64")}, {"n": pd.array([None], dtype="Int64")}, []),
    ],
)
def test_a_changed_cell_is_said_in_a_line(tmp_path, before, now, said):
    for name, cells in (("before", before), ("now", now)):
        rows = pd.DataFrame({"scope": ["study"], "factor": ["F"], **cells})
        write_slice(Slice("findings", Audience.BOARD, {}, {}, {"importance": rows}), tmp_path / name)
    assert describe_changes(tmp_path / "before", tmp_path / "now") == said


def test_words_come_before_numbers_and_what_is_too_much_is_counted(tmp_path):
    rows = pd.DataFrame({"factor": [f"F{n}" for n in range(20)], "n": range(20), "verdict": "generic"})
    moved = rows.assign(n=rows["n"] + 1, verdict=rows["verdict"].where(rows["factor"] != "F19", "not_established"))
    for name, frame, facts in (("before", rows, {"rules": {"a": 1}}), ("now", moved, {"rules": {"a": 2}})):
        write_slice(Slice("findings", Audience.TEAM, {}, facts, {"replication": frame}), tmp_path / name)
    said = describe_changes(tmp_path / "before", tmp_path / "now")
    assert said[:2] == [
        "replication: F19: n was 19, is 20; verdict was generic, is not_established",
        "the study: rules.a was 1, is 2",
    ]
    assert (len(said), said[-1]) == (13, "and 9 more")


def test_a_page_that_was_never_drawn_has_nothing_to_compare_with(tmp_path):
    assert describe_changes(tmp_path / "before", tmp_path / "now") == []
