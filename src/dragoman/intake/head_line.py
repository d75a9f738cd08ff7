"""What one line of a report's head says: the outlet, the reporter, the day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dragoman.intake.dates import CLOCK, is_date_line
from dragoman.intake.head_words import LONGEST_NAME, byline, head_keys, is_name, outlet_kind
from dragoman.report import Span

LONGEST: Final = 200
"""Characters of a line of the head."""

_DIVIDER = re.compile(r"\s*[|·•]\s*|\s+(?:-{1,2}|[–—/])\s+")
_AROUND = "*_ \t"
_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_COMMA = re.compile(r",\s+")
_KEY = re.compile(r"(?P<key>[A-Za-z][A-Za-z ]{0,30}?)\s*:[*_]{0,2}\s+(?P<value>\S.*)")


@dataclass(frozen=True, slots=True)
class HeadLine:
    """The parts of a line that belongs to the head, as spans of the line; None for what is not there."""

    stamped: Span | None = None
    """A day that the line calls that of publication."""
    date: Span | None = None
    """A day that stands there without such a word."""
    updated: Span | None = None
    """The day of the last change."""
    reporter: Span | None = None
    """A byline."""
    outlet: Span | None = None
    """The name beside the date, or behind a key such as "Outlet:"."""
    employer: Span | None = None
    """The outlet behind a reporter's name."""
    headline: Span | None = None
    """Words before the date that are no name."""
    keyed: Span | None = None
    """The line is a key with its value, and holds no date."""


def head_line(text: str) -> HeadLine | None:
    """The parts of a line that holds nothing but a date, an outlet, a byline, or several of them with dividers; None
    for any other line, also for a sentence that only begins so."""
    whole = _bare(text, 0, len(text)) if len(text) <= LONGEST else None
    if whole is None:
        return None
    return _keyed(text, whole) or _divided(text, whole)


def _divided(text: str, whole: Span) -> HeadLine | None:
    """Parts between dividers, of which one must be a date or a byline, and at most one other words."""
    if is_date_line(whole.of(text)):
        return HeadLine(date=whole)
    found: dict[str, Span] = {}
    names: list[Span] = []
    for part in _parts(text, whole):
        read = _dated(text, part) or _by(text, part)
        if read:
            found = read | found
        elif not _CLOCK.fullmatch(part.of(text)):
            names.append(part)
    if not found or len(names) > 1:
        return None
    for name in names:
        words = name.of(text)
        kind = outlet_kind(words)
        if not any(character.isalpha() for character in words) or len(words) > LONGEST_NAME:
            return None
        if "reporter" in found:
            # Behind a reporter's name stand places and posts too.
            if kind == "outlet":
                found["employer"] = name
            elif not is_name(words):
                return None
        elif is_name(words):
            found["outlet"] = name
        elif name.start == whole.start:
            found["headline"] = name
        else:
            return None
    return HeadLine(**found)


def _dated(text: str, part: Span) -> dict[str, Span] | None:
    """A date alone, behind words such as "Published on", or behind a comma and a name."""
    words = part.of(text)
    if is_date_line(words):
        return {"date": part}
    if (stamp := _stamps().fullmatch(words)) and is_date_line(stamp["date"]):
        field = "stamped" if head_keys()[" ".join(stamp["key"].casefold().split())] == "published" else "updated"
        return {field: Span(*stamp.span("date")).shifted(part.start)}
    for comma in _COMMA.finditer(words):
        before, at = part.start + comma.start(), part.start + comma.end()
        if comma.start() and is_date_line(text[at : part.end]):
            return _beside(text, Span(part.start, before), Span(at, part.end))
    return None


def _beside(text: str, name: Span, date: Span) -> dict[str, Span] | None:
    """A date behind a name and a comma. The name may as well be a place: only one that says what it is counts as the
    outlet's."""
    words = name.of(text)
    if (by := _by(text, name)) is not None:
        return {"date": date, **by}
    if not is_name(words):
        return None
    return {"date": date, "outlet": name} if "," not in words and outlet_kind(words) else {"date": date}


def _by(text: str, part: Span) -> dict[str, Span] | None:
    """A byline, with the outlet behind the reporter's name, unless that is an agency, which writes for others."""
    who = byline(part.of(text))
    if who is None:
        return None
    name, _, employer = who.rpartition(", ")
    if name and outlet_kind(employer) == "outlet" and is_name(employer):
        return {"reporter": part, "employer": Span(part.end - len(employer), part.end)}
    return {"reporter": part}


def _keyed(text: str, whole: Span) -> HeadLine | None:
    """A line of a key and a value: the outlet's name, or something that is known but not read."""
    found = _KEY.fullmatch(whole.of(text))
    field = head_keys().get(found["key"].casefold()) if found else None
    if found is None or field is None:
        return None
    value = _bare(text, whole.start + found.start("value"), whole.end)
    if value is None:
        return None
    words = value.of(text)
    address = words.startswith(("http://", "https://")) and len(words.split()) == 1
    if (field in ("url", "outlet") and address) or (field == "other" and is_name(words)):
        return HeadLine(keyed=whole)
    if field == "outlet" and is_name(words):
        return HeadLine(outlet=value, keyed=whole)
    return None


def _parts(text: str, whole: Span) -> Iterator[Span]:
    at = whole.start
    for divider in _DIVIDER.finditer(text, whole.start, whole.end):
        if part := _bare(text, at, divider.start()):
            yield part
        at = divider.end()
    if part := _bare(text, at, whole.end):
        yield part


def _bare(text: str, start: int, end: int) -> Span | None:
    """The stretch without white space and Markdown's marks of emphasis at its ends."""
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip(_AROUND)), end - (len(words) - len(words.rstrip(_AROUND)))
    return Span(start, end) if start < end else None


@lru_cache(maxsize=1)
def _stamps() -> re.Pattern[str]:
    keys = [key for key, field in head_keys().items() if field in ("published", "updated")]
    either = "|".join(key.replace(" ", r"\s+") for key in sorted(keys, key=len, reverse=True))
    return re.compile(rf"(?P<key>{either})\s*:?[*_]{{0,2}}\s+(?:(?:on|at):?\s+)?(?P<date>\S.*)", re.IGNORECASE)
