"""The ledger of a build: what each page was drawn from, as keyed hashes, and so why a page must be drawn again."""

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

PACKAGE = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"
KEY_BYTES = 32
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
DRAWING = (
    "build/render_page.py",
    "build/engine.py",
    "build/strip.py",
)  # of the build itself, what makes a page's bytes


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
