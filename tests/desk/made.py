"""Records of sentences that a test annotates itself, so that they do not hang on the model."""

from __future__ import annotations

from datetime import date
from typing import Any

from dragoman.coding import code_graphs, from_annotation
from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport
from dragoman.report import Published, Report
from dragoman.resolve.resolver import Resolver

Row = tuple[str, dict[str, Any]]


def made(day: str | None, *rows: Row, outlet: str = "Northgate Herald") -> CodedReport:
    """A report of some sentences, published on a day or on none, with their graphs in the form of the codebook."""
    text = " ".join(sentence for sentence, _ in rows)
    published = Published(date.fromisoformat(day), "metadata") if day else None
    report = Report(text=text, outlet=outlet, published=published)
    graphs, at = list[SentenceGraph](), 0
    for number, (sentence, annotation) in enumerate(rows):
        graphs.append(from_annotation({"text": sentence}, annotation, start=at, index=number))
        at += len(sentence) + 1
    return Resolver().resolve(code_graphs(report, graphs), graphs)
