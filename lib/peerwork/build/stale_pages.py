"""Which pages of a bundle must be drawn again, and why."""

from __future__ import annotations

import json
from pathlib import Path

from peerwork.build.cache import BuildCache, Keyed, packages, pages_code
from peerwork.build.finish import place_of
from peerwork.build.layout import Layout, notebooks_of
from peerwork.build.plan import Bundle, PlannedPage, nav_of


class StalePages:
    """What each page would be drawn from now, as hashes of its parts, and why it must be; a fresh one has no reason.

    A page is judged when its slice is there: `reasons` and `made_from` hold those judged so far.
    """

    def __init__(self, bundle: Bundle, layout: Layout, root: Path, ledger: BuildCache, keyed: Keyed) -> None:
        self._bundle, self._layout, self._ledger, self._keyed = bundle, layout, ledger, keyed
        self._shared = {"pages": keyed(*pages_code()), "packages": keyed(*packages(root))}
        names = {page.notebook for page in bundle.pages}
        self._notebooks = {name: keyed((notebooks_of(root) / name).read_bytes()) for name in names}
        self.made_from: dict[str, dict[str, str]] = {}
        self.reasons: dict[str, list[str]] = {}

    def judge(self, page: PlannedPage) -> list[str]:
        """Compare a page's slice, notebook, code and the files that are there with the ledger: why it is stale."""
        places = {name: place_of(self._layout, name) for name in self._ledger.files_of(page.name)}
        files = {name: self._keyed(place.read_bytes()) if place.is_file() else None for name, place in places.items()}
        self.made_from[page.name] = self._made_from(page)
        why = self._ledger.why_stale(page.name, self.made_from[page.name], files)
        if why:
            self.reasons[page.name] = why
        return why

    def _made_from(self, page: PlannedPage) -> dict[str, str]:
        given = json.dumps([page.title, page.parameters, nav_of(self._bundle, page)])
        return {
            "notebook": self._notebooks[page.notebook],
            "parameters": self._keyed(given.encode()),
            "slice": self._keyed(self._bundle.slice_of(page).read_bytes()),
            **self._shared,
        }
