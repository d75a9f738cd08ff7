"""Many readers at once, while reports are added: no error, and nothing read that is half there."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import httpx

from dragoman.coder import Coder
from dragoman.desk import Desk
from dragoman.desk.adding import Added, keep_all
from dragoman.record import CodedReport
from dragoman.report import Published, Report
from tests.desk.asked import asked
from tests.web.conftest import served

CLIENTS, REQUESTS = 20, 1_000
PAGES = (
    "/api/reports?limit=200",
    "/api/incidents",
    "/",
    "/timeline",
    "/incidents",
    "/search?words=harbour",
    "/map",
    "/network",
    "/sources",
)


def records(number: int) -> list[CodedReport]:
    """Reports of one sentence each, coded."""
    return list(
        Coder().code(
            Report(
                text=f"Militia gunmen shelled the harbour of Velmar for {at} hours, killing {at + 2} people, it said.",
                outlet="Harbour Gazette",
                published=Published(date(2021, 1, 1) + timedelta(days=at), "given"),
            )
            for at in range(number)
        )
    )


def test_a_thousand_requests_of_twenty_readers_while_reports_are_added(web_desk: Desk):
    coded = records(40)
    over, reads = threading.Event(), list[dict[str, int]]()

    def read(address: str, client: int) -> list[tuple[str, int]]:
        answers = list[tuple[str, int]]()
        with httpx.Client(base_url=address, timeout=60) as http:
            for number in range(REQUESTS // CLIENTS):
                path = PAGES[(client + number) % len(PAGES)]
                answer = http.get(path)
                answers.append((path, answer.status_code))
                if path.startswith("/api/reports"):
                    reads.append({row["hash"]: row["statements"] for row in answer.json()["rows"]})
        return answers

    def write(shown: str) -> None:
        with Desk.open(shown) as desk:
            for at in range(0, len(coded), 4):
                keep_all(desk.engine, desk.shown, coded[at : at + 4], Added())
                over.wait(0.2)

    with served(web_desk) as address, ThreadPoolExecutor(CLIENTS + 1) as pool:
        writer = pool.submit(write, web_desk.shown)
        readers = [pool.submit(read, address, client) for client in range(CLIENTS)]
        answers = [one for reader in readers for one in reader.result()]
        over.set()
        writer.result()
    assert len(answers) == REQUESTS
    assert {status for _, status in answers} == {200}
    final = {row["hash"]: row["statements"] for row in asked(web_desk, "reports", limit=1000).rows}
    assert len(final) == 20 + len(coded)
    assert all(final[hash] == number for read in reads for hash, number in read.items())
    assert len({len(read) for read in reads}) > 1, "the readers saw nothing of the adding"
