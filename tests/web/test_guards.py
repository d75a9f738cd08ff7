"""What keeps the desk its owner's: hosts, tokens, forged forms, sizes, headers; and hostile text."""

from __future__ import annotations

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from dragoman.desk import Desk
from dragoman.desk.adding import Added, keep_all
from dragoman.errors import OptionError
from dragoman.record import CodedReport
from dragoman.report import Published, Report
from dragoman.web import create_app
from dragoman.web.exporting import as_csv
from dragoman.web.serving import check
from tests.desk.asked import asked

TOKEN = "a token of thirty-two characters"
EVIL = '<script>alert(1)</script> "><img src=x onerror=alert(1)> \u202egnp.exe\u200b\x1b[31m {{7*7}}'


def test_every_answer_forbids_what_it_does_not_need(client: TestClient):
    for path in ("/", "/nothing", "/static/style.css", "/api/timeline", "/timeline?since=x"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "http" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", ""])
def test_a_name_that_is_not_ours_is_refused(client: TestClient, host: str):
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8484", "127.0.0.1:1", "[::1]:8484"])
def test_the_names_of_this_machine_are_taken(client: TestClient, host: str):
    assert client.get("/", headers={"host": host}).status_code == 200


def test_it_is_bound_to_this_machine_unless_token_and_names_are_given():
    assert check("127.0.0.1", None, ()) == ("127.0.0.1", "localhost", "[::1]")
    assert "desk.example" in check("0.0.0.0", TOKEN, ["desk.example"])
    for host, token, hosts in (
        ("0.0.0.0", None, ["a"]),
        ("0.0.0.0", TOKEN, []),
        ("desk.example", None, []),
        ("::", None, []),
    ):
        with pytest.raises(OptionError, match="host"):
            check(host, token, hosts)
    with pytest.raises(OptionError, match="16 characters"):
        check("127.0.0.1", "short", ())
    with pytest.raises(OptionError, match="without"):
        check("0.0.0.0", TOKEN, ["*.example"])


def test_with_a_token_nothing_is_shown_without_it(web_desk: Desk):
    with TestClient(create_app(web_desk, token=TOKEN), base_url="http://localhost") as client:
        led = client.get("/timeline?actor=TUR", follow_redirects=False)
        assert led.status_code == 303 and led.headers["location"] == "/enter?to=%2Ftimeline%3Factor%3DTUR"
        assert client.get("/api/timeline").status_code == 401
        assert client.get("/api/timeline?token=wrong").status_code == 401
        assert client.post("/correct").status_code == 401
        assert client.get("/api/timeline", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/feeds/timeline.atom", params={"token": TOKEN}).status_code == 200
        assert client.get("/", params={"token": TOKEN}, follow_redirects=False).status_code == 303
        form = client.get("/enter?to=/timeline").text
        csrf = re.search(r'name="csrf" value="(\w+)"', form)
        assert csrf
        given = {"csrf": csrf[1], "to": "//evil.example/", "token": "wrong"}
        assert client.post("/enter", data=given).status_code == 403
        led = client.post("/enter", data=given | {"token": TOKEN}, follow_redirects=False)
        assert led.headers["location"] == "/"
        assert client.get("/timeline").status_code == 200


def test_a_forged_form_changes_nothing(client: TestClient, web_desk: Desk):
    path, ref = _statement(web_desk)
    csrf = _csrf(client, path)
    wish = {"ref": ref, "field": "verdict", "new": "rejected", "who": "A", "why": "b", "back": "/"}
    assert client.post("/correct", data=wish).status_code == 403
    assert client.post("/correct", data=wish | {"csrf": "0" * 64}).status_code == 403
    foreign = {"sec-fetch-site": "cross-site"}
    assert client.post("/correct", data=wish | {"csrf": csrf}, headers=foreign).status_code == 403
    other = TestClient(client.app, base_url="http://localhost")
    assert other.post("/correct", data=wish | {"csrf": csrf}).status_code == 403
    assert client.get(f"/correct?{csrf}").status_code == 405
    assert not asked(web_desk, "claims", limit=5000, rejected=True).polars().filter(verdict="rejected").height


def test_too_much_at_once_is_refused(client: TestClient):
    assert client.post("/add", content=b"x", headers={"content-length": "99999999999"}).status_code == 413

    def endless():
        for _ in range(40):
            yield b"x" * 1_000_000

    headers = {"content-type": "multipart/form-data; boundary=b"}
    assert client.post("/add", content=endless(), headers=headers).status_code in (400, 413)
    assert client.get("/timeline?actor=" + "x" * 9000).status_code == 414


def test_hostile_text_is_shown_and_does_nothing(client: TestClient, web_desk: Desk):
    text = f"{EVIL}\n\nThe army shelled Idlib on Friday. {EVIL} " + "a" * 1_000_000
    _keep(web_desk, Report(text=text, title=EVIL, outlet=EVIL, published=_day("2020-03-07"), url="javascript:alert(1)"))
    row = asked(web_desk, "reports", limit=1).rows[0]
    for path in (
        "/",
        "/reports",
        f"/reports/{row['report']}",
        "/map",
        "/network",
        "/sources",
        "/search?words=shelled",
        f"/search?words={EVIL[:60]}",
    ):
        answer = client.get(path)
        assert answer.status_code in (200, 400)
        assert (
            "<script>alert" not in answer.text and "<img" not in answer.text and 'href="javascript' not in answer.text
        )
        assert not re.search("[\u202e\u200b\x1b]", answer.text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get("/reports").text
    assert client.get("/feeds/reports.atom").status_code == 200


def test_no_cell_of_a_spreadsheet_is_a_formula(web_desk: Desk):
    _keep(web_desk, Report(text="Nothing happened.", title='=HYPERLINK("http://evil")', published=_day("2020-03-07")))
    lines = as_csv(asked(web_desk, "reports", limit=1)).decode("utf-8-sig").splitlines()
    assert "'=HYPERLINK" in lines[1]


def _day(day: str) -> Published:
    return Published(date.fromisoformat(day), "given")


def _keep(desk: Desk, report: Report) -> None:
    empty = CodedReport(report, (), (), (), (), (), (), (), (), (), (), "made by hand", "phia")
    keep_all(desk.engine, desk.shown, [empty], Added())


def _statement(desk: Desk) -> tuple[str, str]:
    row = asked(desk, "timeline", limit=1).rows[0]
    return f"/reports/{row['report']}/{row['ref']}", f"{row['report']}:{row['ref']}"


def _csrf(client: TestClient, path: str) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]
