"""When a server that is busy wants to be asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dragoman.errors import InputError

BUSY = (429, 503)
"""Statuses that ask for patience: Too Many Requests (RFC 6585, section 4), Service Unavailable (RFC 9110, 15.6.4)."""


class Busy(InputError):
    """An answer that asks for patience; `after` is how long, where the server tells."""

    def __init__(self, message: str, after: timedelta | None) -> None:
        super().__init__("http-status", message)
        self.after = after


def retry_after(value: str | None, now: datetime) -> timedelta | None:
    """How long the header Retry-After asks to wait: it tells seconds or a date (RFC 9110, section 10.2.3). None where
    there is none, or it is neither; a date that has passed asks for nothing."""
    told = (value or "").strip()
    if told.isascii() and told.isdecimal():
        return timedelta(seconds=min(int(told[:12]), 10**9))
    try:
        date = parsedate_to_datetime(told)
    except ValueError:
        return None
    return max(timedelta(), (date if date.tzinfo else date.replace(tzinfo=UTC)) - now)
