"""Heights, words and weights of every page of a release, beside the limits of the pages' design.

    python benchmarks/pages.py reports/example/board

A screen is 1280 x 900 pixels, a side one of A4 in print; pages are opened in the Chromium of this machine, at 1280 and
320 pixels across.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SCREEN = 900
KILOBYTE = 1000
# A page's file, as a pattern: how many screens it may have at 1280 pixels, and how many kilobytes it may weigh.
LIMITS = (
    (r"index", 2.5, 300),
    (r"board|public", 11.5, 300),  # the summary and the findings in one file
    (r"findings", 9, 300),
    (r"sites", 2, 300),
    (r"site-.*-evidence", 8, 300),
    (r"site-.*", 4, 200),
    (r"group-.*", 3, 300),
    (r"start-here", 3, 300),
    (r"indicators|logic-model|fieldwork|handbook.*", 4, 300),
    (r"conditions|importance|patterns|perspectives", 8, 300),
    (r".*", 6, 300),
)

SIDES = {"index": 2, "workshop": 2}  # of A4, at most
WORDS = {"summary-plain": 500}  # not folded away, at most


def limits(name: str) -> tuple[float, int]:
    """The screens and kilobytes that a page of that name may have."""
    return next((screens, weight) for pattern, screens, weight in LIMITS if re.fullmatch(pattern, name))


def measure(page: Page, file: Path) -> dict[str, float]:
    """Screens at both widths, whether anything stands out sideways, words that are not folded away, and kilobytes."""
    found: dict[str, float] = {"kB": file.stat().st_size / KILOBYTE}
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": SCREEN})
        page.goto(file.resolve().as_uri())
        height, across = page.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
        found[f"screens {width}"] = height / SCREEN
        found[f"over {width}"] = max(0, across - width)
    found["words"] = len(page.inner_text("main").split())
    found["sides"] = len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))
    return found


def is_beyond(name: str, found: dict[str, float]) -> bool:
    """Whether a page is beyond any of its limits."""
    screens, weight = limits(name)
    too_much = found["screens 1280"] > screens or found["kB"] > weight or found["over 1280"] or found["over 320"]
    return bool(too_much or found["sides"] > SIDES.get(name, 999) or found["words"] > WORDS.get(name, 99_999))


def main(folder: Path) -> int:
    """Print a line a page; the number of pages beyond a limit."""
    beyond = 0
    head = f"{'page':24} {'screens':>8} {'limit':>6} {'at 320':>7} {'sides':>6} {'words':>6} {'kB':>6} {'limit':>6}"
    print(f"{head}  sideways")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(java_script_enabled=True)
        for file in sorted(folder.glob("*.html")):
            found, (screens, weight) = measure(page, file), limits(file.stem)
            bad = is_beyond(file.stem, found)
            beyond += bad
            print(
                f"{file.stem:24} {found['screens 1280']:8.2f} {screens:6} {found['screens 320']:7.1f} "
                f"{found['sides']:6.0f} {found['words']:6.0f} {found['kB']:6.0f} {weight:6}  "
                f"{found['over 1280'] or found['over 320'] or ''}{'  BEYOND' if bad else ''}"
            )
        browser.close()
    return beyond


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])) > 0)
