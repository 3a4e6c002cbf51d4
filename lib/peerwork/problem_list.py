"""Problems on a screen, in a pipe, or for a program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from peerwork.problems import Level, Problem, one_line


def print_problems(problems: Iterable[Problem], *, as_json: bool = False) -> None:
    """Print the problems: a table on a terminal, one unwrapped line each elsewhere, a list of records as JSON."""
    problems = list(problems)
    if as_json:
        print(json.dumps([problem.as_record() for problem in problems], indent=2))
    elif sys.stdout.isatty():
        if problems:
            Console().print(_table(problems))
    else:
        encoding = sys.stdout.encoding or "utf-8"
        for problem in problems:  # a pipe of Windows may lack a character: show it escaped, do not stop
            print(str(problem).encode(encoding, "backslashreplace").decode(encoding))


def _table(problems: list[Problem]) -> Table:
    table = Table("File", "Row", "Column", "What is wrong", "What would be right", title=_count(problems))
    for problem in problems:
        row = "" if problem.row is None else str(problem.row)
        note = "note: " if problem.level is Level.NOTE else ""
        cells = (problem.file, row, problem.column, note + problem.wrong, problem.right)
        table.add_row(*(Text(one_line(cell)) for cell in cells))
    return table


def _count(problems: list[Problem]) -> str:
    n_notes = sum(problem.level is Level.NOTE for problem in problems)
    n_problems = len(problems) - n_notes
    return (
        f"{n_problems} {'problem' if n_problems == 1 else 'problems'}, {n_notes} {'note' if n_notes == 1 else 'notes'}"
    )
