"""What a build says while it runs: a live bar with an estimate on a terminal, plain lines anywhere else."""

from __future__ import annotations

import sys
from typing import Any, Protocol, TextIO


class BuildProgress(Protocol):
    """Whom a build tells what it does."""

    def say(self, text: str) -> None:
        """Show a line."""

    def start(self, pages: int) -> None:
        """So many pages there are."""

    def fresh(self) -> None:
        """One page is what it would be."""

    def done(self, page: str, *, failed: bool) -> None:
        """One page is drawn, or has failed."""

    def end(self) -> None:
        """No more pages."""


class Lines:
    """A line an event."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._pages, self._done = 0, 0

    def say(self, text: str) -> None:
        """Write a line."""
        print(text, file=self._stream, flush=True)

    def start(self, pages: int) -> None:
        """Remember how many."""
        self._pages, self._done = pages, 0

    def fresh(self) -> None:
        """Count it."""
        self._done += 1

    def done(self, page: str, *, failed: bool) -> None:
        """Write which, and how far the build is."""
        self._done += 1
        self.say(f"{self._done} of {self._pages}: {page}{' FAILED' if failed else ''}")

    def end(self) -> None:
        """Nothing to put away."""


class Live(Lines):
    """A bar that moves, with the time that is left."""

    _bar: Any = None

    def say(self, text: str) -> None:
        """Write a line above the bar."""
        if self._bar is None:
            super().say(text)
        else:
            self._bar.console.print(text, markup=False, highlight=False)

    def start(self, pages: int) -> None:
        """Show the bar."""
        from rich import progress

        self._bar = progress.Progress(
            progress.TextColumn("{task.description}"),
            progress.BarColumn(),
            progress.MofNCompleteColumn(),
            progress.TextColumn("left:"),
            progress.TimeRemainingColumn(),
            transient=True,
        )
        self._task = self._bar.add_task("drawing pages", total=pages)
        self._bar.start()

    def fresh(self) -> None:
        """Move the bar on."""
        self._bar.update(self._task, advance=1)

    def done(self, page: str, *, failed: bool) -> None:
        """Move the bar on; a failure gets a line."""
        if failed:
            self.say(f"{page} FAILED")
        self._bar.update(self._task, advance=1, description=page)

    def end(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def progress_for(stream: TextIO) -> BuildProgress:
    """Live on a terminal, lines off it."""
    return Live(stream) if stream.isatty() else Lines(stream)
