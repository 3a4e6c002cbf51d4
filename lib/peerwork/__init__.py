"""Peerwork: test a framework against interviews and documents at a handful of sites, and share it safely.

`import peerwork as pw` offers the names below; each is loaded when it is first used, so the import costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peerwork import plot
    from peerwork.api.compare import what_if
    from peerwork.api.explorer import Explorer
    from peerwork.api.methods import cliffs_delta, qca, xmr
    from peerwork.api.releases import audit, build, protect
    from peerwork.api.results import score
    from peerwork.api.studies import check_study, load_example, read_study
    from peerwork.pages.page import open_page

__version__ = "0.2.0"

_HOMES = {
    "read_study": "api.studies",
    "check_study": "api.studies",
    "load_example": "api.studies",
    "score": "api.results",
    "what_if": "api.compare",
    "xmr": "api.methods",
    "qca": "api.methods",
    "cliffs_delta": "api.methods",
    "protect": "api.releases",
    "audit": "api.releases",
    "build": "api.releases",
    "open_page": "pages.page",
    "Explorer": "api.explorer",
}
_ROOMS = ("plot",)  # offered as they are
__all__ = [
    "Explorer",
    "audit",
    "build",
    "check_study",
    "cliffs_delta",
    "load_example",
    "open_page",
    "plot",
    "protect",
    "qca",
    "read_study",
    "score",
    "what_if",
    "xmr",
]


def __getattr__(name: str) -> Any:
    if name in _ROOMS:
        return import_module(f"peerwork.{name}")
    if name in _HOMES:
        found = getattr(import_module(f"peerwork.{_HOMES[name]}"), name)
        globals()[name] = found
        return found
    from peerwork.problems import perhaps

    offers = f"it offers {', '.join(__all__)}"
    raise AttributeError(f"peerwork has no {name!r}; {perhaps(name, __all__, offers)}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]


class _Package(ModuleType):
    """Python sets a package's rooms as its attributes; `pw.audit` and `pw.build` stay functions all the same."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package
