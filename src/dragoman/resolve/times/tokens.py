"""Text as tokens of time expressions: every word with the class that the rules know it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.resolve.times.lexicon import BREAK, OTHER, Lexicon, lexicon
from dragoman.resolve.times.numbers import Token, century, decade, digits, spoken
from dragoman.resolve.times.pieces import Piece, pieces

# Months and weekdays that are other words too when they stand without a capital, or even with one.
_CAPITAL = ("month", "weekday", "weekdays", "hijri", "holiday")
_WEAK = frozenset("may march jan mar sat sun mon wed fri second".split())


def tokens(text: str) -> tuple[list[Token], str]:
    """The tokens of a text and their codes, one character a token (`Lexicon.codes`)."""
    raw = pieces(text)
    words = lexicon()
    found = list[Token]()
    at = 0
    while at < len(raw):
        token, at = _token(raw, at, words, text)
        found.append(token)
    found = _prepositions(_dashes(found))
    codes = words.codes
    return found, "".join(codes.get(t.kind, BREAK if t.kind == "mark" else OTHER) for t in found)


def _token(raw: Sequence[Piece], at: int, words: Lexicon, text: str) -> tuple[Token, int]:
    first = raw[at]
    if first.kind == "num":
        return digits(first, text), at + 1
    if first.kind == "word":
        return spoken(raw, at, words.numbers) or _phrase(raw, at, words)
    if first.kind == "ord":
        return Token("ord", first.text, first.start, first.end, float(first.text[:-2])), at + 1
    if first.kind == "short":
        return Token("year", first.text, first.start, first.end, century(int(first.text[1:]))), at + 1
    if first.kind == "decade":
        return Token("decade", first.text, first.start, first.end, decade(first.text)), at + 1
    return Token(first.kind, first.text, first.start, first.end), at + 1


def _phrase(raw: Sequence[Piece], at: int, words: Lexicon) -> tuple[Token, int]:
    first = raw[at]
    bare = first.text.lower().replace("’", "'")
    stem = bare.rstrip(".")
    for rest, kind, value in words.entries.get(bare, ()) or words.entries.get(stem, ()):
        end = _after(raw, at + 1, rest)
        if end is None:
            continue
        if kind == "unit" and first.text.istitle():
            continue
        if kind in _CAPITAL and not first.text[0].isupper() and not first.text[0].isdigit() and not rest:
            continue
        weak = not rest and (stem in _WEAK or (kind == "hijri" and value != "9"))
        return Token(kind, value, first.start, raw[end - 1].end, weak=weak), end
    return Token("", first.text, first.start, first.end), at + 1


def _after(raw: Sequence[Piece], at: int, rest: tuple[str, ...]) -> int | None:
    """Where the phrase that goes on with `rest` ends; dashes between its words do not count."""
    for word in rest:
        if at < len(raw) and raw[at].kind == "dash":
            at += 1
        if at >= len(raw):
            return None
        text = raw[at].text.lower().replace("’", "'")
        if text == word:
            at += 1
        elif (
            at + 1 < len(raw) and raw[at + 1].kind == "possessive" and text + raw[at + 1].text.replace("’", "'") == word
        ):
            at += 2
        else:
            return None
    return at


def _dashes(found: list[Token]) -> list[Token]:
    """The tokens without the dashes that only join words: a dash stays between two things of one kind ("May-June")."""
    kept = list[Token]()
    for i, token in enumerate(found):
        if token.kind != "dash":
            kept.append(token)
            continue
        before = kept[-1].kind if kept else ""
        after = found[i + 1].kind if i + 1 < len(found) else ""
        numeric = ("num", "dnum", "year", "ord", "clock")
        if (before in numeric and after in numeric) or (before and before == after):
            kept.append(token)
        elif len(token.value) > 1 or token.value in "–—":
            kept.append(Token("mark", token.value, token.start, token.end))
    return kept


def _prepositions(found: list[Token]) -> list[Token]:
    """ "before" and "after" without anything to govern are adverbs ("the day before, troops had left")."""
    return [
        replace(token, kind="shift") if token.kind == "prep" and not _governs(found, i) else token
        for i, token in enumerate(found)
    ]


def _governs(found: list[Token], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].kind not in ("mark", "comma", "in", "and", "to")
