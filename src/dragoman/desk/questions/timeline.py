"""`timeline`: what is said to have happened, day by day, with who says so."""

from __future__ import annotations

from sqlalchemy import Connection

from dragoman.desk.questions.answer import TRACE, Answer, answer, column, table
from dragoman.desk.questions.cards import cards
from dragoman.desk.questions.filters import Filter, check_types, ordering
from dragoman.desk.questions.pages import page
from dragoman.desk.questions.scope import scope

COLUMNS = table(
    "timeline",
    "an event that a report tells of",
    column("day", "day", "the day that it is filed under: when it happened, else when that was published"),
    column("until", "day", "the last day that it may have happened on, where the report tells"),
    column("precision", "text", "how exactly the report tells the time; none where only the publication is known"),
    column("actors", "texts", "who did it"),
    column("type", "text", "PLOVER type"),
    column("mode", "text", "PLOVER mode"),
    column("quad", "text", "PLOVER quad class"),
    column("recipients", "texts", "to whom"),
    column("place", "text", "where"),
    column("country", "text", "the country where, ISO 3166 alpha-3"),
    column("status", "text", "act, not, plan, want, may or if"),
    column("low", "number", "the least likelihood, where the words are hedged"),
    column("high", "number", "the greatest"),
    column("toll", "texts", "how many people"),
    column("says", "text", "whose words these are: the innermost source, or the outlet itself"),
    column("outlet", "text", "who published it"),
    column("published", "day", "when"),
    column("incident", "integer", "the incident that it is about, by its number on this desk"),
    column("asserting", "integer", "independent origins that say that the incident happened"),
    column("denying", "integer", "... that say that it did not"),
    column("verdict", "text", "accepted, rejected or edited, by a person"),
    *TRACE,
)
SORTS = ("day", "-day")


def timeline(connection: Connection, given: Filter) -> Answer:
    """The events that reports tell of, one row a telling, in the order of their days; `incidents` has one row for all
    tellings of the same.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    check_types(given)
    _, backwards = ordering(given, SORTS)
    ids = page(connection, scope(connection, given), ("event",), backwards=backwards)
    return answer(COLUMNS, cards(connection, ids), given.limit)
