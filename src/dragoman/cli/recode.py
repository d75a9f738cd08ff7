"""`dragoman recode`: reports of a desk coded anew with this version's model."""

from __future__ import annotations

from typing import Annotated

import typer

from dragoman.cli.exits import DONE, FAILURE, INTERRUPTED
from dragoman.cli.options import ActorsOption, DeskArgument, JobsOption, QuietOption, ScaleOption


def recode(
    desk: DeskArgument,
    everything: Annotated[
        bool, typer.Option("--all", help="All reports, also those that this version's model coded.")
    ] = False,
    scale: ScaleOption = "phia",
    actors: ActorsOption = None,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
) -> None:
    """Code a desk's reports anew. Those of older models are, and what changed is told; what people corrected stays."""
    from dragoman.cli.progress import Display
    from dragoman.coder import Coder
    from dragoman.desk import Desk
    from dragoman.desk.recoding import Recoded
    from dragoman.desk.recoding import recode as anew
    from dragoman.present.words import counted
    from dragoman.record.visible import visible

    coder = Coder(scale=scale, jobs=jobs, actors=actors)
    display = Display(moving=not quiet)
    done, told, named = Recoded(), 0, 0

    def tell(now: Recoded) -> None:
        nonlocal done, told, named
        done = now
        for line in now.lines[told:]:
            print(visible(line), flush=True)
        for skipped in now.skipped[named:]:
            display.skipped(skipped)
        told, named = len(now.lines), len(now.skipped)
        display.move(f"{now.reports:,} reports coded anew, {now.changed + now.new + now.gone:,} changes")

    def summary() -> str:
        parts = {"new": done.new, "gone": done.gone, "changed": done.changed}
        parts |= {"moved with their corrections": done.moved, "kept because people corrected them": done.held}
        changes = ", ".join(f"{number:,} {what}" for what, number in parts.items() if number)
        skipped = f"; skipped {len(done.skipped)}" if done.skipped else ""
        return f"coded {counted(done.reports, 'report')} anew: statements {changes or 'all as before'}{skipped}"

    with Desk.open(desk) as opened:
        try:
            with display.shown():
                anew(opened.engine, opened.shown, coder, everything=everything, tell=tell)
        except KeyboardInterrupt:
            display.say(f"interrupted: {summary()}; the same command goes on from here")
            raise typer.Exit(INTERRUPTED) from None
    if not quiet:
        display.say(summary())
    raise typer.Exit(FAILURE if done.skipped else DONE)
