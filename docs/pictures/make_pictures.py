"""The pictures of the README, taken of a board's pages: `python docs/pictures/make_pictures.py reports/example/board`.

Each is the top of a page at 1280 pixels, in Chromium, in the light, made smaller and cut to a palette.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
SHOWN = {
    "summary": ("index", 2260),
    "findings": ("findings", 3000),
    "site": ("site-S07", 2600),
    "sites": ("sites", 1350),
}  # the page, and how many pixels of its height
ACROSS, KEPT, COLOURS = 1280, 1000, 64


def main(folder: Path) -> None:
    """Write a picture a page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": ACROSS, "height": 900})
        for name, (file, most) in SHOWN.items():
            page.goto((folder / f"{file}.html").resolve().as_uri())
            high = min(most, page.evaluate("document.documentElement.scrollHeight"))
            taken = page.screenshot(clip={"x": 0, "y": 0, "width": ACROSS, "height": high}, full_page=True)
            smaller = Image.open(io.BytesIO(taken)).convert("RGB").resize((KEPT, high * KEPT // ACROSS))
            smaller.quantize(COLOURS, dither=Image.Dither.NONE).save(HERE / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
