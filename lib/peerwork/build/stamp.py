"""Has anything changed since the last whole build? Answered from files' contents alone, without importing pandas."""

from __future__ import annotations

import json
from hashlib import blake2b
from pathlib import Path

from peerwork.build.cache import PACKAGE, Keyed, packages
from peerwork.build.layout import Layout, notebooks_of

HISTORY = "release_history.json"  # release/history.py would bring pandas along
STUDY_FILES = {".csv", ".yaml", ".yml", ".json"}


def state_of_inputs(study: Path, root: Path, *, arguments: str) -> bytes:
    """A digest of all that a build reads: the study's files, frameworks, notebooks, this library, packages, arguments.

    All but the history of releases, which a release itself writes: see `write_stamp`. It is not keyed, so it is for the
    memory of a process only: what is kept on disk is a keyed hash of it.
    """
    found = [path for path in study.iterdir() if path.suffix.lower() in STUDY_FILES] if study.is_dir() else []
    found = [path for path in found if path.name != HISTORY]
    found += _named(study / "study.yaml", "framework")
    for earlier in _named(study / "study.yaml", "previous"):
        found += [path for path in earlier.rglob("*") if path.suffix in STUDY_FILES]
    found += [*(root / "data" / "frameworks").glob("*.yaml"), *notebooks_of(root).glob("*.ipynb")]
    found += [path for path in PACKAGE.rglob("*") if path.suffix != ".pyc"]
    digest = blake2b(repr([arguments, packages(root)]).encode())
    for path in sorted(path for path in found if path.is_file()):
        digest.update(f"{path} {path.stat().st_size}\n".encode() + path.read_bytes())
    return digest.digest()


def _named(config: Path, key: str) -> list[Path]:
    """What a study names by a path of its own under a key, as far as a look at the line tells."""
    lines = config.read_text(encoding="utf-8", errors="replace").splitlines() if config.is_file() else []
    named = [line.partition(":")[2].partition(" #")[0].strip(" \t'\"") for line in lines if line.startswith(f"{key}:")]
    return [config.parent / name for name in named if name]


def _left(layout: Layout, study: Path, keyed: Keyed) -> str:
    """One hash of the name, size and time of every file that a build has left, and of the history of releases."""
    history = study / HISTORY
    lines = [history.read_text(encoding="utf-8") if history.is_file() else ""]
    for path in sorted({path for folder in (layout.out, layout.figures) for path in folder.rglob("*")}):
        status = path.stat()
        lines.append(f"{path} {status.st_size} {status.st_mtime_ns}" if path.is_file() else str(path))
    return keyed("\n".join(lines).encode())


def nothing_changed(layout: Layout, study: Path, before: bytes, keyed: Keyed) -> list[str] | None:
    """The names of the pages when the last build was whole and is still what a build would make; else None."""
    try:
        stamp = json.loads((layout.work / "stamp.json").read_text(encoding="utf-8"))
        same = stamp["inputs"] == keyed(before) and stamp["left"] == _left(layout, study, keyed)
    except (OSError, ValueError, KeyError):  # no stamp of ours, or another build is changing files this very moment
        return None
    return stamp["pages"] if same else None


def write_stamp(layout: Layout, study: Path, before: bytes, keyed: Keyed, pages: list[str]) -> None:
    """Record that the build is whole, what the state of its inputs was before it began, and what it left."""
    text = json.dumps({"inputs": keyed(before), "left": _left(layout, study, keyed), "pages": pages})
    (layout.work / "stamp.json").write_text(text, encoding="utf-8", newline="\n")
