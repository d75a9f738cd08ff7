"""Who a phrase stands for, and what is known of the report that helps to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dragoman.record.world import EntityKind
from dragoman.resolve.actors.organisations import Organisation
from dragoman.resolve.words import Word


@dataclass(frozen=True, slots=True)
class Identity:
    """The actor of a phrase. The fields are those of `dragoman.record.world.Entity`.

    `known` says that the actor is in a table or is a state; an actor that is not keeps the phrase as its name and an
    `id` made of it. `sectors` is ("UNK",) where the phrase tells none.
    """

    id: str
    name: str
    kind: EntityKind
    country: str | None
    sectors: tuple[str, ...]
    cameo: str
    role: str | None
    affiliation: str | None
    linked: tuple[str, ...]
    known: bool
    score: float
    reason: str


class Actors(Protocol):
    """Actors known beside the tables, such as a user's own (`dragoman.resolve.actors.own`)."""

    def find(self, text: str, when: date | None = None) -> Identity | None:
        """The actor that a whole text names on a day."""
        ...

    def body_in(
        self, tokens: Sequence[Word], start: int, end: int, when: date | None
    ) -> tuple[Organisation, int] | None:
        """The body with the longest name that begins at word `start` and ends by `end`, and where it ends."""
        ...


@dataclass(frozen=True, slots=True)
class Hints:
    """What the report tells beside the phrase.

    `place` is the country (alpha-3) where the sentence's event happens: it decides for people and armed groups that
    nothing else places. `countries` are those that the report speaks of, the most spoken of first; they decide between
    readings of an ambiguous name and never give a country to an actor that has none. `locate` gives the country of a
    place name (None for an unknown one), so that "Aleppo residents" are Syrians. `label` is the type that the language
    layer gave the phrase as a name ("PER", "ORG", "MIL", "GPE", "LOC", "FAC", "NORP"): a person is then no town and a
    town no person. `own` holds a user's actors.
    """

    place: str | None = None
    countries: tuple[str, ...] = ()
    locate: Callable[[str], str | None] | None = None
    label: str | None = None
    own: Actors | None = None

    def may_be(self, *labels: str) -> bool:
        """Whether the phrase may be of one of some types: its own is among them, or it has none."""
        return self.label is None or self.label in labels

    @property
    def ranked(self) -> tuple[str, ...]:
        """The countries of the report, that of the event's place first."""
        return (self.place, *self.countries) if self.place else self.countries


NO_HINTS = Hints()
