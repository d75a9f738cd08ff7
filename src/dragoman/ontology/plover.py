"""PLOVER event types and modes with their quad classes and scores."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from dragoman.errors import OntologyError

Quad = Literal[1, 2, 3, 4]

QUADS: dict[int, str] = {
    1: "verbal cooperation",
    2: "material cooperation",
    3: "verbal conflict",
    4: "material conflict",
}
"""PLOVER's quad classes by number."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How an event of a type is done. `score` is on [-10, 10], `cameo` a two-digit root; both are the type's where the
    manual sets none for the mode."""

    name: str
    meaning: str
    score: float
    cameo: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen types. `score` is its intensity on [-10, 10], `cameo` the two-digit CAMEO root that stands for
    it, `requires_recipient` whether PLOVER wants one named."""

    name: str
    meaning: str
    quad: Quad
    score: float
    requires_recipient: bool
    cameo: str
    modes: dict[str, Mode]


@cache
def event_types() -> dict[str, EventType]:
    """All types by name, in PLOVER's order."""
    table = tomllib.loads((files("dragoman.ontology") / "data" / "types.toml").read_text("utf-8"))
    return {name: _event_type(name, row) for name, row in table.items()}


def _event_type(name: str, row: dict[str, Any]) -> EventType:
    given: dict[str, dict[str, Any]] = row.get("modes", {})
    modes = {
        mode: Mode(mode, of["meaning"], float(of.get("score", row["score"])), of.get("cameo", row["cameo"]))
        for mode, of in given.items()
    }
    return EventType(name, row["meaning"], row["quad"], float(row["score"]), row["recipient"], row["cameo"], modes)


def event_type(name: str) -> EventType:
    """The type of that name.

    Raises:
        OntologyError: if PLOVER has no such type.
    """
    try:
        return event_types()[name]
    except KeyError:
        raise OntologyError(f"PLOVER has no event type {name!r}; it has {', '.join(event_types())}") from None


def mode(type_name: str, name: str) -> Mode:
    """A mode of a type.

    Raises:
        OntologyError: if PLOVER has no such type, or the type no such mode.
    """
    of = event_type(type_name)
    try:
        return of.modes[name]
    except KeyError:
        has = ", ".join(of.modes) or "none"
        raise OntologyError(f"{type_name} has no mode {name!r}; it has {has}") from None


def quad(type_name: str) -> Quad:
    """The quad class of a type: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.

    Raises:
        OntologyError: if PLOVER has no such type.
    """
    return event_type(type_name).quad


def intensity(type_name: str, mode_name: str | None = None) -> float:
    """The score of a type, or of its mode, on [-10, 10].

    Raises:
        OntologyError: if PLOVER has no such type, or the type no such mode.
    """
    return mode(type_name, mode_name).score if mode_name else event_type(type_name).score
