"""Marked pairs: a text's words with its source and target shown to the encoder by marker words."""

from __future__ import annotations

from dragoman.language.pieces import MARKERS
from dragoman.language.tokens import tokenize
from dragoman.report import Span


def mark(text: str, source: Span | None, target: Span | None) -> tuple[list[str], tuple[int, int]]:
    """The words with markers put in around source and target, and the word indexes of the two opening markers.

    An end that is not given has no markers, and index 0 stands for it.
    """
    cut = tokenize(text)
    opening, closing = list(MARKERS)[0::2], list(MARKERS)[1::2]
    inserts: list[tuple[int, int, int]] = []
    for number, span in enumerate((source, target)):
        inside = [i for i, s in enumerate(cut) if span is not None and s.overlaps(span)]
        if inside:
            inserts += [(inside[0], 1, number), (inside[-1] + 1, 0, number)]
    words: list[str] = []
    at = [0, 0]
    for i in range(len(cut) + 1):
        for place, opens, number in sorted(inserts):
            if place == i and opens:
                at[number] = len(words)
            if place == i:
                words.append((opening if opens else closing)[number])
        if i < len(cut):
            words.append(cut[i].of(text))
    return words, (at[0], at[1])
