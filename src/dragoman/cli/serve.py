"""`dragoman serve`: a desk in the browser."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from dragoman.cli.options import QuietOption
from dragoman.errors import OptionError


def serve(
    desk: Annotated[
        str, typer.Argument(metavar="DESK", help="The desk: a file or a PostgreSQL address.", show_default=False)
    ],
    port: Annotated[
        int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 for one that is free.")
    ] = 8484,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Where to listen; any but this machine needs the next two.")
    ] = "127.0.0.1",
    token: Annotated[
        str | None,
        typer.Option(
            envvar="DRAGOMAN_TOKEN",
            metavar="TEXT",
            help="What readers must show, 16 characters or more.",
            show_default=False,
        ),
    ] = None,
    allow_host: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="A name that browsers may call it by; may be repeated.")
    ] = None,
    quiet: QuietOption = False,
) -> None:
    """Open a desk in the browser: read, search, correct, and code reports on the spot."""
    try:
        from dragoman.web.serving import serve as run
    except ModuleNotFoundError as error:
        if (error.name or "dragoman").startswith("dragoman"):
            raise
        raise OptionError("`serve` needs the extra: pip install 'dragoman[web]'") from error

    def tell(address: str) -> None:
        if not quiet:
            print(f"reading {desk} at {address} (Ctrl-C ends it)", file=sys.stderr)

    run(desk, host=host, port=port, token=token, hosts=allow_host or (), tell=tell)
