"""Write gallery.md and its pictures, each chart from the example in its own docstring: `python docs/gallery.py`."""

from __future__ import annotations

import doctest
import inspect
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

import peerwork as pw
from peerwork.plot.svg import drawn, svg_file

PAGE = Path(__file__).with_suffix(".md")
PICTURES = PAGE.with_suffix("")
CHARTS = [name for name in pw.plot.__all__ if callable(getattr(pw.plot, name))]
HEAD = """# Gallery of charts

Made from the examples of `peerwork.plot` by `python docs/gallery.py`; do not edit it. Each chart is a function of a
tidy frame that returns matplotlib's Axes (or a Figure): restyle it, save it, put it beside others. Every one is drawn
by the lines above it, after

```python
import peerwork as pw

results = pw.score(pw.load_example())
```
"""


def lines_of(name: str) -> list[str]:
    """The lines of a chart's example."""
    [example] = doctest.DocTestFinder(recurse=False).find(getattr(pw.plot, name), name)
    return [line for step in example.examples for line in step.source.splitlines()]


def says(name: str) -> str:
    """What the first paragraph of a chart's docstring says of it."""
    return " ".join((inspect.getdoc(getattr(pw.plot, name)) or "").split("\n\n")[0].split())


def page() -> str:
    """The whole page."""
    return HEAD + "".join(map(entry, CHARTS))


def entry(name: str) -> str:
    """A chart: what it shows, the lines that make it, and what they make."""
    code = "\n".join(["```python", *lines_of(name), "```"])
    return f"\n## {name}\n\n{says(name)}\n\n{code}\n\n![{says(name)}](gallery/{name}.svg)\n"


def draw(name: str, results: Any) -> str:
    """The chart that its example makes, as SVG."""
    *before, last = lines_of(name)
    known = {"pw": pw, "pd": pd, "results": results}
    exec("\n".join(before), known)
    made = eval(last, known)
    figure = made if isinstance(made, Figure) else made.get_figure(root=True)
    svg = svg_file(drawn(figure), alt=says(name))
    plt.close("all")
    return svg


def main() -> None:
    """Write the page and every picture."""
    results = pw.score(pw.load_example())
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    PICTURES.mkdir(exist_ok=True)
    for name in CHARTS:
        (PICTURES / f"{name}.svg").write_text(draw(name, results), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
