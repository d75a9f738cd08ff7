"""Numbers in digits and in words, years and decades among them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.resolve.times.pieces import Piece

MAX_DIGITS = 9
"""Numbers with more digits are no part of a time expression."""
_NO_NUMBER_BEHIND = "$£€¥#._"
"""Signs right before a number that make it no count of units and no date."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: `kind` is its class (empty for words that time expressions do not have), `value` what
    the lexicon gives for it, `number` its numeric value. `weak` words ("May", "second") need company to be a time."""

    kind: str
    value: str
    start: int
    end: int
    number: float = 0.0
    weak: bool = False


def digits(piece: Piece, text: str) -> Token:
    """A number in digits: a year, a number that may be a day of a month, or another; sums of money are no numbers."""
    whole, *parts = piece.text.split()
    plain = whole.replace(",", "")
    before, behind = text[piece.start - 1 : piece.start], text[piece.end : piece.end + 1]
    glued = before.isalpha() or behind.isalpha() or behind in ("%", "_")
    if (before and before in _NO_NUMBER_BEHIND) or glued or len(plain) > MAX_DIGITS:
        return Token("", piece.text, piece.start, piece.end)
    number = float(plain)
    for part in parts:
        top, bottom = map(int, part.split("/"))
        number += top / bottom if bottom else 0
    year = len(piece.text) == 4 and plain.isdecimal() and 1000 <= number <= 2200
    return Token("year" if year else _size(number), piece.text, piece.start, piece.end, number)


def century(two_digits: int) -> float:
    """A year written with two digits: the 20th century's from 30 on, else the 21st's."""
    return float(two_digits + (1900 if two_digits >= 30 else 2000))


def decade(text: str) -> float:
    """The first year of a decade in digits: "1990s", "'80s"."""
    number = re.sub(r"\D", "", text)
    return float(number) if len(number) == 4 else century(int(number))


def _size(number: float) -> str:
    """The class of a number: one that can be a day of a month is a class of its own."""
    return "dnum" if number in range(1, 32) else "num"


@dataclass(slots=True)
class _Sum:
    """Number words added up as they come; `kinds` are the tables of the lexicon that they stand in."""

    total: int = 0
    kinds: list[str] = field(default_factory=list[str])
    paired: bool = False

    def takes(self, kind: str, value: int) -> bool:
        """Adds a word; False if it does not go on with the number so far."""
        before = self.kinds[-1] if self.kinds else ""
        if self.total >= 10**MAX_DIGITS:
            return False
        if kind == "scale":
            self.total = (self.total or 1) * value
        elif before in ("", "scale") or (kind == "small" and before == "tens" and value < 10):
            self.total += value
        elif len(self.kinds) == 1 and 10 <= self.total <= 20 and value >= 10:
            # "nineteen ninety-six": a year spoken in pairs.
            self.total = self.total * 100 + value
            self.paired = True
        else:
            return False
        self.kinds.append(kind)
        return True


def spoken(pieces: Sequence[Piece], at: int, words: Mapping[str, tuple[str, int]]) -> tuple[Token, int] | None:
    """A number in words that begins at a piece ("twenty-four", "third", "the nineties"), with the place behind it."""
    start, end, so_far = pieces[at].start, at, _Sum()
    while end < len(pieces):
        here = end + 1 if so_far.kinds and pieces[end].kind == "dash" and end + 1 < len(pieces) else end
        kind, value = words.get(pieces[here].text.lower(), ("", 0))
        if kind in ("ordinal", "decade"):
            last = _ended(so_far, kind, value, start, pieces[here])
            if last:
                return last, here + 1
            break
        if not kind or not so_far.takes(kind, value):
            break
        end = here + 1
    if not so_far.kinds:
        return None
    number = float(so_far.total)
    year = so_far.paired or (2000 <= number <= 2100 and "scale" in so_far.kinds)
    return Token("year" if year else _size(number), "words", start, pieces[end - 1].end, number), end


def _ended(so_far: _Sum, kind: str, value: int, start: int, piece: Piece) -> Token | None:
    """The number that an ordinal or a decade ends: "twenty-first", "nineteen nineties"; None if it begins anew."""
    alone = not so_far.kinds
    if kind == "decade" and (alone or so_far.total in (18, 19, 20)):
        return Token(
            "decade", "words", start, piece.end, century(value) if alone else float(so_far.total * 100 + value)
        )
    if kind == "ordinal" and (alone or (so_far.kinds[-1] == "tens" and 0 < value < 10)):
        return Token("ord", "words", start, piece.end, float(so_far.total + value), alone and value == 2)
    return None
