"""OPML: the lists of feeds that feed readers write (opml.org/spec2.opml)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn
from xml.parsers import expat

from dragoman.errors import InputError

LARGEST: Final = 20_000_000
"""Bytes of a list that are read at most: room for about 100,000 feeds."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One feed of a list: its address, and its title where the list tells one."""

    url: str
    title: str | None = None


def subscriptions(path: Path) -> list[Subscription]:
    """The feeds that a list names, each address once, in their order.

    Raises:
        InputError: 'not-found', 'too-large', 'unreadable' (no OPML, or one with entities of its own, by which a small
            file can swell to gigabytes), or 'no-text' where it names no feed.
    """
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        reason = "not-found" if isinstance(error, FileNotFoundError) else "unreadable"
        raise InputError(reason, f"{path}: {error.strerror}; give an OPML file or the address of a feed") from None
    if len(data) > LARGEST:
        raise InputError("too-large", f"{path}: more than {LARGEST:,} bytes")
    found = _outlines(path, data)
    if not found:
        raise InputError("no-text", f"{path}: names no feed: no outline has an xmlUrl")
    return found


def _outlines(path: Path, data: bytes) -> list[Subscription]:
    found: dict[str, Subscription] = {}
    elements: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        elements.append(name.lower())
        # The specification writes xmlUrl; programs write xmlurl and xmlURL as well.
        given = {key.lower(): value.strip() for key, value in attributes.items()}
        url = given.get("xmlurl")
        if name.lower() == "outline" and url:
            found.setdefault(url, Subscription(url, given.get("title") or given.get("text") or None))

    def refuse(*_: object) -> NoReturn:
        raise InputError("unreadable", f"{path}: defines entities of its own, which no list of feeds needs")

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise InputError("unreadable", f"{path}: is no OPML: {error}") from None
    if elements[0] != "opml":
        raise InputError("unreadable", f"{path}: is no OPML: it begins with <{elements[0]}>")
    return list(found.values())
