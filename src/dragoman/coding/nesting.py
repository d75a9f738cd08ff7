"""Which speech lies inside which: by what is said, and by the two constructions in which English passes speech on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from dragoman.coding.utterance import COVERED, Utterance, overlap

INSIDE = 0.8
"""Of its characters, what a content must have inside another content, its cue being there too, to be nested in it."""

_AS_SAYING = re.compile(r"\bas\s+(?:\w+ly\s+)?\w+ing\b")
_CITING = re.compile(r"(?i)\b(?:citing|quoting)\s+$")


def parents(text: str, utterances: Sequence[Utterance], by_sentence: Mapping[int, Sequence[int]]) -> list[int | None]:
    """For each utterance the number of the one that it lies in, None for those that stand alone.

    "The agency quoted the envoy as saying" puts the envoy's words inside the agency's, "the agency, citing the envoy,
    reported" too, whether or not the contents that the model found do so; else the contents decide.
    """
    passed: dict[int, int] = {}
    for number, utterance in enumerate(utterances):
        beside = [n for n in by_sentence[utterance.sentence] if n != number and not utterances[n].withheld]
        outer = _quoted_by(text, utterance, beside, utterances)
        if outer is None:
            outer = _cited_by(text, utterance, beside, utterances)
        if outer is not None and passed.get(outer) != number:
            passed[number] = outer
    return [
        passed[number] if number in passed else _holding(number, utterances, by_sentence, passed)
        for number in range(len(utterances))
    ]


def _quoted_by(text: str, inner: Utterance, beside: Sequence[int], utterances: Sequence[Utterance]) -> int | None:
    """The utterance whose cue stands right before the source of one with "as saying"."""
    if inner.cue is None or inner.source is None or not _AS_SAYING.search(text, inner.source.end, inner.cue.end):
        return None
    for other in beside:
        cue = utterances[other].cue
        if cue is not None and cue.end <= inner.source.start and not text[cue.end : inner.source.start].strip():
            return other
    return None


def _cited_by(text: str, inner: Utterance, beside: Sequence[int], utterances: Sequence[Utterance]) -> int | None:
    """The utterance with the same content as one whose source stands right behind "citing" or "quoting"."""
    if not _is_cited(text, inner):
        return None
    for other in beside:
        outer = utterances[other]
        shared = overlap(inner.content, outer.content) >= COVERED * min(inner.length, outer.length)
        if shared and outer.source is not None and not _is_cited(text, outer):
            return other
    return None


def _is_cited(text: str, utterance: Utterance) -> bool:
    source = utterance.source
    return source is not None and _CITING.search(text, max(0, source.start - 20), source.start) is not None


def _holding(
    number: int,
    utterances: Sequence[Utterance],
    by_sentence: Mapping[int, Sequence[int]],
    passed: Mapping[int, int],
) -> int | None:
    """The shortest utterance whose content holds the cue and most of the content of another."""
    inner = utterances[number]
    if inner.cue is None:
        return None
    cue = inner.cue
    outer = [
        other
        for other in by_sentence[inner.sentence]
        if number not in (other, utterances[other].follows, passed.get(other))
        and not utterances[other].withheld
        and utterances[other].length > inner.length
        and any(part.contains(cue) for part in utterances[other].content)
        and overlap(inner.content, utterances[other].content) >= INSIDE * inner.length
    ]
    return min(outer, key=lambda other: utterances[other].length, default=None)
