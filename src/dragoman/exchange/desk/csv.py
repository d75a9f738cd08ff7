"""Every table of a desk as a CSV file, with a codebook that tells each column's kind and meaning."""

from __future__ import annotations

from pathlib import Path

from dragoman.exchange.desk import codebook
from dragoman.exchange.desk.chosen import Chosen
from dragoman.exchange.desk.columns import TABLES
from dragoman.exchange.desk.filling import fill
from dragoman.exchange.tables import CsvTable


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes one file a table, and the codebook as `codebook.md` for people and `codebook.csv` for programs."""
    counts = fill(chosen, folder, CsvTable)
    codebook.write(TABLES, folder)
    return counts
