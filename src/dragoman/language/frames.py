"""Frames: which words are read around an anchor, and how far each word is from it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

REACH = (1, 2)
"""Sentences before and after its own that a quotation's frame is read over. In PolNeAR's training part 97 of 100
attributions lie within; longer quotations are followed by the rules of `coding`."""

FRAME_WIDTH = 256
"""Width of the word states that the frame module reads."""

DISTANCES = 32
"""Distances between a word and an anchor are clipped to this many words either way."""


def distances(low: int, high: int, start: int, end: int) -> NDArray[np.int64]:
    """Buckets of the distance of words `low` to `high` from the anchor `start` to `end`: 0 far left, 32 inside, 64 far
    right."""
    at = np.arange(low, high)
    gap = np.where(at < start, at - start, np.where(at >= end, at - end + 1, 0))
    return np.clip(gap, -DISTANCES, DISTANCES) + DISTANCES
