"""`open_page`: what a notebook's first cell calls, in a build, under papermill or by hand in JupyterLab."""

from __future__ import annotations

import os
from pathlib import Path

from peerwork.pages.catalogue import PageKind, page_kind
from peerwork.pages.slice import Slice, read_slice
from peerwork.vocabulary import Audience

HANDED = "PEERWORK_SLICE"  # the file of the slice that a build has cut for the notebook it is running


def open_slice(kind: str, study: str, *, audience: str = "team", **subject: str) -> Slice:
    """The slice of one page: the one a build handed over, else made here from the study folder.

    Raises ValueError for an unknown page, audience or subject, ProblemsFound when the study has problems.
    """
    page = page_kind(kind)
    wanted = {name: value for name, value in subject.items() if value}
    if HANDED in os.environ:
        return _handed(read_slice(Path(os.environ[HANDED])), page, audience, wanted)
    from peerwork.pages.make import make_slice  # reading and scoring stay out of a process that is handed its slice

    return make_slice(page, study, Audience(audience), wanted)


def _handed(given: Slice, page: PageKind, audience: str, subject: dict[str, str]) -> Slice:
    if (given.kind, given.audience, dict(given.subject)) != (page.kind, audience, subject):
        raise ValueError(f"handed the slice of {given.kind} {dict(given.subject)}, not of {page.kind} {subject}")
    return given
