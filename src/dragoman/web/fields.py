"""The fields of the filters: which question has which, how each is called, and what can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dragoman.language.labels import RELATIONS
from dragoman.ontology import QUADS, STATUSES, event_types

Input = Literal["text", "pair", "day", "number", "choice", "flag"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form. `names` is which list of names the browser offers while one is typed."""

    name: str
    label: str
    input: Input
    hint: str = ""
    names: str = ""


FIELDS = {
    field.name: field
    for field in (
        Field("actor", "Actor", "text", "name, key or country letters", "actors"),
        Field("dyad", "Between", "pair", "two actors", "actors"),
        Field("type", "What", "choice"),
        Field("place", "Where", "text", "place, province or country"),
        Field("status", "Status", "choice"),
        Field("source", "In whose words", "text", "speaker or agency", "actors"),
        Field("outlet", "Outlet", "text", "", "outlets"),
        Field("since", "From", "day"),
        Field("until", "To", "day"),
        Field("min_origins", "Independent origins, at least", "number"),
        Field("incident", "Incident", "number"),
        Field("rejected", "Show what was rejected", "flag"),
    )
}
SEVERAL = ("dyad", "type", "status")
"""Fields that take several values."""
NUMBERS = ("min_origins", "incident", "limit", "offset")
_REFUSED = {
    "actors": ("dyad",),
    "relations": ("place", "status", "min_origins", "incident"),
    "forecasts": ("status", "min_origins", "incident"),
}
"""Fields that say nothing of a question's rows, as the questions themselves have it."""
_HIDDEN = ("incident",)
"""Fields that links set and nobody types."""


def fields_of(question: str) -> tuple[str, ...]:
    """The names of the fields that a question can be narrowed by."""
    return tuple(name for name in FIELDS if name not in _REFUSED.get(question, ()))


def form_of(question: str) -> tuple[Field, ...]:
    """The fields that its form shows."""
    return tuple(FIELDS[name] for name in fields_of(question) if name not in _HIDDEN)


def choices(question: str, field: str) -> list[tuple[str, str]]:
    """What can be chosen of a field: values and how they are called."""
    if field == "status":
        return [(name, f"{name}: {meaning}") for name, meaning in STATUSES.items()]
    if question == "relations":
        return [(name, name.replace("_", " ")) for name in RELATIONS]
    if question == "agreements":
        return []
    quads = [(str(number), f"all {name}") for number, name in QUADS.items()]
    return quads + [(name, name) for name in event_types()]


def sort_label(sort: str) -> str:
    """How an order is called."""
    named = {
        "day": "oldest first",
        "-day": "newest first",
        "told": "told first",
        "-told": "told last",
        "-asserting": "most origins",
        "-killed": "most dead",
        "-statements": "most statements",
        "rank": "best match",
        "first": "named first",
        "-first": "named latest",
        "last": "silent longest",
        "-last": "active last",
        "horizon": "due first",
        "-horizon": "due last",
        "name": "A to Z",
        "-name": "Z to A",
    }
    return named.get(sort, sort)
