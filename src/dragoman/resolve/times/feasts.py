"""The days of holidays and feasts, and dates of the Islamic calendar."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from dragoman.resolve.times.tables import rows

HIJRI_EPOCH = 227014
"""Proleptic ordinal before 1 Muharram 1 AH: 16 July 622 of the Julian calendar, the civil epoch."""
_HEBREW_EPOCH = -1373427
"""Proleptic Gregorian ordinal that the molad count of `_hebrew_new_year` starts from."""


@cache
def feasts() -> dict[str, tuple[str, str, int]]:
    """Folded names of holidays, each with its usual name, its rule and how many days it lasts."""
    found = dict[str, tuple[str, str, int]]()
    for row in rows("holidays.csv"):
        for name in (row["name"].lower(), *filter(None, row["aliases"].split("|"))):
            found[name] = (row["name"], row["rule"], int(row["days"]))
    return found


def feast_days(rule: str, year: int) -> tuple[date, ...]:
    """The first days that a rule of `holidays.csv` gives in a Gregorian year: most give one, Islamic feasts 0 to 2.

    Raises:
        ValueError, OverflowError: if the year or a day lies outside of the years 1 to 9999.
    """
    kind, *terms = rule.split()
    if kind == "fixed":
        return (date(year, *map(int, terms[0].split("-"))),)
    if kind == "nth":
        month, nth, weekday = map(int, terms[:3])
        return (_nth(year, month, nth, weekday) + timedelta(int(terms[3]) if len(terms) > 3 else 0),)
    if kind == "islamic":
        return tuple(day for day in _islamic(terms[0], int(terms[1]), year) if day.year == year)
    if kind == "lunar":
        return tuple(day for day in _lunar() if day.year == year)
    first = {
        "easter": easter,
        "orthodox": orthodox_easter,
        "hebrew": _rosh_hashanah,
        "passover": _passover,
        "hanukkah": _hanukkah,
    }[kind]
    return (first(year) + timedelta(int(terms[0])),)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the "anonymous" Gregorian computus; Meeus, Astronomical Algorithms)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    tail = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + tail - 7 * ((a + 11 * h + 22 * tail) // 451) + 114, 31)
    return date(year, month, day + 1)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the Orthodox churches, in the Gregorian calendar (Meeus's Julian computus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(year // 100 - year // 400 - 2)


def hijri(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29).

    The day that a country kept can differ by one or two.

    Raises:
        ValueError, OverflowError: if there is no such day.
    """
    if not (1 <= month <= 12 and 1 <= day <= hijri_month_length(year, month) and year >= 1):
        raise ValueError(f"the Islamic calendar has no day {day} in month {month} of {year}")
    days = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day
    return date.fromordinal(HIJRI_EPOCH + days)


def hijri_year(day: date) -> int:
    """The year of the tabular Islamic calendar that a day lies in."""
    return (30 * (day.toordinal() - HIJRI_EPOCH - 1) + 10646) // 10631


def hijri_month_length(year: int, month: int) -> int:
    """How many days a month of the tabular Islamic calendar has."""
    return 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29


def _nth(year: int, month: int, nth: int, weekday: int) -> date:
    """The `nth` weekday (1 Monday) of a month; -1 is the last."""
    if nth < 0:
        end = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
        return end - timedelta((end.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


@cache
def _islamic_table() -> dict[int, dict[str, date]]:
    return {
        int(row["year"]): {name: date.fromisoformat(day) for name, day in row.items() if name != "year"}
        for row in rows("islamic_feasts.csv")
    }


_TABULAR = {
    "new_year": (1, 1),
    "ashura": (1, 10),
    "mawlid": (3, 12),
    "miraj": (7, 27),
    "ramadan": (9, 1),
    "fitr": (10, 1),
    "arafah": (12, 9),
    "adha": (12, 10),
}


def _islamic(feast: str, offset: int, year: int) -> list[date]:
    about = hijri_year(date(year, 1, 1))
    table = _islamic_table()
    days = [table[h][feast] if h in table else hijri(h, *_TABULAR[feast]) for h in range(max(about, 1), about + 3)]
    return [day + timedelta(offset) for day in days]


@cache
def _lunar() -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"{row['year']}-{row['day']}") for row in rows("lunar_new_year.csv"))


def _hebrew_new_year(year: int) -> int:
    """Ordinal of 1 Tishri of a Hebrew year (Reingold and Dershowitz, Calendrical Calculations, 3rd ed., chapter 7)."""

    def elapsed(y: int) -> int:
        months = (235 * y - 234) // 19
        parts = 12084 + 13753 * months
        day = 29 * months + parts // 25920
        return day + 1 if (3 * (day + 1)) % 7 < 3 else day

    before, this, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return _HEBREW_EPOCH + this + delay


def _rosh_hashanah(year: int) -> date:
    return date.fromordinal(_hebrew_new_year(year + 3761))


def _passover(year: int) -> date:
    # 15 Nisan is 163 days before the next 1 Tishri.
    return _rosh_hashanah(year) - timedelta(163)


def _hanukkah(year: int) -> date:
    start, end = _hebrew_new_year(year + 3761), _hebrew_new_year(year + 3762)
    # 25 Kislev; Heshvan has 30 days in "complete" years only.
    return date.fromordinal(start + (84 if end - start in (355, 385) else 83))
