"""RSS and Atom feeds: one report an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from dragoman.errors import InputError
from dragoman.intake.compose import Parts, compose
from dragoman.intake.fragment import fragment_text
from dragoman.intake.options import ReadOptions
from dragoman.intake.publication import Claim
from dragoman.intake.resource import Resource, read_whole
from dragoman.intake.skipped import Skipped
from dragoman.report import Report

_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|RDF)\s*>\s*(?:<!--.*?-->\s*)*\Z", re.DOTALL | re.IGNORECASE)

Follow = Callable[[str, tuple[Claim, ...], str | None], Iterator[Report | Skipped]]
"""Reads the page at an address, given what the feed says of its date and outlet."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the feed has it; `content` is the field that the text is from: content, or summary (a teaser)."""

    number: int
    title: str | None
    text: str
    content: str
    link: str | None
    outlet: str | None
    claims: tuple[Claim, ...]


def feed_reports(resource: Resource, options: ReadOptions, follow: Follow | None = None) -> Iterator[Report | Skipped]:
    """A report for each entry's own text, or, with `follow`, for the page behind its link.

    Raises:
        InputError: 'too-large', 'unreadable', or 'no-text' for a feed without entries.
    """
    data = read_whole(resource, options.max_bytes)
    whole = _END.search(data[-4096:]) is not None
    found = entries(data, resource.charset)
    if not whole:
        found = found[:-1]
    elif not found:
        raise InputError("no-text", "a feed without entries")
    for entry in found:
        location = f"{resource.location}!{entry.link or entry.number}"
        if follow is not None and entry.link:
            yield from follow(entry.link, entry.claims, entry.outlet)
            continue
        try:
            yield compose(_parts(entry, resource, location), options)
        except InputError as error:
            yield Skipped(location, error.reason, str(error))
    if not whole:
        yield Skipped(resource.location, "truncated", "the feed has no end; its last entry was left out")


def entries(data: bytes, charset: str | None = None) -> list[Entry]:
    """The entries of a feed.

    Raises:
        InputError: 'unreadable' if it is none.
    """
    import feedparser  # pyright: ignore[reportMissingTypeStubs]

    headers = {"content-type": f"application/xml; charset={charset}"} if charset else {}
    # Bytes in a stream: a string would be taken for an address or a path and fetched.
    parse = cast("Callable[..., Any]", feedparser.parse)  # pyright: ignore[reportUnknownMemberType]
    # Nor is the markup cleaned: only its text is taken, and cleaning takes quadratic time on hostile input.
    parsed = parse(io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") and not parsed.get("entries"):
        raise InputError("unreadable", "not a feed (RSS, Atom) that can be parsed")
    outlet = _text(parsed["feed"].get("title_detail")) or None
    return [_entry(number, entry, outlet) for number, entry in enumerate(parsed["entries"], 1)]


def _entry(number: int, entry: dict[str, Any], outlet: str | None) -> Entry:
    contents = [text for part in entry.get("content", ()) if (text := _text(part))]
    text = max(contents, key=len, default="")
    source: dict[str, Any] = entry.get("source") or {}
    # dc:date and Atom's required field both come as `updated`, for many feeds the only date there is. A plain dict,
    # because the entry's own `get` answers for one field with another.
    plain = cast("dict[str, object]", dict(entry.items()))
    dates = ((name, plain.get(name)) for name in ("published", "updated"))
    claims = [Claim("feed", name, value) for name, value in dates if value]
    link = entry.get("link")
    return Entry(
        number=number,
        title=_text(entry.get("title_detail")) or None,
        text=text or _text(entry.get("summary_detail")),
        content="content" if text else "summary",
        link=link if isinstance(link, str) and link.startswith(("http://", "https://")) else None,
        outlet=_text(source.get("title_detail")) or outlet,
        claims=tuple(claims),
    )


def _text(detail: dict[str, Any] | None) -> str:
    if not detail or not detail.get("value"):
        return ""
    value = str(detail["value"])
    return value.strip() if detail.get("type") == "text/plain" else fragment_text(value)


def _parts(entry: Entry, resource: Resource, location: str) -> Parts:
    return Parts(
        body=entry.text,
        title=entry.title,
        outlet=resource.outlet or entry.outlet,
        url=entry.link,
        location=location,
        claims=(*resource.claims, *entry.claims),
        captured=resource.captured,
        not_after=resource.not_after,
        metadata={**resource.metadata, "feed_field": entry.content},
    )
