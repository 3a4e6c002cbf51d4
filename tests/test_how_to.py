"""The pages of docs/how-to that say how to add something are followed to the letter, in a scratch copy."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
NEEDED = ("lib", "docs", "tests/small_tables.py", "data/published/damschroder2013", "data/frameworks", "pyproject.toml")
MOST_FILES = {"add-a-rule": 4, "add-a-table": 3, "add-an-audience": 2}  # with those that a command writes
WHERE = re.compile(
    r"`(?P<file>(?:lib|tests)/[\w./]+)`, (?:(?P<new>a new file)|(?P<end>at its end)|below `(?P<below>[^`]+)`)"
)
COMMAND = re.compile(r"`(python [^`]+)`")
CODE = " " * 7


@pytest.fixture(scope="module")
def clone(tmp_path_factory) -> Path:
    """A copy of what the pages speak of."""
    root = tmp_path_factory.mktemp("clone")
    for name in NEEDED:
        copy = shutil.copytree if (PROJECT / name).is_dir() else shutil.copy
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        copy(PROJECT / name, root / name)
    return root


def edits(page: str) -> Iterator[tuple[re.Match, str]]:
    """Where each block of code of a page goes, and the block."""
    where, block = None, []
    for line in [*page.splitlines(), "."]:
        if line.startswith(CODE) or (block and not line):
            block.append(line.removeprefix(CODE))
            continue
        if block:
            yield where, "\n".join(block).strip("\n") + "\n"
        where, block = WHERE.search(line) or where, []


def apply(where: re.Match, block: str, root: Path) -> None:
    path = root / where["file"]
    path.parent.mkdir(parents=True, exist_ok=True)
    text = "" if where["new"] else path.read_text("utf-8")
    if where["below"]:
        line = next(line for line in text.splitlines(keepends=True) if line.startswith(where["below"]))
        indent = " " * (len(line) - len(line.lstrip()))
        text = text.replace(line, line + "".join(indent + added for added in block.splitlines(keepends=True)), 1)
    else:
        text += ("\n\n" if text else "") + block
    path.write_text(text, "utf-8", newline="\n")


def contents(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and p.suffix != ".pyc"
    }


def test_what_the_pages_say_to_write_is_all_that_it_takes(clone):
    """All three in one copy and one process, which runs the tests that the pages say to write."""
    tests, commands = [], []
    for name in MOST_FILES:
        page = (clone / "docs" / "how-to" / f"{name}.md").read_text("utf-8")
        before = contents(clone)
        for where, block in edits(page):
            apply(where, block, clone)
        after = contents(clone)
        written = {path for path in after if before.get(path) != after[path]}
        commands += (made := COMMAND.findall(page))
        tests += [path for path in written if path.startswith("tests/")]
        assert 1 < len(written) + len(made) <= MOST_FILES[name], written
    script = f"""
import runpy, sys, pytest
failed = pytest.main(["-q", "-p", "no:cacheprovider", "--override-ini=addopts=", *{sorted(tests)}])
for command in {[command.split()[1:] for command in commands]}:
    sys.argv = command[1:] if command[0] == "-m" else command
    run = runpy.run_module if command[0] == "-m" else runpy.run_path
    run(sys.argv[0], run_name="__main__")
from peerwork.vocabulary import Audience
assert not failed and Audience("funder").banner == "For the funder of this study"
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=clone, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "| `long_interview_minutes` | 90 |" in (clone / "docs" / "method" / "thresholds.md").read_text("utf-8")
    assert "## `spread.csv`" in (clone / "docs" / "data-dictionary.md").read_text("utf-8")
