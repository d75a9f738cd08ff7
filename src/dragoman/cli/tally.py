"""What a run has done so far, and how it is summed up."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field

from dragoman.cli.exits import DONE, FAILURE
from dragoman.intake.skipped import Skipped
from dragoman.present.words import counted
from dragoman.record import CodedReport

KINDS = ("events", "attributions", "counts", "agreements", "forecasts", "reasons", "relations")


@dataclass(slots=True)
class Tally:
    """Counts of what was coded and what was skipped, by reason."""

    coded: int = 0
    undated: int = 0
    found: Counter[str] = field(default_factory=Counter[str])
    skipped: Counter[str] = field(default_factory=Counter[str])
    started: float = field(default_factory=time.monotonic)

    def add(self, outcome: CodedReport | Skipped) -> None:
        """Count one outcome."""
        if isinstance(outcome, Skipped):
            self.skipped[outcome.reason] += 1
        else:
            self.coded += 1
            self.undated += outcome.report.published is None
            self.found.update({kind: len(getattr(outcome, kind)) for kind in KINDS})

    @property
    def rate(self) -> float:
        """Reports a second since the start."""
        return self.coded / max(time.monotonic() - self.started, 1e-9)

    def summary(self) -> str:
        """One line: how many reports, what they hold, what was skipped and why, how long it took."""
        kinds = [counted(self.found[kind], kind.removesuffix("s")) for kind in KINDS if self.found[kind]]
        found = ", ".join(kinds) or "nothing found"
        line = f"coded {counted(self.coded, 'report')} in {time.monotonic() - self.started:.1f} s: {found}"
        if self.skipped:
            reasons = ", ".join(f"{number} {reason}" for reason, number in sorted(self.skipped.items()))
            line += f"; skipped {self.skipped.total()} ({reasons})"
        return line

    def warning(self) -> str:
        """That reports have no publication date, if any have none; else nothing."""
        return without_date(self.undated)

    def exit_code(self, *, strict: bool) -> int:
        """A failure where nothing of what was offered could be coded or, with `strict`, where anything was skipped."""
        return FAILURE if self.skipped and (strict or self.coded == 0) else DONE


def without_date(number: int) -> str:
    """That so many reports have no publication date, and what follows from it; nothing for none."""
    if not number:
        return ""
    have, their = ("has", "its") if number == 1 else ("have", "their")
    return (
        f"{counted(number, 'report')} {have} no publication date: {their} relative dates (“on Monday”) stay open; "
        "--published gives one"
    )
