"""Whether a site lets us read an address: robots.txt by RFC 9309."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from dragoman.errors import InputError
from dragoman.intake.body import Body

if TYPE_CHECKING:
    import httpx

LIMIT: Final = 512_000
"""Bytes of robots.txt that count (RFC 9309, section 2.5, asks for 500 KiB at least)."""
REDIRECTS: Final = 5
"""Redirects followed to it (section 2.3.1.2)."""
LONGEST_DELAY: Final = 60.0
"""Seconds of a site's Crawl-delay that are kept at most, our choice: some ask for days, and a feed has few pages."""


class Robots:
    """The rules of the sites visited, each fetched once."""

    def __init__(self, client: httpx.Client, user_agent: str, timeout: float) -> None:
        self._client = client
        self._agent = user_agent
        self._timeout = timeout
        self._rules: dict[str, RobotFileParser | InputError] = {}

    def check(self, url: str) -> None:
        """Raises:
        InputError: 'robots' if the rules forbid `url` or the server failed to give them (5xx), 'network' or 'timeout'
            if the server could not be reached, in which case section 2.3.1.4 forbids the visit too.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules.get(origin)
        if rules is None:
            rules = self._rules[origin] = self._fetch(origin)
        if isinstance(rules, InputError):
            raise InputError(rules.reason, str(rules))
        if not rules.can_fetch(self._agent, url):
            raise InputError("robots", f"{origin}/robots.txt forbids this address to {self._agent.split('/')[0]}")

    def delay(self, url: str) -> float:
        """The seconds between two requests that the rules of a site checked before ask for; 0 where they do not."""
        parts = urlsplit(url)
        rules = self._rules.get(f"{parts.scheme}://{parts.netloc}")
        asked = rules.crawl_delay(self._agent) if isinstance(rules, RobotFileParser) else None
        return min(float(asked or 0), LONGEST_DELAY)

    def _fetch(self, origin: str) -> RobotFileParser | InputError:
        rules = RobotFileParser()
        try:
            status, text = self._get(f"{origin}/robots.txt")
        except InputError as error:
            return InputError(error.reason, f"{origin}/robots.txt: {error}; the site is left alone then (RFC 9309)")
        if status >= 500:
            return InputError("robots", f"{origin}/robots.txt: status {status}; the site is left alone then (RFC 9309)")
        # Any other status than success means that there are no rules (section 2.3.1.3).
        rules.parse(text.splitlines() if 200 <= status < 300 else [])
        return rules

    def _get(self, url: str) -> tuple[int, str]:
        """The status and text, redirects followed; past the last one the file counts as not there."""
        import httpx

        for _ in range(REDIRECTS + 1):
            try:
                with self._client.stream("GET", url) as response:
                    if response.next_request is None:
                        body = Body(response, LIMIT, self._timeout, cut=True)
                        return response.status_code, body.readall().decode("utf-8", "replace")
                    url = str(response.next_request.url)
            except httpx.TimeoutException:
                raise InputError("timeout", f"no answer within {self._timeout:g} seconds") from None
            except (httpx.HTTPError, httpx.InvalidURL) as error:
                raise InputError("network", str(error)) from None
            if not url.startswith(("http://", "https://")):
                break
        return 404, ""
