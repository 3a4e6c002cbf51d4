"""What a bundle holds and which pages it makes: names, titles, notebooks and parameters, before anything runs."""

from __future__ import annotations

import ast
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from peerwork.problems import Problem, ProblemsFound

CONTENTS, SLICES, TABLES = "bundle.json", "slices", "tables"


@dataclass(frozen=True)
class PlannedPage:
    """One page: its file name without ending, its title, the notebook that draws it and what that is given."""

    name: str
    title: str
    kind: str
    notebook: str
    parameters: dict[str, str]
    nav: bool = False  # whether every page links to it


@dataclass(frozen=True)
class Bundle:
    """Everything that an audience's pages are drawn from, on disk: nothing in it leads back to the study's folder."""

    folder: Path
    audience: str
    site: str | None
    study: str
    facts: dict[str, Any]
    pages: tuple[PlannedPage, ...]

    def slice_of(self, page: PlannedPage) -> Path:
        """The file of a page's slice."""
        return self.folder / SLICES / f"{page.name}.json"

    def tables(self) -> list[Path]:
        """The CSV files of the protected tables."""
        return sorted((self.folder / TABLES).glob("*.csv"))


def write_contents(bundle: Bundle) -> None:
    """Write the list of a bundle's pages, last of all: a bundle without it was never finished."""
    plain = {**asdict(bundle), "pages": [asdict(page) for page in bundle.pages]}
    del plain["folder"]
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=1)
    (bundle.folder / CONTENTS).write_text(text, encoding="utf-8", newline="\n")


def read_bundle(folder: Path) -> Bundle:
    """The bundle of a folder; raises ProblemsFound where there is none."""
    try:
        plain = json.loads((folder / CONTENTS).read_text(encoding="utf-8"))
    except OSError:
        problem = Problem(CONTENTS, None, "", f"{folder.as_posix()} holds no bundle", "name a folder that a build made")
        raise ProblemsFound([problem]) from None
    plain["pages"] = tuple(PlannedPage(**page) for page in plain["pages"])
    return Bundle(folder, **plain)


def check_notebooks(bundle: Bundle, notebooks: Path) -> list[Problem]:
    """A problem for each notebook that is missing or does not take a parameter that it would be given."""
    problems = []
    for file, page in {page.notebook: page for page in bundle.pages}.items():
        try:
            known = parameters_of(notebooks / file)
        except OSError:
            problems.append(Problem(file, None, "", "the notebook is missing", "restore it in notebooks/"))
            continue
        for name in sorted(set(page.parameters) - known):
            right = f"add it to the cell tagged parameters; there are {', '.join(sorted(known)) or 'none'}"
            problems.append(Problem(file, None, "", f"the notebook has no parameter {name}", right))
    return problems


def parameters_of(notebook: Path) -> set[str]:
    """The names that the notebook's cell tagged `parameters` assigns."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    given = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    names: set[str] = set()
    for statement in ast.parse("".join(given[0]["source"]) if given else "").body:
        targets = getattr(statement, "targets", [getattr(statement, "target", None)])
        names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return names


def nav_of(bundle: Bundle, page: PlannedPage | None = None) -> list[dict[str, str]]:
    """The links of a page: those that every page has, itself among them, and the one before and after of its own kind.

    The page on the release itself (`about`) also lists every page, each with `rel` all.
    """
    links = [_link(other) for other in bundle.pages if other.nav]
    if page and not page.nav:
        at = next((place for place, link in enumerate(links) if link["href"] == "sites.html"), 0)
        links.insert(at + 1, _link(page) | {"title": page.parameters.get("site", page.title)})
    listed = [_link(other) | {"rel": "all"} for other in bundle.pages] if page and page.kind == "about" else []
    return links + (_around(bundle, page) if page else []) + listed


def _around(bundle: Bundle, page: PlannedPage) -> list[dict[str, str]]:
    kin = [
        other for other in bundle.pages if other.kind == page.kind and page.parameters.keys() - {"study", "audience"}
    ]
    if page not in kin:
        return []
    place = kin.index(page)
    before = [_link(kin[place - 1]) | {"rel": "prev"}] if place else []
    return before + [_link(other) | {"rel": "next"} for other in kin[place + 1 : place + 2]]


def _link(page: PlannedPage) -> dict[str, str]:
    return {"href": f"{page.name}.html", "title": page.title}
