"""What a statement calls its happening: the words of its trigger and of what stands with it, cut to their stems.

A row keeps them so that statements can be compared without reading their reports.
"""

from __future__ import annotations

import re
import tomllib
from base64 import b64encode
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from dragoman.record import Event
from dragoman.resolve.words import words

_PARTED = "|"
_CODE = 3
"""Characters that stand for a stem around a trigger: 18 bits of its hash, which are enough to tell whether two clauses
share it."""
_KNOWN = "the "
_MOST = 10
"""Stems that are kept of the words around a trigger: those of a clause."""
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those)(?:\s+[\w'’-]+)?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cue:
    """The stems of a trigger, and codes of those of the other words of its evidence. `definite` says that it is told
    as known: "the strike", "those attacks"."""

    trigger: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    definite: bool = False


NO_CUE = Cue()
"""That of a statement without words."""


def cue(event: Event, text: str) -> str:
    """What a row keeps of an event of a text."""
    trigger = stems(event.trigger.text, particles=True)
    around = list(dict.fromkeys(stems(text[event.evidence.start : event.evidence.end])))
    around = [stem for stem in around if stem not in trigger][:_MOST]
    known = _KNOWN if _DEFINITE.search(text, max(0, event.trigger.span.start - 40), event.trigger.span.start) else ""
    return f"{known}{' '.join(trigger)}{_PARTED}{''.join(map(coded, around))}"


@lru_cache(maxsize=8192)
def parted(kept: str | None) -> Cue:
    """The cue that `cue` put together."""
    trigger, _, around = (kept or "").partition(_PARTED)
    plain = trigger.removeprefix(_KNOWN)
    codes = frozenset(around[at : at + _CODE] for at in range(0, len(around), _CODE))
    return Cue(frozenset(plain.split()), codes, plain != trigger)


def overlaps(trigger: frozenset[str], around: frozenset[str]) -> bool:
    """Whether all stems of a trigger stand among the coded ones around another."""
    return all(coded(stem) in around for stem in trigger)


@lru_cache(maxsize=8192)
def coded(stem: str) -> str:
    """What stands for a stem among those around a trigger."""
    return b64encode(crc32(stem.encode("utf-8", "surrogatepass")).to_bytes(4)[1:]).decode()[:_CODE]


def stems(text: str, *, particles: bool = False) -> list[str]:
    """The words of a phrase without articles, pronouns and auxiliaries, cut to their stems; those of a verb with its
    particles ("pull out"), if wanted."""
    table = _table()
    whole = text.replace("-", "")  # "cease-fire" is "ceasefire"
    found = [word.key for word in words(whole) if word.key not in table["small"]]
    return [stem(word) for word in found if particles or word not in table["particles"]]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without the endings of its inflection: "striking", "strikes" and "strike" have one stem.

    Irregular forms are those of the table; the rules are the first steps of Porter's algorithm (1980).
    """
    known = _table()["forms"].get(word)
    if known is not None:
        return known
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
            if ending in ("ing", "ed") and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word.removesuffix("e") if len(word) > 3 else word


_ENDINGS = (
    ("sses", "ss"), ("ies", "y"), ("ied", "y"), ("ss", "ss"), ("us", "us"), ("s", ""), ("ing", ""), ("ed", ""),
)  # fmt: skip


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("dragoman.desk.incidents") / "data" / "words.toml").read_text("utf-8"))
