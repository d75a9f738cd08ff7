"""A text made ready for the encoder: sentences, words, and the units that windows are packed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language.pieces import WordPieces
from dragoman.language.segment import Sentence, sentences
from dragoman.language.tokens import tokenize
from dragoman.report import Report, Span

WINDOW_PIECES = 160
"""Pieces in a window; the network was trained on windows up to this size."""
UNIT_PIECES = 240
"""A sentence of more pieces is read in several units, cut behind a mark where there is one."""
_CUTS = frozenset(",;:—–")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with its sentences and words. `bounds` are the sentences' word ranges; `units` the ranges that are read
    as one sentence each (the sentences, the very long ones in parts); `pieces` the number of pieces of each unit."""

    text: str
    sentences: tuple[Sentence, ...]
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    bounds: tuple[tuple[int, int], ...]
    units: tuple[tuple[int, int], ...]
    pieces: tuple[int, ...]
    title: Span | None = None


def prepare(report: Report, pieces: WordPieces) -> Prepared:
    """A report's sentences and words."""
    return prepare_sentences(report.text, sentences(report.text, _head(report)), pieces, report.title_span)


def _head(report: Report) -> list[Span]:
    """The title and the date line, where they stand in the text: no line behind them goes on with them."""
    dated = report.published
    line = dated.span if dated is not None and dated.origin == "text" else None
    return [span for span in (report.title_span, line) if span is not None]


def prepare_sentences(text: str, found: Sequence[Sentence], pieces: WordPieces, title: Span | None = None) -> Prepared:
    """Words of a text whose sentences are known."""
    spans: list[Span] = []
    bounds: list[tuple[int, int]] = []
    kept: list[Sentence] = []
    for sentence in found:
        cut = tokenize(text, sentence.span.start, sentence.span.end)
        if cut:
            bounds.append((len(spans), len(spans) + len(cut)))
            spans.extend(cut)
            kept.append(sentence)
    words = tuple(span.of(text) for span in spans)
    return _united(text, tuple(kept), tuple(spans), words, tuple(bounds), pieces, title)


def prepare_words(rows: Sequence[Sequence[str]], pieces: WordPieces) -> Prepared:
    """Sentences given as words; the text is the words set apart by blanks."""
    words = [word for row in rows for word in row]
    spans: list[Span] = []
    at = 0
    for word in words:
        spans.append(Span(at, at + len(word)))
        at += len(word) + 1
    bounds: list[tuple[int, int]] = []
    low = 0
    for row in rows:
        bounds.append((low, low + len(row)))
        low += len(row)
    found = tuple(Sentence(Span(spans[a].start, spans[b - 1].end), i) for i, (a, b) in enumerate(bounds) if b > a)
    kept = tuple(b for b in bounds if b[1] > b[0])
    return _united(" ".join(words), found, tuple(spans), tuple(words), kept, pieces, None)


def _united(
    text: str,
    found: tuple[Sentence, ...],
    spans: tuple[Span, ...],
    words: tuple[str, ...],
    bounds: tuple[tuple[int, int], ...],
    pieces: WordPieces,
    title: Span | None,
) -> Prepared:
    lengths = [len(pieces(word)) for word in words]
    units: list[tuple[int, int]] = []
    sizes: list[int] = []
    for low, high in bounds:
        for a, b in _parts(words, lengths, low, high):
            units.append((a, b))
            sizes.append(sum(lengths[a:b]))
    return Prepared(text, found, spans, words, bounds, tuple(units), tuple(sizes), title)


def _parts(words: Sequence[str], lengths: Sequence[int], low: int, high: int) -> list[tuple[int, int]]:
    """A sentence's word range, in parts of at most UNIT_PIECES pieces, cut behind the last mark that fits."""
    parts: list[tuple[int, int]] = []
    start, size, mark = low, 0, low
    for i in range(low, high):
        if size + lengths[i] > UNIT_PIECES:
            end = mark if mark > start else i
            parts.append((start, end))
            size = sum(lengths[end:i])
            start = mark = end
        size += lengths[i]
        if words[i] in _CUTS:
            mark = i + 1
    parts.append((start, high))
    return parts
