"""`claims`: who says what, with the outlet, how sure, and the words."""

from __future__ import annotations

from sqlalchemy import Connection, and_, exists, or_

from dragoman.desk.columns import TYPES
from dragoman.desk.questions.answer import TRACE, Answer, answer, column, table
from dragoman.desk.questions.cards import cards
from dragoman.desk.questions.filters import Filter, check_types, ordering
from dragoman.desk.questions.pages import page
from dragoman.desk.questions.scope import scope
from dragoman.desk.tables import STATEMENTS
from dragoman.errors import OptionError
from dragoman.ontology import QUADS

KINDS = ("event", "forecast", "relation", "agreement", "count", "attribution")
COLUMNS = table(
    "claims",
    "a statement of a report",
    column("day", "day", "the day that it is filed under: when it happened, else when that was published"),
    column("published", "day", "when it was said"),
    column("says", "text", "whose words these are: the innermost source, or the outlet itself"),
    column("speaker_key", "text", "that source's key, where it has a name"),
    column("depth", "integer", "sources between the outlet and these words; 0 is the outlet's own voice"),
    column("agency", "text", "the agency or other outlet that the words came through"),
    column("outlet", "text", "who published it"),
    column("kind", "text", ", ".join(KINDS)),
    column("type", "text", "PLOVER type, label of a relation, kind of a count, kind of speech"),
    column("status", "text", "act, not, plan, want, may or if"),
    column("low", "number", "the least likelihood, where the words are hedged"),
    column("high", "number", "the greatest"),
    column("actors", "texts", "who does it, where it is an event"),
    column("recipients", "texts", "to whom"),
    column("head", "text", "who, where it is a relation"),
    column("tail", "text", "to whom"),
    column("place", "text", "where"),
    column("toll", "texts", "how many people"),
    column("incident", "integer", "the incident that it is about, by its number on this desk"),
    column("verdict", "text", "accepted, rejected or edited, by a person"),
    *TRACE,
)
SORTS = ("day", "-day")


def claims(connection: Connection, given: Filter, kind: str | None = None) -> Answer:
    """What is said, one row a statement; of the things said those alone in which nothing else was found, unless `kind`
    asks for all attributions. `type` are types of all these kinds, and quad classes of events; agreements have none
    here.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    if kind is not None and kind not in KINDS:
        raise OptionError(f"kind: there is no {kind!r}; there are {', '.join(KINDS)}")
    check_types(given, (*filter(None, TYPES), *map(str, QUADS)))
    _, backwards = ordering(given, SORTS)
    bare = [] if kind else [or_(STATEMENTS.c.kind != "attribution", ~_HOLDS)]
    ids = page(connection, scope(connection, given), (kind,) if kind else KINDS, *bare, backwards=backwards)
    found = cards(connection, ids)
    for card in found:
        card |= {end: ", ".join(card.get(f"{end}s", ())) for end in ("head", "tail")}
    return answer(COLUMNS, found, given.limit)


_INNER = STATEMENTS.alias("inner")
_HOLDS = exists().where(
    and_(
        _INNER.c.report_id == STATEMENTS.c.report_id,
        _INNER.c.id != STATEMENTS.c.id,
        _INNER.c.start < STATEMENTS.c.end,
        _INNER.c.end > STATEMENTS.c.start,
    )
)
"""Another statement of the report lies in the words of this one, whole or in part."""
