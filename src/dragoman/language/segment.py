"""Paragraphs and sentences of a report's text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.language.tokens import abbreviations
from dragoman.report import Span

_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)+|[\u2029\x0b\x0c]+")
_LINE = re.compile(r"\n")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[.!?]+[\"”»](?=[“\"«A-Z])")
_OPENERS = "\"'“‘«([—–-"
_WORD_BEFORE = re.compile(r"(?:[^\W_]|[.’'])+$")
_LAST_LETTERS = 24
_SHORT_LINE = 0.7


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence's span in the text and the number of its paragraph, from 0."""

    span: Span
    paragraph: int


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def paragraphs(text: str, apart: Sequence[Span] = ()) -> list[Span]:
    """The paragraphs: stretches between blank lines, cut at single line ends too where those are no mere wrapping.

    A line end inside a block is wrapping when no line of the block has more than 120 characters and the line before it
    is about as long as the longest (at least 70 %), or the next begins with a small letter; otherwise it divides
    paragraphs, as in texts with one paragraph a line, headlines over text, and lists. A line with one of the spans
    `apart` (the title's, the date line's) is always a paragraph of its own.
    """
    found: list[Span] = []
    at = 0
    for match in [*_BREAK.finditer(text), None]:
        block = _trimmed(text, at, match.start() if match else len(text))
        if block:
            found.extend(_lines(text, block, apart))
        at = match.end() if match else at
    return found


def _lines(text: str, block: Span, apart: Sequence[Span]) -> Iterator[Span]:
    ends = [m.start() for m in _LINE.finditer(text, block.start, block.end)]
    if not ends:
        yield block
        return
    starts = [block.start, *(e + 1 for e in ends)]
    lines = [
        line for a, b in zip(starts, [*ends, block.end], strict=True) if (line := _trimmed(text, a, b)) is not None
    ]
    longest = max(len(line) for line in lines)
    wrapped = longest <= 120
    run = lines[0]
    for before, line in pairwise(lines):
        mid = wrapped and len(before) >= _SHORT_LINE * longest
        alone = any(span.overlaps(before) or span.overlaps(line) for span in apart)
        if not alone and (mid or (text[line.start].islower() and wrapped)):
            run = run.hull(line)
        else:
            yield run
            run = line
    yield run


def _ends_sentence(text: str, stop: re.Match[str], limit: int) -> bool:
    """Whether the punctuation matched by `stop` ends a sentence, judged by the words around it."""
    at = stop.end()
    while at < limit and text[at].isspace():
        at += 1
    if at >= limit:
        return True
    after = at
    while after < limit and text[after] in _OPENERS:
        after += 1
    if after >= limit:
        return True
    lower_next = text[after].islower()
    if stop.group()[0] != "." or stop.group().startswith(".."):
        return not lower_next
    window = text[max(0, stop.start() - _LAST_LETTERS) : stop.start()]
    word = _WORD_BEFORE.search(window)
    if word is None:
        return not lower_next
    form = word.group().strip("'’").lower()
    before_name, anywhere = abbreviations()
    if form in before_name and len(stop.group()) == 1:
        return form in {"no", "v", "sec", "art", "st"} and not (text[after].isdigit() or text[after].isupper())
    initial = len(form) == 1 and form.isalpha() and window[word.start()].isupper()
    if initial:
        return False
    if lower_next:
        return False
    if form in anywhere or "." in form:
        return len(stop.group()) > 1 or not _continues(text, after, limit)
    return True


def _continues(text: str, after: int, limit: int) -> bool:
    """Whether what follows an abbreviation more likely goes on than starts a sentence: a digit, or a capitalised
    word that is no common opener of sentences."""
    if text[after].isdigit():
        return True
    match = re.compile(r"[^\W\d_]+").match(text, after, limit)
    return match is not None and match.group().lower() not in _OPENING_WORDS


_OPENING_WORDS = frozenset(
    "the a an this that these those it he she they we i you in on at by for from with after before as but and or if "
    "when while there his her their its our both some many most no not however meanwhile according".split()
)


def sentences(text: str, apart: Sequence[Span] = ()) -> list[Sentence]:
    """All sentences in order. Every character that is not white space lies in exactly one. `apart` is as for
    `paragraphs`."""
    found: list[Sentence] = []
    for number, block in enumerate(paragraphs(text, apart)):
        at = block.start
        for stop in _STOP.finditer(text, block.start, block.end):
            if stop.end() > at and _ends_sentence(text, stop, block.end):
                span = _trimmed(text, at, stop.end())
                if span:
                    found.append(Sentence(span, number))
                at = stop.end()
        rest = _trimmed(text, at, block.end)
        if rest:
            found.append(Sentence(rest, number))
    return found
