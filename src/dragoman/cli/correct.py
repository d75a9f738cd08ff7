"""`dragoman correct`, `undo` and `history`: what people change on a desk, with who and why."""

from __future__ import annotations

import getpass
import sys
from typing import Annotated, Literal

import typer

from dragoman.cli.filters import LARGEST
from dragoman.cli.options import DeskArgument, QuietOption

WhoOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who says so; by default who is logged in.")]
WhyOption = Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with the change.", show_default=False)]


def correct(
    desk: DeskArgument,
    ref: Annotated[
        str,
        typer.Argument(
            metavar="REPORT:REF", help="A statement as the tables name it, or an actor or place.", show_default=False
        ),
    ],
    field: Annotated[
        str, typer.Argument(metavar="FIELD", help="verdict, type, status, day, place, actor ...", show_default=False)
    ],
    value: Annotated[
        str, typer.Argument(metavar="VALUE", help="What it is to be; '' takes away what is there.", show_default=False)
    ],
    why: WhyOption,
    who: WhoOption = None,
    instead_of: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of actors and recipients: whose place the new one takes.")
    ] = None,
    of: Annotated[
        Literal["actor", "place"] | None, typer.Option("--of", help="What REPORT:REF is, where it could be both.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Correct what a desk holds. A statement, actor, place or incident; it can be undone."""
    from dragoman.desk import Desk
    from dragoman.desk.adding import now
    from dragoman.desk.corrections import correct as change
    from dragoman.desk.wanted import newcomer, wanted

    with Desk.open(desk) as opened, opened.writing() as connection:
        wish = wanted(connection, ref, field, value, who=who or user(), why=why, old=instead_of, subject=of)
        new = newcomer(connection, wish, value)
        number = change(connection, wish, now())
    if not quiet:
        if new:
            print(new, file=sys.stderr)
        print(f"correction {number} is kept; to take it back: dragoman undo {desk} {number}", file=sys.stderr)


def undo(
    desk: DeskArgument,
    number: Annotated[
        int, typer.Argument(metavar="NUMBER", min=1, max=LARGEST, help="The correction's number.", show_default=False)
    ],
    who: WhoOption = None,
    quiet: QuietOption = False,
) -> None:
    """Take a correction back. The history keeps it."""
    from dragoman.desk import Desk
    from dragoman.desk.adding import now
    from dragoman.desk.corrections import undo as take_back

    with Desk.open(desk) as opened, opened.writing() as connection:
        take_back(connection, number, who or user(), now())
    if not quiet:
        print(f"correction {number} is undone", file=sys.stderr)


def history(
    desk: DeskArgument,
    ref: Annotated[
        str | None,
        typer.Argument(metavar="[REPORT:REF]", help="Only of this statement, or the key of an actor or place."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a row.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="CSV with a heading line.")] = False,
) -> None:
    """List the corrections. Who made them, when and why, and what was undone."""
    from dragoman.cli.printing import check_form, print_answer
    from dragoman.desk import Desk
    from dragoman.desk.questions.changes import changes

    check_form(as_json=json, as_csv=csv)
    with Desk.open(desk) as opened, opened.reading() as connection:
        answer = changes(connection, ref)
    print_answer(answer, as_json=json, as_csv=csv)


def user() -> str:
    """The name of whoever is logged in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no name in the environment, and none for the user's number
        return "unknown"
