"""Serving a desk: where the app may be bound, and the server that runs it."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from dragoman.desk import Desk
from dragoman.errors import OptionError

HOST = "127.0.0.1"
PORT = 8484
LEAST = 16
"""Characters of a token at least; `python -c "import secrets; print(secrets.token_urlsafe())"` makes one of 43."""


def serve(
    location: str | Path,
    *,
    host: str = HOST,
    port: int = PORT,
    token: str | None = None,
    hosts: Sequence[str] = (),
    tell: Callable[[str], None] = lambda _: None,
) -> None:
    """Serves a desk until it is interrupted. `tell` is told the address once it can be reached.

    Raises
    ------
    DeskError
        If there is no desk there.
    OptionError
        If it would be open to other machines without a token and without the names by which it may be called, it
        cannot listen there, or the extra `web` is not installed.
    """
    names = check(host, token, hosts)
    try:
        import uvicorn

        from dragoman.web.app import create_app
    except ImportError as error:
        raise OptionError("`serve` needs the extra: pip install 'dragoman[web]'") from error
    with Desk.open(location) as desk, closing(listen(host, port)) as listening:
        app = create_app(desk, token=token, hosts=names)
        config = uvicorn.Config(app, log_level="warning", server_header=False, ws="none", timeout_graceful_shutdown=3)
        tell(f"http://{host}:{listening.getsockname()[1]}/")
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises
    ------
    OptionError
        If there is no such address here, or another program listens at the port.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise OptionError(f"cannot listen at {host} port {port}: {error.strerror}; choose another --port") from error


def check(host: str, token: str | None, hosts: Sequence[str]) -> tuple[str, ...]:
    """The names by which the app may be called when it is bound to `host`.

    Raises
    ------
    OptionError
        If it would be open to other machines without a token, or without names.
    """
    local = ("127.0.0.1", "localhost", "[::1]")
    if token is not None and len(token) < LEAST:
        raise OptionError(f"token: must have {LEAST} characters or more")
    if any("*" in name for name in hosts):
        raise OptionError("allow-host: takes whole names, without *")
    if is_local(host):
        return (*local, *hosts)
    if token is None or not hosts:
        missing = " and ".join(
            ["--token"] * (token is None) + ["--allow-host (the name that browsers call it by)"] * (not hosts)
        )
        raise OptionError(f"host: {host} is open to other machines; give {missing} too")
    return (*local, *hosts)


def is_local(host: str) -> bool:
    """Whether only this machine reaches what is bound there."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
