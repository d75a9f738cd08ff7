"""One thing to read: a stream of bytes with what is known about it from outside."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from dragoman.errors import InputError
from dragoman.intake.publication import Claim
from dragoman.intake.stream import Prefixed

HEAD: Final = 8192
"""Bytes looked at to tell what a stream is made of."""

_JSON_LINE: Final = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*".*\n')
"""A whole line that begins as a JSON object does."""


@dataclass(frozen=True, slots=True)
class Resource:
    """A stream with its circumstances.

    `name` is a file's or member's name or an address's path, for its ending; `size` the bytes to come, where known;
    `path` the file itself, where it is one. `claims` and `outlet` are what a feed says of the page behind an entry.
    `depth` counts the archives around it.
    """

    location: str
    stream: io.BufferedIOBase
    name: str = ""
    size: int | None = None
    path: Path | None = None
    content_type: str | None = None
    charset: str | None = None
    url: str | None = None
    claims: tuple[Claim, ...] = ()
    outlet: str | None = None
    captured: datetime | None = None
    not_after: datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])
    depth: int = 0


def peek(stream: io.BufferedIOBase) -> tuple[bytes, io.BufferedIOBase]:
    """The first `HEAD` bytes, or as many as tell JSON lines, and a stream that still begins with them.

    JSON lines come through pipes that stay open for long: their first must not wait for those that fill the rest.

    Raises:
        EOFError: if a compressed stream ends early, before its first byte; later it is met again by reading on.
    """
    head = b""
    try:
        while len(head) < HEAD and not _JSON_LINE.match(head) and (more := stream.read1(HEAD - len(head))):
            head += more
    except EOFError:
        if not head:
            raise
    return head, io.BufferedReader(Prefixed(head, stream))


def read_whole(resource: Resource, limit: int) -> bytes:
    """All bytes of one report.

    Raises:
        InputError: 'too-large' if there are more than `limit`, without reading on.
    """
    too_large = InputError("too-large", f"more than {limit:,} bytes for one report; raise the limit to read it")
    if resource.size is not None and resource.size > limit:
        raise too_large
    parts: list[bytes] = []
    total = 0
    while more := resource.stream.read(65536):
        total += len(more)
        if total > limit:
            raise too_large
        parts.append(more)
    return b"".join(parts)


@contextmanager
def on_disk(resource: Resource, limit: int) -> Generator[Path]:
    """The resource as a file, for formats that are read from their end: its own, or a temporary copy.

    Raises:
        InputError: 'too-large' if the copy would take more than `limit` bytes.
    """
    if resource.path is not None:
        yield resource.path
        return
    with tempfile.NamedTemporaryFile(prefix="dragoman-") as copy:
        while more := resource.stream.read(1 << 20):
            if copy.tell() + len(more) > limit:
                raise InputError("too-large", f"more than {limit:,} bytes; save it as a file and read that")
            copy.write(more)
        copy.flush()
        yield Path(copy.name)
