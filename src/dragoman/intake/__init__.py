"""From files, folders, addresses, feeds, tables and archives to reports, one at a time."""

from dragoman.intake.arriving import PAUSE, Pause, arriving
from dragoman.intake.compose import from_text
from dragoman.intake.options import Format, ReadOptions
from dragoman.intake.skipped import REASONS, Skipped
from dragoman.intake.sources import read, read_all

__all__ = [
    "PAUSE",
    "REASONS",
    "Format",
    "Pause",
    "ReadOptions",
    "Skipped",
    "arriving",
    "from_text",
    "read",
    "read_all",
]
