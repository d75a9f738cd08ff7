"""Actors: the country and the PLOVER sector of phrases, against the expectations of a test file.

    python benchmarks/actors.py PHRASES.jsonl

A line is an object with `text` (the phrase), `expect` (`country` or `cc`: alpha-3 or "" for none; `code_1`: the
sector, "" for none) and, where there are some, `args` (context, day) and `kw` (`query_date`). The figure is the share
of the phrases that expect a country (a sector) whose country (first sector) is that one, letter for letter. The
expectations leave the sector of a country named by itself empty, where PLOVER codes its government: a bare country
counts as an empty sector. `xfail` marks those that the file's own authors count as out of reach: they are scored too,
and left out in the second row.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, lines, tell
from dragoman.resolve.actors.identity import Hints, Identity
from dragoman.resolve.actors.lookup import identify
from dragoman.resolve.countries import named
from dragoman.resolve.places.gazetteer import Gazetteer

MONTHS: Sequence[str] = "January February March April May June July August September October November December".split()
TOWN = 10_000
TODAY = date(2022, 10, 1)
"""The day of the expectations: those that say "today", or give no day, were written in the course of 2022."""


def main() -> None:
    """Scores one file of phrases."""
    parser = arguments(__doc__ or "", "phrases")
    parser.add_argument("--misses", action="store_true", help="list the phrases that went wrong")
    options = parser.parse_args()
    cases = lines(options.phrases)
    locate = locator()
    began = time.perf_counter()
    answers = [identify(case["text"], date=day_of(case), hints=hints_of(case, locate)) for case in cases]
    spent = time.perf_counter() - began
    scored = [score(case, answer) for case, answer in zip(cases, answers, strict=True)]
    if options.misses:
        for case, answer, result in zip(cases, answers, scored, strict=True):
            if False in result.values():
                print(case["text"], case["expect"], "->", answer.country, answer.sectors, answer.reason, sep=" | ")
    kept = [result for case, result in zip(cases, scored, strict=True) if not case.get("xfail")]
    rows = [line("all", scored), line("without xfail", kept)]
    figures = {"country": share(scored, "country"), "sector": share(scored, "sector"), "both": both(scored)}
    figures |= {"phrases": len(cases), "microseconds": round(spent / len(cases) * 1e6)}
    columns = ("phrases", "n", "country", "sector", "both")
    tell("actors", columns, rows, figures, model="none (tables and rules)", record=options.record)


def score(case: dict[str, Any], answer: Identity) -> dict[str, bool]:
    """Whether the country and the sector are those expected; only what the case expects is in the result."""
    expect = case["expect"]
    result: dict[str, bool] = {}
    country = expect.get("country", expect.get("cc"))
    if country is not None:
        result["country"] = (answer.country or "") == country
    if "code_1" in expect:
        result["sector"] = ("" if answer.kind == "country" else answer.sectors[0]) == expect["code_1"]
    return result


def day_of(case: dict[str, Any]) -> date:
    """The day that a case is asked for."""
    args = case.get("args", [])
    text = str(case.get("kw", {}).get("query_date") or (args[1] if len(args) > 1 else "today"))
    if text == "today":
        return TODAY
    if "-" in text:
        return date.fromisoformat(text)
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def hints_of(case: dict[str, Any], locate: Callable[[str], str | None]) -> Hints:
    """The context that a case gives, where that is the name of a country."""
    args = case.get("args", [])
    country = named(str(args[0])) if args and args[0] else None
    return Hints(countries=(country.iso3,) if country else (), locate=locate)


def locator() -> Callable[[str], str | None]:
    """The country of a place name from the shipped gazetteer: that of the most populous place of the name.

    Where that place has fewer people than `TOWN` there is no answer: hamlets are called like everything else.
    """
    gazetteer = Gazetteer.open()

    def locate(name: str) -> str | None:
        entries = [match.entry for match in gazetteer.lookup(name)]
        best = max(entries, key=lambda entry: (entry.kind == "country", entry.population), default=None)
        return best.country if best and (best.kind != "city" or best.population >= TOWN) else None

    return locate


def share(results: list[dict[str, bool]], field: str) -> float:
    """The share of right answers among the cases that expect the field."""
    told = [result[field] for result in results if field in result]
    return round(sum(told) / len(told), 3) if told else 0.0


def both(results: list[dict[str, bool]]) -> float:
    """The share of cases with nothing wrong, among those that expect both fields."""
    told = [all(result.values()) for result in results if len(result) == 2]
    return round(sum(told) / len(told), 3) if told else 0.0


def line(name: str, results: list[dict[str, bool]]) -> list[object]:
    """A row of the table."""
    return [
        name,
        len(results),
        *(f"{value:.3f}" for value in (share(results, "country"), share(results, "sector"), both(results))),
    ]


if __name__ == "__main__":
    sys.exit(main())
