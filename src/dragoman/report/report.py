"""A report as published: immutable text with what is known about where it comes from."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from dragoman.report.span import Span

DateOrigin = Literal["given", "front matter", "metadata", "feed", "column", "archive", "url", "dateline", "text"]
"""Where a publication date was read: the caller, the file's front matter, HTML metadata, a feed entry,
a table column, a WARC record, the address, the dateline, or a line of the text that is nothing but a date."""


@dataclass(frozen=True, slots=True)
class Published:
    """When a report was published, to the day or the second, and where that was read.

    `span` points at the characters of the text where the date stands in the text itself, else it is None.
    """

    when: date | datetime
    origin: DateOrigin
    span: Span | None = None

    @property
    def day(self) -> date:
        """The calendar day, in the time zone the source gave."""
        return self.when.date() if isinstance(self.when, datetime) else self.when

    def isoformat(self) -> str:
        """ISO 8601, a day or a moment according to what is known."""
        return self.when.isoformat()


@dataclass(frozen=True, slots=True)
class Report:
    """What one outlet published. Its text is never altered: all offsets of the record are into `text`.

    Where the source keeps the headline apart from the body (front matter, HTML, feeds, tables), intake puts it
    before the body once, divided by a blank line, so that the headline has offsets too; `title_span` tells where
    it stands. `location` says where the report was found (path, address, row), for people.
    """

    text: str
    title: str | None = None
    title_span: Span | None = None
    outlet: str | None = None
    published: Published | None = None
    url: str | None = None
    location: str | None = None
    metadata: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def hash(self) -> str:
        """SHA-256 of the text in UTF-8, 64 hexadecimal digits: the report's identity."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def id(self) -> str:
        """The first 16 digits of `hash`: short enough to read, long enough for a hundred million reports."""
        return self.hash[:16]

    def quote(self, span: Span) -> str:
        """The characters of the text that `span` covers."""
        return span.of(self.text)
