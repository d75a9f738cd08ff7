"""How much a request may bring: its length as told is checked first, then what really comes."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

BODY = 20_000_000
"""Bytes of a request's body at most: as much as intake takes for one report."""
QUERY = 8_000
"""Bytes of an address's query at most, as most servers have it."""


class TooLarge(Exception):
    """A body that goes on beyond what was told of it, or beyond what is taken."""


class SizeLimits:
    """Refuses requests that are too large, before they are read where their length is told."""

    def __init__(self, app: ASGIApp, body: int = BODY) -> None:
        self.app = app
        self.body = body

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        told = Headers(scope=scope).get("content-length", "0")
        if len(scope["query_string"]) > QUERY:
            await PlainTextResponse("the address is too long", 414)(scope, receive, send)
            return
        if not told.isdecimal() or int(told) > self.body:
            await self._refuse(scope, receive, send)
            return
        read, begun = 0, False

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.body:
                raise TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, counted, watched)
        except TooLarge:
            if not begun:
                await self._refuse(scope, receive, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        text = f"more than {self.body // 1_000_000} MB at once are not taken; `dragoman add` takes any size"
        await PlainTextResponse(text, 413, {"Connection": "close"})(scope, receive, send)
