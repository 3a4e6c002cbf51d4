from __future__ import annotations

from pathlib import Path

import pytest

from study.folders import write_study


@pytest.fixture
def folder(tmp_path: Path):
    """Writes the small study, with files in place of its own, and gives its folder."""

    def write(**files: str | bytes | None) -> Path:
        (tmp_path / "study").mkdir(exist_ok=True)
        return write_study(tmp_path / "study", **files)

    return write
