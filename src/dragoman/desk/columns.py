"""How values are kept in columns of which a desk has millions: small, and the same to every module.

A day is kept as the number 20190601, a moment as 20190601093000, a name of a short list as its place in the list, a
fraction as whole thousandths, a hash as its bytes. SQLAlchemy turns them back: all of our code sees "2019-06-01",
"event" and 0.952. Who opens the file in a tool of their own finds the statements with their names in the view `told`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from string import hexdigits

from sqlalchemy import BigInteger, ColumnElement, Dialect, Integer, LargeBinary, SmallInteger, false, type_coerce
from sqlalchemy.types import TypeDecorator

KINDS = ("event", "attribution", "agreement", "forecast", "relation", "count")
"""Kinds of statements. Lists like this one only ever grow at their end: desks hold places in them."""
TYPES = (
    "", "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "direct", "indirect", "mixed",
    "role", "part_of", "ally", "rival", "backs", "controls", "linked_to",
    "killed", "injured", "displaced", "detained", "people",
)  # fmt: skip
"""What statements are typed by: PLOVER's types, kinds of speech, labels of relations, kinds of counts."""
ROLES = ("actor", "recipient", "party", "obliged", "holder", "head", "tail", "speaker")
"""What actors take part as."""


STATUSES = ("act", "not", "plan", "want", "may", "if")
"""What a report says of an event."""
PERIODS = ("past", "future", "historical", "habitual", "unknown")
"""When an event lies, seen from the report."""
PRECISIONS = (
    "minute", "part of day", "day", "week", "month", "season", "quarter", "year", "decade", "century",
)  # fmt: skip
"""How exactly a time is told."""
_DIGITS = 64


class Day(TypeDecorator[str]):
    """A day: "2019-06-01", kept as 20190601; "", a day that is unknown where there must be one, as 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """The number of a day, or of anything that begins with one."""
        return None if value is None else int(value[:10].replace("-", "") or 0)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """The day of a number."""
        if not value:
            return None if value is None else ""
        return _day(value)


class Code(TypeDecorator[str]):
    """A name out of a list, kept as its place there."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__()
        self.names = tuple(names)
        self._places = {name: place for place, name in enumerate(names)}

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """The place of a name.

        Raises
        ------
        ValueError
            If the list has no such name.
        """
        if value is None:
            return None
        if value not in self._places:
            raise ValueError(f"{value!r} is none of {', '.join(self.names)}")
        return self._places[value]

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """The name of a place."""
        return None if value is None else self.names[value]


class Hash(TypeDecorator[str]):
    """A SHA-256 in 64 hexadecimal digits, kept as its 32 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """The bytes of the digits."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """The digits of the bytes."""
        return None if value is None else bytes(value).hex()


class Moment(TypeDecorator[str]):
    """A moment in UTC, "2026-11-23T09:30:00Z", kept as 20261123093000."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        """The number of a moment."""
        return None if value is None else int("".join(filter(str.isdigit, value)))

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        """The moment of a number."""
        if value is None:
            return None
        day, time = divmod(value, 1_000_000)
        return f"{_day(day)}T{time // 10000:02}:{time // 100 % 100:02}:{time % 100:02}Z"


class Thousandths(TypeDecorator[float]):
    """A number of at most three decimals, kept as whole thousandths."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: float | None, dialect: Dialect) -> int | None:
        """The thousandths of a number."""
        return None if value is None else round(value * 1000)

    def process_result_value(self, value: int | None, dialect: Dialect) -> float | None:
        """The number of so many thousandths."""
        return None if value is None else value / 1000


def day_of(moment: ColumnElement[str]) -> ColumnElement[str]:
    """The day of a column of moments."""
    return type_coerce(type_coerce(moment, BigInteger) // 1_000_000, Day())


def begins(column: ColumnElement[str], digits: str) -> ColumnElement[bool]:
    """A column of hashes begins with some digits."""
    if len(digits) > _DIGITS or not set(digits) <= set(hexdigits.lower()):
        return false()
    return column.between(digits.ljust(_DIGITS, "0"), digits.ljust(_DIGITS, "f"))


@lru_cache(maxsize=16384)
def _day(number: int) -> str:
    return f"{number // 10000:04}-{number // 100 % 100:02}-{number % 100:02}"
