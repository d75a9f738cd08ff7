"""Sentences packed into windows that the encoder reads at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.language.pieces import CLS, PAD, SEP, WordPieces, shape

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences as piece ids: CLS, sentence, SEP, sentence, SEP, ...

    For each word: `first`, the position of its first piece; `root`, the position of the CLS or SEP before its
    sentence, which stands for the sentence's root; `sentence`, the ordinal of its sentence in the window.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]
    root: list[int]
    sentence: list[int]


def window(sentences: Iterable[Sequence[str]], pieces: WordPieces) -> Window:
    """One window over the given sentences (each a sequence of words)."""
    ids, shapes, first, root, sentence = [CLS], [0], list[int](), list[int](), list[int]()
    for number, words in enumerate(sentences):
        at_root = len(ids) - 1
        for word in words:
            first.append(len(ids))
            root.append(at_root)
            sentence.append(number)
            cut = pieces(word)
            ids.extend(cut)
            shapes.extend([shape(word)] * len(cut))
        ids.append(SEP)
        shapes.append(0)
    return Window(ids, shapes, first, root, sentence)


def pack(lengths: Sequence[int], limit: int) -> list[range]:
    """Consecutive sentences grouped so that each group's pieces stay within `limit` (a longer one stands alone)."""
    groups: list[range] = []
    start, size = 0, 1
    for i, length in enumerate(lengths):
        if i > start and size + length + 1 > limit:
            groups.append(range(start, i))
            start, size = i, 1
        size += length + 1
    if start < len(lengths):
        groups.append(range(start, len(lengths)))
    return groups


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows as arrays: pieces are [windows, pieces], word fields [windows, words]; `sentence` is -1 at padding."""

    ids: Ints
    shapes: Ints
    mask: Ints
    first: Ints
    root: Ints
    sentence: Ints


def batch(windows: Sequence[Window]) -> Batch:
    """The windows as one padded batch."""
    pieces = max(len(w.ids) for w in windows)
    words = max(1, *(len(w.first) for w in windows))

    def filled(rows: Iterable[list[int]], width: int, fill: int) -> Ints:
        table = np.full((len(windows), width), fill, dtype=np.int64)
        for i, row in enumerate(rows):
            table[i, : len(row)] = row
        return table

    return Batch(
        ids=filled((w.ids for w in windows), pieces, PAD),
        shapes=filled((w.shapes for w in windows), pieces, 0),
        mask=filled(([1] * len(w.ids) for w in windows), pieces, 0),
        first=filled((w.first for w in windows), words, 0),
        root=filled((w.root for w in windows), words, 0),
        sentence=filled((w.sentence for w in windows), words, -1),
    )
