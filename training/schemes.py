"""What a label of one entity scheme can be in another, so that every entity corpus teaches the heads that ship.

A word's label elsewhere leaves several labels open here (UNER's ORG is the codebook's ORG or MIL, UNER's O may be a
TIME, which UNER does not mark); the loss is then minus the logarithm of the probability of all of them together.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from dragoman.language import labels

POLITICS = (
    "politician",
    "location",
    "politicalparty",
    "organisation",
    "election",
    "misc",
    "country",
    "event",
    "person",
)
"""Entity types of CrossNER politics."""
TAGS: dict[str, tuple[str, ...]] = {
    "uner": ("PER", "LOC", "ORG"),
    "wikigold": ("PER", "LOC", "ORG", "MISC"),
    "crossner": POLITICS,
}
"""Entity types of the corpora that only teach."""

_UNMARKED = ("O", "TIME", "QTY", "NORP", "DOC", "WPN", "EVT")
_MISC = ("O", "NORP", "DOC", "WPN", "EVT", "FAC")
_PLACE, _GROUP = ("GPE", "LOC", "FAC"), ("ORG", "MIL")
TO_NAMES: dict[str, dict[str, tuple[str, ...]]] = {
    "uner": {"O": _UNMARKED, "PER": ("PER",), "LOC": _PLACE, "ORG": (*_GROUP, "GPE", "FAC")},
    "wikigold": {
        "O": ("O", "TIME", "QTY", "WPN"),
        "PER": ("PER",),
        "LOC": _PLACE,
        "ORG": (*_GROUP, "FAC"),
        "MISC": _MISC,
    },
    "crossner": {
        "O": ("O", "TIME", "QTY", "WPN"),
        "politician": ("PER",),
        "person": ("PER",),
        "location": _PLACE,
        "country": ("GPE",),
        "politicalparty": ("ORG",),
        "organisation": (*_GROUP, "FAC"),
        "election": ("EVT",),
        "event": ("EVT",),
        "misc": (*_MISC, "PER", "ORG"),
    },
}
"""By corpus: its types as types of `labels.NAMES`."""
TO_ENTITIES: dict[str, tuple[str, ...]] = {
    "PER": ("Person",),
    "GPE": ("Location", "Organisation"),
    "LOC": ("Location",),
    "FAC": ("Location", "Organisation"),
    "ORG": ("Organisation",),
    "MIL": ("Organisation",),
    "NORP": ("Nationality", "Organisation", "Person", "O"),
    "TIME": ("Temporal",),
    "QTY": ("Quantity", "Money", "O"),
    "WPN": ("Weapon", "MilitaryPlatform"),
    "DOC": ("DocumentReference", "O"),
}
"""The graph's names as types of `labels.DOCUMENT_ENTITIES`; what is no name in the graph may be anything there."""


def _table(types: tuple[str, ...], mapping: dict[str, tuple[str, ...]], wanted: tuple[str, ...]) -> NDArray[np.float32]:
    """Log-weights [labels of `types`, of `wanted`]: 0 where allowed, else very low; unmapped labels allow all."""
    rows, columns = labels.bio(types), labels.bio(wanted)
    out = np.full((len(rows), len(columns)), -1e4, dtype=np.float32)
    for i, row in enumerate(rows):
        place, _, kind = row.rpartition("-")
        allowed = mapping.get(kind)
        if allowed is None:
            out[i] = 0.0
            continue
        for j, column in enumerate(columns):
            column_place, _, column_kind = column.rpartition("-")
            if column_kind in allowed and (kind == "O" or column_kind == "O" or place == column_place):
                out[i, j] = 0.0
    return out


@cache
def names_table(corpus: str) -> NDArray[np.float32]:
    """`TO_NAMES` of a corpus as log-weights over BIO labels."""
    return _table(TAGS[corpus], TO_NAMES[corpus], labels.NAMES)


@cache
def entities_table() -> NDArray[np.float32]:
    """`TO_ENTITIES` as log-weights over BIO labels."""
    return _table(labels.NAMES, TO_ENTITIES, labels.DOCUMENT_ENTITIES)
