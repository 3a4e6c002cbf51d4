"""Where a build reads and writes. Imports nothing heavy: a build with nothing to do stays instant."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from peerwork.problems import Problem, ProblemsFound


@dataclass(frozen=True)
class Layout:
    """The folders of one output. What is not released lies beside it, in `work`: ledger, slices, logs of others' pages.

    Pages are written to `pages`: the output itself for the team, and for everybody else a folder of `work`, from which
    a whole and safe set is published.
    """

    out: Path
    figures: Path
    work: Path
    for_team: bool

    @property
    def pages(self) -> Path:
        """Where pages, tables and the manifest are written first."""
        return self.out if self.for_team else self.work / "set"

    @property
    def drawn_figures(self) -> Path:
        """Where figures are written first."""
        return self.figures if self.for_team else self.work / "set" / "figures"

    def place_of(self, name: str) -> Path:
        """Where a file of the set is written; figures may have a folder of their own."""
        folder, _, file = name.partition("/")
        return self.drawn_figures / file if folder == "figures" else self.pages / name

    def public_place_of(self, name: str) -> Path:
        """Where a file of the set is read."""
        folder, _, file = name.partition("/")
        return self.figures / file if folder == "figures" else self.out / name

    @property
    def bundle(self) -> Path:
        """The protected tables and slices that pages are drawn from."""
        return self.work / "bundle"

    @property
    def drawn(self) -> Path:
        """The slice that each page was last drawn from: what `--explain` compares with."""
        return self.work / "drawn"

    @property
    def jobs(self) -> Path:
        """A folder for each page while it is drawn."""
        return self.work / "jobs"

    @property
    def logs(self) -> Path:
        """One log a page. A log may quote data, so only the team's lie with the pages."""
        return self.out / "logs" if self.for_team else self.work / "logs"


def make_layout(study: str, audience: str, out: Path | None, root: Path, *, site: str | None = None) -> Layout:
    """The layout for an output folder, or for the project's own `reports/` and `figures/`; raises as `refuse_study`."""
    name = f"{audience}-{site}" if site else audience
    if out is None:
        out, figures = root / "reports" / study / name, root / "figures" / study / name
    else:
        out = out.resolve()
        figures = out / "figures"
        refuse_study(out)
    return Layout(out, figures, out.parent / f".{out.name}.build", for_team=audience == "team")


def refuse_study(out: Path) -> None:
    """Raise ProblemsFound for an output folder that holds a study: what was recorded would be written over."""
    if (out / "study.yaml").exists():
        right = "name another folder: nothing is written beside what was recorded"
        raise ProblemsFound([Problem("--out", None, "", f"{out.as_posix()} holds a study", right)])


def find_root(study: Path) -> Path:
    """Where reports and figures are made: in the project above the study, above this folder, or in this checkout.

    A project holds the notebooks that draw pages. An installed package has them inside: without a project around, it
    is the folder that the study lies in.
    """
    around = (above for start in (study.resolve(), Path.cwd()) for above in (start, *start.parents))
    projects = (*around, Path(__file__).resolve().parents[3])
    return next((folder for folder in projects if _has_pages(folder / "notebooks")), study.resolve().parent)


def notebooks_of(root: Path) -> Path:
    """The folder of the notebooks that draw pages: the project's own, or those that came with the package."""
    own, packed = root / "notebooks", Path(__file__).parents[1] / "notebooks"
    return packed if packed.is_dir() and not _has_pages(own) else own


def _has_pages(notebooks: Path) -> bool:
    return (notebooks / "site.ipynb").is_file()
