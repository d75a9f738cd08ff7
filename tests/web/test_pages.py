"""Every page answers, with what its filters ask for and nothing that could be followed outside."""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree as Xml

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from dragoman.desk import Desk
from dragoman.desk.incidents.telling import stories
from dragoman.desk.tables import INCIDENTS
from dragoman.web.navigation import MENU
from tests.desk.asked import asked

PAGES = (
    "/",
    "/?since=2019-01-01&until=2020-12-31",
    "/timeline?actor=country:TUR&since=2020-01-01",
    "/timeline?dyad=SYR&dyad=TUR&sort=day",
    "/incidents?type=ASSAULT&sort=-killed",
    "/actors",
    "/actors/country:TUR",
    "/relations?type=role",
    "/claims?kind=forecast",
    "/agreements",
    "/forecasts",
    "/forecasts?scores=holder",
    "/reports?outlet=Levant Courier",
    "/map",
    "/network",
    "/sources",
    "/sources/Levant Courier",
    "/search?words=ceasefire",
    "/add",
)


@pytest.mark.parametrize("path", PAGES)
def test_pages_work_and_load_nothing_from_outside(client: TestClient, path: str):
    answer = client.get(path)
    assert answer.status_code == 200
    assert re.search(r"<h1[^>]*>.+?</h1>", answer.text, re.S)
    assert not re.search(r'(?:src|href|action)="(?!/|#)', answer.text), "leads elsewhere"
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bon\w+=|\sstyle=", answer.text), "inline script or style"


def test_every_entry_of_the_menu_leads_to_a_page(client: TestClient):
    shown = re.findall(r'<a href="([^"]+)" data-key="(\w)"', client.get("/").text)
    known = {entry.path: entry.key for group in MENU for entry in group.entries}
    assert dict(shown).items() <= known.items()
    assert len({key for _, key in shown}) == len(shown)
    assert all(client.get(path).status_code == 200 for path, _ in shown)


def test_links_within_the_pages_lead_somewhere(client: TestClient):
    found = set[str]()
    for path in ("/", "/incidents", "/timeline", "/agreements", "/reports", "/forecasts", "/search?words=convoy"):
        found |= set(re.findall(r'href="(/[^"#]*)', client.get(path).text)[:60])
    missing = [path for path in sorted(found)[::3] if client.get(path.replace("&amp;", "&")).status_code >= 400]
    assert not missing


def test_a_filter_stands_in_the_address_and_can_be_taken_off(client: TestClient):
    text = client.get("/incidents?type=ASSAULT&place=SYR&sort=day&limit=5").text
    chips = re.findall(r'class="chip" href="([^"]+)"', text)
    assert [chip.replace("&amp;", "&") for chip in chips] == [
        "/incidents?place=SYR&sort=day&limit=5",
        "/incidents?type=ASSAULT&sort=day&limit=5",
    ]
    assert "/incidents?type=ASSAULT&amp;place=SYR&amp;sort=day&amp;limit=5&amp;offset=5" in text


def test_an_impossible_filter_is_told_on_the_page(client: TestClient):
    answer = client.get("/timeline?since=yesterday")
    assert answer.status_code == 400
    assert "&#39;yesterday&#39; is no day" in answer.text
    assert 'value="yesterday"' in answer.text


def test_a_page_has_the_rows_that_the_desk_answers_with(client: TestClient, web_desk: Desk):
    rows = asked(web_desk, "incidents", type="ASSAULT", limit=50).rows
    found = re.findall(r'class="row-link" href="/incidents/(\d+)"', client.get("/incidents?type=ASSAULT").text)
    assert found == [str(row["incident"]) for row in rows]


def test_an_incident_shows_its_tellings_side_by_side_and_what_differs(client: TestClient, web_desk: Desk):
    row = max(asked(web_desk, "incidents", limit=500).rows, key=lambda row: (row["asserting"], row["denying"]))
    text = client.get(f"/incidents/{row['incident']}").text
    tellings = text[text.index('class="list tellings"') :].count("<tr data-row")
    assert tellings == row["statements"]
    assert 'class="differs"' in text
    assert "independent origin" in text


def test_an_incident_shows_figures_by_source_and_who_changed_their_story(client: TestClient, web_desk: Desk):
    with web_desk.reading() as connection:
        told = {number: stories(connection, number) for number in connection.scalars(select(INCIDENTS.c.id))}
    changed = next(number for number, one in told.items() if one.changes)
    text = client.get(f"/incidents/{changed}").text
    section = text[text.index("Who changed their story") :].split("</section>")[0]
    assert section.count("<tr data-row") == len(told[changed].changes)
    assert all(escape(change.voice) in section for change in told[changed].changes)
    counted = next(number for number, one in told.items() if any(each.kind == "displaced" for each in one.ranges))
    text = client.get(f"/incidents/{counted}").text
    section = text[text.index("Figures by source") :].split("</section>")[0]
    assert section.count("<tr data-row") == sum(one.kind != "killed" for one in told[counted].ranges)
    plain = next(number for number, one in told.items() if not one.ranges and not one.changes)
    text = client.get(f"/incidents/{plain}").text
    assert "Figures by source" not in text and "Who changed their story" not in text


def test_unknown_things_are_not_found(client: TestClient):
    paths = ("/nothing", "/incidents/999999", "/agreements/999999", "/actors/nobody", "/sources/none", "/reports/abc")
    assert [client.get(path).status_code for path in paths] == [404] * len(paths)
    assert client.get("/incidents/99999999999999999999").status_code == 404


def test_csv_and_json_hold_what_is_shown(client: TestClient, web_desk: Desk):
    rows = asked(web_desk, "timeline", type="AGREE", sort="-day", limit=1000).rows
    assert client.get("/timeline.json?type=AGREE&limit=2").json() == rows
    lines = client.get("/timeline.csv?type=AGREE").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("day,until,precision,actors")
    assert len(lines) >= len(rows) + 1


def test_a_feed_has_the_newest_rows_of_its_filter(client: TestClient):
    answer = client.get("/feeds/incidents.atom?type=ASSAULT")
    root = Xml.fromstring(answer.text)
    space = {"a": "http://www.w3.org/2005/Atom"}
    entries = root.findall("a:entry", space)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert entries and len({entry.findtext("a:id", "", space) for entry in entries}) == len(entries)
    moments = [entry.findtext("a:updated", "", space) for entry in entries]
    assert root.findtext("a:updated", "", space) == max(moments)
    assert all("ASSAULT" in entry.findtext("a:title", "", space) for entry in entries)


def test_search_marks_its_hits(client: TestClient):
    text = client.get("/search?words=ceasefire").text
    assert re.search(r'<mark class="hit">[Cc]easefire', text)
