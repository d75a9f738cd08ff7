"""Dates as sources write them: read strictly, or refused with the reason.

Only notations that name one day of the calendar are read. A numeric date that is two days by different customs
(03/04/2019), a month without a day, two-digit years and dates that the calendar does not have are refused.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Final, TypeVar

D = TypeVar("D", bound=date)

YEARS: Final = range(1700, 2200)
"""Years that a report may be of: from the first daily newspapers on."""

MONTHS: Final = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
WEEKDAYS: Final = {form.lower(): number for number, name in enumerate(calendar.day_name) for form in (name, name[:3])}

_MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
WRITTEN: Final = (
    rf"(?:{_WEEKDAY},?\s+)?"
    rf"(?:{_MONTH}\s+{_DAY}(?:,?\s+\d{{4}})?|{_DAY}(?:\s+of)?[\s-]+{_MONTH}(?:,?[\s-]+\d{{4}})?)(?!\d)"
)
"""A date in words, its year optional; to be matched without regard to case."""

CLOCK: Final = (
    r"\d{1,2}[:.]\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:\s*[ap]\.?m\.?)?(?:\s*\(?[A-Z]{1,5}\)?|\s*[+-]\d{2}:?\d{2})?"
)
"""A time of day with its zone, both as written; to be matched without regard to case."""
_BEFORE = rf"(?:{CLOCK},?\s+(?:on\s+)?)?"
_BEHIND = rf"(?:(?:,?\s+(?:at\s+)?|T){CLOCK})?"
_NUMERIC = r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}"
_WRITTEN_LINE = re.compile(rf"{_BEFORE}({WRITTEN}){_BEHIND}", re.IGNORECASE)
_NUMERIC_LINE = re.compile(rf"{_BEFORE}({_NUMERIC}){_BEHIND}", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ]\S.*)?|\d{8}T\d{4,6}.*")
_MAIL = re.compile(r"(?:[a-z]{3,9},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{2,4}\s+\d{1,2}:\d{2}.*", re.IGNORECASE)
_LONGEST = 80


def parse_date(value: object) -> date | datetime:
    """The day, or the moment, that a source names.

    Read are ISO 8601, RFC 5322 (mail and RSS), YYYYMMDD and YYYYMMDDHHMMSS (GDELT), and days in words ("1 June 2019",
    "Sat, Jun 1, 2019"), where a clock time behind the words is passed over.

    Raises:
        ValueError: with the reason, if the value does not name exactly one possible day.
    """
    if isinstance(value, datetime | date):
        return _plausible(value)
    text = str(value).strip()
    if not text or len(text) > _LONGEST:
        raise ValueError(f"{text[:40]!r} is no date")
    if text.isdecimal() and text.isascii():
        return _plausible(_digits(text))
    if _ISO.fullmatch(text):
        return _plausible(_iso(text))
    if _MAIL.fullmatch(text):
        return _plausible(_mail(text))
    return date_line(text)


def date_line(text: str) -> date:
    """The day that a line of nothing but a date names, in words or figures.

    Raises:
        ValueError: with the reason, if the line is anything else, or no possible day.
    """
    if len(text) <= _LONGEST:
        if found := _WRITTEN_LINE.fullmatch(text):
            return written_date(found[1])
        if found := _NUMERIC_LINE.fullmatch(text):
            return _plausible(_numeric(found[1]))
    raise ValueError(f"{text[:40]!r} is no date that names a day")


def is_date_line(text: str) -> bool:
    """Whether a line has the form of a date and nothing else, be the date possible or not."""
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return False
    written = _WRITTEN_LINE.fullmatch(text)
    return bool((written and re.search(r"\d{4}", written[1])) or _NUMERIC_LINE.fullmatch(text))


def written_date(text: str, year: int | None = None) -> date:
    """The day of a date in words; `year` stands in where the words have none.

    Raises:
        ValueError: if there is no year, the calendar has no such day, or the weekday named is another.
    """
    words = [word.strip(".,") for word in re.split(r"[\s-]+", text.lower())]
    month = next(MONTHS[word] for word in words if word in MONTHS)
    numbers = [int(figures[0]) for word in words if (figures := re.match(r"\d+", word))]
    years = [number for number in numbers if number > 31] or ([year] if year else [])
    if not years:
        raise ValueError(f"{text!r} has no year")
    day = _day(years[0], month, numbers[0], text)
    weekday = WEEKDAYS.get(words[0][:3])
    if weekday is not None and weekday != day.weekday():
        raise ValueError(f"{text!r} was a {calendar.day_name[day.weekday()]}")
    return day


def _day(year: int, month: int, day: int, text: str) -> date:
    try:
        return _plausible(date(year, month, day))
    except ValueError:
        raise ValueError(f"{text!r} is no day of the calendar, or of no year from 1700 to 2199") from None


def _digits(text: str) -> date | datetime:
    if len(text) == 8:
        return _day(int(text[:4]), int(text[4:6]), int(text[6:]), text)
    if len(text) == 14:
        try:
            return datetime.strptime(text, "%Y%m%d%H%M%S")
        except ValueError:
            raise ValueError(f"{text!r} is no moment of the calendar") from None
    raise ValueError(f"{text!r} is a number, not a date that names a day")


def _iso(text: str) -> date | datetime:
    normal = re.sub(r"\s*(?:UTC|GMT)$", "Z", text)
    normal = re.sub(r"\s+([+-]\d{2}:?\d{2})$", r"\1", normal)
    try:
        return date.fromisoformat(normal) if len(normal) == 10 else datetime.fromisoformat(normal)
    except ValueError:
        raise ValueError(f"{text!r} is no moment of the calendar") from None


def _mail(text: str) -> datetime:
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        raise ValueError(f"{text!r} is no moment of the calendar") from None


def _numeric(text: str) -> date:
    first, second, third = re.split(r"[-/.]", text)
    if len(first) == 4 and len(third) <= 2:
        return _day(int(first), int(second), int(third), text)
    if len(third) != 4 or len(first) > 2:
        raise ValueError(f"{text!r} has no year of four figures")
    one, two = int(first), int(second)
    if one <= 12 and two <= 12 and one != two:
        raise ValueError(f"{text!r} is two days, by American and by other custom")
    day, month = (one, two) if two <= 12 else (two, one)
    return _day(int(third), month, day, text)


def _plausible(when: D) -> D:
    if when.year not in YEARS:
        raise ValueError(f"{when.isoformat()!r} is of no year from 1700 to 2199")
    if isinstance(when, datetime) and when.replace(tzinfo=UTC) == datetime(1970, 1, 1, tzinfo=UTC):
        raise ValueError(f"{when.isoformat()!r} is what programs write for an unknown date")
    return when
