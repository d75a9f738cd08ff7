"""`dragoman compact`: the room that a desk no longer uses is given back."""

from __future__ import annotations

from dragoman.cli.options import DeskArgument, QuietOption


def compact(desk: DeskArgument, quiet: QuietOption = False) -> None:
    """Write a desk anew as small as it can be. It needs as much room again meanwhile, and nobody else can write."""
    from dragoman.cli.progress import Display
    from dragoman.desk import Desk

    display = Display(moving=not quiet)
    with Desk.open(desk) as opened, display.shown():
        before, after = opened.compact()
    if not quiet:
        display.say(f"{opened.shown}: {after / 1e6:,.1f} MB, {before / 1e6:,.1f} MB before")
