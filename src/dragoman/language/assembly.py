"""Puts what was found in word indexes together as sentence graphs in report offsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from dragoman.language import labels
from dragoman.language.encoding import Encoded
from dragoman.language.fillers import Words, uncut, whole
from dragoman.language.frame_decoding import Framed
from dragoman.language.graph import Arc, Frame, Node, SentenceGraph, Token
from dragoman.language.prepared import Prepared
from dragoman.language.relating import Related
from dragoman.language.tags import Range
from dragoman.report import Span


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found in a text's words; relations by sentence."""

    encoded: Encoded
    names: list[Range]
    roles: list[Range]
    frames: list[Framed]
    relations: list[list[Related]]


def graphs_of(text: Prepared, found: Found, columns: dict[str, slice]) -> tuple[SentenceGraph, ...]:
    """The text's sentence graphs."""
    encoded, spans = found.encoded, text.spans
    factuality = np.clip(encoded.tags[:, columns["factuality"]][:, 0], -3, 3)
    upos: list[int] = encoded.tags[:, columns["upos"]].argmax(1).tolist()
    tokens = _tokens(text, encoded, upos)
    parts = [labels.UPOS[number] for number in upos]
    named = _by_start([*found.names, *found.roles])
    words = Words(text.words, parts, *_parse(encoded))
    names = uncut(found.names)
    framed = _by_start(
        [replace(f, roles=tuple(r for role in f.roles if (r := whole(role, words, names)))) for f in found.frames]
    )

    def span(low: int, high: int) -> Span:
        return Span(spans[low].start, spans[high - 1].end)

    graphs: list[SentenceGraph] = []
    for index, (sentence, (low, high)) in enumerate(zip(text.sentences, text.bounds, strict=True)):
        frames = [
            _frame(f, span, float(factuality[f.start : f.end].mean()))
            for i in range(low, high)
            for f in framed.get(i, ())
        ]
        graphs.append(
            SentenceGraph(
                index,
                sentence.paragraph,
                sentence.span,
                sentence.span.of(text.text),
                tokens[index],
                tuple(
                    Node(span(r.start, r.end), r.label, _rounded(r.score))
                    for i in range(low, high)
                    for r in named.get(i, ())
                ),
                events=tuple(f for f in frames if f.kind == "event"),
                attributions=tuple(f for f in frames if f.kind == "attribution"),
                quotations=tuple(f for f in frames if f.kind == "quotation"),
                reasons=tuple(f for f in frames if f.kind == "reason"),
                agreements=tuple(f for f in frames if f.kind == "agreement"),
                relations=tuple(
                    Arc(span(*r.head), r.label, span(*r.tail), _rounded(r.score)) for r in found.relations[index]
                ),
                is_title=text.title is not None and text.title.overlaps(sentence.span),
            )
        )
    return tuple(graphs)


def _parse(encoded: Encoded) -> tuple[list[int], list[str]]:
    """Each word's head as an index of the text, -1 for a root, and its relation."""
    units = [first for first, last in encoded.units for _ in range(first, last)]
    heads = [head + first if head >= 0 else -1 for head, first in zip(encoded.heads.tolist(), units, strict=True)]
    return heads, [labels.DEPRELS[number] for number in encoded.rels.tolist()]


def _tokens(text: Prepared, encoded: Encoded, upos: list[int]) -> list[tuple[Token, ...]]:
    """The tokens of each sentence; where a long sentence was read in parts, the roots of the later parts hang on the
    first word."""
    heads: list[int] = encoded.heads.tolist()
    rels: list[int] = encoded.rels.tolist()
    unit_start = [a for a, b in encoded.units for _ in range(a, b)]
    out: list[tuple[Token, ...]] = []
    for low, high in text.bounds:
        row: list[Token] = []
        for i in range(low, high):
            base = unit_start[i] - low
            if heads[i] >= 0:
                head, rel = heads[i] + base, labels.DEPRELS[rels[i]]
            else:
                head, rel = (0, "parataxis") if base else (-1, "root")
            row.append(Token(text.spans[i], text.words[i], labels.UPOS[upos[i]], head, rel))
        out.append(tuple(row))
    return out


def _rounded(score: float) -> float:
    return round(score, 4)


_Placed = TypeVar("_Placed", Range, Framed)


def _by_start(items: Sequence[_Placed]) -> dict[int, list[_Placed]]:
    out: dict[int, list[_Placed]] = {}
    for item in sorted(items, key=lambda r: (r.start, -r.end)):
        out.setdefault(item.start, []).append(item)
    return out


def _frame(frame: Framed, span: Callable[[int, int], Span], factuality: float) -> Frame:
    return Frame(
        frame.kind,
        span(frame.start, frame.end),
        _rounded(frame.score),
        tuple(Node(span(r.start, r.end), r.label, _rounded(r.score)) for r in frame.roles),
        frame.type,
        _rounded(frame.type_score),
        frame.mode,
        _rounded(frame.mode_score),
        frame.status,
        _rounded(frame.status_score),
        _rounded(factuality) if frame.kind == "event" else None,
    )
