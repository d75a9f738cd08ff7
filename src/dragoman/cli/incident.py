"""`dragoman incident`: how one incident is told, and by whom."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.filters import LARGEST
from dragoman.cli.options import DeskArgument

if TYPE_CHECKING:
    from dragoman.desk import Account, Told


SHOWN = 40
"""Tellings that a page for the terminal shows at most."""


def incident(
    desk: DeskArgument,
    number: Annotated[
        int,
        typer.Argument(metavar="NUMBER", min=1, max=LARGEST, help="The incident's number.", show_default=False),
    ],
    all: Annotated[bool, typer.Option("--all", help=f"All tellings, not the first and last {SHOWN} of them.")] = False,
    json: Annotated[bool, typer.Option("--json", help="As one JSON object, with all tellings.")] = False,
) -> None:
    """Ask how one incident is told. By whom first and through whom, with which figures, and who changed their story."""
    from rich.console import Console

    from dragoman.desk import Desk
    from dragoman.desk.incidents.telling import account
    from dragoman.desk.questions import incidents
    from dragoman.present.incident import incident as page
    from dragoman.record.json import dumps

    with Desk.open(desk) as opened, opened.reading() as connection:
        most = None if all or json else SHOWN
        told = account(connection, number, most)
        (row,) = incidents.rows(connection, [number])
    if json:
        sys.stdout.buffer.write(dumps(as_object(told)).encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()
    else:
        Console(highlight=False).print(page(told, row, most))


def as_object(account: Account) -> dict[str, Any]:
    """The account as one JSON object. A statement is named as everywhere, by `report` and `ref`; those of `changes` by
    both together, "REPORT:REF", for they stand among the `tellings`."""
    from dragoman.record.json import encode

    return {
        "incident": account.id,
        "first": _named(account.first),
        "asserting": account.asserting,
        "denying": account.denying,
        "expecting": account.expecting,
        "tellings": [_telling(one) for one in account.told],
        "figures": [encode(one) for one in account.ranges],
        "changes": [
            {"voice": one.voice, "what": one.what, "before": _named(one.before), "after": _named(one.after)}
            for one in account.changes
        ],
    }


def _telling(told: Told) -> dict[str, Any]:
    from dragoman.record.json import encode

    fields = encode(told)
    return {"report": fields.pop("hash")[:_DIGITS], **{name: fields[name] for name in fields if name != "id"}}


def _named(told: Told) -> str:
    return f"{told.hash[:_DIGITS]}:{told.ref}"


_DIGITS = 16
"""Digits of a report's hash, as all that is handed on has them."""
