"""What a coded report holds: statements with their sources, each field with the characters that carry it."""

from dragoman.record.coded import CodedReport
from dragoman.record.mention import Actor, Count, Likelihood, Mention, Name, Place, When
from dragoman.record.statement import Agreement, Attribution, Event, Forecast, Link, Reason, Relation, Tally, Term
from dragoman.record.world import Candidate, Entity, Location, Setting, Timex, Unplaced, World

__all__ = [
    "Actor",
    "Agreement",
    "Attribution",
    "Candidate",
    "CodedReport",
    "Count",
    "Entity",
    "Event",
    "Forecast",
    "Likelihood",
    "Link",
    "Location",
    "Mention",
    "Name",
    "Place",
    "Reason",
    "Relation",
    "Setting",
    "Tally",
    "Term",
    "Timex",
    "Unplaced",
    "When",
    "World",
]
