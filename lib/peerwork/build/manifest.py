"""What a set consists of, written into it: whose it is, what made it, and every file with its size and hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"


def make_manifest(
    facts: Mapping[str, Any], audience: str, site: str | None, files: Mapping[str, Path], **more: object
) -> bytes:
    """The manifest of these files by name. A file's plain hash says no more than the file beside it."""
    told: dict[str, object] = {
        name: facts[name] for name in ("study", "title", "synthetic", "as_of", "edition", "released")
    }
    told |= {"audience": audience, "site": site, "framework": facts["framework"]["id"], "versions": facts["versions"]}
    told |= more | {"files": {name: _facts_of(files[name]) for name in sorted(files)}}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """What the manifest of a folder says; nothing where there is none, or another program's."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) and {"audience", "framework", "files"} <= set(told) else {}


def files_of(folder: Path) -> list[str]:
    """The files of an earlier set in a folder; none where there was no such set."""
    return list(read_manifest(folder).get("files", ()))


def _facts_of(path: Path) -> Mapping[str, object]:
    content = path.read_bytes()
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
