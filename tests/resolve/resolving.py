"""Worlds of annotated sentences, so that a test rests on no model."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.coding import code_graphs, from_annotation
from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Entity, World
from dragoman.report import Published, Report
from dragoman.resolve.resolver import Resolver

Rows = list[tuple[str, dict[str, Any]]]


def resolved(rows: Rows, published: date | None = date(2018, 9, 18)) -> CodedReport:
    """The record of a report of some sentences, each with its annotation."""
    text = " ".join(sentence for sentence, _ in rows)
    report = Report(text=text, published=Published(published, "metadata") if published else None)
    graphs, at = list[SentenceGraph](), 0
    for number, (sentence, annotation) in enumerate(rows):
        graphs.append(from_annotation({"text": sentence}, annotation, start=at, index=number))
        at += len(sentence) + 1
    return Resolver().resolve(code_graphs(report, graphs), graphs)


def called(world: World, words: str) -> Entity:
    """The one actor that a mention stands for."""
    (found,) = (e for e in world.entities if any(m.text == words for m in e.mentions))
    return found
