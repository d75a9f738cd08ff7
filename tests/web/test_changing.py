"""Corrections with undo, outcomes of forecasts, and reports handed in: all of it with plain forms."""

from __future__ import annotations

import re
import time

from starlette.testclient import TestClient

from dragoman.desk import Desk
from tests.desk.asked import asked

REPORT = """---
title: Convoy reaches Velmar
outlet: Harbour Gazette
published: 2021-05-06
---
Militia gunmen shelled the harbour of Velmar on Wednesday, killing 11 people, the coastal guard said.
"""


def form(client: TestClient, path: str) -> str:
    found = re.search(r'name="csrf" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def test_a_statement_is_corrected_and_the_correction_undone(client: TestClient, web_desk: Desk):
    row = asked(web_desk, "timeline", status="act", limit=1).rows[0]
    page, path = f"/reports/{row['report']}", f"/reports/{row['report']}/{row['ref']}"
    csrf = form(client, path)
    wish = {"csrf": csrf, "ref": f"{row['report']}:{row['ref']}", "field": "status", "new": "not", "who": "Ana Novak"}
    refused = client.post("/correct", data=wish | {"back": path})
    assert refused.status_code == 400 and "who makes it and why" in refused.text
    led = client.post(
        "/correct", data=wish | {"why": "read anew", "back": f"{page}#{row['ref']}"}, follow_redirects=False
    )
    assert led.status_code == 303
    told = re.fullmatch(rf"{page}\?changed=(\d+)#{row['ref']}", led.headers["location"])
    assert told
    shown = client.get(led.headers["location"]).text
    assert "status</b> of" in shown and "act</bdi> →" in shown and ">Undo</button>" in shown
    assert "Ana Novak" in client.get(path).text, "the name is kept for the next correction"
    assert _status(web_desk, row) == "not"
    client.post("/undo", data={"csrf": csrf, "number": told[1], "who": "Ana Novak", "back": page})
    assert _status(web_desk, row) == "act"
    assert "undone by" in client.get(path).text


def test_what_is_rejected_is_no_longer_marked(client: TestClient, web_desk: Desk):
    row = asked(web_desk, "timeline", limit=1).rows[0]
    page, path = f"/reports/{row['report']}", f"/reports/{row['report']}/{row['ref']}"
    assert f'href="#{row["ref"]}"' in client.get(page).text
    wish = {"csrf": form(client, path), "ref": f"{row['report']}:{row['ref']}", "who": "A", "why": "b", "back": page}
    client.post("/correct", data=wish | {"field": "verdict", "new": "rejected"})
    text = client.get(page).text
    assert f'href="#{row["ref"]}"' not in text
    assert re.search(rf'class="statement rejected" id="{row["ref"]}"', text)


def test_the_outcome_of_a_forecast_is_told(client: TestClient, web_desk: Desk):
    row = asked(web_desk, "forecasts", limit=1).rows[0]
    path = f"/reports/{row['report']}/{row['ref']}"
    wish = {
        "csrf": form(client, path),
        "ref": f"{row['report']}:{row['ref']}",
        "outcome": "came true",
        "who": "A",
        "why": "b",
    }
    assert client.post("/outcome", data=wish | {"back": path}, follow_redirects=False).status_code == 303
    assert asked(web_desk, "forecasts", limit=1).rows[0]["outcome"] == "came true"


def test_a_telling_is_parted_from_its_incident(client: TestClient, web_desk: Desk):
    incident = next(row for row in asked(web_desk, "incidents", limit=500).rows if row["reports"] != 1)
    path = f"/incidents/{incident['incident']}"
    refs = re.findall(r'<option value="([0-9a-f]{64}:[\w-]+)"', client.get(path).text)
    wish = {
        "csrf": form(client, path),
        "subject": "incident",
        "field": "not same as",
        "who": "A",
        "why": "b",
        "back": path,
    }
    led = client.post("/correct", data=wish | {"ref": refs[0], "new": refs[1]}, follow_redirects=False)
    assert led.status_code == 303 and led.headers["location"].startswith(f"/reports/{refs[0][:16]}?changed=")
    assert "not same as" in client.get(led.headers["location"]).text


def test_a_pasted_report_is_coded_and_added_without_a_script(client: TestClient, web_desk: Desk):
    csrf = form(client, "/add")
    led = client.post("/add", data={"csrf": csrf, "text": REPORT}, follow_redirects=False)
    assert led.status_code == 303
    end = time.monotonic() + 60
    while 'http-equiv="refresh"' in (text := client.get(led.headers["location"]).text):
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "<h1>Done</h1>" in text and "1 new on the desk" in text
    row = asked(web_desk, "reports", outlet="Harbour Gazette").rows[0]
    assert row["title"] == "Convoy reaches Velmar"
    assert row["location"] == "pasted text"
    assert f"/reports/{row['report']}" in text


def test_what_cannot_be_read_is_told(client: TestClient):
    csrf = form(client, "/add")
    scripted = {"accept": "application/json"}
    nothing = client.post("/add", data={"csrf": csrf, "text": "  "}, headers=scripted)
    assert nothing.status_code == 400 and "nothing to read" in nothing.json()["error"]
    day = client.post("/add", data={"csrf": csrf, "text": "A text.", "published": "soon"}, headers=scripted)
    assert day.status_code == 400 and "published" in day.json()["error"]
    files = [
        ("files", ("../../../etc/x.pdf", b"%PDF-1.7", "text/plain")),
        ("files", ("b.txt", b"\x00\x01", "text/plain")),
    ]
    job = client.post("/add", data={"csrf": csrf}, files=files, headers=scripted).json()
    end = time.monotonic() + 60
    while not job["over"]:
        assert time.monotonic() < end
        time.sleep(0.05)
        job = client.get(job["page"], headers=scripted).json()
    assert [(one["location"], one["reason"]) for one in job["skipped"]] == [
        ("x.pdf", "unsupported"),
        ("b.txt", "encoding"),
    ]
    assert job["kept"] == 0 and not job["error"]


def _status(desk: Desk, row: dict[str, object]) -> object:
    rows = asked(desk, "timeline", limit=5000).rows
    return next(one["status"] for one in rows if (one["report"], one["ref"]) == (row["report"], row["ref"]))
