"""The word classes by which a description of an actor is read, from `data/grammar.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Grammar:
    """Word classes; what each is for is said in the table. `offices` maps titles to offices of the leaders' table."""

    openers: frozenset[str]
    partitives: frozenset[str]
    belonging: frozenset[str]
    homes: frozenset[str]
    ending: frozenset[str]
    former: frozenset[str]
    seeking: frozenset[str]
    participles: frozenset[str]
    rooted: frozenset[str]
    ties: dict[str, str]
    sides: frozenset[str]
    offices: dict[str, tuple[str, ...]]
    monarchs: dict[str, frozenset[str]]
    cameo: dict[str, str]
    cameo_international: dict[str, str]


@cache
def grammar() -> Grammar:
    """The shipped word classes."""
    table: dict[str, Any] = tomllib.loads((files("dragoman.resolve.actors") / "data/grammar.toml").read_text("utf-8"))
    classes = {name: frozenset(text.split()) for name, text in table["words"].items()}
    return Grammar(
        **classes,
        ties=table["ties"],
        sides=frozenset(table["prefixes"]["sides"].split()),
        offices={title: tuple(offices) for title, offices in table["offices"].items()},
        monarchs={title: frozenset(codes.split()) for title, codes in table["states"].items()},
        cameo=table["cameo"],
        cameo_international=table["cameo_international"],
    )
