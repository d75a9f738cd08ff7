"""What words tell of an agreement: its kind, and what is said to become of it."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_NAMED = re.compile(r"[A-Z0-9][\w.-]*(?:[ -](?:of|on|for|and|the|[A-Z0-9][\w.-]*))*")
_WHAT = ("ceasefire", "peace", "agreement")
_COMMON = frozenset({"the", "a", "an", "this", "that"})


@cache
def _table() -> dict[str, dict[str, re.Pattern[str]]]:
    text = (files("dragoman.desk.accords") / "data" / "words.toml").read_text("utf-8")
    return {
        part: {
            name: re.compile(rf"\b(?:{'|'.join(map(_pattern, words))})", re.IGNORECASE) for name, words in rows.items()
        }
        for part, rows in tomllib.loads(text).items()
    }


def _pattern(word: str) -> str:
    return re.escape(word[:-1]) + r"\b" if word.endswith(".") else re.escape(word)


def tells(text: str) -> bool:
    """Whether words name an agreement as such ("the truce", "its agreements"), and not only what one is about."""
    return any(_table()["kinds"][name].search(text) for name in _WHAT)


def kind(text: str) -> str | None:
    """The kind of agreement that words tell of ("ceasefire", "trade"); None where they tell of none."""
    return next((name for name, words in _table()["kinds"].items() if words.search(text)), None)


def entry(text: str) -> str | None:
    """What words say becomes of an agreement: violated, kept, extended or ended; None for none of these."""
    return next((name for name, words in _table()["entries"].items() if words.search(text)), None)


def proper(text: str) -> str | None:
    """The name of its own in words for an agreement ("the Sochi agreement" - "Sochi"), None where there is none."""
    words = text.split()
    start = 1 if words and words[0].lower() in _COMMON else 0
    found = _NAMED.search(" ".join(words[start:]))
    return found[0] if found and any(c.isalpha() for c in found[0]) else None
