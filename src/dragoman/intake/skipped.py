"""What could not be read: a place, a stable reason, and a sentence for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REASONS: Final = {
    "empty": "no bytes, white space alone, or a table, archive or folder with nothing in it to read",
    "binary": "not text: control bytes, or a format known to hold none",
    "encoding": "text in an encoding that is neither declared nor certain, or damaged by an earlier decoding",
    "not-english": "text in another language or script",
    "too-large": "more than `max_bytes` for one report, or `max_download` for one transfer",
    "truncated": "cut short: the end of the file, row, archive or transfer is missing",
    "unreadable": "damaged, encrypted or refused by the system",
    "unsupported": "a format, scheme or nesting that intake does not read",
    "no-text": "readable, but without an article's text",
    "robots": "the site's robots.txt forbids the address, or could not be had for a fault of the server",
    "network": "no connection, or a broken one",
    "timeout": "the server took too long",
    "http-status": "the server answered, or had answered, with another status than 200",
    "redirects": "too many redirects, or one to a place that intake does not go",
    "missing-column": "the table has no column with the text, or not the one that was named",
    "bad-row": "a row that is not well formed",
    "unsafe-path": "an archive that would unpack beyond measure, or a member named to land outside it",
    "too-many": "an archive with more members than `max_members`",
    "not-found": "no such file, and no file that fits the pattern",
}
"""The reasons that `Skipped.reason` and `InputError.reason` take, each with its meaning. The names are stable."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was offered and gave no report.

    `location` says what (path, address, `archive!member`, `table:row`), `reason` is a key of `REASONS`, and `detail`
    says what is wrong and, where something can be done, what to do.
    """

    location: str
    reason: str
    detail: str
