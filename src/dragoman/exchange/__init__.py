"""Records handed on: Parquet, CSV and JSON Lines, written as they come and put in place whole."""

from dragoman.exchange.output import FORMATS, Output, open_output
from dragoman.exchange.tables import SKIPPED

__all__ = ["FORMATS", "SKIPPED", "Output", "open_output"]
