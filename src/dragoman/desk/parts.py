"""Numbers of rows in portions that one query takes: databases bound how many values a query may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

AT_ONCE = 500
"""Numbers that one query is given."""


def parts(numbers: Iterable[int]) -> Iterator[Sequence[int]]:
    """Numbers in portions, in their order; those of a set from the least on."""
    whole = numbers if isinstance(numbers, Sequence) else sorted(numbers)
    return (whole[at : at + AT_ONCE] for at in range(0, len(whole), AT_ONCE))
