"""Takes apart phrases that name several actors ("Russian and Syrian warplanes", "Turkey and Iran")."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from dragoman.resolve import countries
from dragoman.resolve.actors.agents import Agent
from dragoman.resolve.actors.reading import Item, Reading, read
from dragoman.resolve.countries import Found
from dragoman.resolve.words import is_acronym

_JOINT = re.compile(r"\s*(?:,|,?\s+and|,?\s+&|[-–/])\s*", re.IGNORECASE)
_BREAK = re.compile(r",\s+and\s+|,\s+as\s+well\s+as\s+|\s+and\s+|\s+as\s+well\s+as\s+|\s+&\s+|,\s+", re.IGNORECASE)

_OF = re.compile(r"\s(?:of|for)\s", re.IGNORECASE)


def apart(phrase: str, *, date: date | None = None) -> tuple[str, ...]:
    """The phrases of the actors that a phrase lists; the phrase alone where it is of one actor.

    Adjectives of several countries before one noun share it: "Russian and Syrian warplanes" gives "Russian warplanes"
    and "Syrian warplanes". A list is taken apart only where each of its parts names or describes an actor by itself,
    so that "Trinidad and Tobago" and "women and children" stay whole.
    """
    if not _BREAK.search(phrase) and "-" not in phrase and "–" not in phrase and "/" not in phrase:
        return (phrase,)
    return _shared(phrase) or _listed(phrase, date) or (phrase,)


def _shared(phrase: str) -> tuple[str, ...] | None:
    found = countries.find(phrase)
    run: list[Found] = []
    for state in found:
        if run and not _JOINT.fullmatch(phrase[run[-1].end : state.start]):
            break
        run.append(state)
    if len(run) < 2 or not all(_adjective(phrase, state) for state in run):
        return None
    rest = phrase[run[-1].end :]
    if not re.match(r"\s+\w", rest) or re.match(r"\s+(?:and|of|in|from|or)\b", rest):
        return None
    return tuple(
        (state.country.demonyms[0] if state.form == "prefix" else phrase[state.start : state.end]) + rest
        for state in run
    )


def _adjective(phrase: str, state: Found) -> bool:
    """Whether a country stands as an adjective ("Russian", "Sino", "U.S.")."""
    return (
        state.form == "demonym"
        or (state.form == "prefix" and bool(state.country.demonyms))
        or (state.form == "name" and is_acronym(phrase[state.start : state.end]))
    )


def _listed(phrase: str, when: date | None) -> tuple[str, ...] | None:
    whole = read(phrase, when, ())
    inside = [(whole.tokens[item.start].start, whole.tokens[item.end - 1].end) for item in _wide(whole)]
    cuts: list[tuple[int, int]] = [
        match.span()
        for match in _BREAK.finditer(phrase)
        if not any(start < match.start() < end for start, end in inside)
    ]
    if not cuts:
        return None
    edges = [0, *(edge for cut in cuts for edge in cut), len(phrase)]
    pieces = [phrase[a:b].strip() for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if len(pieces) == 2 and phrase[slice(*cuts[0])].strip() == "," and len({_is_described(p) for p in pieces}) == 2:
        # Of "the defence secretary, Ben Wallace" one part is the other's apposition.
        return None
    readings = [read(piece, when, ()) for piece in pieces]
    # "The Ministry of Health and Education" is one: what follows an "of" may be part of its complement.
    part = any((before.rest or _OF.search(before.phrase)) and not _known(after) for before, after in pairwise(readings))
    return None if part or not all(map(_stands, readings)) else tuple(pieces)


def _is_described(piece: str) -> bool:
    """Whether a piece ends with a common noun and not with a name."""
    return not piece.split()[-1][0].isupper() if piece else False


def _wide(reading: Reading) -> list[Item]:
    """The items of more than one word anywhere in the phrase, each read from where it begins."""
    found = {(state.start, state.end) for state in countries.find_in(list(reading.tokens))}
    starts = {token.start: i for i, token in enumerate(reading.tokens)}
    ends = {token.end: i + 1 for i, token in enumerate(reading.tokens)}
    items = [Item(starts[a], ends[b], None) for a, b in found]
    return [item for item in (*items, *reading.core, *reading.rest) if item.end - item.start > 1]


def _known(reading: Reading) -> bool:
    """Whether a table knows a name or noun in a piece; an adjective is not enough."""
    return any(i.what and not (isinstance(i.what, Agent) and i.what.slot == "modifier") for i in reading.core)


def _stands(reading: Reading) -> bool:
    """Whether a piece of a list is an actor by itself: a table knows what it names, or it is a proper name."""
    if not reading.core:
        return False
    return _known(reading) or reading.tokens[reading.core[-1].start].text[0].isupper()
