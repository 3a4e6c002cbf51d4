"""What a reading is about, and what it rests on, as one text says it: `factor:F@S03`, `excerpt:E001` (METHOD 16)."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(r"(?P<kind>[a-z_]+):(?P<name>[^@]+?)(?:@(?:group:(?P<group>.+)|(?P<site>.+)))?")
RESULTS = ("factor", "hypothesis", "theme")
TABLES = (
    "replication", "importance", "top_three", "conditions", "patterns", "fidelity", "workshop_marks", "comments",
    "summary", "excerpt",
)  # fmt: skip


@dataclass(frozen=True)
class Reference:
    """A result or a row: its kind (`factor`, `replication`, `excerpt` …), its name, and the site or group if any."""

    kind: str
    name: str
    site: str = ""
    group: str = ""

    def __str__(self) -> str:
        place = f"@group:{self.group}" if self.group else f"@{self.site}" if self.site else ""
        return f"{self.kind}:{self.name}{place}"


def read_reference(text: str) -> Reference | None:
    """The reference that a text is; None where it is none."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        return None
    return Reference(found["kind"], found["name"].strip(), found["site"] or "", found["group"] or "")


def read_references(text: str) -> dict[str, Reference | None]:
    """Each part of a text separated by semicolons, and the reference that it is."""
    return {part.strip(): read_reference(part) for part in text.split(";") if part.strip()}
