"""Words for actors without a name ("foreign ministry", "gunmen"), from `data/agents.csv`, with their plurals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from dragoman.record.world import EntityKind
from dragoman.resolve.actors.codes import SECTORS, is_country
from dragoman.resolve.tables import TableError, parts, rows
from dragoman.resolve.words import key

Slot = Literal["head", "role", "modifier"]
_FILE = "agents.csv"
_COLUMNS = ("phrase", "sectors", "kind", "slot", "country", "group")
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "wife": "wives",
    "thief": "thieves",
}
_POSTPOSED = frozenset({"general", "elect", "designate"})
_SIBILANT = re.compile(r"(s|x|z|ch|sh)$")


@dataclass(frozen=True, slots=True)
class Agent:
    """An entry of the table: a noun or modifier with the sectors of whoever it describes; `plural` as it was found."""

    phrase: str
    sectors: tuple[str, ...]
    kind: EntityKind
    slot: Slot
    country: str | None
    plural: bool = False


Match = tuple[Agent, int] | None
"""An entry, and where the words that it was found by end."""


def noun(words: Sequence[str], start: int, end: int) -> Match:
    """The longest noun (head or role) that begins at `start` and ends by `end`, with where it ends."""
    return _longest(*_nouns(), words, start, end)


def modifier(words: Sequence[str], start: int, end: int) -> Match:
    """The longest modifier that begins at `start` and ends by `end`, with where it ends."""
    return _longest(*_modifiers(), words, start, end)


def covers(words: Sequence[str]) -> bool:
    """Whether words are a noun of the table from the first to the last, so that no body owns them as its name."""
    return " ".join(words) in _table()[0]


def made_of(words: Sequence[str]) -> bool:
    """Whether words are nothing but nouns and modifiers of the table ("self defence forces")."""
    at = 0
    while at < len(words):
        found = noun(words, at, len(words)) or modifier(words, at, len(words))
        if found is None:
            return False
        at = found[1]
    return True


def plural(phrase: str) -> str:
    """The plural of a folded noun phrase ("member of parliament" -> "members of parliament")."""
    head, of, rest = phrase.partition(" of ")
    if of:
        return f"{plural(head)} of {rest}"
    first, _, last = phrase.rpartition(" ")
    if last in _POSTPOSED and first:
        return f"{plural(first)} {last}"
    for one, many in _IRREGULAR.items():
        if last.endswith(one) and (one != "person" or last != "person"):
            return f"{first} {last[: -len(one)]}{many}".strip()
    if last == "person":
        return f"{first} people".strip()
    if last.endswith("y") and last[-2:-1] not in "aeiou":
        return f"{first} {last[:-1]}ies".strip()
    return f"{first} {last}{'es' if _SIBILANT.search(last) else 's'}".strip()


def _longest(index: dict[str, Agent], reach: dict[str, int], words: Sequence[str], start: int, end: int) -> Match:
    for size in range(min(reach.get(words[start], 0), end - start), 0, -1):
        entry = index.get(" ".join(words[start : start + size]))
        if entry:
            return entry, start + size
    return None


@cache
def _table() -> tuple[dict[str, Agent], dict[str, Agent]]:
    nouns: dict[str, Agent] = {}
    modifiers: dict[str, Agent] = {}
    text = (files("dragoman.resolve.actors") / "data" / _FILE).read_text("utf-8")
    for line, (phrase, sectors, kind, slot, country, _) in rows(text, _FILE, _COLUMNS):
        agent = _agent(line, phrase, sectors, kind, slot, country)
        index = modifiers if agent.slot == "modifier" else nouns
        if agent.phrase in index:
            raise TableError(_FILE, line, "phrase", f"{phrase!r} stands in the table twice")
        index[agent.phrase] = agent
    for agent in list(nouns.values()):
        if agent.kind == "unnamed" and len(agent.phrase) < 4:
            continue  # pronouns
        nouns.setdefault(plural(agent.phrase), replace(agent, plural=True))
    return nouns, modifiers


def _agent(line: int, phrase: str, sectors: str, kind: str, slot: str, country: str) -> Agent:
    coded = parts(sectors)
    if not phrase:
        raise TableError(_FILE, line, "phrase", "an entry has a phrase")
    if not coded or not SECTORS.issuperset(coded):
        raise TableError(_FILE, line, "sectors", f"{sectors!r} holds no or an unknown PLOVER sector")
    if kind not in get_args(EntityKind):
        raise TableError(_FILE, line, "kind", f"{kind!r} is none of {', '.join(get_args(EntityKind))}")
    if slot not in get_args(Slot):
        raise TableError(_FILE, line, "slot", f"{slot!r} is none of {', '.join(get_args(Slot))}")
    if country and not is_country(country):
        raise TableError(_FILE, line, "country", f"{country!r} is no country code")
    return Agent(key(phrase), coded, cast(EntityKind, kind), cast(Slot, slot), country or None)


@cache
def _nouns() -> tuple[dict[str, Agent], dict[str, int]]:
    return _reach(_table()[0])


@cache
def _modifiers() -> tuple[dict[str, Agent], dict[str, int]]:
    return _reach(_table()[1])


def _reach(index: dict[str, Agent]) -> tuple[dict[str, Agent], dict[str, int]]:
    reach: dict[str, int] = {}
    for phrase in index:
        first = phrase.partition(" ")[0]
        reach[first] = max(reach.get(first, 0), phrase.count(" ") + 1)
    return index, reach
