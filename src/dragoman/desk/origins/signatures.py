"""MinHash signatures of texts, and the bands by which texts that share some 3-grams are found.

A band is a single row of the signature: where text A holds 30 % of a text of like length, their Jaccard similarity is
only 0.18, and bands of several rows would miss most such pairs. With `BANDS` single rows the chance that a pair of
Jaccard similarity j shares one is 1 - (1 - j)^20: 0.98 at 0.18, 0.88 at 0.1. What else they bring up is sorted out by
the whole signature and then by the texts themselves. Of a row's hash the last 16 bits are kept: two rows that differ
agree in them once in 65,536 times.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import eq
from typing import cast

from rensa import RMinHash  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType, reportAttributeAccessIssue]

from dragoman.desk.origins.shingles import Shingle

ROWS = 64
BANDS = 20
_SEED = 2016


@dataclass(frozen=True, slots=True)
class Signature:
    """How many different 3-grams a text has, and for each of `ROWS` permutations the least hash of any of them, less
    all but its last 16 bits."""

    size: int
    rows: tuple[int, ...]

    @classmethod
    def of(cls, grams: Iterable[Shingle]) -> Signature:
        """The signature of a text's 3-grams."""
        words = [" ".join(gram) for gram in grams]
        made = RMinHash(num_perm=ROWS, seed=_SEED)  # pyright: ignore[reportUnknownVariableType]
        made.update(words)  # pyright: ignore[reportUnknownMemberType]
        return cls(len(words), tuple(row & 0xFFFF for row in cast("list[int]", made.digest())))  # pyright: ignore[reportUnknownMemberType]

    @property
    def bands(self) -> list[int]:
        """The bands, each a row and its number; none for a text without 3-grams."""
        return [number << 16 | row for number, row in enumerate(self.rows[:BANDS])] if self.size else []

    def alike(self, other: Signature, least: float) -> int:
        """How many rows two signatures have in common; 0 where that is too few for a given share of the shorter text's
        3-grams to stand in the other.

        One and a half standard errors of the estimate are allowed for, so that one pair in fifteen at the very limit is
        missed.
        """
        shorter, longer = sorted((self.size, other.size))
        if not shorter:
            return 0
        common = least * shorter
        jaccard = common / (shorter + longer - common)
        same = sum(map(eq, self.rows, other.rows))
        return same if same >= ROWS * jaccard - 1.5 * (ROWS * jaccard * (1 - jaccard)) ** 0.5 else 0
