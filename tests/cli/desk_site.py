"""A web server on this machine with feeds and pages, which answers as real ones do: with ETags, 304 and robots.txt."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from xml.sax.saxutils import escape


class Site:
    """What it has, by path; `headers` are more of them, by path; `asked` lists path and
    status of all that it was asked for."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.pages: dict[str, tuple[int, str, str]] = {}
        self.asked: list[tuple[str, int]] = []
        self.headers: dict[str, dict[str, str]] = {}

    def give(self, path: str, body: str, content_type: str = "text/html; charset=utf-8", status: int = 200) -> str:
        self.pages[path] = (status, content_type, body)
        return self.address + path

    def feed(self, path: str, *entries: tuple[str, str, str]) -> str:
        """An RSS feed; an entry is its title, its text, and the path of the page behind it."""
        items = "".join(
            f"<item><title>{escape(title)}</title><description>{escape(text)}</description>"
            f"<link>{self.address}{link}</link><pubDate>Sun, 01 Mar 2020 10:00:00 GMT</pubDate></item>"
            for title, text, link in entries
        )
        rss = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Lake Post</title>{items}</channel></rss>'
        return self.give(path, rss, "application/rss+xml")

    def opml(self, *urls: str) -> str:
        outlines = "".join(f'<outline text="Feed" xmlUrl="{escape(url)}"/>' for url in urls)
        return f'<?xml version="1.0"?><opml version="2.0"><head/><body>{outlines}</body></opml>'


@contextmanager
def served() -> Generator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, content_type, body = site.pages.get(self.path, (404, "text/plain", "no such page"))
            tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:12]}"'
            if status == 200 and self.headers.get("If-None-Match") == tag:
                status, body = 304, ""
            site.asked.append((self.path, status))
            data = body.encode()
            self.send_response(status)
            self.send_header("ETag", tag)
            self.send_header("Content-Type", content_type)
            for name, value in site.headers.get(self.path, {}).items():
                self.send_header(name, value)
            if status != 304:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
