"""Sentence graphs moved into another text, with other names in them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, cast

from dragoman.language.graph import SentenceGraph, Token
from dragoman.report import Span


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the characters of a sentence go. `cuts` are the replaced spans in order, each with its new one."""

    cuts: tuple[tuple[Span, Span], ...]
    start: int
    at: int

    def span(self, span: Span) -> Span:
        """The new place of a span; an edge within a replaced name goes to that name's edge."""
        return Span(self._edge(span.start, last=False), self._edge(span.end, last=True))

    def _edge(self, edge: int, *, last: bool) -> int:
        index = bisect_right(self.cuts, edge, key=lambda cut: cut[0].start) - 1
        if index < 0:
            return self.at + edge - self.start
        old, new = self.cuts[index]
        if edge >= old.end:
            return new.end + edge - old.end
        return new.start if edge == old.start or not last else new.end


def moved(graph: SentenceGraph, names: Mapping[str, str], index: int, at: int) -> SentenceGraph:
    """The graph as sentence `index` of a text where it begins at character `at`, with names replaced by others."""
    old = [node.span for node in sorted(graph.names, key=lambda n: n.span.start - n.span.end)]
    chosen = list[Span]()
    for span in old:
        if _words(graph, span) in names and not any(span.overlaps(other) for other in chosen):
            chosen.append(span)
    chosen.sort()
    text, cuts, last = "", list[tuple[Span, Span]](), graph.span.start
    for span in chosen:
        text += graph.text[last - graph.span.start : span.start - graph.span.start]
        new = names[_words(graph, span)]
        cuts.append((span, Span(at + len(text), at + len(text) + len(new))))
        text, last = text + new, span.end
    text += graph.text[last - graph.span.start :]
    moves = Moves(tuple(cuts), graph.span.start, at)
    plain = replace(graph, tokens=_tokens(graph.tokens, chosen))
    made = cast(SentenceGraph, _moved(plain, moves))
    tokens = tuple(replace(t, text=text[t.span.start - at : t.span.end - at]) for t in made.tokens)
    return replace(made, index=index, text=text, tokens=tokens, is_title=False)


def _words(graph: SentenceGraph, span: Span) -> str:
    return graph.text[span.start - graph.span.start : span.end - graph.span.start]


def _tokens(tokens: Sequence[Token], names: Sequence[Span]) -> tuple[Token, ...]:
    """The tokens with those of one replaced name made one, which hangs where the name's head hung."""
    group = list[int]()
    for number, token in enumerate(tokens):
        name = next((n for n in names if n.overlaps(token.span)), None)
        joins = number > 0 and name is not None and name.overlaps(tokens[number - 1].span)
        group.append(group[-1] if joins else (group[-1] + 1 if group else 0))
    made = list[Token]()
    for number in range(group[-1] + 1 if group else 0):
        parts = [i for i, g in enumerate(group) if g == number]
        head = next((i for i in parts if tokens[i].head not in parts), parts[0])
        above = tokens[head].head
        span = Span(tokens[parts[0]].span.start, tokens[parts[-1]].span.end)
        made.append(replace(tokens[head], span=span, head=group[above] if above >= 0 else -1))
    return tuple(made)


def _moved(value: Any, moves: Moves) -> Any:
    if isinstance(value, Span):
        return moves.span(value)
    if isinstance(value, tuple):
        return tuple(_moved(part, moves) for part in cast("tuple[Any, ...]", value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _moved(getattr(value, f.name), moves) for f in fields(value)})
    return value
