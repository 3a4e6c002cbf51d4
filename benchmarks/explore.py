"""How long the explorer takes to show a change: `python benchmarks/explore.py [STUDY]`, on the example by default.

Each view is asked for a row of choices, as a researcher would make them. Counted is all that the kernel does: choosing,
scoring by other thresholds, drawing, and the bytes that go to the browser.
"""

from __future__ import annotations

import statistics
import sys
import time
from io import BytesIO

import matplotlib as mpl
from matplotlib.figure import Figure

import peerwork as pw
from peerwork.api.views import VIEWS

CHANGES = (
    {"site": "S03"}, {"domain": "support"}, {"site": "S04"}, {"group": "manager"}, {"group": ""},
    {"in_place_share": 0.75}, {"in_place_share": 0.8}, {"without": ""}, {"site": "S05"}, {"domain": ""},
)  # fmt: skip


def main(study: str) -> None:
    """Print the median and the slowest change of every view, in milliseconds of the clock and of the processor."""
    mpl.use("agg")
    explorer = pw.Explorer(study)
    for view in VIEWS:
        times = [_timed(explorer, view=view.title, **change) for change in CHANGES]
        clock, processor = zip(*times, strict=True)
        print(
            f"{view.title:<22} median {statistics.median(clock):4.0f} ms, slowest {max(clock):4.0f} ms; "
            f"processor {statistics.median(processor):4.0f} ms, at most {max(processor):4.0f} ms"
        )


def _timed(explorer: pw.Explorer, **change: object) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    explorer.choose(**change)
    drawn = explorer.drawn(explorer.shown())
    if isinstance(drawn, Figure):
        drawn.savefig(BytesIO(), format="png")
    elif not isinstance(drawn, str):
        drawn._repr_html_()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - processor)


if __name__ == "__main__":
    main(*(sys.argv[1:] or ["data/example"]))
