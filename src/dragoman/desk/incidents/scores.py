"""The scores of pairs of tellings, each of them computed once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

from dragoman.desk.incidents.clustering import Pair
from dragoman.desk.incidents.likeness import score
from dragoman.desk.incidents.tellings import Telling


class Scores:
    """The scores of pairs of `known` tellings, which may grow, so far as they were asked for."""

    def __init__(self, known: Mapping[int, Telling]) -> None:
        self._known = known
        self._found = dict[Pair, float]()

    def of(self, one: int, other: int) -> float:
        """The score of two tellings, given by their numbers."""
        pair = (one, other) if one < other else (other, one)
        value = self._found.get(pair)
        if value is None:
            value = self._found[pair] = score(self._known[one], self._known[other])
        return value

    def among(self, ids: Collection[int]) -> None:
        """Has all pairs of some tellings scored."""
        for pair in combinations(sorted(ids), 2):
            if pair not in self._found:
                self._found[pair] = score(self._known[pair[0]], self._known[pair[1]])

    def strong(self, threshold: float) -> Iterable[Pair]:
        """The pairs that were scored so high, or higher."""
        return [pair for pair, value in self._found.items() if value >= threshold]
