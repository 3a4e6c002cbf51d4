"""The data dictionary: every file that goes in and every table that comes out, made of the schemas.

`python -m peerwork.scoring.dictionary docs/data-dictionary.md` writes it; a test keeps it in step.
"""

from __future__ import annotations

import sys
from pathlib import Path

from peerwork.scoring.columns import RESULTS, Result
from peerwork.study.schema import FILES, Column, File

HEAD = """# Data dictionary

Made from the schemas by `python -m peerwork.scoring.dictionary docs/data-dictionary.md`; do not edit it by hand.

A study is a folder of these files beside one `study.yaml`. Files are UTF-8 CSV, one observation a row; a blank is "not
recorded", never zero. `sites.csv` and `study.yaml` are required; an analysis whose files are missing is left out.
Columns with * may be missing. More columns may be added: they are kept.

# What goes in
"""
BETWEEN = """
# What comes out

One CSV a table. Shares are 0 to 1. A withheld value is `*`, a bounded one such as `>=4`; a blank is "none". An analysis
without data has no table.
"""


_BY_NAME = {result.name: result for result in RESULTS}
LABELS = {
    "label": "the factor's name",
    "domain": "the factor's domain",
    "domain_label": "the domain's name",
    "group_label": "the group's name",
    "group_label_a": "the first group's name",
    "group_label_b": "the second group's name",
}


def describe_table(name: str) -> str:
    """What one row of a result table is, in words; nothing where the dictionary does not know it."""
    return _BY_NAME[name].row if name in _BY_NAME else ""


def describe_column(table: str, column: str) -> str:
    """What a column of a result table says, those of labels included; nothing where nobody wrote it down."""
    try:
        return _BY_NAME[table].meaning(column)
    except KeyError:
        return LABELS.get(column, "")


def say_dictionary() -> str:
    """The data dictionary as Markdown."""
    parts = [HEAD, *map(_say_file, FILES), BETWEEN, *map(_say_result, RESULTS)]
    return "\n".join(parts)


def _say_file(file: File) -> str:
    key = f" No two rows share {' and '.join(f'`{name}`' for name in file.key)}." if file.key else ""
    required = " Required." if file.required else ""
    rows = [
        f"| `{column.name}`{'*' if column.optional else ''} | {column.says} | {_value(column)} |"
        for column in file.columns
    ]
    head = ["", f"## `{file.csv}`", "", f"One row is {file.row}.{key}{required}", ""]
    return "\n".join([*head, "| column | what it says | a value is |", "|---|---|---|", *rows])


def _value(column: Column) -> str:
    value = ", ".join(f"`{choice}`" for choice in column.choices) if column.choices else column.known or column.type
    low_high = f", {column.low:g} to {column.high:g}" if column.high is not None else ", not negative"
    bounds = low_high if column.low is not None else ""
    return f"{value}{bounds}{'' if column.filled else ', or blank'}"


def _say_result(result: Result) -> str:
    rows = [f"| `{name}` | {result.meaning(name)} |" for name in result.columns.split()]
    head = ["", f"## `{result.name}.csv`", "", f"One row is {result.row}.", ""]
    return "\n".join([*head, "| column | what it says |", "|---|---|", *rows])


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(say_dictionary() + "\n", encoding="utf-8", newline="\n")
