"""`search`: reports that hold some words, with the passage that they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dragoman.desk import words as index
from dragoman.desk.questions.answer import REPORT, Answer, answer, column, table
from dragoman.desk.questions.cards import texts
from dragoman.desk.questions.filters import Filter, check_types, ordering
from dragoman.desk.questions.passages import passage
from dragoman.desk.questions.reports import chosen, days_of, rows
from dragoman.errors import OptionError

COLUMNS = table(
    "search",
    "a report that holds the words",
    column("rank", "integer", "its place among those found, 1 is the best"),
    column("published", "day", "when it was published"),
    column("outlet", "text", "who published it"),
    column("title", "text", "its title"),
    column("hits", "texts", "the words found, as they stand in the passage"),
    column("statements", "integer", "statements found in the report"),
    REPORT,
    column("start", "integer", "first character of the passage in the report's text"),
    column("end", "integer", "the character behind its last one"),
    column("words", "text", "the passage: the report's own words"),
)
SORTS = ("rank", "day", "-day")


BEST = 1_000
"""Reports, the best first, among which a filter chooses and a page is cut; more than anybody looks through."""


def search(connection: Connection, given: Filter, words: str) -> Answer:
    """The reports that hold all `words` (those "in quotation marks" together in that order), the best first, each with
    the passage that holds the most of them. `since`, `until` and `outlet` are of their publication; all else of the
    filter chooses those with a statement of which it is true. Only the `BEST` are looked at.

    Raises
    ------
    OptionError
        If there is nothing to search for, the filter is none for this question, or names what the desk does not know.
    """
    if not any(c.isalnum() for c in words):
        raise OptionError(f"words: {words!r} has no word to search for")
    check_types(given)
    by, backwards = ordering(given, SORTS)
    ids = chosen(connection, given, index.find(connection, words, BEST))
    ranks = {id: rank for rank, id in enumerate(ids, start=1)}
    if by == "day":
        ids = _by_day(connection, ids, backwards=backwards)
    part = ids[given.offset : given.offset + given.limit + 1]
    text = texts(connection, part)
    found = rows(connection, part)
    for card in found:
        place = passage(text[card["id"]], words)
        card |= {
            "rank": ranks[card["id"]],
            "start": place.start,
            "end": place.end,
            "words": text[card["id"]][place.start : place.end],
            "hits": list(place.hits),
        }
    return answer(COLUMNS, found, given.limit)


def _by_day(connection: Connection, ids: Sequence[int], *, backwards: bool) -> list[int]:
    """Those without a day come last."""
    days = days_of(connection, ids)
    dated = sorted((id for id in ids if days[id]), key=lambda id: days[id] or "", reverse=backwards)
    return dated + [id for id in ids if not days[id]]
