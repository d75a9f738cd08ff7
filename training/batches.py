"""From samples to padded batches: cutting documents into windows, noise, and the tensors of the targets."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from dragoman.language import labels
from dragoman.language.frames import REACH
from dragoman.language.pieces import MARKERS, MASK, WordPieces
from dragoman.language.windows import batch, window
from training.samples import IGNORE, FrameTarget, Sample
from training.swaps import Swaps

QUOTATION = labels.KINDS.index("quotation")


@dataclass
class Cut:
    """A stretch of a sample that fits a window; all indexes count the window's words."""

    sentences: list[list[str]]
    sample: Sample
    low: int
    high: int
    bounds: list[tuple[int, int]]


def cut(sample: Sample, limit: int, pieces: WordPieces, rng: random.Random, swaps: Swaps | None = None) -> Cut:
    """Consecutive sentences from a random start on, within about `limit` pieces, at least one sentence."""
    first = rng.randrange(len(sample.bounds))
    size, last = 1, first
    while last < len(sample.bounds):
        low, high = sample.bounds[last]
        size += 1 + sum(len(pieces(w)) for w in sample.words[low:high])
        if last > first and size > limit:
            break
        last += 1
    bounds = sample.bounds[first:last]
    base, top = bounds[0][0], bounds[-1][1]
    if size > 480:
        top = min(top, base + 300)
        bounds = [(a, min(b, top)) for a, b in bounds if a < top]
    words = sample.words[base:top]
    if swaps is not None:
        words = swaps(words, sample.tags[swaps.head][base:top], rng)
    inside = [(a - base, b - base) for a, b in bounds]
    return Cut([words[a:b] for a, b in inside], sample, base, top, inside)


def noisy(words: list[str], rng: random.Random, mask: float) -> list[str]:
    """The words with some masked, and one sentence in thirty in capitals, as headlines are."""
    if rng.random() < 0.03:
        words = [w.upper() for w in words]
    return [w if w in MARKERS or rng.random() >= mask else MASK for w in words]


@dataclass
class FrameRow:
    """One frame in a batch: its window, the words it is read in, its anchor, and its targets (None: a false anchor)."""

    window: int
    low: int
    high: int
    anchor: tuple[int, int]
    kind: int
    target: FrameTarget | None


@dataclass
class Training:
    """A batch with its targets. Tag tensors are [B, W] with IGNORE at padding; frames and mentions are lists."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    root: Tensor
    sentence: Tensor
    tags: dict[str, Tensor]
    heads: Tensor | None = None
    deprels: Tensor | None = None
    frames: list[FrameRow] = field(default_factory=list[FrameRow])
    bounds: list[list[tuple[int, int]]] = field(default_factory=list[list[tuple[int, int]]])
    complete: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    mentions: list[list[tuple[int, int, int]]] = field(default_factory=list[list[tuple[int, int, int]]])
    relations: list[dict[tuple[int, int], int]] = field(default_factory=list[dict[tuple[int, int], int]])
    factuality: list[tuple[int, int, float]] = field(default_factory=list[tuple[int, int, float]])
    pairs: list[tuple[int, int, int, list[int]]] = field(default_factory=list[tuple[int, int, int, list[int]]])


def sentence_of(bounds: Sequence[tuple[int, int]], word: int) -> int:
    """The ordinal of the sentence that holds a word."""
    return next(i for i, (a, b) in enumerate(bounds) if a <= word < b)


def reading_range(bounds: Sequence[tuple[int, int]], word: int, kind: int) -> tuple[int, int]:
    """The words a frame anchored at `word` is read over: its sentence, for quotations its neighbours too."""
    at = sentence_of(bounds, word)
    if kind != QUOTATION:
        return bounds[at]
    return bounds[max(0, at - REACH[0])][0], bounds[min(len(bounds) - 1, at + REACH[1])][1]


def _frame(row: FrameTarget, part: Cut, number: int) -> FrameRow | None:
    size = part.high - part.low
    anchor = (row.anchor[0] - part.low, row.anchor[1] - part.low)
    if anchor[0] < 0 or anchor[1] > size:
        return None
    low, high = reading_range(part.bounds, anchor[0], row.kind)
    roles: dict[str, list[tuple[int, int]]] = {}
    for role, spans in row.roles.items():
        inside = list[tuple[int, int]]()
        for a, b in spans:
            a, b = a - part.low, b - part.low
            if a < 0 or b > size:
                return None
            if max(a, low) < min(b, high):
                inside.append((max(a, low), min(b, high)))
        roles[role] = inside
    anchor = (anchor[0], min(anchor[1], high))
    target = FrameTarget(row.kind, anchor, roles, row.type, row.mode, row.status)
    return FrameRow(number, low, high, anchor, row.kind, target)


def collate(cuts: Sequence[Cut], pieces: WordPieces, rng: random.Random, mask: float = 0.08) -> Training:
    """The cuts as one batch with noise (`mask` is the share of words hidden)."""
    arrays = batch([window([noisy(s, rng, mask) for s in c.sentences], pieces) for c in cuts])
    width = arrays.first.shape[1]

    def tags(name: str) -> Tensor | None:
        if not any(name in c.sample.tags for c in cuts):
            return None
        out = torch.full((len(cuts), width), IGNORE)
        for i, c in enumerate(cuts):
            if name in c.sample.tags:
                row = torch.tensor(c.sample.tags[name][c.low : c.high])
                out[i, : len(row)] = row
        return out

    names = dict.fromkeys(name for c in cuts for name in c.sample.tags)
    built = {name: t for name in names if (t := tags(name)) is not None}
    result = Training(
        ids=torch.from_numpy(arrays.ids),
        shapes=torch.from_numpy(arrays.shapes),
        mask=torch.from_numpy(arrays.mask),
        first=torch.from_numpy(arrays.first),
        root=torch.from_numpy(arrays.root),
        sentence=torch.from_numpy(arrays.sentence),
        tags=built,
    )
    if cuts[0].sample.heads is not None:
        result.heads, result.deprels = torch.full((len(cuts), width), IGNORE), torch.full((len(cuts), width), IGNORE)
    for i, c in enumerate(cuts):
        size = c.high - c.low
        result.bounds.append(c.bounds)
        result.complete.append(c.sample.complete)
        if result.heads is not None and result.deprels is not None:
            assert c.sample.heads is not None and c.sample.deprels is not None
            heads = [h - c.low if h else 0 for h in c.sample.heads[c.low : c.high]]
            result.heads[i, :size] = torch.tensor([h if 0 <= h <= size else IGNORE for h in heads])
            result.deprels[i, :size] = torch.tensor(c.sample.deprels[c.low : c.high])
        result.frames.extend(f for row in c.sample.frames if (f := _frame(row, c, i)))
        for word, score in c.sample.factuality:
            result.factuality.append((i, word - c.low, score))
        if c.sample.pair:
            result.pairs.append((i, *c.sample.pair))
        if c.sample.mentions is not None:
            kept = {k: j for j, k in enumerate(
                k for k, (a, b, _) in enumerate(c.sample.mentions) if a >= c.low and b <= c.high
            )}  # fmt: skip
            result.mentions.append([(m[0] - c.low, m[1] - c.low, m[2]) for k in kept if (m := c.sample.mentions[k])])
            result.relations.append(
                {(kept[a], kept[b]): label for a, label, b in c.sample.relations if a in kept and b in kept}
            )
        else:
            result.mentions.append([])
            result.relations.append({})
    return result
