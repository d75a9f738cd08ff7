"""Places: from the names in a report to coordinates, with the reason for the choice."""

from dragoman.resolve.places.gazetteer import Gazetteer
from dragoman.resolve.places.ranking import Hints
from dragoman.resolve.places.resolution import Unresolved, resolve_places

__all__ = ["Gazetteer", "Hints", "Unresolved", "resolve_places"]
