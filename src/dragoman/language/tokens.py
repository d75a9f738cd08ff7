"""Words and marks of a text, cut the way UD English cuts them (hyphens, clitics and marks stand alone)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from dragoman.report import Span

_APOSTROPHE = "['’ʼ]"
_PIECE = re.compile(
    rf"""
    (?P<address>(?:https?://|www\.)[^\s<>"“”]+|[\w.+-]+@[\w-]+\.[\w.-]*\w)
  | (?P<initials>(?:[^\W\d_]\.){{2,}})
  | (?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_]))
  | (?P<word>[^\W_](?:[^\W_]|[\u0300-\u036f]|{_APOSTROPHE}(?=[^\W\d_]))*)
  | (?P<dots>\.{{2,}}|…)
  | (?P<dashes>-{{2,}})
  | (?P<mark>\S)
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(rf"(?i)(?:n{_APOSTROPHE}t|{_APOSTROPHE}(?:s|re|ve|ll|d|m))$")
_CANNOT = re.compile(r"(?i)cannot$")


@cache
def abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    """Lower-case abbreviations without their final full stop: those that stand before a name, and the others."""
    table = tomllib.loads((files("dragoman.language") / "data" / "abbreviations.toml").read_text("utf-8"))
    return frozenset(table["before_name"]), frozenset(table["anywhere"])


def _word_cuts(text: str, start: int, end: int) -> list[Span]:
    """A run of letters and digits cut at its clitic, if it has one."""
    if _CANNOT.match(text, start, end):
        return [Span(start, start + 3), Span(start + 3, end)]
    clitic = _CLITIC.search(text, start, end)
    if clitic and clitic.start() > start:
        return [Span(start, clitic.start()), Span(clitic.start(), end)]
    return [Span(start, end)]


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """The tokens of `text[start:end]` as spans into `text`, in order; white space belongs to none.

    A full stop stays with an abbreviation (`abbreviations.toml`) or with initials ("U.S."); hyphens, quotation marks
    and clitics ("’s", "n’t") are tokens of their own, as in UD English EWT and GUM.
    """
    before_name, anywhere = abbreviations()
    stop = len(text) if end is None else end
    spans: list[Span] = []
    at = start
    while match := _PIECE.search(text, at, stop):
        first, last = match.span()
        if match.lastgroup == "word":
            if last < stop and text[last] == ".":
                lower = text[first:last].lower()
                followed = last + 1 < stop and not text[last + 1].isspace()
                single = last - first == 1 and lower.isalpha() and text[first].isupper()
                if not followed and (lower in before_name or lower in anywhere or single):
                    last += 1
                    spans.append(Span(first, last))
                    at = last
                    continue
            spans.extend(_word_cuts(text, first, last))
        else:
            spans.append(Span(first, last))
        at = last
    return spans
