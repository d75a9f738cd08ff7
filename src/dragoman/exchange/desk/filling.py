"""The tables of a desk written into files, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from dragoman.desk.questions.answer import Columns
from dragoman.exchange.desk.chosen import Chosen
from dragoman.exchange.desk.sheets import SHEETS
from dragoman.exchange.tables import CsvTable, ParquetTable


def fill(chosen: Chosen, folder: Path, make: Callable[[Columns, Path], ParquetTable | CsvTable]) -> dict[str, int]:
    """Writes every table into a file that `make` opens in the folder, and counts its rows."""
    counts = dict[str, int]()
    for sheet in SHEETS:
        name = sheet.table.name
        counts[name] = 0
        with closing(make(sheet.table, folder)) as file:
            for rows in sheet.rows(chosen):
                file.add(rows)
                counts[name] += len(rows)
            file.finish()
    return counts
