"""Text cut into words, numbers and marks."""

from __future__ import annotations

import re
from dataclasses import dataclass

_RAW = re.compile(
    r"""
      (?P<numbered>\b(?:Q[1-4]|H[12])\b)
    | (?P<word>[^\W\d_]+(?:\.(?=[^\W\d_]\.)[^\W\d_])*(?:['’](?!s\b)[^\W\d_]+)*)
    | (?P<space>\s+)
    | (?P<comma>,)
    | (?P<numeric>(?<![\w./-])(?:[12]\d{3}-\d{1,2}-\d{1,2}(?:[T ]\d{2}:\d{2}(?::\d{2})?Z?)?
        |\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2}))(?![\w/]|[.-]\d))
    | (?P<clock>\d{1,2}(?:[:.]\d{2}){0,2}\s?(?:[ap]\.\s?m\b\.?|[ap]m\b)|\d{1,2}\s?o['’]?clock\b
        |(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])|(?<![\d.,])[0-2]\d[0-5]\d(?=\s(?:GMT|UTC|hours|hrs)\b)|\d{1,2}(?=\s(?:GMT|UTC)\b))
    | (?P<decade>(?<![\w$£€])['’‘`]?(?:[12]\d)?\d0['’]?s\b)
    | (?P<short>(?<![\w])['’‘`]\d{2}\b)
    | (?P<ord>\d{1,3}(?:st|nd|rd|th)\b)
    | (?P<num>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:\s\d/\d)?)
    | (?P<possessive>['’]s?\b|['’](?=\s))
    | (?P<slash>/)
    | (?P<dash>[-‐‑–—]+)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ABBREVIATED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun a.d b.c a.h c".split()
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, number or mark with the name of its kind in the pattern above, and its offsets."""

    kind: str
    text: str
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """The pieces of a text without its blanks; an empty line is a mark, an abbreviation holds its full stop."""
    found = list[Piece]()
    for match in _RAW.finditer(text):
        kind = match.lastgroup or "mark"
        if kind == "space":
            if match[0].count("\n") < 2:
                continue
            kind = "mark"
        before = found[-1] if found else None
        if match[0] == "." and before and before.end == match.start() and before.text.lower() in _ABBREVIATED:
            found[-1] = Piece("word", before.text + ".", before.start, match.end())
            continue
        found.append(Piece(kind, match[0], match.start(), match.end()))
    return found
