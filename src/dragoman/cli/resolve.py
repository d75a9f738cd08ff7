"""`dragoman resolve-forecast` and `propose-outcomes`: how forecasts turned out, told by a person or by the record."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date, datetime
from typing import Annotated, Literal

import typer

from dragoman.cli.correct import WhoOption, WhyOption, user
from dragoman.cli.filters import LARGEST
from dragoman.cli.options import DeskArgument, QuietOption


def resolve_forecast(
    desk: DeskArgument,
    ref: Annotated[
        str,
        typer.Argument(metavar="REPORT:REF", help="The forecast as the tables name it.", show_default=False),
    ],
    outcome: Annotated[
        Literal["came true", "did not", "too early", "not checkable"],
        typer.Argument(metavar="OUTCOME", help="came true, did not, too early, not checkable", show_default=False),
    ],
    why: WhyOption,
    who: WhoOption = None,
    incident: Annotated[
        int | None, typer.Option(metavar="N", max=LARGEST, help="The incident that speaks for it.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Tell how a forecast turned out. It counts for the scores then."""
    from dragoman.desk import Desk
    from dragoman.desk.adding import now
    from dragoman.desk.foresight import resolve

    with Desk.open(desk) as opened, opened.writing() as connection:
        resolve(connection, ref, outcome, who or user(), why, now(), incident)
    if not quiet:
        print(f"{ref}: {outcome}", file=sys.stderr)


def propose_outcomes(
    desk: DeskArgument,
    today: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="The day to judge from; by default this one."),
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Propose how forecasts turned out. From the incidents that followed; a person has to confirm it."""
    from dragoman.desk import Desk
    from dragoman.desk.adding import now
    from dragoman.desk.foresight import propose
    from dragoman.present.words import counted

    with Desk.open(desk) as opened, opened.writing() as connection:
        made = propose(connection, today.date() if today else date.today(), now())
    for one in made:
        print(f"{one.hash[:16]}:{one.ref}  {one.outcome}: {one.why}")
    if not quiet:
        outcomes = Counter(one.outcome for one in made)
        told = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
        print(f"proposed outcomes of {counted(len(made), 'forecast')}{f': {told}' if told else ''}", file=sys.stderr)
