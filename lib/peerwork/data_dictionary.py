"""The data dictionary: every file that goes in and every table that comes out, made of their declarations.

`python -m peerwork.data_dictionary docs/data-dictionary.md` writes it; a test keeps it in step.
"""

from __future__ import annotations

import sys
from pathlib import Path

from peerwork.scoring.table_spec import TableSpec, tables_of
from peerwork.study.schema import FILES, Column, File

PACKAGES = ("peerwork.scoring", "peerwork.release")  # what a study's tables are made by
HEAD = """# Data dictionary

Made from the schemas by `python -m peerwork.data_dictionary docs/data-dictionary.md`; do not edit it by hand.

A study is a folder of these files beside one `study.yaml`. Files are UTF-8 CSV, one observation a row; a blank is "not
recorded", never zero. `sites.csv` and `study.yaml` are required; an analysis whose files are missing is left out.
Columns with * may be missing. More columns may be added: they are kept.

# What goes in
"""
BETWEEN = """
# What comes out

One CSV a table, by section of the [method](method/README.md). A withheld value is `*`, a bounded one such as `>=4`. An
analysis without data has no table. A study adds columns: attributes of its sites, its sectors, points of its scale.
"""


LABELS = {
    "label": "the factor's name",
    "domain": "the factor's domain",
    "domain_label": "the domain's name",
    "group_label": "the group's name",
    "group_label_a": "the first group's name",
    "group_label_b": "the second group's name",
}


def tables() -> tuple[TableSpec, ...]:
    """Every table that comes out, by section of the method."""
    return tables_of(*PACKAGES)


def declared_columns(name: str) -> tuple[Column, ...]:
    """The columns of a result table as they are declared; none where the dictionary does not know it."""
    return next((table.columns for table in tables() if table.name == name), ())


def describe_table(name: str) -> str:
    """What one row of a result table is, in words; nothing where the dictionary does not know it."""
    return next((table.row for table in tables() if table.name == name), "")


def describe_column(table: str, column: str) -> str:
    """What a column of a result table says, those of labels included; nothing where nobody wrote it down."""
    declared = next((spec.declared(column) for spec in tables() if spec.name == table), None)
    return declared.says if declared else LABELS.get(column, "")


def write_dictionary() -> str:
    """The data dictionary as Markdown."""
    return "\n".join([HEAD, *map(_file, FILES), BETWEEN, *map(_file, tables())])


def _file(file: File) -> str:
    key = f" No two rows share {' and '.join(f'`{name}`' for name in file.key)}." if file.key else ""
    required = " Required." if file.required else ""
    row = file.about if isinstance(file, TableSpec) else file.row
    rows = [
        f"| `{column.name}`{'*' if column.optional else ''} | {column.says} | {_value(column)} |"
        for column in file.columns
    ]
    head = ["", f"## `{file.csv}`", "", f"One row is {row}.{key}{required}", ""]
    return "\n".join([*head, "| column | what it says | a value is |", "|---|---|---|", *rows])


def _value(column: Column) -> str:
    value = ", ".join(f"`{choice}`" for choice in column.choices) if column.choices else column.known or column.type
    low_high = f", {column.low:g} to {column.high:g}" if column.high is not None else ", not negative"
    bounds = low_high if column.low is not None else ""
    return f"{value}{bounds}{'' if column.filled else f', or blank {column.blank}'.rstrip()}"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(write_dictionary() + "\n", encoding="utf-8", newline="\n")
