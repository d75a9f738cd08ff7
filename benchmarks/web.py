"""The desk in a browser, on a large desk: how long each page takes the server, and until Chromium can use it.

`python benchmarks/web.py DESK`

Every page is asked for twice of a server that has just started: the first time it may have to count, the second time
what is costly is in memory. Then Chromium opens it, with nothing of it in its cache; usable is a page that is laid out
and whose scripts have run (its `load` event). The server runs in a process of its own.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import httpx
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import func, select

from benchmarks.outcome import arguments, tell
from dragoman.desk import Desk
from dragoman.desk.questions import Filter, ask
from dragoman.desk.tables import REPORTS

RUNS = 3
"""Times that Chromium opens each page; the middle one counts."""


def pages(desk: Desk) -> dict[str, str]:
    """A page of every sort, with much on it."""
    with desk.reading() as connection:
        last = connection.scalar(select(func.max(REPORTS.c.published))) or ""
        report = ask(connection, "timeline", Filter.of(type="ASSAULT", sort="-day", limit=1)).rows[0]
        incident = ask(connection, "incidents", Filter.of(sort="-asserting", limit=1)).rows[0]
        actor = ask(connection, "actors", Filter.of(sort="-statements", limit=2)).rows
        source = ask(connection, "reports", Filter.of(limit=1)).rows[0]["outlet"]
    lists = "incidents timeline actors relations claims agreements forecasts reports sources".split()
    return {
        "today": f"/?since={last[:8]}01",
        "report": f"/reports/{report['report']}",
        "statement": f"/reports/{report['report']}/{report['ref']}",
        "incident": f"/incidents/{incident['incident']}",
        "actor": f"/actors/{actor[0]['key']}",
        "source": f"/sources/{source}",
        "search": "/search?words=ceasefire",
        "map": "/map",
        "map, one actor": f"/map?actor={actor[1]['key']}",
        "network": "/network",
        "quotes": "/network?kind=quotes",
        **{name: f"/{name}" for name in lists},
        "timeline, one actor": f"/timeline?actor={actor[1]['key']}",
    }


@contextmanager
def served(location: str) -> Generator[str]:
    """The address of `dragoman serve` of a desk."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dragoman", "serve", location, "--port", str(port), "--quiet"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        end = time.monotonic() + 30
        while True:
            try:
                httpx.get(f"{address}/static/style.css")
                break
            except httpx.TransportError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
        time.sleep(5)  # what it makes ready after its start
        yield address
    finally:
        server.terminate()
        server.wait()


def usable(browser: Browser, address: str) -> float:
    """Milliseconds until a page can be used."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(address, wait_until="load")
    spent = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
    context.close()
    return float(spent)


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "", "desk")
    given = parser.parse_args()
    location = str(given.desk)
    with Desk.open(location) as desk:
        asked = pages(desk)
    chromium = next(path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name)))
    rows = list[tuple[object, ...]]()
    figures: dict[str, object] = {}
    with served(location) as address, httpx.Client(base_url=address, timeout=60) as client:
        times = dict[str, list[float]]()
        for name, path in asked.items():
            for _ in range(2):
                begun = time.perf_counter()
                answer = client.get(path)
                times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)
                answer.raise_for_status()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, path in asked.items():
                seen = median(usable(browser, address + path) for _ in range(RUNS))
                rows.append((name, *times[name], seen, path))
                figures[name] = [round(value) for value in (*times[name], seen)]
            browser.close()
    tell("web", ("page", "first, ms", "then, ms", "usable, ms", "address"), rows, figures,
         model="none", record=given.record)  # fmt: skip


if __name__ == "__main__":
    main()
