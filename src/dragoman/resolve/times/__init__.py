"""Times: finds the time expressions of a text and reads them as TIMEX3 values and days."""

from dragoman.resolve.times.normaliser import normalise
from dragoman.resolve.times.points import Grain, Point
from dragoman.resolve.times.reading import Reading, Tense
from dragoman.resolve.times.resolution import resolve_times
from dragoman.resolve.times.tagger import tag
from dragoman.resolve.times.tense import tense_at

__all__ = ["Grain", "Point", "Reading", "Tense", "normalise", "resolve_times", "tag", "tense_at"]
