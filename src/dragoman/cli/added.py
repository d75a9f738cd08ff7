"""What is shown of reports on their way into a desk: a line that moves, what was skipped, and the sum at the end."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from dragoman.cli.exits import DONE, FAILURE
from dragoman.cli.progress import Display
from dragoman.cli.tally import without_date
from dragoman.desk import Added
from dragoman.intake import Pause
from dragoman.present.words import counted
from dragoman.report import Report

T = TypeVar("T")


class Telling:
    """Shows how an add goes: made to be handed to it as its `tell`."""

    def __init__(self, display: Display) -> None:
        self.added = Added()
        self._display = display
        self._named = 0
        self._read = 0
        self._undated = 0
        self._started = time.monotonic()

    def reading(self, items: Iterable[T]) -> Iterator[T]:
        """The items, counted as they are read, without the pauses: some are coded together, and kept together later."""
        for item in items:
            if not isinstance(item, Pause):
                self._read += 1
                self._undated += isinstance(item, Report) and item.published is None
                self._move()
            yield item

    def __call__(self, added: Added) -> None:
        """Names what was skipped since the last call, and moves on."""
        self.added = added
        for skipped in added.skipped[self._named :]:
            self._display.skipped(skipped)
        self._named = len(added.skipped)
        self._move()

    def _move(self) -> None:
        added = self.added
        done = [f"{self._read:,} read"] if self._read else []
        done += [f"{added.kept:,} new reports kept"]
        done += [f"{added.held:,} there already"] if added.held else []
        done += [f"{len(added.skipped):,} skipped"] if added.skipped else []
        self._display.move(", ".join(done))

    def summary(self) -> str:
        """One line: what was kept, what was there, what was skipped and why, how long it took."""
        return f"{sum_of(self.added)} in {time.monotonic() - self._started:.1f} s"

    def warning(self) -> str:
        """That reports which were read have no publication date, if any have none; else nothing."""
        return without_date(self._undated)

    def exit_code(self, *, strict: bool) -> int:
        """A failure where nothing of what was offered is in the desk now or, with `strict`, where anything was
        skipped."""
        nothing = not (self.added.kept or self.added.held)
        return FAILURE if self.added.skipped and (strict or nothing) else DONE


def sum_of(added: Added) -> str:
    """What was added, in words."""
    new = f"{counted(added.kept, 'new report')} with {counted(added.statements, 'statement')}"
    parts = [f"kept {new if added.kept else 'nothing new'}"]
    if added.held:
        parts.append(f"{added.held:,} there already")
    if added.skipped:
        reasons = Counter(skipped.reason for skipped in added.skipped)
        told = ", ".join(f"{number} {reason}" for reason, number in sorted(reasons.items()))
        parts.append(f"skipped {len(added.skipped):,} ({told})")
    return "; ".join(parts)
