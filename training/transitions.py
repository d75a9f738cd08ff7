"""How much likelier one tag is behind another than anywhere, counted in the training data.

The word heads score each word by itself; these log-odds, with a small weight, let the decoding see that a name goes on.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.language import labels
from training import sources
from training.samples import Sample

SMOOTHING = 0.5
"""Added to every count."""


def log_odds(samples: Iterable[Sample], head: str, width: int) -> NDArray[np.float64]:
    """log P(tag | tag before) - log P(tag), [1 + width, width]; the last row is a sentence's first word."""
    counts = np.full((width + 1, width), SMOOTHING)
    for sample in samples:
        tags = sample.tags[head]
        for low, high in sample.bounds:
            before = width
            for word in range(low, high):
                counts[before, tags[word]] += 1
                before = tags[word]
    return np.log(counts / counts.sum(1, keepdims=True)) - np.log(counts.sum(0) / counts.sum())


def tables(data: Path, leave: set[str]) -> dict[str, list[list[float]]]:
    """The tables of the name and entity heads; `leave` holds the re3d documents kept for development."""
    graph = sources.graphs(data / "graph/train.sents.jsonl", data / "graph/train.ann.jsonl").values()
    entities = sources.defence_entities(data / "ner/re3d_docs.jsonl", leave)
    found = {
        "names": log_odds(graph, "names", len(labels.bio(labels.NAMES))),
        "entities": log_odds(entities, "entities", len(labels.bio(labels.DOCUMENT_ENTITIES))),
    }
    return {head: table.round(2).tolist() for head, table in found.items()}
