"""Puts what was found in word indexes together as sentence graphs in report offsets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from dragoman.language import labels
from dragoman.language.encoding import Encoded
from dragoman.language.framing import Framed
from dragoman.language.graph import Arc, Frame, Node, SentenceGraph, Token
from dragoman.language.prepared import Prepared
from dragoman.language.relating import Related
from dragoman.language.tags import Range
from dragoman.report import Span


@dataclass(frozen=True, slots=True)
class Found:
    """Everything found in the texts' words, in one row; relations by sentence."""

    encoded: Encoded
    names: list[Range]
    roles: list[Range]
    frames: list[Framed]
    relations: list[list[Related]]


def graphs_of(texts: Sequence[Prepared], found: Found, columns: dict[str, slice]) -> list[tuple[SentenceGraph, ...]]:
    """The sentence graphs of each text."""
    encoded = found.encoded
    upos: list[int] = encoded.tags[:, columns["upos"]].argmax(1).tolist()
    heads: list[int] = encoded.heads.tolist()
    rels: list[int] = encoded.rels.tolist()
    factuality = np.clip(encoded.tags[:, columns["factuality"]][:, 0], -3, 3)
    unit_start = np.zeros(len(upos), dtype=np.int64)
    for a, b in encoded.units:
        unit_start[a:b] = a
    units = unit_start.tolist()
    named = _by_start([*found.names, *found.roles])
    framed = _by_start(found.frames)
    out: list[tuple[SentenceGraph, ...]] = []
    number = 0
    for text, start in zip(texts, encoded.starts, strict=True):
        spans = text.spans

        def span(low: int, high: int, spans: tuple[Span, ...] = spans, start: int = start) -> Span:
            return Span(spans[low - start].start, spans[high - 1 - start].end)

        graphs: list[SentenceGraph] = []
        for index, (sentence, (a, b)) in enumerate(zip(text.sentences, text.bounds, strict=True)):
            low, high = a + start, b + start
            tokens: list[Token] = []
            for i in range(low, high):
                head = heads[i]
                root = head < 0
                base = units[i] - low
                if root and base:
                    head, rel = 0, "parataxis"
                else:
                    head, rel = (-1, "root") if root else (head + base, labels.DEPRELS[rels[i]])
                tokens.append(Token(spans[i - start], text.words[i - start], labels.UPOS[upos[i]], head, rel))
            names = [Node(span(r.start, r.end), r.label, r.score) for i in range(low, high) for r in named.get(i, ())]
            frames = [
                _frame(f, span, float(factuality[f.start : f.end].mean()))
                for i in range(low, high)
                for f in framed.get(i, ())
            ]
            relations = [Arc(span(*r.head), r.label, span(*r.tail), r.score) for r in found.relations[number]]
            number += 1
            graphs.append(
                SentenceGraph(
                    index,
                    sentence.paragraph,
                    sentence.span,
                    sentence.span.of(text.text),
                    tuple(tokens),
                    tuple(names),
                    events=tuple(f for f in frames if f.kind == "event"),
                    attributions=tuple(f for f in frames if f.kind == "attribution"),
                    quotations=tuple(f for f in frames if f.kind == "quotation"),
                    reasons=tuple(f for f in frames if f.kind == "reason"),
                    agreements=tuple(f for f in frames if f.kind == "agreement"),
                    relations=tuple(relations),
                    is_title=text.title is not None and text.title.overlaps(sentence.span),
                )
            )
        out.append(tuple(graphs))
    return out


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
        frame.score,
        tuple(Node(span(r.start, r.end), r.label, r.score) for r in frame.roles),
        frame.type,
        frame.type_score,
        frame.mode,
        frame.mode_score,
        frame.status,
        frame.status_score,
        factuality if frame.kind == "event" else None,
    )
