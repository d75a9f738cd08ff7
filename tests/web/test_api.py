"""The JSON API: the same questions, described by OpenAPI."""

from __future__ import annotations

import jsonschema
from starlette.testclient import TestClient

from dragoman.desk import Desk
from dragoman.desk.questions import QUESTIONS
from tests.desk.asked import asked


def test_every_question_answers_as_the_description_says(client: TestClient):
    description = client.get("/api/openapi.json").json()
    assert description["openapi"].startswith("3.1")
    for name in QUESTIONS:
        path = description["paths"][f"/api/{name}"]["get"]
        body = path["responses"]["200"]["content"]["application/json"]["schema"]
        answer = client.get(f"/api/{name}", params={"words": "ceasefire"} if name == "search" else {"limit": 3})
        assert answer.status_code == 200
        jsonschema.validate(answer.json(), body | {"components": description["components"]})


def test_the_next_page_goes_on_where_the_last_one_ended(client: TestClient, web_desk: Desk):
    rows = asked(web_desk, "timeline", type="ASSAULT", limit=1000).rows
    found, path = list[dict[str, object]](), "/api/timeline?type=ASSAULT&limit=40"
    while path:
        answer = client.get(path).json()
        found += answer["rows"]
        path = answer["next"]
    assert found == rows


def test_a_record_and_a_brief(client: TestClient, web_desk: Desk):
    row = asked(web_desk, "reports", limit=1).rows[0]
    record = client.get(f"/api/reports/{row['report']}").json()
    assert record["report"]["title"] == row["title"]
    assert client.get("/api/brief?since=2020-01-01").json()["counts"]["incidents"] > 0


def test_what_is_impossible_is_told_as_a_problem(client: TestClient):
    for path in (
        "/api/timeline?since=x",
        "/api/timeline?colour=red",
        "/api/search",
        "/api/timeline?limit=-1",
        "/api/brief",
    ):
        answer = client.get(path)
        assert answer.status_code == 400, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["detail"]
    assert client.get("/api/reports/00000000").status_code == 404
    assert client.get("/api/nothing").json()["status"] == 404
