"""A distance in time between requests to one site."""

from __future__ import annotations

import time


class Pace:
    """Makes requests to one site wait until `delay` seconds lie behind the one before; with 0 none ever waits."""

    def __init__(self, delay: float) -> None:
        self._delay = delay
        self._last: dict[str, float] = {}

    def wait(self, site: str, asked_for: float = 0.0) -> None:
        """Waits for a site's turn; `asked_for` is the delay in seconds that the site itself asks for."""
        if not self._delay:
            return
        if site in self._last:
            time.sleep(max(0.0, self._last[site] + max(self._delay, asked_for) - time.monotonic()))
        self._last[site] = time.monotonic()
