"""Other names in the place of those in a text, so that the network learns contexts and not lists of names.

Mention replacement as in Dai and Adel 2020 ("An Analysis of Simple Data Augmentation for Named Entity Recognition"),
kept to mentions of the same type, number of words and capitals, so that no other label of the text moves.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from training.samples import Sample

SHARE = 0.15
"""Share of the mentions that are replaced."""
Key = tuple[int, int, tuple[bool, ...]]


class Swaps:
    """The mentions of one tagger's training data, by label, length and capitals."""

    def __init__(self, head: str, samples: Iterable[Sample], types: frozenset[int]) -> None:
        self.head, self.types = head, types
        self._forms: dict[Key, list[list[str]]] = defaultdict(list)
        for sample in samples:
            for start, end in self._mentions(sample.tags.get(head, [])):
                words = sample.words[start:end]
                self._forms[self._key(sample.tags[head][start], words)].append(words)

    def _mentions(self, tags: list[int]) -> list[tuple[int, int]]:
        found = list[tuple[int, int]]()
        for start, tag in enumerate(tags):
            if tag % 2 == 1 and tag in self.types:
                end = start + 1
                while end < len(tags) and tags[end] == tag + 1:
                    end += 1
                found.append((start, end))
        return found

    @staticmethod
    def _key(tag: int, words: list[str]) -> Key:
        return tag, len(words), tuple(word[:1].isupper() for word in words)

    def __call__(self, words: list[str], tags: list[int], rng: random.Random) -> list[str]:
        """The words of a stretch with some of its mentions replaced; as many words as before."""
        out = list(words)
        for start, end in self._mentions(tags):
            if rng.random() < SHARE:
                out[start:end] = rng.choice(self._forms[self._key(tags[start], words[start:end])] or [words[start:end]])
        return out
