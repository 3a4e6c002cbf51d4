"""Where a row that was made of something else comes from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Origin(NamedTuple):
    """Where a row of a frame comes from, in the words of the file that it was read from."""

    place: str = ""
    row: int | None = None
    columns: Mapping[str, str] = MappingProxyType({})
