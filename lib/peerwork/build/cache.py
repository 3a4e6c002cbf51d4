"""What is fresh: a ledger of what each page was drawn from, why one is stale, and whether anything changed at all.

All from the contents of files, as keyed hashes, without importing pandas.
"""

from __future__ import annotations

import ast
import json
import os
import secrets
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path

from peerwork.build.layout import Layout, notebooks_of
from peerwork.build.plan import Bundle, PlannedPage, nav_of

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"
KEY_BYTES = 32
HISTORY = "release_history.json"  # release/history.py would bring pandas along
STUDY_FILES = {".csv", ".yaml", ".yml", ".json"}
# What each part of a page's entry stands for, in the words of --explain.
REASONS = {
    "notebook": "its notebook changed",
    "parameters": "its parameters, title or links changed",
    "slice": "its data changed",
    "pages": "the code or a template of pages changed",
    "packages": "the installed packages changed",
}
# A slice is hashed itself, so code that only decides what is in it redraws nothing. `make` and `explore` are for hands.
MAKES_SLICES = {"study", "scoring", "release", "collect", "build", "cli", "__main__"}
NOT_DRAWING = {"make.py"}
# Of the build itself, what makes a page's bytes.
DRAWING = tuple(f"build/{name}.py" for name in ("render_page", "engine", "strip"))


class Keyed:
    """Hashes that nobody can compare with guesses: eight ratings behind a plain hash are found in a second."""

    def __init__(self, key_file: Path) -> None:
        if not key_file.is_file() or key_file.stat().st_size < KEY_BYTES:
            key_file.parent.mkdir(parents=True, exist_ok=True)
            made = os.open(key_file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            os.write(made, secrets.token_bytes(KEY_BYTES))
            os.close(made)
        self._key = key_file.read_bytes()[:KEY_BYTES]

    def __call__(self, *parts: bytes) -> str:
        """The hash of the parts, each told apart from the next."""
        digest = blake2b(key=self._key, digest_size=16)
        for part in parts:
            digest.update(len(part).to_bytes(8, "big") + part)
        return digest.hexdigest()


class BuildCache:
    """What is known of pages drawn before: a line a page in a file, the last one counts.

    A line is added as soon as a page is in place, so a build that was killed goes on where it stopped.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self.entries: dict[str, dict[str, dict[str, str]]] = {}
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else []:
            try:
                self.entries.update(json.loads(line))
            except ValueError:  # the line that a killed build was writing
                continue

    def add(self, page: str, made_from: Mapping[str, str], files: Mapping[str, str]) -> None:
        """Record what a page was drawn from, and the hash of each file that it consists of."""
        entry = {page: {"from": dict(made_from), "files": dict(files)}}
        self.entries.update(entry)
        with self._file.open("a", encoding="utf-8", newline="\n") as file:
            file.write("\n" + json.dumps(entry))

    def keep(self, pages: Iterable[str]) -> None:
        """Forget every other page, and the lines that were overtaken."""
        self.entries = {page: self.entries[page] for page in pages if page in self.entries}
        text = "".join(json.dumps({page: entry}) + "\n" for page, entry in self.entries.items())
        self._file.write_text(text, encoding="utf-8", newline="\n")

    def files_of(self, page: str) -> dict[str, str]:
        """The files that the page consists of, with the hash of each; none if it was never drawn."""
        return self.entries.get(page, {}).get("files", {})

    def why_stale(self, page: str, made_from: Mapping[str, str], files: Mapping[str, str | None]) -> list[str]:
        """The reasons to draw the page again; none when it is what it would be. `files` are the hashes found now."""
        if page not in self.entries:
            return ["it was not drawn before"]
        known = self.entries[page]
        reasons = [words for part, words in REASONS.items() if known["from"].get(part) != made_from[part]]
        return reasons or (["its files are missing or were changed"] if known["files"] != files else [])


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
        places = {name: self._layout.place_of(name) for name in self._ledger.files_of(page.name)}
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


def pages_code(package: Path = PACKAGE) -> list[bytes]:
    """What the drawing of every page depends on: the sources of `pages/`, and the code of what they import.

    Outside `pages/` and `plot/` only the meaning counts: comments and layout do not.
    """
    inside = [
        path
        for room in ("pages", "plot")
        for path in sorted((package / room).rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts and path.name not in NOT_DRAWING
    ]
    outside = [path for path in sorted(package.glob("*.py")) if path.stem not in MAKES_SLICES]
    outside += [package / name for name in DRAWING]
    named = [path.relative_to(package).as_posix().encode() + b"\n" + path.read_bytes() for path in inside]
    return named + [ast.dump(ast.parse(path.read_bytes())).encode() for path in outside]


def packages(root: Path) -> list[bytes]:
    """The Python and the packages that draw: the project's lock, and the names and versions that are installed."""
    site = Path(sysconfig.get_path("purelib"))
    installed = sorted(entry.name for entry in site.iterdir() if entry.name.endswith(".dist-info"))
    lock = root / LOCK
    return [sys.version.encode(), "\n".join(installed).encode(), lock.read_bytes() if lock.is_file() else b""]


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
