"""Problems on a screen, in a pipe, and for a program."""

from __future__ import annotations

import json

from peerwork.problem_list import print_problems
from peerwork.problems import Level, Problem

PROBLEMS = [
    Problem("sites.csv", 2, "sector", '"x" is not a sector ' + "very " * 60 + "long", "use one of these"),
    Problem("answers.csv", None, "", "is [bold]empty[/bold]\n", "remove it", Level.NOTE),
]


def test_off_a_terminal_each_problem_is_one_unwrapped_line(capsys):
    print_problems(PROBLEMS)
    lines = capsys.readouterr().out.splitlines()
    assert lines == [str(problem) for problem in PROBLEMS]
    assert lines[1] == "note: answers.csv: is [bold]empty[/bold]\\n; remove it"


def test_for_a_program_they_are_a_list(capsys):
    print_problems(PROBLEMS, as_json=True)
    first, second = json.loads(capsys.readouterr().out)
    assert first["row"] == 2 and first["column"] == "sector" and first["level"] == "problem"
    assert second["row"] is None and second["wrong"] == "is [bold]empty[/bold]\n"


def test_no_problem_is_no_line_and_an_empty_list(capsys):
    print_problems([])
    print_problems([], as_json=True)
    assert capsys.readouterr().out == "[]\n"


def test_on_a_terminal_they_are_a_table(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    print_problems(PROBLEMS)
    out = capsys.readouterr().out
    assert "1 problem, 1 note" in out and "What would be right" in out
