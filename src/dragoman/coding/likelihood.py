"""From the words of a hedge to a range of probabilities, through a scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.coding.grammar import NEGATION
from dragoman.coding.numbers import parse
from dragoman.coding.scales import Scale
from dragoman.coding.tables import rows
from dragoman.record import Likelihood, Mention
from dragoman.report import Span


@dataclass(frozen=True, slots=True)
class Hedge:
    """A likelihood expression found in some words: the phrase, its sense, and whether a "not" before it strikes it."""

    phrase: str
    sense: str
    start: int
    end: int
    negated: bool


@cache
def _senses() -> dict[str, str]:
    return {row["phrase"]: row["sense"] for row in rows("hedges.csv")}


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(_senses(), key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)


_FIGURE = r"\d{1,3}(?:\.\d+)?"
_SPELT = "one|two|three|four|five|six|seven|eight|nine|ten"
_PERCENT = rf"""(?P<low>{_FIGURE}) (?:\s*(?:%|per\s?cent)?\s*(?:-|–|to)\s*(?P<high>{_FIGURE}))? \s*(?:%|per\s?cent)"""
_FRACTION = rf"(?P<of>\d{{1,3}}|{_SPELT})[\s-]+(?:in|out\s+of)[\s-]+(?P<all>\d{{1,4}}|{_SPELT})"
_SHARE = re.compile(
    rf"""(?ix)
    (?<![\w.]) (?:
        {_PERCENT} \s+(?:chance|probability|likelihood|odds|risk|likely|probable|sure|certain)
      | {_FRACTION} \s+(?:chance|probability|odds|risk)
    ) \b"""
)
"""A likelihood told in figures: "a 70 percent chance", "60 to 70% likely", "a one-in-three chance"."""
NUMBER = re.compile(rf"(?ix)(?<![\w.]) (?:{_PERCENT} | {_FRACTION}) (?!\w)")
"""A share as such, which is a likelihood only where the words around say so: "60-70 %", "one in three"."""
_IN_FIGURES = "in figures"
_LONGEST = 24
"""Characters around a hedge in which a longer expression may begin or end: no phrase of `hedges.csv` is longer."""


def _figure(words: str) -> float:
    return float(parse(words).value or 0) if words.isalpha() else float(words)


def _in_figures(words: str) -> re.Match[str] | None:
    return _SHARE.search(words) or NUMBER.fullmatch(words)


def _share(words: str) -> tuple[float, float] | None:
    """The bounds that a likelihood in figures sets, None where they are no probabilities."""
    found = _in_figures(words)
    if found is None:
        return None
    if found["of"]:
        all = _figure(found["all"])
        low = high = _figure(found["of"]) / all if all else 2.0
    else:
        low = _figure(found["low"]) / 100
        high = _figure(found["high"]) / 100 if found["high"] else low
    return (round(low, 4), round(high, 4)) if 0 <= low <= high <= 1 else None


def find_hedge(words: str) -> Hedge | None:
    """The likelihood expression in some words, None where there is none: one in figures, else the longest one, of
    equals the first.

    A "not" anywhere before it, or right behind it as in "may not", negates it.
    """
    figures = _in_figures(words) if _share(words) else None
    matches = list(_phrases().finditer(words))
    best = figures or max(matches, key=lambda match: (len(match[0]), -match.start()), default=None)
    if best is None:
        return None
    phrase = best[0].lower()
    negated = bool(NEGATION.search(words, 0, best.start()) or NEGATION.match(words[best.end() :].lstrip()))
    return Hedge(phrase, _IN_FIGURES if figures else _senses()[phrase], best.start(), best.end(), negated)


def whole(text: str, span: Span) -> Span:
    """The words of a hedge with those around that are one expression with it: "very probably" of "probably"."""
    found = find_hedge(span.of(text))
    if found is None or found.sense == _IN_FIGURES:
        return span
    start, end = span.start + found.start, span.start + found.end
    for match in _phrases().finditer(text, max(0, start - _LONGEST), min(len(text), end + _LONGEST)):
        if match.start() <= start and end <= match.end():
            return Span(min(span.start, match.start()), max(span.end, match.end()))
    return span


def likelihood(hedge: Mention, scale: Scale, negated: bool = False) -> Likelihood | None:
    """What a hedge means on a scale; None where it is no likelihood expression or the scale has no term for it.

    Args:
        hedge: the words, such as "unlikely" or "not expected".
        scale: the scale to read them through.
        negated: whether a negation that stands outside these words strikes them too.

    A likelihood in figures ("a 70 percent chance") is what it says on every scale.
    A negation turns the range round: what is likely at .55 to .75 is, as "not likely", at .25 to .45.
    """
    found = find_hedge(hedge.text)
    if found is None:
        return None
    term = scale.term(found.phrase, found.sense)
    told = _share(found.phrase) or ((term.low, term.high) if term else None)
    if told is None:
        return None
    turned = found.negated != negated
    low, high = (round(1 - told[1], 4), round(1 - told[0], 4)) if turned else told
    return Likelihood(hedge, term.name if term else found.phrase, low, high, scale.name, turned)
