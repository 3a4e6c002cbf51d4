"""Which pages of a bundle must be drawn again, and why."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from peerwork.build.finish import place_of
from peerwork.build.layout import Layout
from peerwork.build.plan import Bundle, PlannedPage, nav_of
from peerwork.build.stale import Keyed, Ledger, packages, pages_code


@dataclass(frozen=True)
class Plan:
    """What each page would be drawn from now, as hashes of its parts, and why it must be; a fresh one has no reason."""

    made_from: dict[str, dict[str, str]]
    reasons: dict[str, list[str]]


def plan_pages(bundle: Bundle, layout: Layout, root: Path, ledger: Ledger, keyed: Keyed) -> Plan:
    """Compare the bundle, the notebooks, the code and the files that are there with the ledger."""
    made_from = _made_from(bundle, root, keyed)
    reasons = {}
    for page in bundle.pages:
        places = {name: place_of(layout, name) for name in ledger.files_of(page.name)}
        files = {name: keyed(place.read_bytes()) if place.is_file() else None for name, place in places.items()}
        why = ledger.why_stale(page.name, made_from[page.name], files)
        if why:
            reasons[page.name] = why
    return Plan(made_from, reasons)


def _made_from(bundle: Bundle, root: Path, keyed: Keyed) -> dict[str, dict[str, str]]:
    code, installed = keyed(*pages_code()), keyed(*packages(root))
    notebooks = {page.notebook: keyed((root / "notebooks" / page.notebook).read_bytes()) for page in bundle.pages}

    def of(page: PlannedPage) -> dict[str, str]:
        return {
            "notebook": notebooks[page.notebook],
            "parameters": keyed(json.dumps([page.title, page.parameters, nav_of(bundle, page)]).encode()),
            "slice": keyed(bundle.slice_of(page).read_bytes()),
            "pages": code,
            "packages": installed,
        }

    return {page.name: of(page) for page in bundle.pages}
