"""Whether a voice goes by a name of its own: of "residents" or "police" nobody knows whether two are the same."""

from __future__ import annotations

_UNKNOWN = "name:"
"""What keys of actors begin with that no table has."""
_SMALL = frozenset("al and bin de del der el for ibn la of the van von".split())
"""Words of names that are written small."""
_BODIES = ("organisation", "government", "armed group", "country", "outlet", "agency")
"""Kinds of which a state has one that is meant: "the Turkish presidency", where "a Turkish official" may be any."""


def is_named(name: str, key: str, kind: str, country: str | None) -> bool:
    """Whether an actor is one that the tables know, a body of some country, or goes by a name of its own."""
    if not key.startswith(_UNKNOWN) or (country and kind in _BODIES):
        return True
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() or word.split("-")[0] in _SMALL for word in words)
