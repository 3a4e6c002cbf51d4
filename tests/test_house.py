"""Data flows one way: no room imports from a room above it, and no notebook reaches past its page."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

LIBRARY = Path(__file__).parent.parent / "lib" / "peerwork"
# From the ground up: a room may import from those before it.
ROOMS = (
    "problems",
    "vocabulary",
    "atomic",
    "strict_yaml",
    "rules",
    "cells",
    "words",
    "framework",
    "logic",
    "study",
    "collect",
    "scoring",
    "plot",
    "disclosure",
    "release",
    "data_dictionary",
    "problem_list",
    "pages",
    "office",
    "audit",
    "build",
    "api",
    "cli",
    "__main__",
)


def modules() -> list[Path]:
    return sorted(path for path in LIBRARY.rglob("*.py") if path != LIBRARY / "__init__.py")


def room(path: Path) -> str:
    return path.relative_to(LIBRARY).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The rooms that a module imports from, at the top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("peerwork.")}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_no_room_imports_from_a_room_above(path):
    assert room(path) in ROOMS, f"{room(path)} is a new room: say in ROOMS which way data flows through it"
    above = {name for name in imported(path) if ROOMS.index(name) > ROOMS.index(room(path))}
    assert not above


def test_the_attack_shares_no_code_with_the_protection():
    rooms = {name for path in (LIBRARY / "audit").glob("*.py") for name in imported(path)}
    assert not rooms & {"release", "scoring", "disclosure"}


@pytest.mark.parametrize("room", ["release", "build", "api"])
def test_whoever_decides_by_an_audience_compares_its_word(room):
    """A plain "workshop" equals the word and is another object: by identity it was shown every other site's rows."""
    for path in (LIBRARY / room).glob("*.py"):
        for node in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Compare)):
            by_identity = isinstance(node.ops[0], (ast.Is, ast.IsNot))
            assert not (by_identity and "Audience." in ast.unparse(node)), f"{path}, line {node.lineno}"


def test_scoring_reads_and_draws_nothing():
    for path in (LIBRARY / "scoring").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert "matplotlib" not in text and "read_csv" not in text, path


def test_a_build_leaves_notebooks_to_those_who_draw():
    """What reads and runs notebooks takes seconds to import, and the process that builds needs none of it."""
    done = ("build.run", "build.bundle", "build.render_pages", "pages.statement", "office.workbook", "office.document")
    code = f"import sys, {', '.join(f'peerwork.{name}' for name in done)}; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"nbformat", "nbconvert", "papermill", "IPython"} & set(loaded)


def test_a_process_that_draws_holds_nothing_that_reads_or_scores_a_study():
    """What a page may not show never reaches it: it has slices, and no way to make one."""
    code = "import sys; from peerwork.build.render_server import preload; preload(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    rooms = {name.split(".")[1] for name in loaded if name.startswith("peerwork.")}
    assert "pages" in rooms
    assert not rooms & {"study", "collect", "scoring", "release", "audit"}


SMALL_LIBRARY = ("framework", "rules", "vocabulary", "logic", "strict_yaml", "problems", "cells", "study", "scoring")


def test_the_small_library_stands_alone():
    """Reading a study and scoring it takes nothing of release, pages or builds, nor what those are made with."""
    code = """
import sys
from pathlib import Path
from peerwork.scoring import score_study
from peerwork.scoring.table_spec import tables_of
from peerwork.study.read import read_study
score_study(read_study(Path(sys.argv[1])))
rooms = {name.split(".")[1] for name in sys.modules if name.startswith("peerwork.")}
others = {"matplotlib", "IPython", "jupyter_client", "papermill", "jinja2", "pandera", "rich", "typer", "dask"}
print(*sorted(rooms), *sorted(others & set(sys.modules)))
"""
    study = LIBRARY.parents[1] / "data" / "published" / "damschroder2013"
    ran = subprocess.run([sys.executable, "-c", code, study], capture_output=True, text=True, check=True)
    assert set(ran.stdout.split()) <= {*SMALL_LIBRARY, "atomic"}


def test_the_names_by_which_a_rating_is_followed_are_in_the_code():
    page = (LIBRARY.parents[1] / "docs" / "house.md").read_text(encoding="utf-8")
    named = re.findall(r"`([\w/]+\.py):(\w+)`", page)
    assert len(named) > 12
    for file, name in named:
        assert re.search(rf"^(def|class) {name}\b|^{name} = ", (LIBRARY / file).read_text("utf-8"), re.MULTILINE), name
