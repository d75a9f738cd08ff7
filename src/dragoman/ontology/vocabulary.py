"""The closed vocabularies beside types and modes: contexts, auxiliary modes and statuses."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from dragoman.errors import OntologyError
from dragoman.record.statement import AuxiliaryMode, Status

STATUSES: dict[Status, str] = {
    "act": "said to have happened or to be happening",
    "not": "said not to happen or not to have happened",
    "plan": "intended, promised, agreed or scheduled",
    "want": "asked for, demanded, wanted, ought to be",
    "may": "possible, likely, unlikely, feared, expected, or attempted without known result",
    "if": "hypothetical or conditional",
}
"""What the report says of an event, with the meaning from the codebook."""

AUXILIARY: dict[AuxiliaryMode, str] = {
    "historical": "more than a year before the report",
    "future": "not yet, but to come",
    "hypothetical": "only under a condition, or only possible",
    "negation": "not",
}
"""PLOVER's auxiliary modes, which go with any type."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the package's CSV tables, without the comment lines above its header."""
    lines = (files("dragoman.ontology") / "data" / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


@cache
def contexts() -> dict[str, str]:
    """PLOVER's 37 contexts with their meanings."""
    return {row["name"]: row["meaning"] for row in rows("contexts.csv")}


def context(name: str) -> str:
    """The meaning of a context.

    Raises:
        OntologyError: if PLOVER has no such context.
    """
    try:
        return contexts()[name]
    except KeyError:
        raise OntologyError(f"PLOVER has no context {name!r}; it has {', '.join(contexts())}") from None


def status(name: str) -> Status:
    """The status of that name.

    Raises:
        OntologyError: if there is no such status.
    """
    if name not in STATUSES:
        raise OntologyError(f"there is no status {name!r}; there are {', '.join(STATUSES)}")
    return name
