"""Records and sentence graphs as a terminal shows them: readable at 80 columns and without colour."""

from dragoman.present.graph import explanation
from dragoman.present.overview import overview
from dragoman.present.terminal import legend, record

__all__ = ["explanation", "legend", "overview", "record"]
