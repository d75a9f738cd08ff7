"""Dragoman reads news reports and keeps the sourced record of a crisis.

    >>> import dragoman
    >>> record = dragoman.code("report.txt")        # or the text itself
    >>> record.to_polars()                          # one row an event
    >>> for record in dragoman.Coder(jobs=4).code(["reports/"]): ...

Names are loaded when they are first used, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.coder import Coder, code
    from dragoman.errors import DragomanError, InputError, ModelError, OntologyError, OptionError, SpanError
    from dragoman.intake import ReadOptions, Skipped, from_text, read
    from dragoman.record import CodedReport
    from dragoman.report import Published, Report, Span

__version__ = "0.1.0"

__all__ = [
    "CodedReport",
    "Coder",
    "DragomanError",
    "InputError",
    "ModelError",
    "OntologyError",
    "OptionError",
    "Published",
    "ReadOptions",
    "Report",
    "Skipped",
    "Span",
    "SpanError",
    "code",
    "from_text",
    "read",
]

_HOMES = {
    "coder": ("Coder", "code"),
    "errors": ("DragomanError", "InputError", "ModelError", "OntologyError", "OptionError", "SpanError"),
    "intake": ("ReadOptions", "Skipped", "from_text", "read"),
    "record": ("CodedReport",),
    "report": ("Published", "Report", "Span"),
}


def __getattr__(name: str) -> object:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"dragoman.{home}"), name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
