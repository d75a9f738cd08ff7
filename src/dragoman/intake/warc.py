"""WARC archives (ISO 28500): one report a captured page."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from dragoman.errors import InputError
from dragoman.intake.options import ReadOptions
from dragoman.intake.resource import Resource
from dragoman.intake.skipped import Skipped
from dragoman.intake.stream import Counted

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES: Final = frozenset({"response", "resource", "conversion"})
_NO_PAGES: Final = frozenset({"warcinfo", "request", "metadata", "revisit", "continuation"})
_READ: Final = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/rss+xml")
_READ_XML: Final = ("application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")


def warc_pages(resource: Resource, options: ReadOptions) -> Iterator[Resource | Skipped]:
    """The pages, texts and feeds captured, in the archive's order.

    Records that hold no page (warcinfo, request, metadata, revisit, continuation) and captured robots.txt files are
    passed over; other media, other statuses and cut records are named.

    Raises:
        InputError: 'truncated' if the archive ends inside a record's head.
    """
    from fastwarc.warc import ArchiveIterator

    # The content is decoded here: left to the iterator, a page that swells is skipped wrongly and ends the archive.
    for record in ArchiveIterator(
        cast(BinaryIO, Counted(resource.stream)), parse_http=True, auto_decode="none", fsspec_args=False
    ):
        kind = record.headers.get("WARC-Type")
        if kind is None or record.headers.get("Content-Length") is None:
            raise InputError("truncated", "the archive ends inside a record's head")
        if kind in _NO_PAGES:
            continue
        url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
        location = f"{resource.location}!{url or record.headers.get('WARC-Record-ID')}"
        try:
            page = _page(record, kind, url, location, resource, options)
        except InputError as error:
            yield Skipped(location, error.reason, str(error))
        else:
            if page is not None:
                yield page


def _page(
    record: WarcRecord, kind: str, url: str, location: str, resource: Resource, options: ReadOptions
) -> Resource | None:
    if url.lower().endswith("/robots.txt"):
        return None
    if kind not in _PAGES:
        raise InputError("unsupported", f"a record of type {kind!r}")
    content_type = _content_type(record)
    if not content_type.startswith((*_READ, *_READ_XML)):
        raise InputError("unsupported", f"content type {content_type or 'not given'}")
    status = record.http_headers.status_code if record.is_http_parsed else 200
    if status != 200:
        raise InputError("http-status", f"status {status} when the page was captured")
    if record.headers.get("WARC-Truncated"):
        raise InputError("truncated", f"cut when it was captured ({record.headers.get('WARC-Truncated')})")
    captured = _captured(record)
    return Resource(
        location=location,
        stream=io.BytesIO(_body(record, options.max_bytes)),
        content_type=content_type,
        charset=record.http_charset if record.is_http_parsed else None,
        url=url if url.startswith(("http://", "https://")) else None,
        captured=captured,
        not_after=captured,
        depth=resource.depth + 1,
    )


def _content_type(record: WarcRecord) -> str:
    if record.is_http_parsed:
        return (record.http_content_type or "").strip().lower()
    return (record.headers.get("Content-Type") or "").split(";")[0].strip().lower()


def _body(record: WarcRecord, limit: int) -> bytes:
    """The page as sent, its transfer and content encodings undone.

    Raises:
        InputError: 'too-large', 'truncated', 'unreadable' or 'unsupported'.
    """
    if record.content_length > limit:
        raise InputError("too-large", f"more than {limit:,} bytes for one report; raise the limit to read it")
    body = record.reader.read(record.content_length)
    if len(body) < record.content_length:
        raise InputError("truncated", "the archive ends inside the page")
    if not record.is_http_parsed:
        return body
    transfer = (record.http_headers.get("Transfer-Encoding") or "").lower()
    content = (record.http_headers.get("Content-Encoding") or "").lower().strip()
    try:
        # Some crawlers keep these headers on bodies they have already decoded.
        if "chunked" in transfer and body[:1] in b"0123456789abcdefABCDEF" and b"\r\n" in body[:18]:
            body = _unchunked(body)
        return inflated(body, content, limit)
    except (OSError, zlib.error, EOFError) as error:
        raise InputError("unreadable", f"the page's {content or transfer} encoding is damaged: {error}") from None


def _unchunked(body: bytes) -> bytes:
    from fastwarc.stream_io import ChunkedReader

    return ChunkedReader(io.BytesIO(body)).read()


def inflated(body: bytes, encoding: str, limit: int) -> bytes:
    """A body with its content encoding (RFC 9110, section 8.4.1) undone.

    Raises:
        InputError: 'too-large' beyond `limit` bytes, 'truncated', or 'unsupported' for an encoding that is not known.
        OSError, zlib.error: if it is damaged.
    """
    if encoding in ("", "identity", "none", "utf-8") or (encoding.endswith("gzip") and body[:2] != b"\x1f\x8b"):
        return body
    if encoding in ("gzip", "x-gzip", "deflate"):
        decoder = zlib.decompressobj(wbits=47)
        out = decoder.decompress(body, limit + 1)
        if not decoder.eof and len(out) <= limit:
            raise InputError("truncated", f"the page's {encoding} encoding has no end")
    elif encoding == "br":
        from fastwarc.stream_io import BrotliReader

        out = BrotliReader(io.BytesIO(body)).read(limit + 1)
    else:
        raise InputError("unsupported", f"content encoding {encoding!r}")
    if len(out) > limit:
        raise InputError("too-large", f"more than {limit:,} bytes once decoded; raise the limit to read it")
    return out


def _captured(record: WarcRecord) -> datetime | None:
    """WARC-Date from the header itself: the record's own property gives the present moment where it is missing."""
    try:
        moment = datetime.fromisoformat((record.headers.get("WARC-Date") or "").strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
