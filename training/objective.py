"""The losses: one number for a batch, summed over whatever targets it has."""

from __future__ import annotations

import random

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from dragoman.language import labels
from dragoman.language.frames import DISTANCES, distances
from training.batches import FrameRow, Training, reading_range
from training.network import Network, Words, path_features
from training.samples import IGNORE
from training.schemes import TAGS, entities_table, names_table

TAG_OF_KIND = {
    "event": "triggers",
    "attribution": "attribution",
    "quotation": "quotation",
    "reason": "reason",
    "agreement": "agreement",
}
ROLE_WEIGHT = 0.12
"""Weight of a frame's role loss, which is a sum over words and roles, against its labels' losses."""

Mention = tuple[int, int, int]
"""A mention's words (start, end) and its type."""


def loss(network: Network, part: Training, rng: random.Random) -> tuple[Tensor, dict[str, float]]:
    """The total loss of a batch and its parts by name."""
    words = network.words(part.ids, part.shapes, part.mask, part.first, part.root, part.sentence)
    parts: dict[str, Tensor] = {}
    scores = {name: network.tag(name, words.tags) for name in part.tags}
    for name, target in part.tags.items():
        parts[name] = F.cross_entropy(scores[name].flatten(0, 1), target.flatten(), ignore_index=IGNORE)
        if name in TAGS:
            parts["other names"] = _open_loss(network.tag("names", words.tags), target, names_table(name))
        elif name == "names":
            parts["other entities"] = 0.3 * _open_loss(network.tag("entities", words.tags), target, entities_table())
    if part.heads is not None and part.deprels is not None:
        parts["arcs"] = F.cross_entropy(words.arcs.flatten(0, 1), part.heads.flatten(), ignore_index=IGNORE)
        rels = network.deprels(words.syntax, part.heads.clamp(min=0))
        wanted = part.deprels.masked_fill(part.heads == IGNORE, IGNORE)
        parts["deprels"] = F.cross_entropy(rels.flatten(0, 1), wanted.flatten(), ignore_index=IGNORE)
    if part.frames or any(part.complete):
        rows = [_blurred(row, rng) for row in part.frames] + _false_anchors(part, scores, rng)
        if rows:
            parts.update(_frame_losses(network, words, rows))
    if any(part.mentions):
        found = _relation_loss(network, words, part, rng)
        if found is not None:
            parts["relations"] = found
    if part.factuality:
        value = network.tag("factuality", words.tags)[:, :, 0]
        at = torch.tensor([(i, w) for i, w, _ in part.factuality])
        gold = torch.tensor([score for _, _, score in part.factuality])
        parts["factuality"] = 0.5 * F.smooth_l1_loss(value[at[:, 0], at[:, 1]], gold)
    if part.pairs:
        parts["pairs"] = pair_loss(network, words, part)
    return torch.stack(list(parts.values())).sum(), {name: value.item() for name, value in parts.items()}


def _open_loss(scores: Tensor, target: Tensor, table: NDArray[np.float32]) -> Tensor:
    """Minus the log-probability of all labels together that a label of another scheme leaves open."""
    known = target != IGNORE
    return -torch.logsumexp(torch.log_softmax(scores[known], -1) + torch.from_numpy(table)[target[known]], -1).mean()


def pair_loss(network: Network, words: Words, part: Training, smoothing: float = 0.0) -> Tensor:
    """Minus the log-probability that a marked pair's type is one of those its label stands for.

    `smoothing` is the share of the target that is spread over all types.
    """
    source = torch.tensor([a for _, a, _, _ in part.pairs])
    target = torch.tensor([b for _, _, b, _ in part.pairs])
    chosen = torch.log_softmax(network.pairs(words.tags, source, target), -1)
    right = torch.stack([torch.logsumexp(chosen[i, types], 0) for i, (_, _, _, types) in enumerate(part.pairs)])
    return -((1 - smoothing) * right + smoothing * chosen.mean(-1)).mean()


def _blurred(row: FrameRow, rng: random.Random) -> FrameRow:
    """The frame, one time in five with one word of a longer anchor alone, as a tagger may find it."""
    start, end = row.anchor
    if end - start < 2 or rng.random() > 0.2:
        return row
    word = rng.randrange(start, end)
    return FrameRow(row.window, row.low, row.high, (word, word + 1), row.kind, row.target)


def _false_anchors(part: Training, scores: dict[str, Tensor], rng: random.Random) -> list[FrameRow]:
    """The words most like anchors that are none: at most as many as a window has anchors, and two."""
    rows = list[FrameRow]()
    for kind, name in TAG_OF_KIND.items():
        if name not in scores:
            continue
        number = labels.KINDS.index(kind)
        likely: list[list[float]] = (1 - torch.softmax(scores[name].detach(), -1)[:, :, 0]).tolist()
        tags: list[list[int]] = part.tags[name].tolist()
        for i, complete in enumerate(part.complete):
            if kind not in complete:
                continue
            gold = [row for row in part.frames if row.window == i and row.kind == number]
            taken = {w for row in gold for w in range(*row.anchor)}
            size = part.bounds[i][-1][1]
            order = sorted(range(size), key=lambda w: -likely[i][w])
            limit = len(gold) + 2 if kind == "event" else len(gold) // 2 + 1
            for word in [w for w in order if w not in taken and tags[i][w] == 0][:limit]:
                if likely[i][word] > 0.05 or rng.random() < 0.05:
                    low, high = reading_range(part.bounds[i], word, number)
                    rows.append(FrameRow(i, low, high, (word, word + 1), number, None))
    return rows


