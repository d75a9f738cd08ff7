"""What kind of act a trigger names: "raid" and "bombing" are strikes, "retaliated" and "struck back" are none."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from dragoman.desk.incidents.cues import stems


@lru_cache(maxsize=65536)
def sense(trigger: frozenset[str], type: str) -> str | None:
    """The sense of a trigger's stems: that of the expression with the most words in it, the first listed of several.

    Some words have another sense in statements of other types ("struck a deal").
    """
    found = max(
        ((len(words), -rank, name) for rank, (words, name) in enumerate(_expressions()) if words <= trigger),
        default=None,
    )
    return _table()["instead"].get(f"{type} {found[2]}", found[2]) if found else None


def near(one: str | None, other: str | None) -> float | None:
    """How near two senses are, 0 to 1; None where one is not known."""
    if one is None or other is None:
        return None
    return 1.0 if one == other else _near().get((one, other), 0.0)


def mutual(name: str | None) -> bool:
    """Whether the parties of a sense act on the same footing."""
    return name in _listed("mutual")


def lasting(name: str | None) -> bool:
    """Whether a happening of a sense goes on for months."""
    return name in _listed("lasting")


@cache
def _expressions() -> list[tuple[frozenset[str], str]]:
    return [
        (frozenset(stems(words, particles=True)), name)
        for name, listed in _table()["senses"].items()
        for words in listed.split(", ")
        if stems(words)
    ]


@cache
def _near() -> dict[tuple[str, str], float]:
    """Pairs of senses in either order."""
    pairs = ((tuple(names.split()), value) for names, value in _table()["near"].items())
    return {pair: value for (one, other), value in pairs for pair in ((one, other), (other, one))}


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("dragoman.desk.incidents") / "data" / "senses.toml").read_text("utf-8"))
