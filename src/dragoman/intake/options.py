"""What a user may set for reading."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Literal, get_args

from dragoman import __version__
from dragoman.errors import OptionError
from dragoman.intake.dates import parse_date

Format = Literal["text", "markdown", "html", "feed", "json", "jsonl", "csv", "tsv", "parquet", "warc", "zip", "gzip"]
"""What a source may be made of; `json` is one object or a list of them, `jsonl` one object a line."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read; the defaults suit well-made sources.

    The five `*_column` names say which column of a table holds what; None looks for the names that known exports use
    (data/columns.csv). `published` and `outlet` hold for every report and win over what the source says. `max_bytes`
    bounds one report (a file, page, row or archive member), `max_download` one transfer, `max_members` one zip.
    `timeout` is in seconds, for the connection, for each answer, and for a transfer slower than 1 KB a second.
    `encoding` and `format` are taken as given for every source, where None looks at the source itself.
    `follow` fetches the page behind each entry of a feed in place of the entry's own text. `delay` is how many seconds
    lie between two requests to one site at least; where it is above 0, a longer Crawl-delay of the site's robots.txt
    holds too.

    Raises:
        OptionError: if a number is not positive, a date is none, or the format or encoding is unknown.
    """

    text_column: str | None = None
    title_column: str | None = None
    date_column: str | None = None
    outlet_column: str | None = None
    url_column: str | None = None
    published: date | datetime | str | None = None
    outlet: str | None = None
    max_bytes: int = 20_000_000
    timeout: float = 20.0
    max_redirects: int = 5
    respect_robots: bool = True
    user_agent: str = f"dragoman/{__version__}"
    encoding: str | None = None
    follow: bool = False
    format: Format | None = None
    max_download: int = 2_000_000_000
    max_members: int = 1_000_000
    delay: float = 0.0

    def __post_init__(self) -> None:
        for name in ("max_bytes", "timeout", "max_download", "max_members"):
            if getattr(self, name) <= 0:
                raise OptionError(f"{name} must be above 0, not {getattr(self, name)}")
        for name in ("max_redirects", "delay"):
            if getattr(self, name) < 0:
                raise OptionError(f"{name} must be 0 or more, not {getattr(self, name)}")
        if self.format is not None and self.format not in get_args(Format):
            raise OptionError(f"format {self.format!r} is none of {', '.join(get_args(Format))}")
        if self.encoding is not None:
            _check_encoding(self.encoding)
        if self.published is not None:
            given_date(self.published)

    @property
    def columns(self) -> dict[str, str]:
        """The columns that the user named: {"text": ..., "title": ..., ...}."""
        named = {f.name.removesuffix("_column"): getattr(self, f.name) for f in fields(self) if "_column" in f.name}
        return {field: name for field, name in named.items() if name is not None}


def given_date(value: date | datetime | str) -> date | datetime:
    """The publication date that a user gave.

    Raises:
        OptionError: if it is no date.
    """
    try:
        return parse_date(value)
    except ValueError as error:
        raise OptionError(f"published: {error}; give a date as YYYY-MM-DD") from None


def _check_encoding(name: str) -> None:
    try:
        b"a".decode(name, "replace")
    except LookupError:
        raise OptionError(f"encoding {name!r} is unknown; for example utf-8 or windows-1252") from None
