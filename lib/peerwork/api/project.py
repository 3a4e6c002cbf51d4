"""A project's folder to work in: its notebooks and the example study, from a checkout or an installed package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from peerwork.problems import Problem, ProblemsFound

START = Path("notebooks") / "start.ipynb"
PACKED = Path(__file__).parents[1]  # an installed package has both inside
INSIDE = {"notebooks": "notebooks", "example": "data/example", "published": "data/published"}


def lay_out_project(here: Path) -> Path:
    """The folder of the project that `here` lies in; without one, `here` is given the notebooks and studies there are.

    Nothing is written over. Raises ProblemsFound where a folder `notebooks` of somebody's own is in the way.
    """
    for folder in (here, *here.parents, PACKED.parents[1]):
        if (folder / START).is_file():
            return folder
    if (here / "notebooks").exists():
        wrong, right = "a folder notebooks is here already", "change to an empty folder: the notebooks are put there"
        raise ProblemsFound([Problem(here.as_posix(), None, "", wrong, right)])
    for name, place in INSIDE.items():
        if not (here / place).exists():
            shutil.copytree(PACKED / name, here / place)
    return here


def open_lab(folder: Path, words: Sequence[str]) -> int:
    """Run JupyterLab on the project's start page until it is ended; its exit status."""
    command = [sys.executable, "-m", "jupyterlab", str(START), *words]
    try:
        return subprocess.run(command, cwd=folder, check=False).returncode
    except KeyboardInterrupt:
        return 130
