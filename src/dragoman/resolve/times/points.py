"""Points of the calendar at a grain: a day, a week, a quarter, a decade, and how one moves between them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dragoman.record.world import TimePrecision

Grain = Literal["D", "W", "WE", "M", "Q", "S", "H", "Y", "E", "C"]
"""Day, week, weekend, month, quarter, season, half-year, year, decade, century."""

_MONTHS: dict[Grain, int] = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200}
_MONTHS_OF = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "E": 120, "C": 1200, "L": 12000}
_DAYS = {"D": 1.0, "W": 7.0, "WE": 7.0, "F": 14.0, "TH": 1 / 24, "TM": 1 / 1440, "TS": 1 / 86400}
_SEASONS = {12: "WI", 3: "SP", 6: "SU", 9: "FA"}
_SEASON_STARTS = {code: month for month, code in _SEASONS.items()}
# Of a weekend and a half-year, for which the record has no name, the precision is that of the next longer unit.
_PRECISION: dict[Grain, TimePrecision] = {
    "D": "day",
    "W": "week",
    "WE": "week",
    "M": "month",
    "Q": "quarter",
    "S": "season",
    "H": "year",
    "Y": "year",
    "E": "decade",
    "C": "century",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A unit of the calendar by its grain and first day; `part` is a part of the day or clock time ("TMO", "T19:15").

    Weeks run from Monday (ISO 8601); seasons are the meteorological ones of the northern hemisphere, winter counted to
    the year of its December; decades and centuries are those of the digits (the 20th century is 1900 to 1999, TIMEX3's
    "19"). `days` is set for the rare point that covers more days than its grain says, such as a feast of three days.
    """

    grain: Grain
    day: date
    part: str = ""
    days: int = 0

    @classmethod
    def at(cls, grain: Grain, day: date) -> Point:
        """The unit of that grain that a day lies in (for a weekend, that of the day's week).

        Raises:
            ValueError, OverflowError: if the unit does not lie in the years 1 to 9999.
        """
        return cls(grain, _first(grain, day))

    @property
    def last(self) -> date:
        """Its last day."""
        if self.days:
            return self.day + timedelta(self.days - 1)
        if self.grain in _MONTHS:
            return _moved(self.day, _MONTHS[self.grain]) - timedelta(1)
        return self.day + timedelta({"D": 0, "W": 6, "WE": 1}[self.grain])

    @property
    def precision(self) -> TimePrecision:
        """How finely it names a time."""
        if self.part:
            return "minute" if ":" in self.part else "part of day"
        return _PRECISION[self.grain]

    @property
    def value(self) -> str:
        """Its TIMEX3 value; an ISO 8601 interval where `days` is set."""
        if self.days:
            return f"{self.day.isoformat()}/{self.last.isoformat()}"
        year = f"{self.day.year:04d}"
        match self.grain:
            case "D":
                return self.day.isoformat() + self.part
            case "W" | "WE":
                iso = self.day.isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.grain == "WE" else "")
            case "M":
                return f"{year}-{self.day.month:02d}"
            case "Q":
                return f"{year}-Q{(self.day.month + 2) // 3}"
            case "H":
                return f"{year}-H{1 if self.day.month == 1 else 2}"
            case "S":
                return f"{year}-{_SEASONS[self.day.month]}"
            case "Y":
                return year
            case "E":
                return year[:3]
            case "C":
                return year[:2]

    def shifted(self, by: int) -> Point:
        """The unit `by` units of its own grain later; the part of day stays.

        Raises:
            ValueError, OverflowError: as `at`.
        """
        if self.grain in _MONTHS:
            return replace(self, day=_moved(self.day, by * _MONTHS[self.grain]))
        return replace(self, day=self.day + timedelta(by * (1 if self.grain == "D" else 7)))

    def years_on(self, by: int) -> Point:
        """The like unit `by` years later: the same month, the same quarter; of a week, the week of the like day."""
        return Point.at(self.grain, _moved(self.day, 12 * by))


def season_of(code: str, year: int) -> Point:
    """The season of a TIMEX3 code that begins in a year."""
    return Point("S", date(year, _SEASON_STARTS[code], 1))


def moved(day: date, letters: str, by: float) -> date:
    """The day so many units (TIMEX3's letters, T before those of the clock) later.

    A day that the month lacks becomes the month's last. Parts of years are counted in months, of other units in days,
    hours that do not fill a day not at all.

    Raises:
        ValueError, OverflowError: if the day does not lie in the years 1 to 9999.
    """
    if letters in _DAYS:
        return day + timedelta(int(by * _DAYS[letters]))
    months = _MONTHS_OF[letters] * by
    whole = int(months)
    return _moved(day, whole) + timedelta(round((months - whole) * 30))


def _moved(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= years <= 9999:
        raise OverflowError(f"year {years}")
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def _first(grain: Grain, day: date) -> date:
    match grain:
        case "D":
            return day
        case "W":
            return day - timedelta(day.weekday())
        case "WE":
            return day - timedelta(day.weekday()) + timedelta(5)
        case "S":
            return _moved(day.replace(day=1), -(day.month % 3))
        case "M":
            return day.replace(day=1)
        case "Q":
            return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        case "H":
            return date(day.year, 1 if day.month < 7 else 7, 1)
        case "Y":
            return date(day.year, 1, 1)
        case "E":
            return date(day.year // 10 * 10, 1, 1)
        case "C":
            return date(day.year // 100 * 100, 1, 1)
