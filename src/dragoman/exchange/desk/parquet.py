"""Every table of a desk as a Parquet file, for DuckDB, Polars, pandas and R."""

from __future__ import annotations

from pathlib import Path

from dragoman.exchange.desk.chosen import Chosen
from dragoman.exchange.desk.filling import fill
from dragoman.exchange.tables import ParquetTable


def write(chosen: Chosen, folder: Path) -> dict[str, int]:
    """Writes one file a table; one without rows keeps its columns and their types."""
    return fill(chosen, folder, ParquetTable)
