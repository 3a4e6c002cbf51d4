"""The committed files of the example are what its script makes, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parents[2] / "data" / "example"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    for script in ("make_example.py", "make_basis.py"):
        subprocess.run([sys.executable, str(EXAMPLE / script), str(folder)], check=True)
    return folder


def files_below(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.csv"))}


def test_the_script_makes_every_committed_csv_file_again(made: Path):
    again, committed = files_below(made), files_below(EXAMPLE)
    assert sorted(again) == sorted(committed)
    assert [name for name in committed if again[name] != committed[name]] == []


def test_every_file_ends_its_lines_in_one_way_only(made: Path):
    assert [name for name, content in files_below(made).items() if b"\r" in content] == []
