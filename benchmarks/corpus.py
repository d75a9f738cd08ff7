"""Many different reports made from the examples: places, days and figures changed, paragraphs shuffled."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from dragoman.intake import Skipped, from_text, read
from dragoman.report import Report

EXAMPLES = Path(__file__).resolve().parent.parent / "examples" / "idlib"
_PLACES = ("Idlib", "Saraqib", "Saraqeb", "Ariha", "Aleppo", "Hama", "Hatay", "Latakia", "Sochi", "Moscow", "Ankara")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SWAPS = re.compile(r"\b(" + "|".join((*_PLACES, *_DAYS)) + r")\b|\b\d{2,3}\b")


def examples() -> list[Report]:
    """The example reports."""
    return [item for item in read(EXAMPLES) if not isinstance(item, Skipped)]


def varied(count: int, seed: int = 7) -> Iterator[Report]:
    """`count` reports, each from one example, no two alike; the same for the same seed."""
    rng = random.Random(seed)
    base = examples()
    for number in range(count):
        report = base[number % len(base)]
        title, *body = [p for p in report.text.split("\n\n") if p.strip()]
        rng.shuffle(body)
        places: dict[str, str] = dict(zip(_PLACES, rng.sample(_PLACES, len(_PLACES)), strict=True))
        days: dict[str, str] = dict(zip(_DAYS, rng.sample(_DAYS, len(_DAYS)), strict=True))

        def swapped(match: re.Match[str], table: dict[str, str] = places | days) -> str:
            return table.get(match[0]) or str(rng.randint(10, 990))

        yield from_text(
            _SWAPS.sub(swapped, "\n\n".join(body)),
            title=f"{_SWAPS.sub(swapped, title)} ({number})",
            outlet=report.outlet,
            published=date(2018, 9, 1) + timedelta(days=rng.randrange(600)),
        )
