"""Fetching addresses: http and https, with limits, robots.txt and redirects looked at one by one."""

from __future__ import annotations

import io
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from dragoman.errors import InputError
from dragoman.intake.body import Body
from dragoman.intake.later import BUSY, Busy, retry_after
from dragoman.intake.options import ReadOptions
from dragoman.intake.pace import Pace
from dragoman.intake.resource import Resource

if TYPE_CHECKING:
    import httpx

    from dragoman.intake.robots import Robots

_UNCHANGED = 304


@dataclass(frozen=True, slots=True)
class Version:
    """What a server tells one state of a page from another by (RFC 9110, section 8.8): its ETag and Last-Modified."""

    etag: str | None = None
    modified: str | None = None

    @property
    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it is another than this."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in named.items() if value}


class Web:
    """A client with its connections and the robots.txt rules it has met. Nothing is opened before the first address."""

    def __init__(self, options: ReadOptions) -> None:
        self._options = options
        self._client: httpx.Client | None = None
        self._robots: Robots | None = None
        self._pace = Pace(options.delay)

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

    @contextmanager
    def open_changed(self, url: str, held: Version) -> Generator[tuple[Resource, Version] | None]:
        """As `open`, with the version that the answer is of; None where that is the one held already.

        Raises:
            InputError: as `open`.
        """
        response = self._answer(url, held.conditions)
        try:
            if response.status_code == _UNCHANGED:
                yield None
            else:
                version = Version(response.headers.get("etag"), response.headers.get("last-modified"))
                yield self._resource(url, response), version
        finally:
            response.close()

    def _answer(self, url: str, conditions: Mapping[str, str] | None = None) -> httpx.Response:
        """The first answer that is no redirect: a page or, where `conditions` were made, that it is unchanged."""
        if not _is_web(url):
            raise InputError("unsupported", "not an address with http or https and a host")
        address = url
        for _ in range(self._options.max_redirects + 1):
            response = self._get(address, conditions or {})
            if response.next_request is None:
                if response.status_code != 200 and not (conditions and response.status_code == _UNCHANGED):
                    response.close()
                    raise _refused(response)
                return response
            response.close()
            address = str(response.next_request.url)
            if not _is_web(address):
                raise InputError("redirects", f"a redirect to {address[:200]}, which is no http or https address")
        raise InputError("redirects", f"more than {self._options.max_redirects} redirects, the last to {address[:200]}")

    def _get(self, url: str, headers: Mapping[str, str]) -> httpx.Response:
        import httpx

        client = self._connected()
        asked_for = 0.0
        if self._options.respect_robots and self._robots is not None:
            self._robots.check(url)
            asked_for = self._robots.delay(url)
        self._pace.wait(urlsplit(url).netloc, asked_for)
        try:
            return client.send(client.build_request("GET", url, headers=headers), stream=True)
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


def _refused(response: httpx.Response) -> InputError:
    told = f"status {response.status_code} {response.reason_phrase}".strip()
    if response.status_code in BUSY:
        return Busy(told, retry_after(response.headers.get("retry-after"), datetime.now(UTC)))
    return InputError("http-status", told)


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
