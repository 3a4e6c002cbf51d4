"""Where a study's files and its framework are."""

from __future__ import annotations

import difflib
import os
from importlib.resources import files
from pathlib import Path

from peerwork.atomic import settle
from peerwork.framework import FRAMEWORKS, Framework, load_framework
from peerwork.logic import LogicModel, load_logic
from peerwork.problems import Level, Problem, ProblemsFound, Unreadable, perhaps, quoted
from peerwork.study.schema import FILES

SETTINGS = "study.yaml"
_BY_CSV = {file.csv: file for file in FILES}


def find_study(study: str | Path) -> Path:
    """The study's folder, named from here or from a folder above (the project, when run in notebooks/)."""
    here = Path.cwd()
    for start in (here, *here.parents):
        if (start / study / "study.yaml").is_file():
            return start / study
    return Path(study)


def find_files(folder: Path) -> tuple[dict[str, Path], list[Problem]]:
    """The path of each file of the study that is there, by name; problems for those misnamed or missing.

    Raises Unreadable where there is no such folder, or no `study.yaml` in it.
    """
    try:
        settle(folder)
        entries = {entry.name: entry for entry in folder.iterdir()}
    except OSError as error:
        wrong = f"the study folder cannot be read ({error.strerror})"
        raise Unreadable([Problem(folder.name, None, "", wrong, "give the folder that holds study.yaml")]) from None
    if SETTINGS not in entries:
        raise Unreadable([Problem(SETTINGS, None, "", "is not in the folder", _settings_right(list(entries)))])
    found = {file.name: entries[file.csv] for file in FILES if file.csv in entries}
    problems = [problem for name in sorted(entries) for problem in _misnamed(name, set(entries))]
    misnamed = {name.lower() for name in entries}
    for file in FILES:
        if file.required and file.csv not in misnamed:
            problems.append(Problem(file.csv, None, "", "is missing", f"add it: one row is {file.row}"))
    return found, problems


def _settings_right(names: list[str]) -> str:
    near = difflib.get_close_matches(SETTINGS, [name.lower() for name in names], n=1, cutoff=0.8)
    meant = [name for name in names if near and name.lower() == near[0]]
    return f"rename {quoted(meant[0])}" if meant else 'write it, or begin a study with "peerwork new"'


def _misnamed(name: str, entries: set[str]) -> list[Problem]:
    """A file whose name differs in case works on some machines only; another name may be a slip of the pen."""
    if name in _BY_CSV or not name.lower().endswith(".csv"):
        return []
    if name.lower() in _BY_CSV and name.lower() not in entries:
        return [Problem(name, None, "", "the name is not written as it must be", f"rename it {name.lower()}")]
    near = difflib.get_close_matches(name.lower(), list(_BY_CSV), n=1, cutoff=0.8)
    right = f"did you mean {near[0]}?" if near else "it is left alone"
    return [Problem(name, None, "", "is not a file of a study", right, Level.NOTE)]


def find_framework(name: str, folder: Path, *, key: str = "framework") -> Path:
    """The file that `study.yaml` names under `key`: a path relative to it, or a name in the nearest data/frameworks
    above it, else among those that come with the package (docs/decisions). Raises ProblemsFound where there is none."""
    places = [folder / name] if name.endswith((".yaml", ".yml")) else []
    homes = [parent / FRAMEWORKS for parent in folder.resolve().parents] + _own_frameworks()
    places += [home / f"{name.removesuffix('.yaml')}.yaml" for home in homes]
    for place in places:
        if os.path.isfile(place):  # noqa: PTH113 - Path.is_file raises where a name is too long
            return place
    names = sorted({path.stem for home in homes if home.is_dir() for path in home.glob("*.yaml")})
    right = perhaps(name, names, f"use one of {', '.join(names)}, or a path from study.yaml")
    raise ProblemsFound([Problem(SETTINGS, None, key, f"there is no {key} {quoted(name)}", right)])


def _own_frameworks() -> list[Path]:
    """Inside an installed package, and in a checkout of the project, where the package lies in lib/."""
    package = Path(str(files("peerwork")))
    return [package / "frameworks", package.parents[1] / FRAMEWORKS]


def read_framework(name: str, folder: Path) -> Framework:
    """The framework that `study.yaml` names; raises ProblemsFound with every problem of it."""
    return load_framework(find_framework(name, folder))


def read_logic(name: str, folder: Path) -> LogicModel:
    """The programme logic that `study.yaml` names; raises ProblemsFound with every problem of it."""
    return load_logic(find_framework(name, folder, key="logic"))


def order_of(problem: Problem) -> tuple[int, str, int, str, str]:
    """Sorts problems: study.yaml first, then the files in their order, then others; by row and column."""
    files_in_order = [SETTINGS, *_BY_CSV]
    place = files_in_order.index(problem.file) if problem.file in files_in_order else len(files_in_order)
    return place, problem.file, problem.row or 0, problem.column, problem.wrong
