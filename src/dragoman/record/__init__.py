"""What a coded report holds: statements with their sources, each field with the characters that carry it."""

from dragoman.record.coded import CodedReport
from dragoman.record.mention import Actor, Count, Likelihood, Mention, Name, Place, When
from dragoman.record.statement import Agreement, Attribution, Event, Forecast, Link, Reason, Relation, Tally, Term

__all__ = [
    "Actor",
    "Agreement",
    "Attribution",
    "CodedReport",
    "Count",
    "Event",
    "Forecast",
    "Likelihood",
    "Link",
    "Mention",
    "Name",
    "Place",
    "Reason",
    "Relation",
    "Tally",
    "Term",
    "When",
]
