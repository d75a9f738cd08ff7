"""Forecasts over all reports: how they turned out, as told by hand or proposed, and who foretells how well."""

from dragoman.desk.foresight.outcomes import OUTCOMES, propose, resolve
from dragoman.desk.foresight.scores import LEAST, Score, scores

__all__ = ["LEAST", "OUTCOMES", "Score", "propose", "resolve", "scores"]
