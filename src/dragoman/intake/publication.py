"""When a report was published: the claims of the source weighed in a fixed order, never a guess."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dragoman.intake.address import address_day, address_month
from dragoman.intake.dates import date_line, parse_date, written_date
from dragoman.intake.layout import Layout
from dragoman.report import Published, Span
from dragoman.report.report import DateOrigin

_ZONES = timedelta(days=1)
"""How far a local date may lie ahead of the capture's moment in UTC: clocks reach to UTC+14."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A publication date as some field of the source states it, not yet read."""

    origin: DateOrigin
    field: str
    value: object


@dataclass(frozen=True, slots=True)
class Reading:
    """The date decided on, the field it came from, and why other claims were refused."""

    published: Published | None
    field: str | None
    refused: tuple[str, ...]


def decide(
    claims: tuple[Claim, ...],
    text: str,
    layout: Layout,
    url: str | None = None,
    captured: datetime | None = None,
    not_after: datetime | None = None,
) -> Reading:
    """The first claim that holds: the source's own `claims` as ordered, then the address, the dateline, the date line,
    a line with the day of the last change, and last the moment of capture, which only bounds the date from above and
    says so by its origin, 'archive'.

    A date later than `captured` or `not_after` (by more than the time zones allow) is refused.
    """
    limits = [moment for moment in (captured, not_after) if moment is not None]
    latest = min(limits).date() + _ZONES if limits else None
    refused: list[str] = []
    for field, attempt in _attempts(claims, text, layout, url, captured):
        try:
            published = attempt()
            if published is None:
                continue
            if latest is not None and published.day > latest:
                raise ValueError(f"{published.isoformat()!r} lies after the page was captured")
        except ValueError as error:
            refused.append(f"{field}: {error}")
        else:
            return Reading(published, field, tuple(refused))
    return Reading(None, None, tuple(refused))


def _attempts(
    claims: tuple[Claim, ...], text: str, layout: Layout, url: str | None, captured: datetime | None
) -> Iterator[tuple[str, _Attempt]]:
    for claim in claims:
        yield claim.field, _Attempt(claim.origin, claim.value)
    if url:
        yield "address", _Attempt("url", url)
    if layout.dateline:
        yield "dateline", _Attempt("dateline", layout.dateline.of(text), layout.dateline, url)
    if layout.date_line:
        yield "date line", _Attempt("text", layout.date_line.of(text), layout.date_line)
    if layout.update_line:
        yield "update line", _Attempt("text", layout.update_line.of(text), layout.update_line)
    if captured:
        yield "capture", _Attempt("archive", captured)


@dataclass(frozen=True, slots=True)
class _Attempt:
    origin: DateOrigin
    value: object
    span: Span | None = None
    url: str | None = None

    def __call__(self) -> Published | None:
        when = self._when()
        return None if when is None else Published(when, self.origin, self.span)

    def _when(self) -> date | datetime | None:
        match self.origin:
            case "url":
                return address_day(str(self.value))
            case "dateline":
                return self._dateline_day(str(self.value))
            case "text":
                return date_line(str(self.value))
            case _:
                return parse_date(self.value)

    def _dateline_day(self, words: str) -> date | None:
        """A dateline's day. Where it has no year, the address may give one, if it names the same month."""
        try:
            return written_date(words)
        except ValueError:
            month = address_month(self.url) if self.url else None
            if month is None:
                raise
        day = written_date(words, year=month[0])
        if day.month != month[1]:
            raise ValueError(f"{words!r} has no year, and the address is of another month")
        return day
