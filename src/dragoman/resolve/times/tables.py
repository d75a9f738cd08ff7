"""The word lists, rules and calendars that time expressions are read with: files of this package's `data` folder."""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from typing import Any


def toml(name: str) -> dict[str, Any]:
    """One of the package's TOML tables."""
    return tomllib.loads((files("dragoman.resolve.times") / "data" / name).read_text("utf-8"))


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of the package's CSV tables, without the comment lines above its header."""
    lines = (files("dragoman.resolve.times") / "data" / name).read_text("utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))
