"""A desk handed on: its tables, its events and actors in the forms that others read, and records taken in."""

from dragoman.exchange.desk.exporting import FORMATS, Exported, export
from dragoman.exchange.desk.importing import import_files

__all__ = ["FORMATS", "Exported", "export", "import_files"]
