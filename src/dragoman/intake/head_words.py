"""The words by which lines of a report's head are known (data/head_keys.csv, data/outlet_words.csv), and the form of
names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal

from dragoman.intake.dates import MONTHS, WEEKDAYS

LONGEST_NAME: Final = 80
"""Characters of an outlet's or a reporter's name with what belongs to it."""

OutletKind = Literal["outlet", "agency"]

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_LINKING: Final = frozenset("of the and for de la le del al el an in on at & du des von van bin".split())
"""Words that names have in small letters."""
_STOPS = (".", "!", "?", ":", ";", ",", "…")
_SHORTENED = re.compile(r"(?:\b[A-Z]\.|\b(?:Jr|Sr|Inc|Ltd|Co)\.)$")
_BY = re.compile(r"by:?\s+(?P<who>\S.*)", re.IGNORECASE)
_STAFF: Final = frozenset(
    "staff agencies agency reporter reporters correspondent correspondents writer writers".split()
)


@lru_cache(maxsize=1)
def head_keys() -> dict[str, str]:
    """For each key the field that it stands for, in order of preference."""
    return {row["key"]: row["field"] for row in _rows("head_keys.csv")}


def outlet_kind(name: str) -> OutletKind | None:
    """Whether a name has a word of an outlet's or of an agency's name, or the form of a web site's; else None."""
    if _SITE.fullmatch(name):
        return "outlet"
    kinds = {kind for word in _WORD.findall(name.casefold()) if (kind := _outlet_words().get(word))}
    return ("agency" if "agency" in kinds else "outlet") if kinds else None


def is_name(text: str) -> bool:
    """Whether a text has the form of a proper name: every word but the linking ones begins with a capital or a figure,
    or is a web site's, and no stop closes it."""
    words = text.split()
    if not words or len(text) > LONGEST_NAME or (text.endswith(_STOPS) and not _SHORTENED.search(text)):
        return False
    cores = [core for word in words if (core := word.strip("\"'“”‘’()[],."))]
    return any(core[0].isupper() or _SITE.fullmatch(core) for core in cores) and all(
        _capital(core) or core in _LINKING for core in cores
    )


def byline(text: str) -> str | None:
    """The reporter's name with what stands behind it in a line such as "By Jane Doe, Lake Post"; None for any other
    line, also for a sentence that only begins so ("By Monday both armies had left")."""
    found = _BY.fullmatch(text)
    if not found:
        return None
    who = found["who"]
    words = [word.strip("\"'“”‘’()[],.") for word in who.split()]
    names = [word for word in words if word.casefold() not in _STAFF]
    staff_alone = all(name in _LINKING for name in names)
    first = words[0].casefold()
    if not words[0][:1].isupper() and first not in _STAFF and first != "the":
        return None
    if first in MONTHS or first in WEEKDAYS:
        return None
    if not staff_alone and not is_name(" ".join(names)):
        return None
    if who.endswith(_STOPS) and not _SHORTENED.search(who):
        return None
    alone = len(words) == 1 and first not in _STAFF and outlet_kind(who) is None
    return None if alone or len(who) > LONGEST_NAME else who


def _capital(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or _SITE.fullmatch(word) is not None


@lru_cache(maxsize=1)
def _outlet_words() -> dict[str, OutletKind]:
    return {row["word"]: "agency" if row["kind"] == "agency" else "outlet" for row in _rows("outlet_words.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    content = (files("dragoman.intake") / "data" / name).read_text("utf-8")
    return iter(csv.DictReader(line for line in content.splitlines() if not line.startswith("#")))
