"""The crosswalk between PLOVER types and CAMEO codes."""

from __future__ import annotations

from functools import cache

from dragoman.errors import OntologyError
from dragoman.ontology.plover import event_type, mode
from dragoman.ontology.vocabulary import rows


def to_cameo(type_name: str, mode_name: str | None = None) -> str:
    """The two-digit CAMEO root that stands for a type, or for its mode where CAMEO files that elsewhere.

    Raises:
        OntologyError: if PLOVER has no such type, or the type no such mode.
    """
    return mode(type_name, mode_name).cameo if mode_name else event_type(type_name).cameo


def from_cameo(code: str) -> str | None:
    """The PLOVER type of a CAMEO code of two to four digits; None for plain statements, which PLOVER leaves out.

    Raises:
        OntologyError: if CAMEO has no codes that begin so.
    """
    for length in range(len(code), 1, -1):
        if code[:length] in _crosswalk():
            return _crosswalk()[code[:length]]
    raise OntologyError(f"CAMEO has no code {code!r}; its codes begin with 01 to 20")


@cache
def _crosswalk() -> dict[str, str | None]:
    return {row["code"]: row["type"] or None for row in rows("cameo.csv")}
