from __future__ import annotations

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.intake import ReadOptions, Skipped, read, read_all
from dragoman.report import Report

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A web server on this machine whose answers a test sets by path; `asked` lists the paths asked for."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.answers: dict[str, Answer] = {}
        self.asked: list[str] = []

    def give(
        self, path: str, body: bytes | str, content_type: str = "text/html", *, status: int = 200, **headers: str
    ) -> str:
        data = body.encode() if isinstance(body, str) else body

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in {"Content-Type": content_type, "Content-Length": str(len(data)), **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(data)

        self.answers[path] = answer
        return self.address + path


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append(self.path)
            answer = here.answers.get(self.path.split("?")[0])
            if answer is None:
                self.send_error(404)
            else:
                answer(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda request, client_address: None  # a client that hangs up early is what we test
    here = Site(server.server_port)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield here
    server.shutdown()
    thread.join()
    server.server_close()


def only(url: str, **options: object) -> Report | Skipped:
    (item,) = read(url, ReadOptions(**{"timeout": 5.0, **options}))  # pyright: ignore[reportArgumentType]
    return item


def reason(url: str, **options: object) -> str:
    item = only(url, **options)
    return item.reason if isinstance(item, Skipped) else "report"


def test_a_page(site: Site, page: str) -> None:
    url = site.give("/world/talks", page)
    report = only(url)
    assert isinstance(report, Report) and report.published is not None
    assert (report.title, report.outlet, report.url, report.location) == ("Talks resume", "Lake Post", url, url)
    assert report.published.origin == "metadata"
    assert datetime.fromisoformat(report.metadata["retrieved"]) <= datetime.now(UTC)
    assert site.asked == ["/robots.txt", "/world/talks"]


def test_the_content_type_decides(site: Site, body: str) -> None:
    assert reason(site.give("/a.pdf", body, "text/plain")) == "report"
    assert reason(site.give("/a", body, "application/pdf")) == "unsupported"
    assert reason(site.give("/a.txt", b"\x89PNG", "image/png")) == "unsupported"
    assert reason(site.give("/b", f"text\n{body}\n", "text/csv")) == "report"
    assert reason(site.give("/c.jsonl", f'{{"text": "{body}"}}', "application/octet-stream")) == "report"
    russian = f"{body} Женева".encode("cp1251")
    report = only(site.give("/d", russian, "text/plain; charset=windows-1251"))
    assert isinstance(report, Report) and report.text.endswith("Женева")


def test_the_day_in_the_address_and_a_date_after_the_visit(site: Site, body: str) -> None:
    report = only(site.give("/2019/06/01/talks", f"<html><p>{body}</p></html>"))
    assert isinstance(report, Report) and report.published is not None
    assert (report.published.isoformat(), report.published.origin) == ("2019-06-01", "url")
    assert report.outlet == "127.0.0.1"
    later = (datetime.now(UTC) + timedelta(days=40)).date().isoformat()
    report = only(site.give("/b", f'<html><meta name="date" content="{later}"><p>{body}</p></html>'))
    assert isinstance(report, Report) and report.published is None
    assert later in report.metadata["date_refused"]


def test_redirects(site: Site, page: str) -> None:
    site.give("/end", page)
    for number in range(3):
        site.give(f"/{number}", "", status=302, Location=f"/{number + 1}" if number < 2 else "/end")
    report = only(site.address + "/0", max_redirects=3)
    assert isinstance(report, Report) and report.url == site.address + "/end"
    assert report.location == site.address + "/0"
    assert reason(site.address + "/0", max_redirects=2) == "redirects"
    assert reason(site.give("/loop", "", status=301, Location="/loop")) == "redirects"
    for target in ("file:///etc/hostname", "ftp://127.0.0.1/x", "gopher://x"):
        assert reason(site.give("/away", "", status=302, Location=target)) == "redirects"


def test_other_statuses(site: Site) -> None:
    assert reason(site.address + "/nothing") == "http-status"
    assert reason(site.give("/broken", "", status=500)) == "http-status"
    assert reason(site.give("/empty", "")) == "empty"


def test_robots(site: Site, page: str) -> None:
    url = site.give("/private/a", page)
    site.give("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    assert reason(url) == "robots"
    assert "/private/a" not in site.asked
    assert reason(url, respect_robots=False) == "report"
    site.give("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: lakebot\nAllow: /\n", "text/plain")
    assert reason(url) == "robots"
    assert reason(url, user_agent="lakebot/2.0") == "report"


def test_robots_of_a_redirects_target_count(site: Site, page: str) -> None:
    site.give("/private/a", page)
    site.give("/robots.txt", "User-agent: *\nDisallow: /private/\n", "text/plain")
    assert reason(site.give("/open", "", status=302, Location="/private/a")) == "robots"
    assert "/private/a" not in site.asked


@pytest.mark.parametrize(("status", "expected"), [(404, "report"), (403, "report"), (500, "robots"), (503, "robots")])
def test_robots_by_status(site: Site, page: str, status: int, expected: str) -> None:
    site.give("/robots.txt", "User-agent: *\nDisallow: /\n", status=status)
    assert reason(site.give("/a", page)) == expected


def test_robots_is_asked_for_once_and_followed(site: Site, page: str) -> None:
    site.give("/robots.txt", "", status=302, Location="/rules")
    site.give("/rules", "User-agent: *\nDisallow: /b\n", "text/plain")
    urls = [site.give("/a", page), site.give("/b", page), site.give("/c", page)]
    assert [type(item) for item in read_all(urls)] == [Report, Skipped, Report]
    assert site.asked.count("/robots.txt") == 1


def test_size(site: Site, page: str, body: str) -> None:
    assert reason(site.give("/a", page), max_bytes=100) == "too-large"

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.end_headers()
        for _ in range(100_000):
            request.wfile.write(body.encode() * 10)

    site.answers["/endless"] = endless
    start = time.perf_counter()
    assert reason(site.address + "/endless", max_bytes=100_000) == "too-large"
    bomb = gzip.compress(b"a" * 50_000_000)
    assert reason(site.give("/bomb", bomb, "text/plain", Content_Encoding="gzip"), max_bytes=100_000) == "too-large"
    assert time.perf_counter() - start < 3


def test_compressed_answers(site: Site, page: str) -> None:
    assert reason(site.give("/gzip", gzip.compress(page.encode()), Content_Encoding="gzip")) == "report"
    assert reason(site.give("/deflate", zlib.compress(page.encode()), Content_Encoding="deflate")) == "report"
    assert reason(site.give("/cut", gzip.compress(page.encode())[:-20], Content_Encoding="gzip")) == "truncated"
    assert reason(site.give("/bad", b"\x1f\x8b\x08" + b"\xff" * 99, Content_Encoding="gzip")) == "unreadable"
    assert reason(site.give("/br", b"x", Content_Encoding="br")) == "unsupported"


def test_slow_and_broken_servers(site: Site) -> None:
    done = threading.Event()

    def silent(request: BaseHTTPRequestHandler) -> None:
        done.wait(5)

    def dripping(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.end_headers()
        while not done.wait(0.05):
            request.wfile.write(b"<p>")

    def cut(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Type", "text/html")
        request.send_header("Content-Length", "1000")
        request.end_headers()
        request.wfile.write(b"<p>")

    site.answers |= {"/silent": silent, "/dripping": dripping, "/cut": cut}
    start = time.perf_counter()
    assert reason(site.address + "/silent", timeout=0.3) == "timeout"
    assert reason(site.address + "/dripping", timeout=0.3) == "timeout"
    assert time.perf_counter() - start < 3
    done.set()
    assert reason(site.address + "/cut") == "truncated"


def test_addresses_that_lead_nowhere() -> None:
    assert reason("http://127.0.0.1:9/a") == "network"
    assert reason("http://127.0.0.1:9/a", respect_robots=False) == "network"
    for wrong in ("http://", "https://[broken/", "file:///etc/hostname", "http://127.0.0.1:99999/"):
        assert reason(wrong) in {"unsupported", "network"}


def test_following_a_feed(site: Site, page: str, body: str) -> None:
    site.give("/a", page)
    link = f"{site.address}/a"
    feed = (
        "<rss version='2.0'><channel><title>Feed Post</title>"
        f"<item><title>Short</title><link>{link}</link><pubDate>Mon, 03 Jun 2019 10:00:00 GMT</pubDate></item>"
        f"<item><title>Gone</title><link>{site.address}/gone</link></item>"
        f"<item><title>Talks go on</title><description>{body}</description></item></channel></rss>"
    )
    url = site.give("/feed", feed, "application/rss+xml")
    first, second, third = read(url, ReadOptions(follow=True))
    assert isinstance(first, Report) and first.published is not None
    assert first.title == "Talks resume" and (first.published.origin, first.published.day.day) == ("feed", 3)
    assert isinstance(second, Skipped) and (second.reason, second.location) == ("http-status", f"{site.address}/gone")
    assert isinstance(third, Report) and third.title == "Talks go on"
    assert "/a" in site.asked
    site.asked.clear()
    assert [getattr(item, "reason", "report") for item in read(url)] == ["no-text", "no-text", "report"]
    assert "/a" not in site.asked
