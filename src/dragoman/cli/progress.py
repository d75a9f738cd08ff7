"""What a run shows of itself on standard error: a line that moves on a terminal, and a line for what was skipped."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from dragoman.cli.tally import Tally
from dragoman.intake.skipped import Skipped
from dragoman.record.visible import visible


class Display:
    """Shows a run's progress, if standard error is a terminal and nobody asked for quiet."""

    def __init__(self, *, moving: bool) -> None:
        self._console = Console(stderr=True, soft_wrap=True)
        self._progress: Progress | None = None
        if moving and self._console.is_terminal:
            columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
            self._progress = Progress(*columns, console=self._console, transient=True)
            self._task = self._progress.add_task("reading", total=None)

    def shown(self) -> AbstractContextManager[object]:
        """Shows the moving line while the context lasts."""
        return self._progress or nullcontext()

    def update(self, tally: Tally) -> None:
        """Move on."""
        skipped = f", {tally.skipped.total():,} skipped" if tally.skipped else ""
        self.move(f"{tally.coded:,} coded{skipped}, {tally.rate:.1f} a second")

    def move(self, text: str) -> None:
        """Show another text in the moving line."""
        if self._progress is not None:
            self._progress.update(self._task, description=text)

    def skipped(self, skipped: Skipped) -> None:
        """Name something that gave no record."""
        self.say(f"skipped {skipped.location}: {skipped.reason}: {skipped.detail}")

    def say(self, line: str) -> None:
        """One plain line, above the moving one."""
        if self._progress is not None:
            self._console.print(Text(visible(line)))
        else:
            print(visible(line), file=sys.stderr, flush=True)
