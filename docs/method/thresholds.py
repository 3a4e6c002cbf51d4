"""Write thresholds.md from `Rules`: `python docs/method/thresholds.py`."""

from __future__ import annotations

import inspect
import re
from fractions import Fraction
from pathlib import Path

from peerwork.rules import Rules

PAGE = Path(__file__).with_suffix(".md")
HEAD = """# Every threshold

Made from `lib/peerwork/rules.py` by `python docs/method/thresholds.py`; do not edit it. Each can be overridden in
`study.yaml` under `rules`; a share may be written as a fraction, such as `2/3`.

| rule | default | what it is | section |
|---|---|---|---|
"""


def sections() -> dict[str, str]:
    """The section of the method that each rule stands under in the source of `Rules`."""
    found, section = {}, ""
    for line in inspect.getsource(Rules).splitlines():
        heading, rule = re.match(r"    # METHOD (\d+)", line), re.match(r"    (\w+): ", line)
        section = heading[1] if heading else section
        if rule:
            found[rule[1]] = section
    return found


def default_in_words(value: object) -> str:
    """A default as a person writes it: 2/3, 10,000, no, unset."""
    if value is None:
        return "unset"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value != round(value, 2):
        return str(Fraction(value).limit_denominator(12))
    if isinstance(value, tuple):
        return ", ".join(map(default_in_words, value))
    return f"{value:,}"


def page() -> str:
    """The whole page."""
    of = sections()
    names = {path.name[:2]: path.name for path in PAGE.parent.glob("[0-9][0-9]-*.md")}
    rows = [
        f"| `{name}` | {default_in_words(field.default)} | {field.description} | "
        f"[{of[name]}]({names[of[name].zfill(2)]}) |"
        for name, field in Rules.model_fields.items()
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
