"""What a web address itself says: the day in its path, and the host that stands in for the outlet's name."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from dragoman.intake.dates import MONTHS, YEARS

_MONTH = re.compile(r"\d{1,2}|[a-z]{3,9}", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}")
_WHOLE = re.compile(r"(\d{4})(-?)(\d{2})\2(\d{2})")
_YEAR_MONTH = re.compile(r"(\d{4})-?(\d{2})")


def host(url: str) -> str | None:
    """The host's name without a leading `www.`, or None where the address has none."""
    name = _split(url)[0]
    return name.removeprefix("www.") or None


def address_day(url: str) -> date | None:
    """The day that stands in the path as whole segments: /2019/06/01/, /2019/jun/01/, /2019-06/01/, /20190601/.

    Raises:
        ValueError: if segments have that form, but the calendar has no such day.
    """
    segments = _split(url)[1]
    for index, segment in enumerate(segments):
        found = _WHOLE.fullmatch(segment)
        if found and int(found[1]) in YEARS and 1 <= int(found[3]) <= 12:
            return _day(int(found[1]), int(found[3]), int(found[4]), url)
        month = _year_month(segments, index)
        if month is None:
            continue
        year, number, after = month
        if after < len(segments) and _DAY.fullmatch(segments[after]):
            return _day(year, number, int(segments[after]), url)
    return None


def address_month(url: str) -> tuple[int, int] | None:
    """The year and month that stand in the path as whole segments, /2019/06/, or None."""
    segments = _split(url)[1]
    for index in range(len(segments)):
        if found := _year_month(segments, index):
            return found[:2]
    return None


def _year_month(segments: list[str], index: int) -> tuple[int, int, int] | None:
    """Year, month and the index of the segment behind them."""
    segment = segments[index]
    together = _YEAR_MONTH.fullmatch(segment)
    if together and int(together[1]) in YEARS and 1 <= int(together[2]) <= 12:
        return int(together[1]), int(together[2]), index + 1
    if not re.fullmatch(r"\d{4}", segment) or int(segment) not in YEARS or index + 1 >= len(segments):
        return None
    following = segments[index + 1].lower()
    if not _MONTH.fullmatch(following):
        return None
    month = int(following) if following.isdecimal() else MONTHS.get(following, 0)
    return (int(segment), month, index + 2) if 1 <= month <= 12 else None


def _day(year: int, month: int, day: int, url: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"{year}-{month:02}-{day:02} in {url[:200]} is no day of the calendar") from None


def _split(url: str) -> tuple[str, list[str]]:
    try:
        parts = urlsplit(url)
        return parts.hostname or "", [segment for segment in parts.path.split("/") if segment]
    except ValueError:
        return "", []
