"""Pairs of reports that share a story's text, found among all kept reports and verified by their texts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.desk.origins.shingles import share
from dragoman.desk.origins.sketches import Sketch
from dragoman.desk.origins.texts import CANDIDATES, FEWEST, WINDOW, Texts

LEAST = 0.22
"""Of the shorter report's 3-grams, those that the other must hold, background aside. Two reports that have one
background paragraph in common share up to 0.18 in the examples, a copy merged of two stories 0.3 and more."""
HALF = 0.5
"""Of the shorter report's 3-grams, those that make a pair whatever is background: no report is half of old matter."""
COMPARED = 16
"""Reports that the text of one is compared with at most at a time, those first whose signatures are most alike."""
_ROUNDS = 2


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports that share text, and how much of either stands in the other."""

    one: int
    other: int
    one_share: float
    other_share: float


def pair(texts: Texts, one: int, other: int) -> Pair | None:
    """The pair of two reports, None where they are not of one story."""
    first, second = texts.sketch(one), texts.sketch(other)
    if first.day and second.day and abs(first.day - second.day) > WINDOW:
        return None
    least = _least(first, second)
    if not first.signature.alike(second.signature, least):
        return None
    grams = texts.grams(one), texts.grams(other)
    common = grams[0] & grams[1]
    shorter = min(len(grams[0]), len(grams[1]))
    needed = max(FEWEST, least * shorter)
    if len(common) < needed:
        return None
    if len(common) < HALF * shorter:
        for report in (one, other):
            common -= texts.stale(report)
            if len(common) < needed:
                return None
    return Pair(one, other, share(grams[0], grams[1]), share(grams[1], grams[0]))


def _least(one: Sketch, other: Sketch) -> float:
    """What two reports must share: reports of one outlet have its notices in common, and are one origin as they are."""
    return HALF if one.outlet is not None and one.outlet == other.outlet else LEAST


def pairs(texts: Texts, reports: Iterable[int]) -> list[Pair]:
    """All pairs that new reports are part of, each once."""
    tried, found = set[tuple[int, int]](), list[Pair]()
    for report in reports:
        found += _pairs(texts, report, tried)
    return found


def _pairs(texts: Texts, report: int, tried: set[tuple[int, int]]) -> list[Pair]:
    """The pairs of one report with reports that it was not compared with yet.

    Of a story that many carry not all copies can be compared. What else a report holds is then looked for once more by
    the bands that the story does not explain: a report merged of two stories has both.
    """
    own, found = texts.sketch(report), list[Pair]()
    bands = own.signature.bands
    for _ in range(_ROUNDS):
        others = texts.candidates(report, bands)
        theirs = texts.sketches(others)
        alike = {
            other: same
            for other, sketch in theirs.items()
            if (min(report, other), max(report, other)) not in tried
            and (same := own.signature.alike(sketch.signature, _least(own, sketch)))
        }
        likely = sorted(alike, key=lambda other: (-alike[other], theirs[other].day, other))
        texts.read(likely[:COMPARED])
        for other in likely[:COMPARED]:
            tried.add((min(report, other), max(report, other)))
            if made := pair(texts, report, other):
                found.append(made)
        if len(others) < CANDIDATES and len(likely) <= COMPARED:
            break
        paired = {other for made in found for other in (made.one, made.other)} - {report}
        told = {band for other in paired for band in texts.sketch(other).signature.bands}
        left = [band for band in bands if band not in told]
        if len(left) in (0, len(bands)):
            break
        bands = left
    return found
