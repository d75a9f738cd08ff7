"""The body of a web server's answer as a stream, in bounds of size and time."""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING, Final

from dragoman.errors import InputError
from dragoman.intake.stream import Stream

if TYPE_CHECKING:
    import httpx

SLOWEST: Final = 1024
"""Bytes a second below which a transfer is given up once its timeout is over: a page never comes that slowly."""
_STEP: Final = 65536


class Body(Stream):
    """The decoded body. At most `limit` bytes come, `cut` off silently or by error; gzip and deflate are undone in
    steps, so that no small answer unpacks into all of memory.

    Reading raises InputError: 'too-large', 'timeout', 'network', 'truncated', 'unsupported' (another encoding).
    """

    def __init__(self, response: httpx.Response, limit: int, timeout: float, *, cut: bool = False) -> None:
        self._chunks = response.iter_raw()
        self._limit = limit
        self._timeout = timeout
        self._cut = cut
        self._start = time.monotonic()
        self._received = 0
        self._given = 0
        self._ready = b""
        encoding = response.headers.get("content-encoding", "").strip().lower()
        if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise InputError("unsupported", f"content encoding {encoding!r}, which was not asked for")
        self._decoder = zlib.decompressobj(wbits=47) if encoding not in ("", "identity") else None

    def take(self, size: int) -> bytes:
        while not self._ready and self._more():
            pass
        data, self._ready = self._ready[:size], self._ready[size:]
        if self._given + len(data) > self._limit:
            if not self._cut:
                raise InputError("too-large", f"more than {self._limit:,} bytes")
            data, self._ready = data[: self._limit - self._given], b""
        self._given += len(data)
        return data

    def _more(self) -> bool:
        """Fill `_ready`; False at the end."""
        if self._decoder is None:
            chunk = self._chunk()
            self._ready = chunk or b""
            return chunk is not None
        packed = self._decoder.unconsumed_tail or self._chunk()
        if packed is None:
            if not self._decoder.eof:
                raise InputError("truncated", "the compressed answer has no end")
            return False
        try:
            self._ready = self._decoder.decompress(packed, _STEP)
        except zlib.error as error:
            raise InputError("unreadable", f"the answer's compression is damaged: {error}") from None
        return True

    def _chunk(self) -> bytes | None:
        import httpx

        try:
            chunk = next(self._chunks, None)
        except httpx.TimeoutException:
            raise InputError("timeout", f"no more bytes within {self._timeout:g} seconds") from None
        except httpx.RemoteProtocolError as error:
            raise InputError("truncated", f"the answer was cut short: {error}") from None
        except httpx.HTTPError as error:
            raise InputError("network", f"the connection broke: {error}") from None
        self._received += len(chunk or b"")
        if time.monotonic() - self._start > self._timeout + self._received / SLOWEST:
            raise InputError("timeout", f"slower than {SLOWEST} bytes a second after {self._timeout:g} seconds")
        return chunk
