"""From what a user names (file, folder, pattern, address, standard input) to reports, one at a time."""

from __future__ import annotations

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from dragoman.errors import InputError
from dragoman.intake.formats import is_read
from dragoman.intake.options import ReadOptions
from dragoman.intake.packed import is_passed_over
from dragoman.intake.reading import read_address, read_resource
from dragoman.intake.resource import Resource
from dragoman.intake.skipped import Skipped
from dragoman.intake.web import Web
from dragoman.report import Report

_DEFAULT = ReadOptions()
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def read(source: str | Path, options: ReadOptions = _DEFAULT) -> Iterator[Report | Skipped]:
    """Read one source lazily; memory does not grow with its size.

    `source` is a file, a folder (read with its subfolders in the order of names), a pattern with * ? [ ] or **, an http
    or https address, or "-" for standard input. Bad input is yielded as `Skipped` and never raised. README files and
    hidden files are passed over in folders and archives; any other file with an ending that is not read is named.
    """
    return read_all([source], options)


def read_all(sources: Iterable[str | Path], options: ReadOptions = _DEFAULT) -> Iterator[Report | Skipped]:
    """Read several sources one after the other, as `read` does each, over one set of connections."""
    with Web(options) as web:
        for source in sources:
            yield from _source(source, options, web)


def _source(source: str | Path, options: ReadOptions, web: Web) -> Iterator[Report | Skipped]:
    if source == "-":
        with _standard_input() as stream:
            yield from read_resource(Resource("stdin", stream), options, web)
        return
    if isinstance(source, str) and _SCHEME.match(source):
        yield from read_address(source, options, web)
        return
    try:
        paths = _paths(source)
    except InputError as error:
        yield Skipped(str(source), error.reason, str(error))
        return
    for path in paths:
        yield from _folder(path, options, web) if path.is_dir() else _file(path, options, web)


@contextmanager
def _standard_input() -> Generator[io.BufferedIOBase]:
    """Standard input by a stream of its own: Python waits for its own one when it ends, even where a thread still reads
    from a pipe that stays open."""
    try:
        number = sys.stdin.fileno()
    except (OSError, ValueError):  # something else stands in its place
        yield cast(io.BufferedIOBase, sys.stdin.buffer)
        return
    with open(number, "rb", closefd=False) as stream:
        yield stream


def _paths(source: str | Path) -> list[Path]:
    """The path itself, or those that the pattern fits, sorted."""
    try:
        path = Path(source)
        if os.path.lexists(path):
            return [path]
        # Not Path.glob: that takes no absolute pattern, and gives hidden files for *.
        found = sorted(glob.glob(str(source), recursive=True)) if glob.has_magic(str(source)) else []  # noqa: PTH207
    except (OSError, ValueError) as error:
        raise InputError("not-found", f"not a usable path: {error}") from None
    if not found:
        raise InputError("not-found", "no file fits this pattern" if glob.has_magic(str(source)) else "no such file")
    return [Path(name) for name in found]


def _folder(folder: Path, options: ReadOptions, web: Web) -> Iterator[Report | Skipped]:
    """A folder's files in the order of their names, its own before those of its subfolders."""
    failed: list[OSError] = []
    seen = False
    for here, folders, names in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(name for name in folders if not is_passed_over(name))
        for name in sorted(names):
            if is_passed_over(name):
                continue
            seen = True
            path = Path(here) / name
            if is_read(name):
                yield from _file(path, options, web)
            else:
                yield Skipped(str(path), "unsupported", "an ending that is not read")
    for error in failed:
        yield Skipped(str(error.filename), "unreadable", error.strerror or str(error))
    if not seen and not failed:
        yield Skipped(str(folder), "empty", "a folder without files to read")


def _file(path: Path, options: ReadOptions, web: Web) -> Iterator[Report | Skipped]:
    try:
        status = path.stat()
        if not (stat.S_ISREG(status.st_mode) or stat.S_ISFIFO(status.st_mode)):
            raise InputError("unsupported", "neither a file nor a pipe")
        stream = path.open("rb")
    except InputError as error:
        yield Skipped(str(path), error.reason, str(error))
        return
    except OSError as error:
        reason = "not-found" if isinstance(error, FileNotFoundError) else "unreadable"
        yield Skipped(str(path), reason, error.strerror or str(error))
        return
    regular = stat.S_ISREG(status.st_mode)
    with stream:
        resource = Resource(
            location=str(path),
            stream=stream,
            name=path.name,
            size=status.st_size if regular else None,
            path=path if regular else None,
        )
        yield from read_resource(resource, options, web)
