"""What every question of a desk can be asked with on the command line: filters, which rows, and how to print them.

Nothing here loads the desk: the help of the command must not wait for it.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

LARGEST = 2**31 - 1
"""The greatest number that databases take for one of a row."""

FILTERS: dict[str, tuple[Any, Any]] = {
    "actor": (
        Annotated[
            str | None, typer.Option(metavar="NAME", help="With this actor: a name, a key, or a country's letters.")
        ],
        None,
    ),
    "dyad": (
        Annotated[tuple[str, str] | None, typer.Option(metavar="A B", help="Between these two, either way.")],
        None,
    ),
    "type": (
        Annotated[list[str] | None, typer.Option(metavar="TYPE", help="Of this type or quad class; may be repeated.")],
        None,
    ),
    "place": (
        Annotated[str | None, typer.Option(metavar="NAME", help="There; a country or province holds what lies in it.")],
        None,
    ),
    "status": (
        Annotated[
            list[str] | None, typer.Option(help="Of this status: act, not, plan, want, may, if; may be repeated.")
        ],
        None,
    ),
    "source": (Annotated[str | None, typer.Option(metavar="NAME", help="In the words of this source.")], None),
    "outlet": (Annotated[str | None, typer.Option(metavar="NAME", help="From this outlet.")], None),
    "since": (Annotated[str | None, typer.Option(metavar="DATE", help="From this day on (YYYY-MM-DD).")], None),
    "until": (Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")], None),
    "min_origins": (
        Annotated[int | None, typer.Option(metavar="N", help="Incidents that so many independent origins assert.")],
        None,
    ),
    "incident": (
        Annotated[int | None, typer.Option(metavar="N", max=LARGEST, help="About the incident of this number.")],
        None,
    ),
    "rejected": (Annotated[bool, typer.Option("--rejected", help="Also what a person rejected.")], False),
}
"""The fields of `dragoman.desk.questions.Filter` as options: the annotation, and what holds where none is given."""
PAGING: dict[str, tuple[Any, Any]] = {
    "limit": (
        Annotated[
            int | None,
            typer.Option(metavar="N", help="Rows; by default 50, and 10,000 with --json or --csv."),
        ],
        None,
    ),
    "page": (Annotated[int, typer.Option(metavar="N", min=1, max=LARGEST, help="The page, by --limit.")], 1),
    "offset": (
        Annotated[int | None, typer.Option(metavar="N", max=LARGEST, help="Rows to pass over, in place of --page.")],
        None,
    ),
}
"""Which rows."""
FORMS: dict[str, tuple[Any, Any]] = {
    "json": (Annotated[bool, typer.Option("--json", help="One JSON object a row.")], False),
    "csv": (Annotated[bool, typer.Option("--csv", help="CSV with a heading line.")], False),
}
"""How they are printed."""


def sort_option(sorts: tuple[str, ...]) -> tuple[Any, Any]:
    """The option `--sort` of a question that can be sorted so."""
    told = ", ".join(sorts)
    return Annotated[str | None, typer.Option(metavar="BY", help=f"By {told}; unasked by the first.")], None


def spelled(message: str) -> str:
    """A message about fields of the filter, with their options in the place of their names: "min_origins: is 0" is
    about what a person wrote as --min-origins."""
    named, colon, rest = message.partition(": ")
    names = named.split(", ")
    if not colon or not set(names) <= {*FILTERS, *PAGING, "sort", "agreement"}:
        return message
    options = ", ".join(f"--{name.replace('_', '-')}" for name in names)
    return f"{options}: {rest}"
