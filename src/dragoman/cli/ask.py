"""`dragoman timeline`, `incidents`, `actors` and so on: a command for each question that a desk answers."""

from __future__ import annotations

import inspect
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from dragoman.cli.filters import FILTERS, FORMS, LARGEST, PAGING, sort_option
from dragoman.cli.options import DeskArgument

if TYPE_CHECKING:
    from dragoman.desk import Desk


@dataclass(frozen=True, slots=True)
class Question:
    """A question as a command: its help, what it can be sorted by, the filters that say nothing of its rows, and what
    it alone is asked, as `dragoman.desk.questions` has them, which is not loaded before it is asked."""

    help: str
    sorts: tuple[str, ...]
    without: tuple[str, ...] = ()
    own: dict[str, tuple[Any, Any]] = field(default_factory=dict[str, tuple[Any, Any]])


_WORDS = Annotated[
    list[str],
    typer.Argument(
        metavar="WORDS...", help="All of them must stand in it; '\"two words\"' together.", show_default=False
    ),
]
_KIND = Annotated[
    Literal["event", "forecast", "relation", "agreement", "count", "attribution"] | None,
    typer.Option(help="Only statements of this kind."),
]
_AGREEMENT = Annotated[
    int | None,
    typer.Option(metavar="N", max=LARGEST, help="What is said about the agreement of this number."),
]
_SCORES = Annotated[
    Literal["holder", "outlet"] | None,
    typer.Option(help="How well each of them foretells, as far as enough turned out."),
]

QUESTIONS = {
    "timeline": Question("Ask what happened when. One row a telling, by day.", ("day", "-day")),
    "incidents": Question(
        "Ask what is said to have happened. One row for all tellings of it.",
        ("-told", "told", "day", "-day", "-asserting", "-killed"),
    ),
    "actors": Question(
        "Ask who takes part in it all. One row an actor, with how often it is told of.",
        ("-statements", "name", "-name", "first", "-first", "last", "-last"),
        without=("dyad",),
    ),
    "relations": Question(
        "Ask how actors stand to each other. One row a statement of it, with who says so.",
        ("day", "-day"),
        without=("place", "status", "min_origins", "incident"),
    ),
    "claims": Question("Ask who says what. One row a statement, by day.", ("day", "-day"), own={"kind": (_KIND, None)}),
    "agreements": Question(
        "Ask what was agreed. One row an agreement; with --agreement, what is said to become of it.",
        ("day", "-day", "name", "-name"),
        own={"agreement": (_AGREEMENT, None)},
    ),
    "forecasts": Question(
        "Ask who foretold what. One row a forecast, with how it turned out; with --scores, who foretells how well.",
        ("day", "-day", "horizon", "-horizon"),
        without=("status", "min_origins", "incident"),
        own={"scores": (_SCORES, None)},
    ),
    "reports": Question("Ask which reports there are. One row each, the last first.", ("-day", "day")),
    "search": Question(
        "Ask which reports hold some words. The best first, each with a passage.",
        ("rank", "day", "-day"),
        own={"words": (_WORDS, inspect.Parameter.empty)},
    ),
}
"""The questions, in the order in which the help lists them."""


def command(name: str) -> Callable[..., None]:
    """The command of a question, with an option for all that it can be asked."""
    asked = QUESTIONS[name]
    filters = {key: option for key, option in FILTERS.items() if key not in asked.without}
    sorts = {"sort": sort_option(asked.sorts)}
    parameters = {"desk": (DeskArgument, inspect.Parameter.empty)} | asked.own | filters | sorts | PAGING | FORMS

    def run(desk: str, **given: Any) -> None:
        own = {key: given.pop(key) for key in asked.own}
        _ask(name, desk, own, **given)

    run.__doc__ = asked.help
    # The shell's options are made from the signature.
    run.__annotations__ = {key: annotation for key, (annotation, _) in parameters.items()}
    signature = [
        inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for key, (annotation, default) in parameters.items()
    ]
    setattr(run, "__signature__", inspect.Signature(signature))  # noqa: B010 - no attribute that types know of
    return run


def _ask(
    name: str,
    desk: str,
    own: dict[str, Any],
    *,
    limit: int | None,
    page: int,
    offset: int | None,
    json: bool,
    csv: bool,
    **given: Any,
) -> None:
    from dragoman.cli.printing import check_form, print_answer, window
    from dragoman.desk import Desk
    from dragoman.desk.questions import Filter

    check_form(as_json=json, as_csv=csv)
    rows, begin = window(limit, page, offset, whole=json or csv)
    asked = Filter.of(**given, limit=rows, offset=begin)
    if "words" in own:
        own["words"] = " ".join(own["words"])
    with Desk.open(desk) as opened:
        answer = opened.ask(name, asked, **{key: value for key, value in own.items() if value is not None})
        unscored = _unscored(opened, own["scores"]) if own.get("scores") and not (answer.rows or asked.offset) else ""
    print_answer(answer, as_json=json, as_csv=csv, offset=asked.offset)
    if unscored:
        print(unscored, file=sys.stderr)


def _unscored(desk: Desk, by: Literal["holder", "outlet"]) -> str:
    """Why nobody has a score: how many forecasts with an outcome one needs, and how many there are."""
    from dragoman.desk.foresight.scores import LEAST
    from dragoman.desk.questions import LONGEST, Filter

    found = desk.ask("forecasts", Filter(limit=LONGEST, rejected=True)).rows
    told = [row for row in found if row["outcome"] in ("came true", "did not") and not row["proposed"]]
    # What an outlet foretells in its own voice has no holder who could be scored.
    counted = [row[by] for row in told if row["low"] is not None and (by == "outlet" or row["holder_key"])]
    most = Counter(counted).most_common(1)
    who = f", at most {most[0][1]} of them of one {by} ({most[0][0]})" if most else ""
    return (
        f"a score needs {LEAST} forecasts of one {by} that have a likelihood and of which a person told that they came "
        f"true or did not; {len(counted)} of {len(found)} have that{who}. `dragoman resolve-forecast` tells outcomes."
    )
