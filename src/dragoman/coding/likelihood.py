"""From the words of a hedge to a range of probabilities, through a scale."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dragoman.coding.grammar import NEGATION
from dragoman.coding.scales import Scale
from dragoman.coding.tables import rows
from dragoman.record import Likelihood, Mention


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


def find_hedge(words: str) -> Hedge | None:
    """The likelihood expression in some words, None where there is none: the longest one, of equals the first.

    A "not" anywhere before it, or right behind it as in "may not", negates it.
    """
    matches = list(_phrases().finditer(words))
    if not matches:
        return None
    best = max(matches, key=lambda match: (len(match[0]), -match.start()))
    phrase = best[0].lower()
    negated = bool(NEGATION.search(words, 0, best.start()) or NEGATION.match(words[best.end() :].lstrip()))
    return Hedge(phrase, _senses()[phrase], best.start(), best.end(), negated)


def likelihood(hedge: Mention, scale: Scale, negated: bool = False) -> Likelihood | None:
    """What a hedge means on a scale; None where it is no likelihood expression or the scale has no term for it.

    Args:
        hedge: the words, such as "unlikely" or "not expected".
        scale: the scale to read them through.
        negated: whether a negation that stands outside these words strikes them too.

    A negation turns the range round: what is likely at .55 to .75 is, as "not likely", at .25 to .45.
    """
    found = find_hedge(hedge.text)
    term = scale.term(found.phrase, found.sense) if found else None
    if found is None or term is None:
        return None
    turned = found.negated != negated
    low, high = (round(1 - term.high, 4), round(1 - term.low, 4)) if turned else (term.low, term.high)
    return Likelihood(hedge, term.name, low, high, scale.name, turned)
