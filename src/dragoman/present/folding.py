"""Text that is folded at hyphens where a word is too long for its column: "Khoury-" and "Haddad"."""

from __future__ import annotations

import re
from typing import Any

from rich.console import Console
from rich.containers import Lines
from rich.text import Text

_WORD = re.compile(r"\S+")
_HYPHEN = re.compile(r"(?<=\w)[-–](?=\w)")


class Folding(Text):
    """A text that Rich would fold anywhere within a long word."""

    @classmethod
    def of(cls, text: Text | str) -> Folding:
        """The same text with the same styles."""
        plain = Text(text) if isinstance(text, str) else text
        return cls(plain.plain, plain.style, justify=plain.justify, overflow=plain.overflow, spans=plain.spans)

    def wrap(self, console: Console, width: int, **options: Any) -> Lines:
        """The lines, each at most so many characters wide."""
        breaks = [at for word in _WORD.finditer(self.plain) for at in _breaks(word[0], word.start(), width)]
        text = Text("\n").join(self.divide(breaks)) if breaks else Text.copy(self)
        return Text.wrap(text, console, width, **options)


def _breaks(word: str, start: int, width: int) -> list[int]:
    """Where a word that is too long is broken: behind the last hyphen of each line's width."""
    found, line = list[int](), 0
    hyphens = [hyphen.end() for hyphen in _HYPHEN.finditer(word)]
    while len(word) - line > width:
        fits = [at for at in hyphens if line < at <= line + width]
        if not fits:
            break
        line = fits[-1]
        found.append(start + line)
    return found
