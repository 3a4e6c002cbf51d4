"""Reading and checking a study from a notebook."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pandas as pd

from peerwork.study import check, read
from peerwork.study.find import find_study
from peerwork.study.model import Study

COLUMNS = ["file", "row", "column", "found", "expected", "level"]


def read_study(folder: str | Path) -> Study:
    """The study in a folder, which may be named from the project's folder too; its files are frames of it.

    `study.answers`, `study.participants` and so on have ordered categories, a label beside every id, and the site and
    group of whoever said it. People who withdrew are in none of them. Raises ProblemsFound with every problem at once.

    >>> import peerwork as pw
    >>> study = pw.read_study("data/example")
    >>> study.answers.loc[0, ["participant", "site", "group_label", "label", "in_place"]].tolist()
    ['P101', 'S03', 'Other team member', 'Clear job structure', 'yes']
    """
    return read.read_study(find_study(folder))


def check_study(folder: str | Path) -> pd.DataFrame:
    """One row a problem or note of a study: `file`, `row`, `column`, what was `found`, what is `expected`, its `level`.

    `row` is the row that a spreadsheet shows, blank where the problem is of no one row. Empty where all is well. Raises
    Unreadable where the folder holds no study.

    >>> import peerwork as pw
    >>> found = pw.check_study("data/example")
    >>> list(found)
    ['file', 'row', 'column', 'found', 'expected', 'level']
    >>> (found["level"] == "problem").sum()
    np.int64(0)
    """
    problems = check.check_study(find_study(folder))
    rows = [[p.file, p.row, p.column, p.wrong, p.right, str(p.level)] for p in problems]
    return pd.DataFrame(rows, columns=COLUMNS).astype({name: "Int64" if name == "row" else "str" for name in COLUMNS})


def load_example() -> Study:
    """The example study that comes with the project: ten invented services, 92 invented people, all of it synthetic.

    >>> import peerwork as pw
    >>> pw.load_example()
    Study(example: 92 people at 10 sites, edition 2012-06, synthetic)
    """
    package = Path(str(files("peerwork")))
    places = [package / "example", package.parents[1] / "data" / "example"]
    return read.read_study(next((place for place in places if (place / "study.yaml").is_file()), places[-1]))


def as_study(study: Study | str | Path) -> Study:
    """The study itself, or the one in that folder."""
    return study if isinstance(study, Study) else read_study(study)
