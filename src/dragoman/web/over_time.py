"""Days into periods that fit a drawing: how many of each sort fall into each day, week, month or year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from dragoman.web.wording import day as day_text

Unit = Literal["day", "week", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
BARS = 160
"""Periods that are drawn where nobody chose their length: thirteen years by month, three by week; about as many as can
be told apart."""
MORE_BARS = 366
"""Periods that are drawn at most where somebody did."""
AT_THE_EDGES = 0.01
"""Share at either end that may be left out, and told of beside the drawing: one mention of an old war would press
all else into the last bar."""


@dataclass(frozen=True, slots=True)
class Period:
    """A span of days, both inclusive (ISO 8601), and how many of each sort fall into it."""

    unit: Unit
    start: str
    end: str
    counts: tuple[int, ...]

    @property
    def behind(self) -> str:
        """The first day after it, where its bar ends."""
        return (
            date.fromisoformat(self.end) + timedelta(days=min(1, (date.max - date.fromisoformat(self.end)).days))
        ).isoformat()

    @property
    def label(self) -> str:
        """How it is called."""
        if self.unit == "year":
            return self.start[:4].lstrip("0")
        if self.unit == "month":
            return day_text(self.start).partition(" ")[2]
        return day_text(self.start) if self.unit == "day" else f"week of {day_text(self.start)}"


@dataclass(frozen=True, slots=True)
class OverTime:
    """Counts of the sorts `names` over time: the periods in which there are any, in order; `before` and `after` are how
    many fall outside of what is drawn, `undated` how many have no day."""

    unit: Unit
    names: tuple[str, ...]
    periods: tuple[Period, ...]
    before: int = 0
    after: int = 0
    undated: int = 0

    @property
    def total(self) -> int:
        """All that is drawn."""
        return sum(sum(period.counts) for period in self.periods)


def over_time(counted: Iterable[tuple[str, str, int]], names: Sequence[str], unit: Unit | None = None) -> OverTime:
    """Counts by day and name (days as ISO 8601 texts, "" where there is none) by periods: days where these fit in
    `BARS`, else weeks from Monday on, months or years, unless a `unit` is chosen."""
    days, undated = defaultdict[date, Counter[str]](Counter), 0
    for day, name, count in counted:
        if day:
            days[date.fromisoformat(day)][name] += count
        else:
            undated += count
    if not days:
        return OverTime(unit or "day", tuple(names), (), undated=undated)
    low, high = _middle({day: sum(counts.values()) for day, counts in days.items()})
    most = MORE_BARS if unit else BARS
    chosen: Unit = unit or _fitting(low, high)
    first, last = min(days), max(days)
    last = last if _length(chosen, low, last) <= most else high
    first = first if _length(chosen, first, last) <= most else max(low, _back(chosen, last, most))
    begin = _start(chosen, first)
    end = _end(chosen, _start(chosen, last))
    inside = defaultdict[date, Counter[str]](Counter)
    for day, counts in days.items():
        if begin <= day <= end:
            inside[_start(chosen, day)].update(counts)
    periods = tuple(
        Period(chosen, start.isoformat(), _end(chosen, start).isoformat(), tuple(counts[name] for name in names))
        for start, counts in sorted(inside.items())
    )
    before = sum(sum(counts.values()) for day, counts in days.items() if day < begin)
    after = sum(sum(counts.values()) for day, counts in days.items() if day > end)
    return OverTime(chosen, tuple(names), periods, before, after, undated)


def _fitting(first: date, last: date) -> Unit:
    """The shortest unit of which no more than `BARS` lie between two days."""
    for one in UNITS:
        if _length(one, first, last) <= BARS:
            return one
    return "year"


def _middle(counts: dict[date, int]) -> tuple[date, date]:
    """The days between which all lie but `AT_THE_EDGES` at either end."""
    bound = sum(counts.values()) * AT_THE_EDGES
    return _beyond(counts, sorted(counts), bound), _beyond(counts, sorted(counts, reverse=True), bound)


def _beyond(counts: dict[date, int], order: list[date], bound: float) -> date:
    passed = 0
    for day in order:
        passed += counts[day]
        if passed > bound:
            return day
    return order[-1]


def _length(unit: Unit, first: date, last: date) -> int:
    """Periods from one day to another."""
    if unit == "day":
        return (last - first).days + 1
    if unit == "week":
        return (_start("week", last) - _start("week", first)).days // 7 + 1
    years = last.year - first.year
    return years + 1 if unit == "year" else years * 12 + last.month - first.month + 1


def _back(unit: Unit, last: date, periods: int) -> date:
    """The first day of the first of so many periods that end with that of a day."""
    if unit in ("day", "week"):
        return max(date.min, last - timedelta(days=(periods - 1) * (7 if unit == "week" else 1)))
    months = last.year * 12 + last.month - 1 - (periods - 1) * (12 if unit == "year" else 1)
    return date(max(1, months // 12), months % 12 + 1, 1)


def _start(unit: Unit, day: date) -> date:
    if unit == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1) if unit == "year" else day


def _end(unit: Unit, start: date) -> date:
    if unit == "day":
        return start
    if unit == "week":
        return date.fromordinal(min(date.max.toordinal(), start.toordinal() + 6))
    if unit == "year":
        return start.replace(month=12, day=31)
    return start.replace(day=31) if start.month == 12 else start.replace(month=start.month + 1) - timedelta(days=1)
