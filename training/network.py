"""The network: one MiniLM encoder with heads for words, arcs, frames, relations and marked pairs.

Shapes: B windows, L pieces, W words, F frames, T words of a frame, d = 384 (encoder), f = 256 (frame module).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dragoman.language import labels
from dragoman.language.frames import DISTANCES, FRAME_WIDTH
from dragoman.language.pieces import MARKERS, SHAPES
from training.schemes import TAGS

WIDTH, LAYERS, HEADS, FEED = 384, 6, 12, 1536
FRAME_HEADS, FRAME_LAYERS, FRAME_FEED = 4, 2, 768
PATHS = 5
"""Features of the soft dependency path between a word and its anchor."""


class Linear(nn.Linear):
    """A linear layer that multiplies in bfloat16 while training on a CPU with such units: three times as fast."""

    reduced = False

    def forward(self, input: Tensor) -> Tensor:
        if Linear.reduced and self.training:
            return F.linear(input.bfloat16(), self.weight.bfloat16(), self.bias.bfloat16()).float()
        return super().forward(input)


class Layer(nn.Module):
    """One BERT layer (post-norm, exact GELU)."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = Linear(WIDTH, 3 * WIDTH)
        self.out = Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = Linear(WIDTH, FEED)
        self.down = Linear(FEED, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        q, k, v = self.qkv(x).unflatten(-1, (3, HEADS, WIDTH // HEADS)).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias, -1)
        mixed = (weights @ v).transpose(1, 2).flatten(2)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Mix(nn.Module):
    """A learnt weighted mean over the embedding layer and the six encoder layers."""

    def __init__(self) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.tensor([0.0] * 4 + [0.5, 1.0, 1.5]))

    def forward(self, layers: list[Tensor]) -> Tensor:
        weights = torch.softmax(self.weight, 0)
        total = layers[0] * weights[0]
        for i in range(1, len(layers)):
            total = total + layers[i] * weights[i]
        return total


@dataclass
class Words:
    """What the encoder says of the words: `syntax`, `tags`, `frames` [B, W, ...] and arc scores [B, W, 1 + W]."""

    syntax: Tensor
    tags: Tensor
    frames: Tensor
    arcs: Tensor


TAGGERS: dict[str, int] = {
    "upos": len(labels.UPOS),
    "names": len(labels.bio(labels.NAMES)),
    "roles": 3,
    "triggers": len(labels.bio(labels.EVENTS)),
    "attribution": 3,
    "quotation": 3,
    "reason": 3,
    "agreement": 3,
    "entities": len(labels.bio(labels.DOCUMENT_ENTITIES)),
    "factuality": 1,
}
"""Heads on single words and their widths. The last is a regression on [-3, 3]."""

AUXILIARY: dict[str, int] = {corpus: len(labels.bio(types)) for corpus, types in TAGS.items()}
"""Heads that only teach the encoder; they are not exported."""


class Network(nn.Module):
    """Encoder and all heads."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(30522, WIDTH, padding_idx=0)
        self.position = nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shape = nn.Embedding(len(SHAPES), WIDTH)
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.shape.weight[-len(MARKERS) :], std=WIDTH**-0.5)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.mix_syntax, self.mix_tags, self.mix_frames = Mix(), Mix(), Mix()
        self.word.weight.requires_grad_(False)

        self.arc_dep, self.arc_head = Linear(WIDTH, 400), Linear(WIDTH, 400)
        self.arc_form = nn.Parameter(torch.empty(400, 400))
        self.arc_bias = nn.Linear(400, 1, bias=False)
        nn.init.orthogonal_(self.arc_form)
        self.rel_dep, self.rel_head = Linear(WIDTH, 64), Linear(WIDTH, 64)
        self.rel_form = nn.Parameter(torch.randn(len(labels.DEPRELS), 64, 64) * 0.02)
        self.rel_out = nn.Linear(128, len(labels.DEPRELS))
        self.mlp_drop = nn.Dropout(0.33)

        self.taggers = nn.ModuleDict(
            {name: nn.Linear(WIDTH, width) for name, width in {**TAGGERS, **AUXILIARY}.items()}
        )
        self.tag_drop = nn.Dropout(0.2)
        self.to_frame = Linear(WIDTH, FRAME_WIDTH)
        self.frames = FrameModule()
        self.relations = RelationModule()
        self.pair = nn.Sequential(nn.Dropout(0.2), nn.Linear(4 * WIDTH, 256), nn.GELU(), nn.Dropout(0.2))
        self.pair_out = nn.Linear(256, len(labels.EVENTS))

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> list[Tensor]:
        """All layers' states [B, L, d], the embeddings first."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.word(ids) + self.position(places) + self.kind + self.shape(shapes)))
        bias = (1.0 - mask[:, None, None, :].float()) * -1e4
        states = [x]
        for layer in self.layers:
            x = layer(x, bias)
            states.append(x)
        return states

    def words(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor, root: Tensor, sentence: Tensor) -> Words:
        """Word states and arc scores; a word's candidate heads are its sentence's words and, in column 0, the root."""
        states = self.encode(ids, shapes, mask)
        syntax_pieces = self.mix_syntax(states)

        def at(table: Tensor, index: Tensor) -> Tensor:
            return table.gather(1, index[:, :, None].expand(-1, -1, table.shape[2]))

        syntax = at(syntax_pieces, first)
        tags = at(self.mix_tags(states), first)
        frames = self.to_frame(at(self.mix_frames(states), first))
        dep = self.mlp_drop(F.gelu(self.arc_dep(syntax))) @ self.arc_form
        head = self.mlp_drop(F.gelu(self.arc_head(syntax)))
        top = self.mlp_drop(F.gelu(self.arc_head(at(syntax_pieces, root))))
        scores = dep @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        rooted = (dep * top).sum(-1, keepdim=True) + self.arc_bias(top)
        same = (sentence[:, :, None] == sentence[:, None, :]) & (sentence[:, :, None] >= 0)
        at_word = torch.arange(sentence.shape[1], device=ids.device)
        same = same & (at_word[:, None] != at_word[None, :])
        arcs = torch.cat([rooted, scores + (~same).float() * -1e4], 2)
        return Words(syntax, tags, frames, arcs)

    def deprels(self, syntax: Tensor, heads: Tensor) -> Tensor:
        """Label scores [B, W, labels] for given heads (0 the root, else 1 + the head's word index)."""
        dep = self.mlp_drop(F.gelu(self.rel_dep(syntax)))
        head = self.mlp_drop(F.gelu(self.rel_head(syntax)))
        head = torch.cat([torch.zeros_like(head[:, :1]), head], 1)
        chosen = head.gather(1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        form = torch.einsum("bwi,lij->bwlj", dep, self.rel_form)
        return (form * chosen[:, :, None, :]).sum(-1) + self.rel_out(torch.cat([dep, chosen], -1))

    def tag(self, name: str, tags: Tensor) -> Tensor:
        """Scores of one word head [B, W, labels]."""
        return self.taggers[name](self.tag_drop(tags))

    def pairs(self, tags: Tensor, source: Tensor, target: Tensor) -> Tensor:
        """Event type scores [B, types] for windows with a marked source and target (word indexes of the markers)."""
        rows = torch.arange(tags.shape[0], device=tags.device)
        a, b = tags[rows, source], tags[rows, target]
        return self.pair_out(self.pair(torch.cat([a, b, a * b, tags.mean(1)], -1)))


class FrameModule(nn.Module):
    """Reads the words around an anchor and scores every word for every role, and the frame's own labels."""

    def __init__(self) -> None:
        super().__init__()
        self.kind = nn.Embedding(len(labels.KINDS), FRAME_WIDTH)
        self.distance = nn.Embedding(2 * DISTANCES + 1, FRAME_WIDTH)
        self.anchor = nn.Linear(FRAME_WIDTH, FRAME_WIDTH)
        self.paths = nn.Linear(PATHS, FRAME_WIDTH)
        self.norm = nn.LayerNorm(FRAME_WIDTH)
        self.drop = nn.Dropout(0.15)
        self.layers = nn.ModuleList(FrameLayer() for _ in range(FRAME_LAYERS))
        self.last = nn.LayerNorm(FRAME_WIDTH)
        self.roles = nn.Linear(FRAME_WIDTH, 3 * labels.ALL_ROLES)
        self.label = nn.Linear(2 * FRAME_WIDTH, FRAME_WIDTH)
        self.valid = nn.Linear(FRAME_WIDTH, 1)
        self.event_type = nn.Linear(FRAME_WIDTH, len(labels.EVENTS))
        self.mode = nn.Linear(FRAME_WIDTH, len(labels.ALL_MODES))
        self.status = nn.Linear(FRAME_WIDTH, len(labels.STATUS))

    def forward(
        self, words: Tensor, mask: Tensor, anchor: Tensor, distance: Tensor, kind: Tensor, paths: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """Scores from words [F, T, f], word mask and anchor mask [F, T], distance buckets [F, T], kind [F] and path
        features [F, T, 5]: roles [F, T, roles, 3] (O, B, I), validity [F], type, mode and status [F, labels]."""
        share = (anchor / anchor.sum(1, keepdim=True).clamp(min=1))[:, :, None]
        mean = (words * share).sum(1)
        x = words + self.anchor(mean)[:, None] + self.kind(kind)[:, None] + self.distance(distance) + self.paths(paths)
        x = self.drop(self.norm(x))
        bias = (1.0 - mask[:, None, None, :]) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = self.drop(self.last(x))
        roles = self.roles(x).unflatten(-1, (labels.ALL_ROLES, 3))
        state = self.drop(F.gelu(self.label(torch.cat([(x * share).sum(1), mean], -1))))
        return roles, self.valid(state)[:, 0], self.event_type(state), self.mode(state), self.status(state)


class FrameLayer(nn.Module):
    """A small pre-norm transformer layer."""

    def __init__(self) -> None:
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(FRAME_WIDTH), nn.LayerNorm(FRAME_WIDTH)
        self.qkv, self.out = Linear(FRAME_WIDTH, 3 * FRAME_WIDTH), Linear(FRAME_WIDTH, FRAME_WIDTH)
        self.up, self.down = Linear(FRAME_WIDTH, FRAME_FEED), Linear(FRAME_FEED, FRAME_WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        size = FRAME_WIDTH // FRAME_HEADS
        q, k, v = self.qkv(self.norm1(x)).unflatten(-1, (3, FRAME_HEADS, size)).permute(2, 0, 3, 1, 4).unbind(0)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(size) + bias, -1)
        x = x + self.drop(self.out((weights @ v).transpose(1, 2).flatten(2)))
        return x + self.drop(self.down(F.gelu(self.up(self.norm2(x)))))


class RelationModule(nn.Module):
    """Scores ordered pairs of mentions for the standing relations; label 0 is none."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.tail = nn.Linear(FRAME_WIDTH, 128), nn.Linear(FRAME_WIDTH, 128)
        self.types = nn.Embedding(len(labels.NAMES) + 2, 32)
        self.distance = nn.Embedding(2 * DISTANCES + 1, 32)
        self.drop = nn.Dropout(0.2)
        self.hidden = nn.Linear(3 * 128 + 3 * 32, 192)
        self.out = nn.Linear(192, len(labels.RELATIONS) + 1)

    def forward(self, head: Tensor, tail: Tensor, head_type: Tensor, tail_type: Tensor, distance: Tensor) -> Tensor:
        """Scores [P, 1 + relations] from mention means [P, f], mention types [P] and distance buckets [P]."""
        h, t = self.drop(self.head(head)), self.drop(self.tail(tail))
        parts = [h, t, h * t, self.types(head_type), self.types(tail_type), self.distance(distance)]
        return self.out(self.drop(F.gelu(self.hidden(torch.cat(parts, -1)))))


def path_features(arcs: Tensor, anchor: Tensor) -> Tensor:
    """Soft dependency paths [F, T, 5] from arc probabilities [F, T, T] (row: dependent) and an anchor mask [F, T].

    For each word: the probability that its head is in the anchor, that it is the anchor's head, that its head's head
    is in the anchor, that it is the anchor's head's head, and that it shares the anchor's head.
    """
    share = (anchor / anchor.sum(1, keepdim=True).clamp(min=1))[:, :, None]
    child = arcs @ anchor[:, :, None]
    above = arcs.transpose(1, 2) @ share
    return torch.cat([child, above, arcs @ child, arcs.transpose(1, 2) @ above, arcs @ above], 2)
