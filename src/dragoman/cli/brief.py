"""`dragoman brief`: one page of what some days brought."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from dragoman.cli.options import DeskArgument, QuietOption
from dragoman.errors import OptionError

Form = Literal["html", "markdown", "screen"]
SUFFIXES: dict[str, Form] = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}
"""The form that a file's name asks for."""


def brief(
    desk: DeskArgument,
    since: Annotated[str, typer.Option(metavar="DATE", help="From this day on (YYYY-MM-DD).", show_default=False)],
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Up to this day.")] = None,
    html: Annotated[bool, typer.Option("--html", help="As one page of HTML.")] = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="As Markdown.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write it there: .html or .md tells the form.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Write a brief. What is new since a day, who says so, what is disputed, what is due."""
    from dragoman.desk import Desk
    from dragoman.exchange.desk.placing import placing
    from dragoman.present import brief_forms
    from dragoman.present.brief import page

    form = form_of(out, html=html, markdown=markdown)
    with Desk.open(desk) as opened:
        found = page(opened.brief(since, until))
    if form == "screen":
        from rich.console import Console

        Console(highlight=False).print(brief_forms.screen(found))
        return
    text = (brief_forms.html if form == "html" else brief_forms.markdown)(found)
    data = text.encode("utf-8", "replace")
    if out is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    with placing(out, folder=False) as folder:
        (folder / "brief").write_bytes(data)
    if not quiet:
        print(f"wrote {out}", file=sys.stderr)


def form_of(out: Path | None, *, html: bool, markdown: bool) -> Form:
    """The form that is asked for, by an option or by the file's name.

    Raises
    ------
    OptionError
        If two are asked for, or a file's name tells none.
    """
    if html and markdown:
        raise OptionError("--html and --markdown are given; choose one of them")
    if html or markdown:
        return "html" if html else "markdown"
    if out is None:
        return "screen"
    if out.suffix.lower() not in SUFFIXES:
        raise OptionError(f"{out}: name it .html or .md, or say --html or --markdown")
    return SUFFIXES[out.suffix.lower()]
