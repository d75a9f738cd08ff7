"""What a caller may hand over to be coded: reports, places where reports lie, and texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dragoman.coder.batches import Item
from dragoman.errors import InputError, OptionError
from dragoman.intake import Pause, ReadOptions, Skipped, from_text, read
from dragoman.report import Report


def is_place(text: str) -> bool:
    """Whether a string names a place to read from; else it is a text.

    A place is whatever holds no white space (an address, a pattern, a file's name), or is the path of what exists.
    """
    if not any(character.isspace() for character in text):
        return True
    if "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).exists()
    except OSError:  # longer than any path may be
        return False


def items(inputs: Iterable[Report | str | Path | Pause], options: ReadOptions) -> Iterator[Item | Pause]:
    """The reports of all inputs, in order, with what could not be read in its place; pauses stay where they are."""
    for number, given in enumerate(inputs):
        if isinstance(given, Report | Pause):
            yield given
        elif not isinstance(given, str | Path):  # pyright: ignore[reportUnnecessaryIsInstance] - not every caller has types
            raise OptionError(f"input {number} is {type(given).__name__}; give a text, a path, an address or a Report")
        elif isinstance(given, str) and not given.strip():
            yield Skipped(f"text {number}", "empty", "no text")
        elif isinstance(given, Path) or is_place(given):
            yield from read(given, options)
        else:
            yield _text(given, f"text {number}", options)


def _text(text: str, location: str, options: ReadOptions) -> Item:
    try:
        return from_text(text, published=options.published, outlet=options.outlet, location=location)
    except InputError as error:
        return Skipped(location, error.reason, str(error))
