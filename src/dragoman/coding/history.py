"""Whether an event is history: more than a year before the report, where the report's words say so exactly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from dragoman.record import When

_YEAR = re.compile(r"(?<![\w,.])(1[89]\d\d|20\d\d)(?:s|-\d\d)?(?!\w)")
_AGO = re.compile(
    r"(?i)\b(?:([2-9]|[1-9]\d+|two|three|four|five|six|seven|eight|nine|ten|several|many)\s+years|decades?|centur(?:y|ies))\s+ago\b"
)
_AGES = re.compile(r"(?i)\b(?:last|previous|\d+th)\s+century\b")


def is_historical(times: Sequence[When], published: date | None) -> bool:
    """Whether a time given for an event lies more than a year before the report for certain.

    That is so for "two years ago" and the like, and for a calendar year before the one before the report's. Times such
    as "last year" leave it open, and so does a report without a date.
    """
    return any(_is_long_past(when.text, published) for when in times)


def _is_long_past(words: str, published: date | None) -> bool:
    if _AGO.search(words) or _AGES.search(words):
        return True
    years = [int(year[1]) for year in _YEAR.finditer(words)]
    return bool(years) and published is not None and max(years) < published.year - 1
