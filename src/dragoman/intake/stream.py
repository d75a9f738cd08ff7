"""Streams over streams: each asks the one below for bytes and passes on what it makes of them."""

from __future__ import annotations

import io


class Stream(io.RawIOBase):
    """A stream that gives what `take` gives."""

    def readable(self) -> bool:
        return True

    def take(self, size: int) -> bytes:
        """At most `size` bytes, at least one unless this is the end. What is there must come before an error does."""
        raise NotImplementedError

    def readinto(self, buffer: memoryview, /) -> int:  # pyright: ignore[reportIncompatibleMethodOverride]
        data = self.take(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class Prefixed(Stream):
    """A stream whose first bytes were already read."""

    def __init__(self, head: bytes, rest: io.BufferedIOBase) -> None:
        self._head = head
        self._rest = rest

    def take(self, size: int) -> bytes:
        data = self._head[:size] or self._rest.read1(size)
        self._head = self._head[len(data) :]
        return data


class Counted(Stream):
    """A stream that knows how many bytes were taken from it."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self.count = 0

    def tell(self) -> int:
        return self.count

    def take(self, size: int) -> bytes:
        data = self._stream.read1(size)
        self.count += len(data)
        return data
