"""Reports built from annotated sentences of our own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest

from dragoman.coding import code_graphs, from_annotation
from dragoman.language.graph import SentenceGraph, Token
from dragoman.record import CodedReport, Link
from dragoman.report import Published, Report, Span

Sentence = tuple[str, dict[str, Any]]
Paragraphs = Sequence[Sequence[Sentence]]


def graphs_of(paragraphs: Paragraphs, has_title: bool = False) -> tuple[str, list[SentenceGraph]]:
    """The text and its graphs: sentences of a paragraph divided by a space, paragraphs by a blank line."""
    text = ""
    graphs: list[SentenceGraph] = []
    for number, paragraph in enumerate(paragraphs):
        text += "\n\n" if text else ""
        for place, (sentence, annotation) in enumerate(paragraph):
            text += " " if place else ""
            graphs.append(
                from_annotation(
                    {"text": sentence},
                    annotation,
                    index=len(graphs),
                    paragraph=number,
                    start=len(text),
                    is_title=has_title and number == 0,
                )
            )
            text += sentence
    return text, graphs


Build = Callable[..., CodedReport]


@pytest.fixture
def code() -> Build:
    """Codes paragraphs of annotated sentences; `title` says that the first paragraph is the headline."""

    def build(
        *paragraphs: Sequence[Sentence],
        title: bool = False,
        outlet: str | None = "The Velmar Post",
        scale: str = "phia",
        published: date | None = date(2024, 3, 4),
    ) -> CodedReport:
        text, graphs = graphs_of(paragraphs, title)
        report = Report(
            text,
            title_span=graphs[0].span if title else None,
            outlet=outlet,
            published=Published(published, "given") if published else None,
        )
        return code_graphs(report, graphs, scale=scale, model="by hand")

    return build


def names(chain: Sequence[Link]) -> list[str]:
    return [link.name or f"[{link.kind}]" for link in chain]


@pytest.fixture
def named() -> Callable[[Sequence[Link]], list[str]]:
    """The names of a chain's links."""
    return names


def parsed(sentence: str, rows: Sequence[tuple[str, str, int, str]], start: int = 0) -> tuple[Token, ...]:
    """Tokens out of (word, UPOS, head counted from 1 with 0 for the root, relation), found in the sentence in order."""
    tokens: list[Token] = []
    at = 0
    for word, upos, head, deprel in rows:
        at = sentence.index(word, at)
        tokens.append(Token(Span(start + at, start + at + len(word)), word, upos, head - 1, deprel))
        at += len(word)
    return tuple(tokens)


@pytest.fixture
def parse() -> Callable[..., tuple[Token, ...]]:
    """Makes the tokens of a parse."""
    return parsed
