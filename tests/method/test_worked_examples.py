"""Every page of docs/method is run: its example is read as a study, scored, and must give the rows that it prints.

A block that opens with "csv NAME.csv" is a file of the study under "Given", and rows of a result table under "Follows".
The files that a page leaves out are those of docs/method/README.md.
"""

from __future__ import annotations

import io
import re
import runpy
from pathlib import Path

import pandas as pd
import pytest

from peerwork.scoring import score_study
from peerwork.study.read import read_study

ROOT = Path(__file__).parents[2]
METHOD = ROOT / "docs" / "method"
PAGES = sorted(METHOD.glob("[0-9][0-9]-*.md"))
EXAMPLES = [page for page in PAGES if not page.name.startswith("14")]  # what is shown is tested in tests/release
BLOCK = re.compile(r"^```(csv|yaml) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(text: str) -> dict[str, str]:
    """The content of each named block of a text, by its file's name."""
    return {name: content for _, name, content in BLOCK.findall(text)}


def halves(page: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What a page's example is given, and what it says follows."""
    before, _, after = page.read_text(encoding="utf-8").partition("\nFollows")
    return blocks(before), blocks(after)


def scored(page: Path, folder: Path):
    given = blocks((METHOD / "README.md").read_text(encoding="utf-8")) | halves(page)[0]
    for name, content in given.items():
        (folder / name).write_text(content, encoding="utf-8")
    return score_study(read_study(folder))


def same(found: object, printed: object) -> bool:
    """Whether a value is the one printed: blank for blank, numbers to the digits that are printed."""
    if pd.isna(printed):
        return bool(pd.isna(found))
    try:
        return abs(float(str(found)) - float(str(printed))) < 0.5 * 10 ** -len(str(printed).partition(".")[2]) + 1e-9
    except ValueError:
        return str(found) == str(printed)


def rows_like(frame: pd.DataFrame, wanted: dict[str, object]) -> int:
    return sum(all(same(row[column], value) for column, value in wanted.items()) for row in frame.to_dict("records"))


@pytest.mark.parametrize("page", EXAMPLES, ids=lambda page: page.stem)
def test_what_a_page_says_follows_from_its_example_does(page, tmp_path):
    given, follows = halves(page)
    assert given and follows, "a page without a worked example"
    tables = scored(page, tmp_path)
    for name, content in follows.items():
        frame = tables[name.removesuffix(".csv")]
        for wanted in pd.read_csv(io.StringIO(content), dtype="str").to_dict("records"):
            assert rows_like(frame, wanted) == 1, f"{name}: {wanted}\n{frame[list(wanted)].to_string()}"


def test_every_rule_that_code_cites_has_its_page():
    cited = {
        int(number)
        for path in [*(ROOT / "lib").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "docs").rglob("*.md")]
        for number in re.findall(r"METHOD (\d+)", path.read_text(encoding="utf-8"))
    }
    assert cited and cited <= {int(page.stem[:2]) for page in PAGES}
    assert {page.name for page in PAGES} == set(
        re.findall(r"\]\((\d\d-[\w-]+\.md)\)", (METHOD / "README.md").read_text(encoding="utf-8"))
    )


def test_the_table_of_thresholds_is_what_the_rules_say():
    made = runpy.run_path(str(METHOD / "thresholds.py"))["page"]()
    assert (METHOD / "thresholds.md").read_text(encoding="utf-8") == made, "python docs/method/thresholds.py"
