"""Outlets and agencies by the many ways in which they are written: "AP", "the Associated Press", "AP Newswires"."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.coding.media import medium
from dragoman.resolve.actors import organisations
from dragoman.resolve.words import key

_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.)?(?=[^\s/]+\.[a-z]{2,})", re.IGNORECASE)
_WITHIN = re.compile(r"\s*\((?:in|via|through|from|quoting|citing)\b[^)]*\)\s*$", re.IGNORECASE)
_DOMAIN = re.compile(r"(?:\.(?:com|org|net|info|news|co|[a-z]{2}))+$")
_TAIL = re.compile(r"\s(?:news agency|news service|newswires?|newsfile|wire|news|agency|online|website)$")


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """What all spellings of an outlet's name have in common, "" for one without letters.

    The tables of media and bodies know acronyms and former names; any other name counts by its letters alone, without
    "the", what kind of outlet it says it is, and what only an address has: "Air Wars" is "Airwars".
    """
    plain = _WITHIN.sub("", " ".join(name.split()))
    host = _ADDRESS.sub("", plain)
    if host != plain or ("." in plain and " " not in plain):
        host = host.split("/")[0].casefold()
        plain = _DOMAIN.sub("", host)
        plain = plain.split(".")[-1] if plain else host
    seen = set[str]()
    while plain and plain not in seen:
        seen.add(plain)
        if known := medium(plain):
            return _squeezed(known.name)
        folded = key(plain).removeprefix("the ")
        if (found := organisations.named(folded, plain, None, ())) and found.body:
            return _squeezed(re.sub(r"\s*\([^)]*\)$", "", found.body.name))
        plain = _TAIL.sub("", folded)
    return _squeezed(plain) or _squeezed(name)


def _squeezed(name: str) -> str:
    return key(name).removeprefix("the ").replace(" ", "")
