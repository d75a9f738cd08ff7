"""Places that a report takes up by a noun after it has named them: "the province", "the last rebel-held enclave"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from dragoman.record.mention import Mention
from dragoman.record.world import Location
from dragoman.report import Span
from dragoman.resolve.countries import by_code
from dragoman.resolve.words import fold

SCORE = 0.6
"""What a location taken up so is certain by at most: the nearest place of the kind before is not always the one."""


_SEAT = "capital"


@dataclass(frozen=True, slots=True)
class _Words:
    nouns: dict[str, frozenset[str]]
    phrase: re.Pattern[str]
    elsewhere: frozenset[str]


@cache
def _words() -> _Words:
    text = (files("dragoman.resolve.places") / "data" / "wording.toml").read_text("utf-8")
    table = tomllib.loads(text)["taken_up"]
    nouns = {noun: frozenset(kinds) for noun, kinds in table["nouns"].items()}
    phrase = rf"(?:.* of )?(?:the|this|that) ((?:[\w-]+ ){{0,4}})({'|'.join(nouns)})"
    return _Words(nouns, re.compile(phrase), frozenset(table["elsewhere"]))


def take_up(
    mentions: Sequence[Mention], locations: Sequence[Location], ground: Callable[[Span], bool] = lambda _: True
) -> tuple[Location, ...]:
    """The locations of a report, each with the descriptions among `mentions` that take it up.

    A description is "the", "this" or "that", up to four words, and a noun for a kind of place; it means the nearest
    place of that kind that was named before it as a place where something is, which `ground` tells of a name's span (a
    state is also taken up from where it acts). One that says "another" or the like, or that stands before any such
    place, means none.
    """
    found = {place.id: place for place in locations}
    for mention in sorted(mentions, key=lambda m: m.span.start):
        kinds = _kinds(mention.text)
        if not kinds or any(m.span.overlaps(mention.span) for place in locations for m in place.mentions):
            continue
        before = [
            (m.span.end, place.id)
            for place in locations
            if place.kind in kinds
            for m in place.mentions
            if m.span.end <= mention.span.start and (place.kind == "country" or ground(m.span))
            if not mention.text.lower().endswith(_SEAT) or _is_capital(place)
        ]
        if before:
            place = found[max(before)[1]]
            words = " ".join(mention.text.split())
            found[place.id] = replace(
                place,
                mentions=(*place.mentions, mention),
                score=min(place.score, SCORE),
                reason=f"{place.reason}; “{words}” takes up the nearest place of its kind",
            )
    return tuple(found.values())


def _is_capital(place: Location) -> bool:
    """Whether a place is the capital of its country."""
    country = by_code(place.country or "")
    return country is not None and fold(country.capital) == fold(place.name)


def _kinds(text: str) -> frozenset[str]:
    """The kinds of place that a description may mean; none where the text is no such description."""
    known = _words()
    told = known.phrase.fullmatch(" ".join(text.lower().split()))
    if told is None or known.elsewhere.intersection(told[1].split()):
        return frozenset()
    return known.nouns[told[2]]
