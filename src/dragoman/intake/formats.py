"""What a stream is made of: told by the user, the content type, the name's ending, or the first bytes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from dragoman.errors import InputError
from dragoman.intake.options import Format, ReadOptions
from dragoman.intake.resource import Resource

ENDINGS: Final[dict[str, Format]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".rdf": "feed",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".zip": "zip",
    ".gz": "gzip",
}
"""The endings of names that are read, in any case."""

_CONTENT_TYPES: Final[dict[str, Format]] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "text/markdown": "markdown",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/ndjson": "jsonl",
    "application/vnd.apache.parquet": "parquet",
    "application/warc": "warc",
    "application/zip": "zip",
    "application/gzip": "gzip",
    "application/x-gzip": "gzip",
}
_VAGUE: Final = frozenset({"application/octet-stream", "binary/octet-stream", "application/xml", "text/xml"})

_MAGIC: Final[list[tuple[bytes, Format]]] = [
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
]
_FOREIGN: Final = (
    (b"%PDF-", "a PDF; take out its text first"),
    (b"\xd0\xcf\x11\xe0", "an old office document; save it as text"),
    (b"{\\rtf", "rich text; save it as plain text"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x28\xb5\x2f\xfd", "compressed with Zstandard; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\xfd7zXZ", "compressed with xz; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"filedesc://", "an ARC archive, the format before WARC; convert it first"),
)
_PROLOG: Final = rb"\s*+(?:(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE\s+(?!html)[^>]*+>)\s*+)*+"
"""What may stand before the first element; possessive, so that a crowd of comments costs no more than its length."""
_FEED = re.compile(_PROLOG + rb"<(?:rss|feed|rdf:RDF)\b", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(_PROLOG + rb"<(?:!doctype\s+html|html|head|body)\b", re.DOTALL | re.IGNORECASE)
_HTML_ANYWHERE = re.compile(rb"<(?:html|head|body|article|p|div)\b[^>]*>", re.IGNORECASE)


def ending(name: str) -> str:
    """The last ending of a name in lower case, as ".txt"."""
    return PurePosixPath(name.replace("\\", "/")).suffix.lower()


def is_read(name: str) -> bool:
    """Whether files with this name's ending are read."""
    return ending(name) in ENDINGS


def format_of(resource: Resource, head: bytes, options: ReadOptions) -> Format:
    """The format to read `resource` as, whose first bytes are `head`.

    Raises:
        InputError: 'unsupported' if it is a format that intake does not read.
    """
    if options.format is not None and resource.depth == 0:
        return options.format
    foreign = next((what for magic, what in _FOREIGN if head.startswith(magic)), None)
    if foreign:
        raise InputError("unsupported", f"{foreign}")
    magic: Format | None = next((name for start, name in _MAGIC if head.startswith(start)), None)
    if magic:
        return _packed(resource, magic)
    content_type = (resource.content_type or "").split(";")[0].strip().lower()
    if content_type in _CONTENT_TYPES:
        return _CONTENT_TYPES[content_type]
    known = ENDINGS.get(ending(resource.name))
    if content_type and content_type not in _VAGUE and not content_type.startswith("text/plain"):
        raise InputError("unsupported", f"content type {content_type}")
    if known == "feed" or (content_type in _VAGUE and content_type.endswith("xml")):
        return _markup(head)
    if known is not None:
        return known
    return _sniff(head)


def _packed(resource: Resource, magic: Format) -> Format:
    """Office documents are zip archives too, and are told by their name."""
    if magic == "zip" and ending(resource.name) in {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".epub", ".wacz"}:
        raise InputError("unsupported", f"{ending(resource.name)} files are not read; save the text itself")
    return magic


def _markup(head: bytes) -> Format:
    if _FEED.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "feed"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    raise InputError("unsupported", "XML that is neither a feed (RSS, Atom) nor a page")


def _sniff(head: bytes) -> Format:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _FEED.match(start):
        return "feed"
    if _HTML.match(start) or (start.startswith(b"<") and _HTML_ANYWHERE.search(start)):
        return "html"
    if re.match(rb"\{\s*\"|\[\s*\{\s*\"", start):
        return "jsonl" if start.startswith(b"{") else "json"
    return "text"
