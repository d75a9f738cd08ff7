"""The words of time expressions, each with its class, ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from dragoman.resolve.times.feasts import feasts
from dragoman.resolve.times.tables import toml

NUMBER_CLASSES = ("small", "tens", "scale", "ordinal", "decade")
"""Tables of the lexicon that number phrases are put together from, see `numbers`."""
MADE = (
    "num",
    "dnum",
    "year",
    "ord",
    "decade",
    "clock",
    "numeric",
    "holiday",
    "comma",
    "numbered",
    "dash",
    "possessive",
    "slash",
)
"""Classes of tokens that are not looked up in lexicon.toml."""
OTHER = "x"
"""The code of a word that no time expression has."""
BREAK = "!"
"""The code of a mark that no time expression reaches across: a full stop, a bracket, an empty line."""
_CODES = "abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%&=~"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`codes` gives each class its one-character code; `entries` each first word its phrases, the longest first, as
    (further words, class, value); `numbers` the number words as (class, value)."""

    codes: dict[str, str]
    entries: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    numbers: dict[str, tuple[str, int]]


@cache
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    tables: dict[str, dict[str, str]] = toml("lexicon.toml")
    numbers = {word: (name, int(value)) for name in NUMBER_CLASSES for word, value in tables.pop(name).items()}
    entries = dict[str, list[tuple[tuple[str, ...], str, str]]]()
    tables["holiday"] = {name: name for name in feasts()}
    for name, words in tables.items():
        for phrase, value in words.items():
            first, *rest = phrase.replace("-", " ").split()
            entries.setdefault(first, []).append((tuple(rest), name, value))
    classes = dict.fromkeys((*MADE, *tables))
    return Lexicon(
        dict(zip(classes, _CODES, strict=False)),
        {first: tuple(sorted(found, key=lambda e: -len(e[0]))) for first, found in entries.items()},
        numbers,
    )
