"""Mentions: words of the report that stand for something, before they are tied to the world."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.report import Span

CountKind = Literal["killed", "injured", "displaced", "detained", "people"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the report. `text` is what the span covers; `score` the model's or rule's confidence in [0, 1]."""

    text: str
    span: Span
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Name(Mention):
    """A name, role, time or count with its label from the codebook (PER, ROLE, GPE, LOC, FAC, ORG, MIL, NORP, DOC,
    WPN, EVT, TIME, QTY)."""

    label: str = ""


@dataclass(frozen=True, slots=True)
class Actor(Mention):
    """Whoever acts, is acted on, speaks or agrees, as this report calls them."""


@dataclass(frozen=True, slots=True)
class Place(Mention):
    """Where something happened, as this report calls it."""


@dataclass(frozen=True, slots=True)
class When(Mention):
    """When something happened, as this report says it."""


@dataclass(frozen=True, slots=True)
class Count(Mention):
    """How many people. `low` and `high` bound the number (both inclusive; `high` None where the words set no upper
    bound, as in "at least 11"); `value` is the number itself where the words name one ("around 3 million")."""

    kind: CountKind = "people"
    low: int = 0
    high: int | None = None
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Likelihood:
    """How likely, as a range of probabilities read off the hedge through the named scale.

    `term` is the scale's own expression for the hedge; `negated` says that the hedge was turned round by a "not".
    """

    hedge: Mention
    term: str
    low: float
    high: float
    scale: str
    negated: bool = False
