"""Fetching addresses: http and https, with limits, robots.txt and redirects looked at one by one."""

from __future__ import annotations

import io
from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from dragoman.errors import InputError
from dragoman.intake.body import Body
from dragoman.intake.options import ReadOptions
from dragoman.intake.resource import Resource

if TYPE_CHECKING:
    import httpx

    from dragoman.intake.robots import Robots


class Web:
    """A client with its connections and the robots.txt rules it has met. Nothing is opened before the first address."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._client: httpx.Client | None = None
        self._robots: Robots | None = None

    def __enter__(self) -> Web:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    @contextmanager
    def open(self, url: str) -> Generator[Resource]:
        """The answer at `url`, redirects followed, as a resource to be read inside the `with`.

        Raises:
            InputError: 'unsupported' (no http address), 'robots', 'redirects', 'http-status', 'network' or 'timeout'.
        """
        response = self._answer(url)
        try:
            yield self._resource(url, response)
        finally:
            response.close()

    def _answer(self, url: str) -> httpx.Response:
        """The first answer that is no redirect."""
        if not _is_web(url):
            raise InputError("unsupported", "not an address with http or https and a host")
        address = url
        for _ in range(self._options.max_redirects + 1):
            response = self._get(address)
            if response.next_request is None:
                if response.status_code != 200:
                    response.close()
                    raise InputError("http-status", f"status {response.status_code} {response.reason_phrase}".strip())
                return response
            response.close()
            address = str(response.next_request.url)
            if not _is_web(address):
                raise InputError("redirects", f"a redirect to {address[:200]}, which is no http or https address")
        raise InputError("redirects", f"more than {self._options.max_redirects} redirects, the last to {address[:200]}")

    def _get(self, url: str) -> httpx.Response:
        import httpx

        client = self._connected()
        if self._options.respect_robots and self._robots is not None:
            self._robots.check(url)
        try:
            return client.send(client.build_request("GET", url), stream=True)
        except httpx.TimeoutException:
            raise InputError("timeout", f"no answer within {self._options.timeout:g} seconds") from None
        except httpx.RemoteProtocolError as error:
            raise InputError("redirects" if "redirect" in str(error).lower() else "network", str(error)) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise InputError("network", str(error) or type(error).__name__) from None

    def _connected(self) -> httpx.Client:
        if self._client is None:
            import httpx

            from dragoman.intake.robots import Robots

            headers = {"User-Agent": self._options.user_agent, "Accept-Encoding": "gzip, deflate"}
            self._client = httpx.Client(timeout=self._options.timeout, headers=headers, follow_redirects=False)
            self._robots = Robots(self._client, self._options.user_agent, self._options.timeout)
        return self._client

    def _resource(self, asked: str, response: httpx.Response) -> Resource:
        now = datetime.now(UTC)
        length = response.headers.get("content-length", "")
        packed = response.headers.get("content-encoding", "identity").lower() != "identity"
        return Resource(
            location=asked,
            stream=io.BufferedReader(Body(response, self._options.max_download, self._options.timeout)),
            name=unquote(response.url.path),
            size=int(length) if length.isdecimal() and not packed else None,
            content_type=response.headers.get("content-type"),
            charset=response.charset_encoding,
            url=str(response.url),
            not_after=now,
            metadata={"retrieved": now.isoformat(timespec="seconds")},
        )


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
