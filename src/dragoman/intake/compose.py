"""From the parts that a source holds apart to one report with offsets."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dragoman.errors import InputError
from dragoman.intake.address import host
from dragoman.intake.english import english_share, is_english
from dragoman.intake.layout import Layout, lay_out
from dragoman.intake.options import ReadOptions, given_date
from dragoman.intake.publication import Claim, decide
from dragoman.report import Published, Report

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a source says of one report, before it is judged.

    `body` is the text without a title held apart; `claims` are publication dates in their order of precedence;
    `captured` is when an archive took the page, `not_after` when it was fetched.
    """

    body: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    location: str | None = None
    claims: tuple[Claim, ...] = ()
    captured: datetime | None = None
    not_after: datetime | None = None
    metadata: Mapping[str, str] = field(default_factory=dict[str, str])


def from_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: Published | date | datetime | str | None = None,
    url: str | None = None,
    location: str | None = None,
    metadata: Mapping[str, str] | None = None,
) -> Report:
    """One report from a text in hand.

    A `title` given apart is put before the text with a blank line between, unless the text opens with it. Without one,
    a first paragraph in the form of a headline is the title, and the text stays as it is. `published` wins over what
    the text and the address say; a string is read as `parse_date` does.

    Raises:
        InputError: 'empty', 'binary', 'encoding' or 'not-english'.
        OptionError: if `published` is no date.
    """
    given = published.when if isinstance(published, Published) else published
    options = ReadOptions(published=given)
    parts = Parts(text, title, outlet, url, location, metadata=dict(metadata or {}))
    report = compose(parts, options)
    if isinstance(published, Published):
        return replace(report, published=published, metadata={**report.metadata, "date_field": published.origin})
    return report


def compose(parts: Parts, options: ReadOptions) -> Report:
    """Judge the parts and make the report.

    Notes go into the metadata: `date_field` (where the date was read), `date_refused` (dates that could not be),
    `captured` (when an archive took the page).

    Raises:
        InputError: 'empty', 'no-text', 'binary', 'encoding' or 'not-english'.
    """
    title = " ".join(parts.title.split()) if parts.title else None
    _check_characters(parts.body + (title or ""))
    if not parts.body.strip():
        raise InputError("no-text", "a headline without a text") if title else InputError("empty", "no text")
    if not _LETTER.search(parts.body):
        raise InputError("no-text", "a text without a letter")
    text = parts.body
    layout = lay_out(text, title)
    if title and layout.title is None:
        text = f"{title}\n\n{parts.body.strip()}"
        layout = lay_out(text, title)
    if not is_english(text):
        raise InputError(
            "not-english",
            f"only {english_share(text):.0%} of the words are function words of English; Dragoman reads English alone",
        )
    reading = decide(_claims(parts, options), text, layout, parts.url, parts.captured, parts.not_after)
    metadata = dict(parts.metadata)
    if parts.captured:
        metadata["captured"] = parts.captured.isoformat()
    if reading.field:
        metadata["date_field"] = reading.field
    if reading.refused:
        metadata["date_refused"] = "; ".join(reading.refused)
    return Report(
        text=text,
        title=layout.title.of(text) if layout.title else None,
        title_span=layout.title,
        outlet=options.outlet or parts.outlet or _masthead(text, layout) or (host(parts.url) if parts.url else None),
        published=reading.published,
        url=parts.url,
        location=parts.location,
        metadata=metadata,
    )


def _masthead(text: str, layout: Layout) -> str | None:
    return layout.masthead.of(text) if layout.masthead else None


def _claims(parts: Parts, options: ReadOptions) -> tuple[Claim, ...]:
    if options.published is None:
        return parts.claims
    return (Claim("given", "option", given_date(options.published)), *parts.claims)


def _check_characters(text: str) -> None:
    if "\0" in text:
        raise InputError("binary", "the text holds NUL characters")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise InputError("encoding", "the text holds halves of surrogate pairs") from None
