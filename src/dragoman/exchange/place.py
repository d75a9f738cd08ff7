"""The place where an output goes: what it is, how a finished file gets there, and why it could not."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from dragoman.errors import DragomanError, OptionError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What is no fault of who named the place: a disk that is full or fails, a file that may not grow."""


def is_device(place: Path) -> bool:
    """Whether something stands there that is written to but never replaced: a device, a pipe."""
    return place.exists() and not place.is_file() and not place.is_dir()


def building_in(place: Path) -> Path | None:
    """The folder to build a file for a place in, made if there is none; None where any will do."""
    if is_device(place):
        return None
    folder = place.resolve().parent
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def put(file: Path, place: Path) -> None:
    """Puts a finished file in its place: in the stead of the file that is there, or through a device or pipe."""
    if is_device(place):
        with file.open("rb") as whole, place.open("wb") as device:
            shutil.copyfileobj(whole, device)
    else:
        file.replace(place.resolve())


def unwritten(place: Path, error: OSError) -> DragomanError:
    """The error that tells why nothing was written: an `OptionError` where another place would do."""
    told = f"{place}: cannot be written: {error.strerror or error}"
    if error.errno in _FULL:
        return DragomanError(f"{told}; make room and run the same command again")
    return OptionError(told)
