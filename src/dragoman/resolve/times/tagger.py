"""Finds the time expressions of a text."""

from __future__ import annotations

from datetime import date

from dragoman.report import Span
from dragoman.resolve.times.grammar import Parse, alone, longest
from dragoman.resolve.times.lexicon import BREAK, OTHER
from dragoman.resolve.times.normaliser import read_parse
from dragoman.resolve.times.numbers import Token
from dragoman.resolve.times.reading import Context
from dragoman.resolve.times.tokens import tokens

_LEADS = ("in", "of", "from", "to", "and", "prep", "approx", "lead")
_OWNERS = ("his", "her", "their", "my", "your", "our")
_ANY_DAY = Context(date(2001, 6, 6))
"""A date to try readings on: whether words are a time does not hang on the date of the report."""


def tag(text: str) -> list[Span]:
    """The spans of the time expressions of a text, in order and apart from each other.

    Articles and modifiers belong to an expression ("the early 1980s", "nearly two years"), prepositions do not.
    """
    found, codes = tokens(text)
    nothing = ("", OTHER, BREAK)
    spans = list[Span]()
    at = 0
    while at < len(found):
        # Most words begin no expression; most of those that might ("the", "a") have another word behind them.
        idle = codes[at] in nothing or (codes[at + 1 : at + 2] in nothing and codes[at] not in alone())
        parse = None if idle else longest(found, codes, at)
        if parse is None or not _likely(parse, found, at) or read_parse(parse, _ANY_DAY) is None:
            at += 1
            continue
        spans.append(Span(_start(parse), parse.end))
        at += len(parse.tokens)
    return spans


def _start(parse: Parse) -> int:
    """Where the expression begins, without a word that is a preposition here ("over the past year")."""
    first, *more = parse.tokens
    if first.kind == "approx" and more and more[0].kind in ("the", "last", "next", "this", "that", "current"):
        return more[0].start
    return first.start


def _likely(parse: Parse, found: list[Token], at: int) -> bool:
    """Whether words that a rule fits are a time here: "May" and "1998" also stand for other things."""
    before = found[at - 1] if at else None
    behind = at + len(parse.tokens)
    after = found[behind] if behind < len(found) else None
    if not _plain(parse, after):
        return False
    led = before is not None and before.kind in _LEADS
    single, *more = parse.tokens
    if more:
        return True
    if single.kind == "part":
        return led or single.value == "TNI"
    if single.kind == "year":
        return _is_year(single, led, after)
    if single.kind == "decade" and single.value[:1].isdigit() and len(single.value) < 5:
        # "in his 30s" is an age.
        return before is None or before.value.lower() not in _OWNERS
    if single.kind == "soon":
        return after is None or after.value not in ("as", "after", "to")
    return led if single.weak else True


def _plain(parse: Parse, after: Token | None) -> bool:
    """Whether the words are no age ("six-year-old"), no name ("This Week"), no part of something ("a quarter of")."""
    if any(token.value == "old" for token in parse.tokens):
        return False
    if "Q" in (parse["u"], parse["u2"]) and parse.rule.reading in ("duration", "about"):
        number = parse.number("n")
        return parse["n"] == "X" or (number > 1 and not (number == 3 and after is not None and after.kind == "of"))
    # "Sun" and "Jan" are names, too, without a number beside them.
    short = any(
        t.weak and t.kind in ("weekday", "month") and t.end - t.start <= 4 and t.value != "5" for t in parse.tokens
    )
    return not short or any(token.kind in ("dnum", "ord", "year", "comma") for token in parse.tokens)


def _is_year(token: Token, led: bool, after: Token | None) -> bool:
    """A bare number of four digits is a year behind a preposition, or if it may be one and counts nothing."""
    if token.number < 1000:
        return False
    counts = (
        after is not None and after.kind == "" and after.value[:1].islower() and after.value.endswith(("s", "people"))
    )
    return not counts and (1900 <= token.number < 2060 or (led and 1500 <= token.number < 2100))
