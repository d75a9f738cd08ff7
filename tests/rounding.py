"""How far shown output may be from what a program prints: processors round differently, so a decision that hangs on the
last digit may fall the other way on another machine."""

from __future__ import annotations

from collections import Counter

TOLERATED = 0.05
"""Of the words of a text, those that may differ."""


def far(shown: str, printed: str) -> str:
    """The words in which two texts differ, "" where they are few enough."""
    old, new = Counter(shown.split()), Counter(printed.split())
    gone, come = old - new, new - old
    if gone.total() + come.total() <= TOLERATED * (old.total() + new.total()):
        return ""
    return f"no longer printed: {' '.join(gone.elements())}\nnot shown: {' '.join(come.elements())}"
