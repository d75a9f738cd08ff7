"""How single facts read on a page: statuses, likelihoods, days, numbers, chains of sources."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import quote

from dragoman.desk.questions import Voice
from dragoman.ontology import QUADS, STATUSES, event_types

STATUS_MARKS = {
    "act": ("●", "happened"),
    "not": ("✕", "did not happen"),
    "plan": ("▷", "planned"),
    "want": ("◇", "wanted"),
    "may": ("◐", "possible"),
    "if": ("◌", "conditional"),
}
"""The mark and the word that tell a status, so that nothing hangs on colour."""
ENTRY_MARKS = {
    "made": ("✎", "made"),
    "term": ("§", "term"),
    "kept": ("✓", "kept"),
    "violated": ("✕", "said to be broken"),
    "denied": ("≠", "said not to be broken"),
    "extended": ("→", "extended"),
    "ended": ("■", "ended"),
}
"""The same for the entries of an agreement's ledger."""
VERDICT_MARKS = {"accepted": ("✓", "accepted"), "rejected": ("✕", "rejected"), "edited": ("✎", "edited")}
OUTCOME_MARKS = {
    "came true": ("✓", "came true"),
    "did not": ("✕", "did not come true"),
    "too early": ("…", "too early"),
    "not checkable": ("?", "not checkable"),
}
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def status_title(status: str) -> str:
    """What a status means, in the words of the codebook."""
    return next((meaning for name, meaning in STATUSES.items() if name == status), "")


def type_title(name: str) -> str:
    """What a PLOVER type means; empty for what is none."""
    found = event_types().get(name)
    return found.meaning if found else ""


def quad_number(value: object) -> int:
    """The number of a quad class by its number or name; 0 for what is none."""
    return next((number for number, name in QUADS.items() if value in (number, name)), 0)


def day(value: str | None) -> str:
    """A day as people write it: "5 Mar 2020"; as it is where it is none."""
    try:
        read = date.fromisoformat((value or "")[:10])
    except ValueError:
        return value or ""
    return f"{read.day} {_MONTHS[read.month - 1]} {read.year}"


def span(start: str | None, end: str | None) -> str:
    """A span of days, short where both lie in one month, or where they are a whole year."""
    if not start or not end or start == end:
        return day(start or end)
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if start == f"{first.year:04}-01-01" and end == f"{first.year:04}-12-31":
        return str(first.year)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(end)}"
    return f"{day(start).removesuffix(f' {last.year}')} – {day(end)}"


def percent(low: float | None, high: float | None) -> str:
    """A range of probabilities: "55–75 %"."""
    if low is None or high is None:
        return ""
    one, other = round(low * 100), round(high * 100)
    return f"{one} %" if one == other else f"{one}–{other} %"


def number(value: object) -> str:
    """A number with its thousands parted."""
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def report_path(report: str) -> str:
    """The address of a report's page."""
    return f"/reports/{quote(report, safe='')}"


def statement_path(row: dict[str, Any] | Voice) -> str:
    """The address of the words that a row or a voice rests on, in its report."""
    report, ref = (row.report, row.ref) if isinstance(row, Voice) else (row["report"], row.get("ref"))
    return report_path(report) + (f"#{quote(str(ref), safe='')}" if ref else "")


def actor_path(name: str) -> str:
    """The address of an actor's page, by its key or name."""
    return f"/actors/{quote(name, safe='')}"


def outlet_path(name: str) -> str:
    """The address of an outlet's page."""
    return f"/sources/{quote(name, safe='')}"
