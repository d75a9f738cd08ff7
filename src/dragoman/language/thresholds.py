"""From which score on something counts; set on development data and kept in the model's `config.json`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.language import labels


def _same(value: float) -> dict[str, float]:
    return dict.fromkeys(labels.KINDS, value)


def _role_table(given: dict[str, dict[str, float]], default: float) -> dict[str, NDArray[np.float32]]:
    return {
        kind: np.array([given.get(kind, {}).get(role, default) for role in names], dtype=np.float32)
        for kind, names in labels.ROLES.items()
    }


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Thresholds by frame kind, role and relation.

    `candidates`: probability of a word being part of an anchor from which on its frame is read; `anchors`: score from
    which on a frame holds; `roles`: probability of a word filling a role, by kind in the order of `labels.ROLES`;
    `begin`: what beginning one more span of a role costs, in nats; `relations`: probability by label; `tagger_share`:
    the word head's part in an event's type against the frame's; `quotation_share`: the quotation's part in an
    attribution's source and content; `transition`: the weight of `transitions`, which are by word head the
    log-odds of one tag behind another [1 + tags, tags] in the training data, the last row at a sentence's start;
    `leanings`: by word head and type what is added to the log-probability of its tags.
    """

    candidates: dict[str, float] = field(default_factory=lambda: _same(0.15))
    anchors: dict[str, float] = field(default_factory=lambda: _same(0.45))
    roles: dict[str, NDArray[np.float32]] = field(default_factory=lambda: _role_table({}, 0.5))
    begin: dict[str, NDArray[np.float32]] = field(default_factory=lambda: _role_table({}, 0.0))
    relations: dict[str, float] = field(default_factory=lambda: dict.fromkeys(labels.RELATIONS, 0.5))
    tagger_share: float = 0.35
    quotation_share: float = 0.35
    transition: float = 0.0
    transitions: dict[str, NDArray[np.float32]] = field(default_factory=dict[str, NDArray[np.float32]])
    leanings: dict[str, dict[str, float]] = field(default_factory=dict[str, dict[str, float]])

    def leaning(self, head: str, types: Sequence[str]) -> NDArray[np.float32]:
        """What is added to the log-probabilities of a word head's tags: O, then B and I of each type."""
        given = self.leanings.get(head, {})
        return np.array([0.0, *(given.get(name, 0.0) for name in types for _ in "BI")], dtype=np.float32)


def thresholds_of(config: dict[str, Any]) -> Thresholds:
    """The thresholds of a model's configuration; what it does not set has the default."""
    given = config.get("thresholds", {})
    base = Thresholds()
    return Thresholds(
        {**base.candidates, **given.get("candidates", {})},
        {**base.anchors, **given.get("anchors", {})},
        _role_table(given.get("roles", {}), 0.5),
        _role_table(given.get("begin", {}), 0.0),
        {**base.relations, **given.get("relations", {})},
        given.get("tagger_share", base.tagger_share),
        given.get("quotation_share", base.quotation_share),
        given.get("transition", base.transition),
        {head: np.array(table, dtype=np.float32) for head, table in config.get("transitions", {}).items()},
        given.get("leanings", {}),
    )
