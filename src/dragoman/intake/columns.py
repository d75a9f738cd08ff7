"""Which column of a table holds what."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dragoman.errors import InputError
from dragoman.intake.options import ReadOptions


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns to read, as the table spells them; None for what it does not have."""

    text: str
    title: str | None = None
    date: str | None = None
    outlet: str | None = None
    url: str | None = None
    id: str | None = None

    @property
    def named(self) -> list[str]:
        """The columns there are, each once."""
        every = (self.text, self.title, self.date, self.outlet, self.url, self.id)
        return list(dict.fromkeys(name for name in every if name is not None))


def choose_columns(names: Iterable[str], options: ReadOptions, *, sparse: bool = False) -> Columns:
    """The columns that the user named, and for the rest the first of the known names that the table has.

    Names are compared without regard to case and to white space around them. In a `sparse` table (JSON objects, which
    leave out what is empty) only the column of the text must be there.

    Raises:
        InputError: 'missing-column' if a column that the user named or the text's is missing.
    """
    spelled = {name.strip().casefold(): name for name in reversed(list(names))}
    chosen = {field: found for field, known in known_names().items() if (found := _first(known, spelled))}
    for field, name in options.columns.items():
        found = spelled.get(name.strip().casefold())
        if found is not None:
            chosen[field] = found
        elif field == "text" or not sparse:
            raise InputError("missing-column", f"no column {name!r} for the {field}; {_listed(spelled.values())}")
        else:
            chosen.pop(field, None)
    if "text" not in chosen:
        raise InputError("missing-column", _without_text(spelled))
    return Columns(**chosen)


@lru_cache(maxsize=1)
def known_names() -> dict[str, tuple[str, ...]]:
    """For each field the column names of known exports, in order of preference (data/columns.csv)."""
    content = (files("dragoman.intake") / "data" / "columns.csv").read_text("utf-8")
    names: dict[str, list[str]] = {}
    for row in csv.DictReader(line for line in content.splitlines() if not line.startswith("#")):
        names.setdefault(row["field"], []).append(row["name"])
    return {field: tuple(listed) for field, listed in names.items()}


def _first(known: Iterable[str], spelled: dict[str, str]) -> str | None:
    return next((spelled[name] for name in known if name in spelled), None)


def _without_text(spelled: dict[str, str]) -> str:
    if {"sourceurl", "documentidentifier", "mentionidentifier"} & spelled.keys():
        return (
            "a GDELT table has addresses, not the text of articles; fetch the pages and read those, "
            "or join the texts to the table and name their column"
        )
    title = _first(known_names()["title"], spelled)
    if title:
        return f"headlines ({title!r}) but no text; name a text column, {title!r} itself to read headlines alone"
    listed = _listed(spelled.values())
    return f"no column with the text under a known name; name it, or give the table a header row; {listed}"


def _listed(names: Iterable[str]) -> str:
    shown = [name[:40] for name in names][::-1]
    return f"the table has: {', '.join(shown[:12])}{', ...' if len(shown) > 12 else ''}"
