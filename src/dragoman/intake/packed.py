"""Zip archives and gzip streams, unpacked in bounds."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final, cast

from dragoman.errors import InputError
from dragoman.intake.formats import is_read
from dragoman.intake.options import ReadOptions
from dragoman.intake.resource import Resource
from dragoman.intake.skipped import Skipped
from dragoman.intake.stream import Counted, Stream

RATIO: Final = 200
"""Most bytes out per byte in. Deflate reaches 1032 at its limit; text rarely goes beyond 20, repetitive tables 100."""
FLOOR: Final = 10_000_000
"""Bytes below which the ratio does not matter."""


def is_passed_over(name: str) -> bool:
    """Whether a file of a folder or archive is no report by custom: README files, hidden files, and what is in hidden
    folders or macOS's resource folder."""
    parts = PurePosixPath(name).parts
    if any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in parts):
        return True
    return bool(parts) and parts[-1].upper().startswith("README")


def zip_members(path: Path, resource: Resource, options: ReadOptions) -> Iterator[Resource | Skipped]:
    """The archive's members in its own order, each open for reading until the next one is asked for.

    Raises:
        InputError: 'truncated', 'unreadable', 'too-many' or 'unsafe-path' for the archive as a whole.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        with path.open("rb") as stream:
            cut = stream.read(4) == b"PK\x03\x04"
        reason, what = ("truncated", "no directory at its end") if cut else ("unreadable", str(error))
        raise InputError(reason, f"a zip archive that cannot be opened: {what}") from None
    with archive:
        members = archive.infolist()
        if len(members) > options.max_members:
            raise InputError("too-many", f"{len(members):,} members; at most {options.max_members:,} are read")
        if _swells(sum(member.file_size for member in members), path.stat().st_size):
            raise InputError("unsafe-path", f"the archive would unpack to more than {RATIO} times its size")
        for member in members:
            if not member.is_dir() and not is_passed_over(member.filename):
                yield from _member(archive, member, resource)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, resource: Resource) -> Iterator[Resource | Skipped]:
    location = f"{resource.location}!{member.filename}"
    name = member.filename.replace("\\", "/")
    if name.startswith("/") or name[1:2] == ":" or ".." in PurePosixPath(name).parts:
        yield Skipped(location, "unsafe-path", "a member's name that leads out of the archive")
    elif _swells(member.file_size, member.compress_size):
        yield Skipped(location, "unsafe-path", f"the member would unpack to more than {RATIO} times its size")
    elif not is_read(name):
        yield Skipped(location, "unsupported", "an ending that is not read")
    elif member.flag_bits & 1:
        yield Skipped(location, "unreadable", "encrypted; unpack it first")
    else:
        try:
            stream = archive.open(member)
        except (zipfile.BadZipFile, NotImplementedError, OSError) as error:
            yield Skipped(location, "unreadable", f"a damaged member: {error}")
            return
        with stream:
            yield Resource(
                location=location,
                stream=cast(io.BufferedIOBase, stream),
                name=name,
                size=member.file_size,
                captured=resource.captured,
                not_after=resource.not_after,
                depth=resource.depth + 1,
            )


def _swells(unpacked: int, packed: int) -> bool:
    return unpacked > FLOOR and unpacked > RATIO * packed


class Gunzipped(Stream):
    """The bytes of a gzip stream, with all its members. Reading raises EOFError where it is cut short, and InputError
    'unsafe-path' where it swells beyond `RATIO`."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._packed = Counted(stream)
        self._inner = gzip.GzipFile(fileobj=self._packed)
        self._unpacked = 0

    def take(self, size: int) -> bytes:
        # read1 gives what is there before it meets a missing end; read would lose it.
        data = self._inner.read1(size)
        self._unpacked += len(data)
        if _swells(self._unpacked, self._packed.count):
            raise InputError("unsafe-path", f"the stream unpacks to more than {RATIO} times its size")
        return data
