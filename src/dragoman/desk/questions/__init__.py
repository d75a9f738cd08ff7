"""What a desk is asked: each question a function of a connection and a `Filter`, answered with an `Answer`.

`QUESTIONS` has them by name, `COLUMNS` the table that each of them answers with, `OWN` what some are asked beside the
filter, `SORTS` what each can be sorted by. Whoever shows, writes or serves answers needs no more than these:

    ask(connection, "incidents", Filter.of(actor="TUR", min_origins=2))
    ask(connection, "agreements", Filter(), agreement=3)
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection

from dragoman.desk.questions import actors as _actors
from dragoman.desk.questions import agreements as _agreements
from dragoman.desk.questions import claims as _claims
from dragoman.desk.questions import forecasts as _forecasts
from dragoman.desk.questions import incidents as _incidents
from dragoman.desk.questions import relations as _relations
from dragoman.desk.questions import reports as _reports
from dragoman.desk.questions import search as _search
from dragoman.desk.questions import timeline as _timeline
from dragoman.desk.questions.answer import Answer, Columns
from dragoman.desk.questions.briefing import brief
from dragoman.desk.questions.filters import LONGEST, PAGE, Filter, Filters
from dragoman.desk.questions.items import Breach, Brief, Dispute, Due, Matter, Newcomer, Strain, Voice
from dragoman.errors import OptionError

QUESTIONS: dict[str, Callable[..., Answer]] = {
    "timeline": _timeline.timeline,
    "incidents": _incidents.incidents,
    "actors": _actors.actors,
    "relations": _relations.relations,
    "claims": _claims.claims,
    "agreements": _agreements.agreements,
    "forecasts": _forecasts.forecasts,
    "reports": _reports.reports,
    "search": _search.search,
}
"""The questions by name; each takes a connection, a filter and, by name, those of `OWN`."""

COLUMNS: dict[str, Columns] = {
    "timeline": _timeline.COLUMNS,
    "incidents": _incidents.COLUMNS,
    "actors": _actors.COLUMNS,
    "relations": _relations.COLUMNS,
    "claims": _claims.COLUMNS,
    "agreements": _agreements.COLUMNS,
    "ledger": _agreements.LEDGER_COLUMNS,
    "forecasts": _forecasts.COLUMNS,
    "scores": _forecasts.SCORES_COLUMNS,
    "reports": _reports.COLUMNS,
    "search": _search.COLUMNS,
}
"""The table of each question; `ledger` is what `agreements` answers with for one `agreement`, `scores` what
`forecasts` does with `scores`. An `Answer` has its table itself."""

OWN: dict[str, tuple[str, ...]] = {
    "claims": ("kind",),
    "agreements": ("agreement",),
    "forecasts": ("scores",),
    "search": ("words",),
}
"""What a question is asked beside the filter: `kind` one of `claims.KINDS`; `agreement` the number of one; `scores`
"holder" or "outlet"; `words` the text that is searched for, which must be given."""

SORTS: dict[str, tuple[str, ...]] = {
    "timeline": _timeline.SORTS,
    "incidents": _incidents.SORTS,
    "actors": _actors.SORTS,
    "relations": _relations.SORTS,
    "claims": _claims.SORTS,
    "agreements": _agreements.SORTS,
    "forecasts": _forecasts.SORTS,
    "reports": _reports.SORTS,
    "search": _search.SORTS,
}
"""What the rows of a question can be sorted by, "-" for backwards; the first is how they come unasked."""


def ask(connection: Connection, name: str, given: Filter, **own: object) -> Answer:
    """The answer to a question by its name.

    Raises
    ------
    OptionError
        If there is no such question, it is not asked with that, or the filter is none for it.
    """
    if name not in QUESTIONS:
        raise OptionError(f"there is no question {name!r}; there are {', '.join(QUESTIONS)}")
    unknown = own.keys() - set(OWN.get(name, ()))
    if unknown:
        raise OptionError(f"{', '.join(sorted(unknown))}: {name} is not asked with that")
    if name == "search" and not own.get("words"):
        raise OptionError("words: is empty; tell what to search for")
    return QUESTIONS[name](connection, given, **own)


__all__ = [
    "COLUMNS",
    "LONGEST",
    "OWN",
    "PAGE",
    "QUESTIONS",
    "SORTS",
    "Answer",
    "Breach",
    "Brief",
    "Dispute",
    "Due",
    "Filter",
    "Filters",
    "Matter",
    "Newcomer",
    "Strain",
    "Voice",
    "ask",
    "brief",
]
