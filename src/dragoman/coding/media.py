"""News agencies, broadcasters and newspapers, by the names that reports give them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from dragoman.coding.tables import rows

MediumKind = Literal["agency", "broadcaster", "newspaper"]


@dataclass(frozen=True, slots=True)
class Medium:
    """One of the press: its usual full name and what it is."""

    name: str
    kind: MediumKind


_BEFORE = re.compile(r"(?i)^(?:the|state-run|official|state|news agency|newspaper|daily)\s+")
_AFTER = re.compile(
    r"(?i)\s+(?:news\s+agency|news\s+service|newswire|wire\s+service|agency|newspaper|news|television|tv|channel|radio"
    r"|magazine|daily|website)$"
)


@cache
def _known() -> dict[str, Medium]:
    known: dict[str, Medium] = {}
    for row in rows("media.csv"):
        found = Medium(row["name"], cast("MediumKind", row["kind"]))
        for alias in (row["name"], *filter(None, row["aliases"].split(";"))):
            known[_key(alias)] = found
    return known


def _key(name: str) -> str:
    """Names of up to four letters count with their case, since "dawn" and "ap" are words too."""
    plain = " ".join(name.split())
    return plain if len(plain) <= 4 else plain.casefold()


def medium(name: str) -> Medium | None:
    """The medium of that name, None where the table has none."""
    plain = name.strip(" \t\n.,:;()[]—–-")
    if not plain or not (plain[0].isupper() or plain == "dpa"):
        plain = _BEFORE.sub("", plain)
    known = _known()
    while plain:
        if found := known.get(_key(plain)):
            return found
        shorter = _AFTER.sub("", _BEFORE.sub("", plain))
        if shorter == plain:
            return None
        plain = shorter
    return None


def leading_medium(words: str) -> tuple[Medium, int] | None:
    """The medium that some words begin with, and how many characters name it: "Reuters that talks" gives Reuters, 7."""
    ends = [match.end() for match in re.finditer(r"[^\s,.;:]+", words[:60])][:5]
    return next(((found, end) for end in reversed(ends) if (found := medium(words[:end]))), None)
