"""Statements that may tell of the same happening as a new one, found without looking through the desk.

For each type the desk's index gives the statements of some days; those that have most in common with the new one
(place, parties, words) are compared with it, a bounded number of them. The days of a whole batch are read at once, so
that reports of the same days share them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache

from sqlalchemy import Connection, bindparam, select

from dragoman.desk.incidents.cues import coded, parted
from dragoman.desk.incidents.nearness import near_types
from dragoman.desk.incidents.senses import sense
from dragoman.desk.incidents.tellings import Telling, ordinal
from dragoman.desk.parts import parts
from dragoman.desk.tables import ENTITIES, PARTIES, STATEMENTS

DAYS = 7
"""Days around a statement within which its happening is looked for: what is told without a day is news of that week."""
NEAR = 2
"""... within which other types are looked through."""
LASTING = 45
"""... where its happening is one that goes on for months."""
LONG = 31
"""Days of a statement that tells a longer time which are looked through."""
MOST = 6
"""Statements that one is compared with at most, its own report's aside."""

_WEIGHTS = {"e": 3, "p": 2, "s": 2, "c": 1, "w": 1}
"""How much it counts to have an entity, a place, a sense, a country or a word in common."""


class Window:
    """What was read of a desk: by type and day, the statements with what they are found by. `tellings` are those that
    are asked for: what all of them need is read at once."""

    def __init__(self, connection: Connection, tellings: Collection[Telling]) -> None:
        self.connection = connection
        self._days: dict[tuple[str, int], dict[int, tuple[int, int]]] = {}
        self._bits = _Bits()
        wanted = defaultdict[str, set[int]](set)
        for telling in tellings:
            of_type, of_others = _around(telling)
            for type in near_types(telling.type):
                wanted[type].update(of_type if type == telling.type else of_others)
        for type, days in wanted.items():
            self._read(type, days)

    def find(self, telling: Telling) -> list[int]:
        """The numbers of the statements of other reports that have most in common with one of the tellings."""
        of_type, of_others = _around(telling)
        mine = self._days.get((telling.type, telling.at), {}).get(telling.id)
        if mine is None:
            return []
        report, bits = mine
        found = list[tuple[int, int, int]]()
        for type in near_types(telling.type):
            same = type == telling.type
            for day in of_type if same else of_others:
                away = abs(day - telling.at)
                for id, (other, theirs) in self._days.get((type, day), _NONE).items():
                    if other != report and (shared := bits & theirs):
                        found.append((-shared.bit_count() - same, away, id))
        return [id for _, _, id in sorted(found)[:MOST]]

    def _read(self, type: str, days: Iterable[int]) -> None:
        for part in parts(sorted(days)):
            rows = dict[int, tuple[int, int, int]]()
            asked = {"of": type, "days": [_day(day) for day in part]}
            for id, report, at, place, words, entity, country in self.connection.execute(_FILED, asked):
                if id in rows:
                    at, report, bits = rows[id]
                else:
                    at, bits = ordinal(at) or 0, self._bits.of(_tokens(type, words))
                    if place is not None:
                        bits |= self._bits[f"p{place}"]
                if entity is not None:
                    bits |= self._bits[f"e{entity}"]
                if country is not None:
                    bits |= self._bits[f"c{country}"]
                rows[id] = (at, report, bits)
            for id, (at, report, bits) in rows.items():
                self._days.setdefault((type, at), {})[id] = (report, bits)


class _Bits(dict[str, int]):
    """The bits that stand for a token, as many as it counts: what two statements have in common is counted by those
    that both of them have."""

    def __init__(self) -> None:
        self._next = 0
        self._sums: dict[tuple[str, ...], int] = {}

    def __missing__(self, token: str) -> int:
        count = _WEIGHTS[token[0]]
        bits = self[token] = ((1 << count) - 1) << self._next
        self._next += count
        return bits

    def of(self, tokens: tuple[str, ...]) -> int:
        """The bits of several tokens."""
        bits = self._sums.get(tokens)
        if bits is None:
            bits = 0
            for token in tokens:
                bits |= self[token]
            self._sums[tokens] = bits
        return bits


_NONE: dict[int, tuple[int, int]] = {}


_FILED = (
    select(STATEMENTS.c.id, STATEMENTS.c.report_id, STATEMENTS.c.at, STATEMENTS.c.place_id)
    .add_columns(STATEMENTS.c.words, PARTIES.c.entity_id, ENTITIES.c.country)
    .outerjoin(PARTIES, (PARTIES.c.statement_id == STATEMENTS.c.id) & PARTIES.c.role.in_(("actor", "recipient")))
    .outerjoin(ENTITIES, ENTITIES.c.id == PARTIES.c.entity_id)
    .where(STATEMENTS.c.type == bindparam("of"), STATEMENTS.c.kind == "event")
    .where(STATEMENTS.c.at.in_(bindparam("days", expanding=True)))
)
"""The statements of a type that are filed under some days, a row for each of their parties."""


@lru_cache(maxsize=16384)
def _tokens(type: str, words: str | None) -> tuple[str, ...]:
    """Those of a statement's words: the next batch looks through the same days."""
    cue = parted(words)
    found = {f"w{stem}" for stem in (*map(coded, cue.trigger), *cue.around)}
    if (of := sense(cue.trigger, type)) is not None:
        found.add(f"s{of}")
    return tuple(found)


def _around(telling: Telling) -> tuple[list[int], list[int]]:
    """The days of a telling's own type that are looked through, and those of other types."""
    return _days(telling, LASTING if telling.lasting else DAYS), _days(telling, NEAR)


def _days(telling: Telling, around: int) -> list[int]:
    """The days that statements of the same happening may be filed under."""
    if not telling.at:
        return [0]
    last = telling.at
    if telling.day is not None and telling.until is not None:
        last = min(max(telling.until, telling.at), telling.at + LONG)
    at = date.fromordinal(telling.at)
    # A month or a year is filed under its first day.
    coarse = {at.replace(day=1).toordinal(), at.replace(month=1, day=1).toordinal()}
    return sorted(coarse.union(range(max(1, telling.at - around), last + around + 1)))


def _day(number: int) -> str:
    return date.fromordinal(number).isoformat() if number else ""