def frame_tensors(words: Words, rows: list[FrameRow]) -> tuple[Tensor, ...]:
    """The frame module's input for these rows: words, mask, anchor, distance, kind, paths."""
    wide = max(row.high - row.low for row in rows)
    index = torch.zeros(len(rows), wide, dtype=torch.long)
    mask, anchor = torch.zeros(len(rows), wide), torch.zeros(len(rows), wide)
    distance = torch.zeros(len(rows), wide, dtype=torch.long)
    for i, row in enumerate(rows):
        size = row.high - row.low
        index[i, :size] = torch.arange(row.low, row.high)
        mask[i, :size] = 1
        anchor[i, row.anchor[0] - row.low : row.anchor[1] - row.low] = 1
        distance[i, :size] = torch.from_numpy(distances(row.low, row.high, *row.anchor))
    window = torch.tensor([row.window for row in rows])
    picked = words.frames[window[:, None], index]
    with torch.no_grad():
        arcs = torch.softmax(words.arcs, -1)[:, :, 1:]
        near = arcs[window[:, None, None], index[:, :, None], index[:, None, :]]
        near = near * mask[:, :, None] * mask[:, None, :]
        paths = path_features(near, anchor)
    return picked, mask, anchor, distance, torch.tensor([row.kind for row in rows]), paths


def _frame_losses(network: Network, words: Words, rows: list[FrameRow]) -> dict[str, Tensor]:
    """Losses over all frames, read in groups of like length so that little is padded."""
    rows = sorted(rows, key=lambda row: row.high - row.low)
    groups, begin = list[list[FrameRow]](), 0
    for i, row in enumerate(rows):
        if row.high - row.low > 1.4 * (rows[begin].high - rows[begin].low) + 4:
            groups.append(rows[begin:i])
            begin = i
    groups.append(rows[begin:])
    true = sum(row.target is not None for row in rows)
    events = sum(row.target is not None and labels.KINDS[row.kind] == "event" for row in rows)
    sums: dict[str, Tensor] = {}
    for group in groups:
        for name, value in _group_sums(network, words, group).items():
            sums[name] = sums[name] + value if name in sums else value
    counts = {
        "valid": len(rows),
        "frame roles": true / ROLE_WEIGHT,
        "type": events,
        "mode": 2 * events,
        "status": events,
    }
    return {name: value / max(1, counts[name]) for name, value in sums.items()}


def _group_sums(network: Network, words: Words, rows: list[FrameRow]) -> dict[str, Tensor]:
    tensors = frame_tensors(words, rows)
    roles, valid, types, modes, status = network.frames(*tensors)
    wanted = torch.full((len(rows), tensors[1].shape[1], labels.ALL_ROLES), IGNORE)
    kinds = [labels.KINDS[row.kind] for row in rows]
    for i, (row, kind) in enumerate(zip(rows, kinds, strict=True)):
        if row.target is None:
            continue
        at = labels.ROLE_AT[kind]
        for j, role in enumerate(labels.ROLES[kind]):
            wanted[i, : row.high - row.low, at + j] = 0
            for a, b in row.target.roles.get(role, []):
                wanted[i, a - row.low, at + j] = 1
                wanted[i, a - row.low + 1 : b - row.low, at + j] = 2
    real = torch.tensor([float(row.target is not None) for row in rows])
    sums = {
        "valid": F.binary_cross_entropy_with_logits(valid, real, reduction="sum"),
        "frame roles": F.cross_entropy(roles.flatten(0, 2), wanted.flatten(), ignore_index=IGNORE, reduction="sum"),
    }
    events = [i for i, row in enumerate(rows) if row.target is not None and kinds[i] == "event"]
    if events:
        for name, table in (("type", types), ("mode", modes), ("status", status)):
            gold = torch.tensor([getattr(rows[i].target, name) for i in events])
            sums[name] = F.cross_entropy(table[events], gold, ignore_index=IGNORE, reduction="sum")
    return sums


def _relation_loss(network: Network, words: Words, part: Training, rng: random.Random) -> Tensor | None:
    rows = list[tuple[int, Mention, Mention, int]]()
    sentence: list[list[int]] = part.sentence.tolist()
    for i, mentions in enumerate(part.mentions):
        for a, first in enumerate(mentions):
            for b, second in enumerate(mentions):
                if a == b or sentence[i][first[0]] != sentence[i][second[0]]:
                    continue
                rows.append((i, first, second, part.relations[i].get((a, b), 0)))
    if not rows:
        return None
    if len(rows) > 400:
        rows = rng.sample(rows, 400)
    sums = torch.cat([torch.zeros_like(words.frames[:, :1]), words.frames.cumsum(1)], 1)
    window = torch.tensor([r[0] for r in rows])

    def mean(mentions: list[Mention]) -> Tensor:
        start = torch.tensor([m[0] for m in mentions])
        end = torch.tensor([m[1] for m in mentions])
        return (sums[window, end] - sums[window, start]) / (end - start)[:, None]

    gap = torch.tensor([r[2][0] - r[1][0] for r in rows]).clamp(-DISTANCES, DISTANCES) + DISTANCES
    scores = network.relations(
        mean([r[1] for r in rows]),
        mean([r[2] for r in rows]),
        torch.tensor([r[1][2] for r in rows]),
        torch.tensor([r[2][2] for r in rows]),
        gap,
    )
    return F.cross_entropy(scores, torch.tensor([r[3] for r in rows]), reduction="sum") / (len(rows) ** 0.5 * 2)
