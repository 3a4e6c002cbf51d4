"""One look at a page in a real browser, at every width and in every light, and all that is wrong with it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe

WIDE, NARROW, PAPER = 1280, 320, 700  # pixels; the last is what A4 leaves between its margins
EVERYTHING = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
OPEN = "document.querySelectorAll('details').forEach(d => d.open = true)"
BOXES = "JSON.stringify([...document.querySelectorAll('*')].map(e => e.getBoundingClientRect()))"
TOO_WIDE = """[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1
  && !e.parentElement.closest('.scroll')).map(e => e.outerHTML.slice(0, 120)).slice(0, 3)"""
OUT_OF_REACH = """[...document.querySelectorAll('main *')].filter(e => getComputedStyle(e).overflowX === 'auto'
  && e.scrollWidth > e.clientWidth + 1 && e.tabIndex < 0).map(e => e.outerHTML.slice(0, 120))"""
STOPS = "a[href], summary, .scroll"
LISTEN = f"window.met = []; document.addEventListener('focusin', e => window.met.push(e.target.matches('{STOPS}')))"
# On paper a workshop's page is its sheet alone; what stands around it is for the screen.
CUT = """[...document.querySelectorAll('table')].filter(t => !t.closest('details:not(.part, .entry)'))
  .filter(t => !document.querySelector('.sheet') || t.closest('.sheet'))
  .filter(t => !t.checkVisibility()
  || t.scrollWidth > document.documentElement.clientWidth).map(t => t.outerHTML.slice(0, 120))"""
# Two texts over each other: lines whose letters (a little less than their boxes) share more than a pixel or two.
OVERLAPPING = """() => {
  const boxes = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const clipped = e => e && (getComputedStyle(e).clipPath !== 'none' || clipped(e.parentElement));
  for (let node; node = walk.nextNode();) {
    const at = node.parentElement;
    if (!node.textContent.trim() || at.closest('.skip') || !at.checkVisibility() || clipped(at)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects()) {
      const inset = r.height * 0.22;
      if (r.width > 3 && r.height > 3) boxes.push({l: r.left, r: r.right, t: r.top + inset, b: r.bottom - inset, node});
    }
  }
  boxes.sort((one, other) => one.t - other.t);
  const found = [];
  boxes.forEach((one, place) => {
    for (let next = place + 1; next < boxes.length && boxes[next].t < one.b - 1; next++) {
      const other = boxes[next], across = Math.min(one.r, other.r) - Math.max(one.l, other.l);
      if (other.node !== one.node && across > 2)
        found.push(one.node.textContent.trim().slice(0, 40) + ' / ' + other.node.textContent.trim().slice(0, 40));
    }
  });
  return found.slice(0, 5);
}"""
INK = "[...document.querySelectorAll('figure svg text')].slice(0, 1).map(e => getComputedStyle(e).fill)"


@dataclass(frozen=True)
class Visit:
    """What a visit of one page found; each list is empty where all is well."""

    file: str
    requests: list[str]  # all but the page itself
    axe: dict[str, list[str]]  # by width and light: each rule that is broken, and where
    sideways: list[str]  # what stands out of the window
    overlapping: list[str]  # texts that stand over each other
    out_of_reach: list[str]  # what scrolls, and no key reaches
    moved_by_the_dark: list[str]  # widths at which the dark moves anything
    keyboard: list[str]  # in what the order of tab stops is wrong
    cut_in_print: list[str]  # tables that paper does not show whole
    ink: tuple[list[str], list[str]]  # of the first chart's words, light and dark: none without a chart
    tables: int


def visit(browser, path: Path, *, whole: bool = False) -> Visit:
    """Open a page once, with all that folds unfolded, and look at everything.

    The dark changes colours and nothing else, so axe is asked about those there; `whole` asks about all again.
    """
    context = browser.new_context(viewport={"width": WIDE, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    page.evaluate(OPEN)
    axe, sideways, overlapping, out_of_reach, moved = {}, [], [], [], []
    light_ink = page.evaluate(INK)
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 800})
        axe[f"{width} light"] = _violations(page, {"type": "tag", "values": EVERYTHING})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            sideways += [f"{width}: {found}" for found in page.evaluate(TOO_WIDE)] or [str(width)]
        overlapping += [f"{width}: {found}" for found in page.evaluate(OVERLAPPING)]
        out_of_reach += page.evaluate(OUT_OF_REACH)
        light = page.evaluate(BOXES)
        page.emulate_media(color_scheme="dark")
        if page.evaluate(BOXES) != light:
            moved.append(str(width))
        if whole or width == WIDE:
            rules = {"type": "tag", "values": EVERYTHING} if whole else {"type": "rule", "values": COLOURS}
            axe[f"{width} dark"] = _violations(page, rules)
        dark_ink = page.evaluate(INK)
        page.emulate_media(color_scheme="light")
    keyboard = _keyboard(page)
    page.set_viewport_size({"width": PAPER, "height": 800})
    page.emulate_media(media="print")
    cut, tables = page.evaluate(CUT), page.locator("table").count()
    context.close()
    requests = [url for url in asked if url != path.as_uri()]
    return Visit(
        path.name,
        requests,
        axe,
        sideways,
        overlapping,
        out_of_reach,
        moved,
        keyboard,
        cut,
        (light_ink, dark_ink),
        tables,
    )


def _violations(page, rules: dict) -> list[str]:
    result = Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]})
    return [
        json.dumps([found["id"], [node["html"][:160] for node in found["nodes"]][:3]], ensure_ascii=False)
        for found in result.response["violations"]
    ]


def _keyboard(page) -> list[str]:
    """Tab from the page's beginning: every stop is a link, a summary or what scrolls; each is met once, in order."""
    expected = page.locator(STOPS).count()
    page.evaluate(LISTEN)
    for _ in range(expected):
        page.keyboard.press("Tab")
    met = page.evaluate("window.met")
    page.keyboard.press("Tab")
    out = page.evaluate("document.activeElement === document.body || document.activeElement.matches('.skip')")
    wrong = [] if met == [True] * expected else [f"{len(met)} stops met of {expected}, {met.count(False)} of them none"]
    return wrong if out else [*wrong, "there are more stops than links, summaries and what scrolls"]
