"""Scales of verbal probability, and how to choose one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.coding.tables import toml
from dragoman.errors import OptionError


@dataclass(frozen=True, slots=True)
class Term:
    """An expression of a scale with its range of probabilities, both ends included."""

    name: str
    low: float
    high: float
    senses: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """A published scale of likelihood: `name` chooses it, `terms` rise from the least to the most likely."""

    name: str
    title: str
    terms: tuple[Term, ...]

    def term(self, phrase: str, sense: str) -> Term | None:
        """The scale's term for a phrase of `hedges.csv` that has the given sense; None where the scale has none.

        A phrase with a term of its own comes first, then its sense. A scale without a "very likely" or "very unlikely"
        gets one from its "likely" or "unlikely" by the rule of Mosteller and Youtz (1990): "very" moves a meaning half
        the distance to the near end, 0 or 1.
        """
        own = next((term for term in self.terms if phrase in term.phrases), None)
        return own or self._of_sense(sense) or self._intensified(phrase, sense)

    def _of_sense(self, sense: str) -> Term | None:
        return next((term for term in self.terms if sense in term.senses), None)

    def _intensified(self, phrase: str, sense: str) -> Term | None:
        plain = self._of_sense(sense.removeprefix("very "))
        if plain is None or not sense.startswith("very "):
            return None
        end = 1.0 if sense == "very likely" else 0.0
        low, high = (round((bound + end) / 2, 4) for bound in (plain.low, plain.high))
        return Term(phrase, low, high)


@cache
def scales() -> dict[str, Scale]:
    """All scales by name."""
    return {
        name: Scale(name, row["title"], tuple(map(_term, row["terms"]))) for name, row in toml("scales.toml").items()
    }


def _term(row: dict[str, Any]) -> Term:
    return Term(row["name"], row["low"], row["high"], tuple(row.get("senses", ())), tuple(row.get("phrases", ())))


def scale(name: str) -> Scale:
    """The scale of that name.

    Raises:
        OptionError: if there is none.
    """
    try:
        return scales()[name]
    except KeyError:
        raise OptionError(f"there is no likelihood scale {name!r}; there are {', '.join(scales())}") from None


PHIA = scale("phia")
"""The UK's probability yardstick, the scale used where none is chosen."""
