"""`dragoman add`: reports into a desk, each once."""

from __future__ import annotations

from dragoman.cli.exits import INTERRUPTED
from dragoman.cli.options import (
    ActorsOption,
    DateColumnOption,
    FollowOption,
    JobsOption,
    LimitOption,
    NewDeskArgument,
    OutletColumnOption,
    OutletOption,
    PublishedOption,
    QuietOption,
    ScaleOption,
    SourcesArgument,
    StrictOption,
    TextColumnOption,
    TitleColumnOption,
    UrlColumnOption,
)


def add(
    desk: NewDeskArgument,
    sources: SourcesArgument,
    scale: ScaleOption = "phia",
    outlet: OutletOption = None,
    published: PublishedOption = None,
    text_column: TextColumnOption = None,
    title_column: TitleColumnOption = None,
    date_column: DateColumnOption = None,
    outlet_column: OutletColumnOption = None,
    url_column: UrlColumnOption = None,
    follow: FollowOption = False,
    actors: ActorsOption = None,
    jobs: JobsOption = None,
    limit: LimitOption = None,
    strict: StrictOption = False,
    quiet: QuietOption = False,
) -> None:
    """Keep reports in a desk. They are coded first; those that it holds already cost only a look."""
    import typer

    from dragoman.cli.added import Telling
    from dragoman.cli.progress import Display
    from dragoman.cli.run import reports
    from dragoman.coder import Coder
    from dragoman.desk import Desk
    from dragoman.desk.adding import add as add_to
    from dragoman.errors import DragomanError
    from dragoman.intake import ReadOptions

    options = ReadOptions(
        text_column=text_column,
        title_column=title_column,
        date_column=date_column,
        outlet_column=outlet_column,
        url_column=url_column,
        published=published,
        outlet=outlet,
        follow=follow,
    )
    coder = Coder(scale=scale, jobs=jobs, options=options, actors=actors)
    display = Display(moving=not quiet)
    telling = Telling(display)
    with Desk.open(desk, create=True) as opened:
        try:
            with display.shown():
                items = telling.reading(reports(sources, options, limit))
                add_to(opened.engine, opened.shown, items, coder, telling)
        except KeyboardInterrupt:
            display.say(f"interrupted: {telling.summary()}; the same command goes on from here")
            raise typer.Exit(INTERRUPTED) from None
        except DragomanError:
            display.say(f"broken off: {telling.summary()}")
            raise
    if not quiet:
        display.say(telling.summary())
        if warning := telling.warning():
            display.say(warning)
    raise typer.Exit(telling.exit_code(strict=strict))
