"""Numbers or names of rows in portions that one query takes: databases bound how many values a query may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

T = TypeVar("T", int, str)

AT_ONCE = 500
"""Values that one query is given."""


def parts(values: Iterable[T]) -> Iterator[Sequence[T]]:
    """Values in portions, in their order; those of a set from the least on."""
    whole = values if isinstance(values, Sequence) else sorted(values)
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))
