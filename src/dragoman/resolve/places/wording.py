"""Words around and inside place names: "Idlib province", "the city of Homs", "northern Syria", "near Aleppo"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from dragoman.resolve.places.folding import plain

_SKIPPED = frozenset({"the", "in", "at", "a"})
Level = Literal["country", "province", "district", "city", "water", "area", "facility", "crossing", "camp"]
Relation = Literal["in", "part", "near"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a mention's own words say.

    `core` is the name without them, `owner` what they say that it lies in ("Syria's Idlib", "Paris, Texas"), `level`
    the kind of place that they name ("province"), `relation` how the ground meant lies to the named place ("part" of
    it, "near" it), `east` and `north` the direction in [-1, 1].
    """

    core: str
    owner: str = ""
    level: Level | None = None
    relation: Relation = "in"
    east: float = 0.0
    north: float = 0.0


@dataclass(frozen=True, slots=True)
class _Words:
    levels: dict[str, Level]
    prefixes: tuple[str, ...]
    directions: dict[str, tuple[float, float]]
    near: tuple[str, ...]
    of: frozenset[str]


@cache
def _words() -> _Words:
    text = (files("dragoman.resolve.places") / "data" / "wording.toml").read_text("utf-8")
    table = tomllib.loads(text)
    levels: dict[str, Level] = {word: level for level, words in table["levels"].items() for word in words}
    directions = {
        word: (float(east), float(north))
        for direction in table["directions"]
        for (east, north) in [direction["vector"]]
        for word in direction["words"]
    }
    near = tuple(sorted(table["near"], key=lambda phrase: -len(phrase)))
    return _Words(levels, tuple(table["prefixes"]), directions, near, frozenset(table["of"]))


def common(text: str) -> bool:
    """Whether a mention is no name, only words for a direction or a kind of place ("the northwest", "the town")."""
    known = _words()
    ordinary = {*known.directions, *known.levels, *known.of, *_SKIPPED}
    return text == text.lower() and all(word in ordinary for word in plain(text).split())


def bare(name: str) -> str:
    """A unit's name without the words for its kind ("Basra Governorate", "Muhafazat Kirkuk"); never empty."""
    words = name.split()
    known = _words()
    while len(words) > 1 and plain(words[-1]) in known.levels:
        words.pop()
    while len(words) > 1 and plain(words[0]) in known.prefixes:
        words.pop(0)
        if len(words) > 1 and plain(words[0]) in known.of:
            words.pop(0)
    return " ".join(words)


_POSSESSIVE = re.compile(r"['’]s?$")
_OWNER = re.compile(r"['’]s?\s+(?=\w)")


@lru_cache(maxsize=8192)
def worded(text: str) -> Wording:
    """Reads a mention: "the northern Syrian province of Idlib" has the core "Idlib" and the level "province"."""
    text = _POSSESSIVE.sub("", text.strip(' ,;:()[]"“”'))
    head, comma, tail = text.partition(", ")
    owner, core = (tail, head) if comma else ("", text)
    if len(pieces := _OWNER.split(core, maxsplit=1)) == 2 and " " not in pieces[0].removeprefix("the "):
        owner, core = owner or pieces[0], pieces[1]
    words = core.split()
    folded = [plain(word) for word in words]
    known = _words()
    start, relation = _nearness(folded)
    start, east, north = _direction(words, folded, start)
    if start and relation == "in" and (east or north or folded[start - 1] not in _SKIPPED):
        relation = "part"
    level: Level | None = None
    # "the Syrian province of Idlib", "the town of Saraqib"; "Republic of X" is left to the names themselves.
    for at in range(start, len(words) - 2):
        if folded[at] in known.levels and folded[at + 1] in known.of and words[at][0].islower():
            level, owner = known.levels[folded[at]], owner or " ".join(words[start:at])
            # The direction then tells where the province lies, and not a part of it.
            relation, east, north = ("in", 0.0, 0.0) if relation == "part" and start < at else (relation, east, north)
            start = at + (3 if folded[at + 2] == "the" and at + 3 < len(words) else 2)
            break
    if level is None and len(words) - start > 1:
        level = known.levels.get(folded[-1])
    return Wording(" ".join(words[start:]) or core, owner, level, relation, east, north)


def directed(wording: Wording) -> Wording | None:
    """The same with a capitalised direction taken for one ("North Texas"); None where the core begins with none."""
    words = wording.core.split()
    direction = _words().directions.get(plain(words[0])) if len(words) > 1 else None
    if direction is None:
        return None
    return replace(wording, core=" ".join(words[1:]), relation="part", east=direction[0], north=direction[1])


def _nearness(folded: list[str]) -> tuple[int, Relation]:
    for phrase in _words().near:
        size = len(phrase.split())
        if len(folded) > size and " ".join(folded[:size]) == phrase:
            return size, "near"
    return 0, "in"


def _direction(words: list[str], folded: list[str], start: int) -> tuple[int, float, float]:
    """How many words lead up to the name, and the direction that they add up to."""
    east = north = 0.0
    while start < len(words) - 1:
        direction = _words().directions.get(folded[start])
        if folded[start] in _SKIPPED:
            start += 1
        elif direction and _apart(words, folded, start):
            east, north = east + direction[0], north + direction[1]
            start += 2 if start + 2 < len(words) and folded[start + 1] in _words().of else 1
        else:
            break
    return start, max(-1.0, min(1.0, east)), max(-1.0, min(1.0, north))


def _apart(words: list[str], folded: list[str], at: int) -> bool:
    """Whether a direction is a word of its own and no part of a name ("North Korea", "West Bank")."""
    if words[at][0].islower() or folded[at].endswith("ern") or folded[at].startswith("central"):
        return True
    return at + 1 < len(words) and folded[at + 1] in _words().of
