"""Sentence graphs to and from the codebook's annotation format (`docs/codebook.md`): one JSON object a sentence.

An annotation's keys are n (names), a (attributions), e (events), r (relations), g (agreements) and w (reasons). People
write spans as words of the sentence, with `#2` for the second occurrence; we write them as `[start, end]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from dragoman.errors import SpanError
from dragoman.language.graph import Arc, Frame, FrameKind, Node, SentenceGraph, Token
from dragoman.report import Span

Annotation = dict[str, Any]

_LISTS = ("A", "R", "P", "T", "k", "j", "d", "z")
_SINGLES = ("o", "lk")
_NUMBERED = re.compile(r"(.*)#(\d+)", re.DOTALL)


def locate(text: str, words: object) -> Span:
    """Where the words of an annotation stand in a sentence.

    `words` is a pair of offsets, or words of the sentence; these are looked for as whole words first, and `#2` at their
    end means their second occurrence.

    Raises:
        SpanError: if they don't stand there.
    """
    match words:
        case [int(start), int(end)]:
            if end <= len(text):
                return Span(start, end)
        case str() if words.strip():
            plain, number = words, 1
            if words not in text and (numbered := _NUMBERED.fullmatch(words)):
                plain, number = numbered[1], int(numbered[2])
            found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(plain)}(?!\w)", text)]
            found = found or [m.start() for m in re.finditer(re.escape(plain), text)]
            if 1 <= number <= len(found):
                return Span(found[number - 1], found[number - 1] + len(plain))
        case _:
            pass
    raise SpanError(f"{words!r} does not stand in {text!r}: give words of the sentence, or [start, end] within it")


def from_annotation(
    sentence: Mapping[str, Any],
    annotation: Mapping[str, Any],
    tokens: Sequence[Token] = (),
    *,
    index: int = 0,
    paragraph: int = 0,
    start: int = 0,
    is_title: bool = False,
) -> SentenceGraph:
    """The graph that an annotation describes; all scores are 1.

    Args:
        sentence: an object with the sentence's `text`.
        annotation: an object with any of the keys n, a, e, r, g, w.
        tokens: the sentence's tokens, with offsets into the report, where a parse is at hand.
        index: the sentence's number in its report.
        paragraph: the number of its paragraph.
        start: where the sentence begins in the report's text.
        is_title: whether it is the report's headline.

    Raises:
        SpanError: if a span does not stand in the sentence.
    """
    text = str(sentence["text"])
    find = _Finder(text, start)
    return SentenceGraph(
        index=index,
        paragraph=paragraph,
        span=Span(start, start + len(text)),
        text=text,
        tokens=tuple(tokens),
        names=tuple(find.node(words, label) for words, label in annotation.get("n", ())),
        events=tuple(map(find.event, annotation.get("e", ()))),
        attributions=tuple(
            find.frame("attribution", item["c"], s=[item["s"]] if item.get("s") else [], t=item["t"])
            for item in annotation.get("a", ())
        ),
        reasons=tuple(find.frame("reason", item["c"], x=item["x"], y=item["y"]) for item in annotation.get("w", ())),
        agreements=tuple(
            find.frame("agreement", item["x"], **{role: item.get(role, []) for role in ("by", "terms", "T")})
            for item in annotation.get("g", ())
        ),
        relations=tuple(
            Arc(find.span(head), label, find.span(tail), 1.0) for head, label, tail in annotation.get("r", ())
        ),
        is_title=is_title,
    )


class _Finder:
    """Turns words of one sentence into spans and frames of its report."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.start = start

    def span(self, words: object) -> Span:
        return locate(self.text, words).shifted(self.start)

    def node(self, words: object, label: str) -> Node:
        return Node(self.span(words), label, 1.0)

    def frame(self, kind: FrameKind, anchor: object, **roles: object) -> Frame:
        return Frame(kind, self.span(anchor), 1.0, self.nodes(roles))

    def nodes(self, roles: Mapping[str, object]) -> tuple[Node, ...]:
        nodes = [self.node(words, label) for label, given in roles.items() for words in _each(given)]
        return tuple(sorted(nodes, key=lambda node: node.span))

    def event(self, item: Mapping[str, Any]) -> Frame:
        modes = list(_each(item.get("m")))
        status = item.get("st")
        return Frame(
            "event",
            self.span(item["x"]),
            1.0,
            self.nodes({role: item.get(role) for role in (*_LISTS, *_SINGLES)}),
            type=str(item["y"]),
            type_score=1.0,
            mode=str(modes[0]) if modes else None,
            mode_score=1.0 if modes else 0.0,
            status=str(status) if status else None,
            status_score=1.0 if status else 0.0,
        )


def _each(given: object) -> Iterator[object]:
    """The single spans in a field that holds none, one, or a list of them."""
    match given:
        case None | "" | []:
            return
        case [int(), int()]:
            yield cast("object", given)
        case list():
            yield from cast("list[object]", given)
        case _:
            yield given


def to_annotation(graph: SentenceGraph) -> Annotation:
    """The graph as an annotation whose spans are `[start, end]` within the sentence.

    Quotations are left out: the codebook has none, and they may reach over sentences.
    """
    at = graph.span.start
    found: dict[str, list[Any]] = {
        "n": [[_pair(name.span, at), name.label] for name in graph.names],
        "a": [_attribution(frame, at) for frame in graph.attributions],
        "e": [_event(frame, at) for frame in graph.events],
        "r": [[_pair(arc.head, at), arc.label, _pair(arc.tail, at)] for arc in graph.relations],
        "g": [
            {"x": _pair(frame.anchor, at)} | {role: _pairs(frame, role, at) for role in ("by", "terms", "T")}
            for frame in graph.agreements
        ],
        "w": [
            {"c": _pair(frame.anchor, at), "x": _best(frame, "x", at), "y": _best(frame, "y", at)}
            for frame in graph.reasons
            if frame.fillers("x") and frame.fillers("y")
        ],
    }
    return {key: items for key, items in found.items() if items}


def _attribution(frame: Frame, at: int) -> Annotation:
    return {"s": _best(frame, "s", at) or "", "c": _pair(frame.anchor, at), "t": _pairs(frame, "t", at)}


def _event(frame: Frame, at: int) -> Annotation:
    optional: Annotation = {
        "m": frame.mode,
        **{role: _pairs(frame, role, at) for role in _LISTS},
        **{role: _best(frame, role, at) for role in _SINGLES},
    }
    given = {key: value for key, value in optional.items() if value}
    return {"x": _pair(frame.anchor, at), "y": frame.type, "st": frame.status or "act", **given}


def _pair(span: Span, at: int) -> list[int]:
    return [span.start - at, span.end - at]


def _pairs(frame: Frame, role: str, at: int) -> list[list[int]]:
    return _ordered(_pair(node.span, at) for node in frame.fillers(role))


def _ordered(pairs: Iterable[list[int]]) -> list[list[int]]:
    return sorted(pairs)


def _best(frame: Frame, role: str, at: int) -> list[int] | None:
    """The filler of a role that the codebook allows once: the surest of those found."""
    fillers = frame.fillers(role)
    return _pair(max(fillers, key=lambda node: node.score).span, at) if fillers else None
