"""The pages in the order in which the menu shows them, with the keys that lead to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in the menu. `key` is typed after "g" to go there."""

    path: str
    label: str
    key: str


@dataclass(frozen=True, slots=True)
class Group:
    """Pages under one heading of the menu."""

    label: str
    entries: tuple[Entry, ...]


MENU = (
    Group("Overview", (Entry("/", "Today", "t"), Entry("/search", "Search", "s"))),
    Group(
        "What happened",
        (
            Entry("/incidents", "Incidents", "i"),
            Entry("/timeline", "Timeline", "l"),
            Entry("/map", "Map", "m"),
        ),
    ),
    Group(
        "Who",
        (
            Entry("/actors", "Actors", "a"),
            Entry("/relations", "Relations", "e"),
            Entry("/network", "Network", "n"),
        ),
    ),
    Group(
        "What is said",
        (
            Entry("/claims", "Claims", "c"),
            Entry("/agreements", "Agreements", "g"),
            Entry("/forecasts", "Forecasts", "f"),
        ),
    ),
    Group("Where it comes from", (Entry("/reports", "Reports", "r"), Entry("/sources", "Sources", "o"))),
)


def menu(served: Collection[str]) -> tuple[Group, ...]:
    """The menu of the pages that are served."""
    groups = (Group(group.label, tuple(e for e in group.entries if e.path in served)) for group in MENU)
    return tuple(group for group in groups if group.entries)


def current(path: str) -> str:
    """The menu's entry that a page belongs to: "/actors" for an actor's page."""
    return "/" + path.strip("/").split("/")[0].partition(".")[0]
