"""`relations`: how actors stand to each other, statement by statement in the order of their days."""

from __future__ import annotations

from sqlalchemy import Connection

from dragoman.desk.questions.answer import TRACE, Answer, answer, column, table
from dragoman.desk.questions.cards import cards
from dragoman.desk.questions.filters import Filter, check_types, ordering, refuse
from dragoman.desk.questions.pages import page
from dragoman.desk.questions.scope import scope
from dragoman.language.labels import RELATIONS

COLUMNS = table(
    "relations",
    "a statement that one actor stands to another in some way",
    column("day", "day", "when it was said"),
    column("head", "text", "who"),
    column("type", "text", "stands how: the label of the relation"),
    column("tail", "text", "to whom"),
    column("says", "text", "whose words these are: the innermost source, or the outlet itself"),
    column("speaker_key", "text", "that source's key, where it has a name"),
    column("agency", "text", "the agency or other outlet that the words came through"),
    column("outlet", "text", "who published it"),
    column("verdict", "text", "accepted, rejected or edited, by a person"),
    *TRACE,
)
SORTS = ("day", "-day")


def relations(connection: Connection, given: Filter) -> Answer:
    """How actors are said to stand to each other, one row a statement; of a pair of actors it is the time line of what
    is said about them. `type` are labels of relations: role, part_of, ally, rival, backs, controls, linked_to.

    Raises
    ------
    OptionError
        If the filter is none for this question, or names what the desk does not know.
    """
    check_types(given, RELATIONS)
    refuse(given, "relations", "place", "status", "min_origins", "incident")
    _, backwards = ordering(given, SORTS)
    ids = page(connection, scope(connection, given), ("relation",), backwards=backwards)
    found = cards(connection, ids)
    for card in found:
        card |= {"head": ", ".join(card.get("heads", [])), "tail": ", ".join(card.get("tails", []))}
    return answer(COLUMNS, found, given.limit)
