"""Places: from the names in a report to coordinates, with the reason for the choice."""

from dragoman.resolve.places.gazetteer import Gazetteer
from dragoman.resolve.places.ranking import Hints
from dragoman.resolve.places.resolution import resolve_places
from dragoman.resolve.places.taken_up import take_up

__all__ = ["Gazetteer", "Hints", "resolve_places", "take_up"]
