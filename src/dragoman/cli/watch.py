"""`dragoman watch`: feeds followed, and what is new in them kept in a desk."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.exits import DONE, FAILURE, INTERRUPTED
from dragoman.cli.options import (
    ActorsOption,
    FollowOption,
    NewDeskArgument,
    OutletOption,
    QuietOption,
    ScaleOption,
    StrictOption,
)

if TYPE_CHECKING:
    from dragoman.coder import Coder
    from dragoman.desk import Desk
    from dragoman.desk.watching import Round
    from dragoman.intake.opml import Subscription

EVERY = 15.0
"""Minutes between two visits to a feed, unless asked for otherwise: what feed readers take for polite."""


def watch(
    desk: NewDeskArgument,
    feeds: Annotated[
        list[str],
        typer.Argument(metavar="FEEDS...", help="OPML files, or addresses of feeds.", show_default=False),
    ],
    every: Annotated[float, typer.Option(metavar="MINUTES", min=1.0, help="Visit each feed so often.")] = EVERY,
    once: Annotated[bool, typer.Option("--once", help="Visit each feed once, now, and end.")] = False,
    delay: Annotated[
        float, typer.Option(metavar="SECONDS", min=0.0, help="Between two requests to one site, at least.")
    ] = 2.0,
    follow: FollowOption = False,
    outlet: OutletOption = None,
    scale: ScaleOption = "phia",
    actors: ActorsOption = None,
    strict: StrictOption = False,
    quiet: QuietOption = False,
) -> None:
    """Follow feeds into a desk. What is new in them is coded and kept, until interrupted."""
    from dragoman.coder import Coder
    from dragoman.desk import Desk
    from dragoman.desk.watching import feeds_of, waiting
    from dragoman.intake import ReadOptions

    coder = Coder(scale=scale, options=ReadOptions(outlet=outlet, follow=follow), actors=actors)
    followed = feeds_of(feeds)
    with Desk.open(desk, create=True) as opened:
        try:
            if once:
                with opened.reading() as connection:
                    left = waiting(connection, followed, timedelta())
                due = [feed for feed in followed if not left[feed.url]]
                resting = len(followed) - len(due)
                done = _round(opened, due, coder, delay, resting=resting, quiet=quiet)
                failed = len(done.failed) == done.visited or (strict and (done.failed or resting or done.added.skipped))
                raise typer.Exit(FAILURE if failed else DONE)
            while True:
                wait = _turn(opened, feeds, coder, timedelta(minutes=every), delay, quiet=quiet)
                time.sleep(wait.total_seconds())
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None


def _turn(desk: Desk, sources: list[str], coder: Coder, every: timedelta, delay: float, *, quiet: bool) -> timedelta:
    """Visits the feeds whose time has come, and tells how long there is nothing to do. What fails is said and tried
    again: a list that is being written, a desk that another program writes, a server that starts anew."""
    from dragoman.cli.progress import Display
    from dragoman.desk.watching import feeds_of, waiting
    from dragoman.errors import DeskError, InputError

    try:
        followed = feeds_of(sources)
        with desk.reading() as connection:
            left = waiting(connection, followed, every)
        due = [feed for feed in followed if not left[feed.url]]
        if due:
            _round(desk, due, coder, delay, quiet=quiet)
        with desk.reading() as connection:
            # A list is read anew at least as often as feeds are visited, whatever rest they have.
            return min(every, *waiting(connection, followed, every).values())
    except (DeskError, InputError) as error:
        Display(moving=False).say(f"{_clock()} {error}; the next try is in {every.total_seconds() / 60:g} minutes")
        return every


def _round(
    desk: Desk, feeds: list[Subscription], coder: Coder, delay: float, *, resting: int = 0, quiet: bool
) -> Round:
    from dragoman.cli.added import Telling, sum_of
    from dragoman.cli.progress import Display
    from dragoman.desk.watching import Round, visit_all
    from dragoman.present.words import counted

    display = Display(moving=not quiet)
    telling = Telling(display)
    done = Round()
    named = 0

    def tell(done: Round) -> None:
        nonlocal named
        telling(done.added)
        for feed in done.failed[named:]:
            again = f"; {feed.times} times in a row" if feed.times > 1 else ""
            rests = feed.rests[:16].replace("T", " ")
            display.say(f"failed {feed.location}: {feed.reason}: {feed.detail}{again}; left alone until {rests} UTC")
        named = len(done.failed)

    with display.shown():
        visit_all(desk.engine, desk.shown, feeds, coder, done, tell, delay)
    if not quiet:
        failed = f", {len(done.failed)} failed" if done.failed else ""
        rest = f", {resting} at rest after failures" if resting else ""
        visited = f"{counted(done.visited, 'feed')}, {done.changed} changed{failed}{rest}"
        display.say(f"{_clock()} {visited}: {sum_of(done.added)}")
    return done


def _clock() -> str:
    return datetime.now().strftime("%Y-%m-%d %H:%M")
