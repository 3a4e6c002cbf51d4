"""A small study on disk and a project of tiny notebooks: one for each behaviour of a build."""

from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from made_studies import make_study, write_study
from peerwork.build.progress import Lines
from peerwork.build.run import build_study
from peerwork.pages.catalogue import PageKind
from peerwork.vocabulary import Audience

SITE = PageKind("site", "One site", "site", "site-{}", ("importance",), tables=("sites", "importance", "conditions"))
CROSS = PageKind(
    "findings", "Across sites", "", "cross-site", ("importance",), tables=("importance", "replication"), nav=True
)
TINY = (CROSS, SITE)

OPEN = """import os
from pathlib import Path
from peerwork.pages.slice import read_slice
page = read_slice(Path(os.environ["PEERWORK_SLICE"]))"""
FIGURE = """import matplotlib.pyplot as plt
figure, axes = plt.subplots(figsize=(2, 1))
axes.plot([1, 2])
display(figure, metadata={"image/png": {"alt": "A line from 1 to 2"}})
plt.close(figure)"""


def notebook(*cells: str, parameters: str = "study = 'x'\naudience = 'team'") -> nbformat.NotebookNode:
    """A notebook of these code cells after a title and the cell of its parameters."""
    given = new_code_cell(parameters, metadata={"tags": ["parameters"]})
    made = new_notebook(cells=[new_markdown_cell("# A title"), given, *map(new_code_cell, cells)])
    made.metadata.kernelspec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return made


class Project:
    """A project's folder with tiny notebooks, a study, and a build of it that keeps what it was told."""

    def __init__(self, folder: Path, *, new: bool = True) -> None:
        self.root = folder
        self.out = folder / "out"
        self.study = folder / "data" / "small"
        if new:
            self._make()

    def _make(self) -> None:
        (self.root / "notebooks").mkdir()
        write_study(make_study(7, sites=3, people=2, factors=4), self.study)
        self.write_notebooks()

    def write_notebooks(self) -> None:
        """The two notebooks of the catalogue TINY."""
        self.write("site", OPEN, "print(len(page.tables['importance']))", site=True)
        self.write("findings", OPEN, FIGURE, "print(page.kind)")

    def write(self, kind: str, *cells: str, site: bool = False) -> None:
        """Write a notebook of these cells into the project."""
        parameters = "study = 'x'\naudience = 'team'" + ("\nsite = 'S01'" if site else "")
        nbformat.write(notebook(*cells, parameters=parameters), self.root / "notebooks" / f"{kind}.ipynb")

    def build(self, **options):
        """Build, and keep the lines that the build said in `said`."""
        self.said: list[str] = []
        lines = Lines()
        lines.say = self.said.append
        options = {"catalogue": TINY, "root": self.root, "progress": lines, "out": self.out, **options}
        return build_study(self.study, options.pop("audience", Audience.TEAM), options.pop("out"), **options)

    def bytes(self) -> dict[str, bytes]:
        """Every file of the output."""
        files = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in files}
