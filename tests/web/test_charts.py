"""The charts: their numbers, their specifications, and that a real browser draws them under the page's policy."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page
from sqlalchemy import insert, select
from starlette.testclient import TestClient

from dragoman.desk import Desk, foresight
from dragoman.desk.questions import Filter
from dragoman.desk.tables import FORECASTS, REPORTS, RESOLUTIONS, STATEMENTS, TOLLS
from dragoman.web import create_app, static_files
from dragoman.web.calibration import calibration, steps, wilson
from dragoman.web.charts import CHARTS
from dragoman.web.over_time import BARS, MORE_BARS, UNITS, over_time
from tests.desk.asked import asked
from tests.web.conftest import served
from tests.web.test_browser import RULES, SERIOUS, opened

MOMENT = "2026-01-01T00:00:00Z"


def resolved(desk: Desk) -> None:
    """Outcomes for all forecasts with a likelihood, and so many more forecasts that they can be scored."""
    with desk.writing() as connection:
        event = connection.execute(select(STATEMENTS).where(STATEMENTS.c.kind == "forecast").limit(1)).one()
        hash = connection.scalar(select(REPORTS.c.hash).where(REPORTS.c.id == event.report_id))
        holder = connection.scalar(select(FORECASTS.c.holder_id).where(FORECASTS.c.holder_id.is_not(None)).limit(1))
        for number in range(24):
            row: dict[str, Any] = dict(event._mapping) | {
                "ref": f"x{number}",
                "low": 0.1 + 0.2 * (number % 4),
                "verdict": None,
            }
            row["high"] = row["low"] + 0.1
            del row["id"]
            id = connection.scalar(insert(STATEMENTS).returning(STATEMENTS.c.id), row)
            connection.execute(insert(FORECASTS), {"statement_id": id, "holder_id": holder, "conditional": False})
            told: dict[str, object] = {"hash": hash, "ref": row["ref"], "proposed": False, "who": "Ana", "why": "Known"}
            outcome = "came true" if number % 3 else "did not"
            connection.execute(insert(RESOLUTIONS), told | {"outcome": outcome, "moment": MOMENT})


@pytest.fixture(scope="module")
def desk(told_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Desk]:
    path = tmp_path_factory.mktemp("charts") / "own.desk"
    shutil.copyfile(told_desk, path)
    with Desk.open(path) as desk:
        resolved(desk)
        yield desk


@pytest.fixture(scope="module")
def viewer(desk: Desk) -> Generator[TestClient]:
    with TestClient(create_app(desk), base_url="http://localhost") as client:
        yield client


def values(spec: dict[str, Any]) -> list[dict[str, Any]]:
    """The rows that a specification carries, of all its layers."""
    return [row for rows in spec["datasets"].values() for row in rows]


def figure(html: str, name: str) -> str:
    """The figure of a chart on a page, with its table."""
    found = re.search(rf'<figure class="chart[^>]*data-chart="/charts/{name}\.json.*?</figure>', html, re.S)
    assert found is not None, name
    return found[0]


def spec_of(client: TestClient, html: str, name: str) -> dict[str, Any]:
    """The specification that a page's figure names."""
    path = re.search(r'data-chart="([^"]+)"', figure(html, name))
    assert path is not None
    answer = client.get(path[1].replace("&amp;", "&"))
    assert answer.status_code == 200, answer.text
    return answer.json()


def table(html: str) -> dict[tuple[str, str], int]:
    """A table of counts by the headings of its rows and columns."""
    heads = re.findall(r'<th scope="col" class="num">([^<]+)</th>', html)
    found = dict[tuple[str, str], int]()
    for row in re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", html, re.S):
        label = re.sub(r"<[^>]+>", "", row.partition("</th>")[0])
        for head, cell in zip(heads, re.findall(r'<td class="num">([^<]*)</td>', row), strict=True):
            if cell:
                found[label, head] = int(cell.replace(",", ""))
    return found


DAYS = st.dates(date(1, 1, 1), date.max).map(date.isoformat)
COUNTS = st.lists(st.tuples(DAYS, st.sampled_from("ab"), st.integers(1, 50)), max_size=40)


@settings(max_examples=150, deadline=None)
@given(COUNTS, st.sampled_from([None, *UNITS]))
def test_periods_hold_all_or_say_what_they_leave_out(counts: list[tuple[str, str, int]], unit: Any):
    found = over_time([*counts, ("", "a", 3)], "ab", unit)
    assert found.undated == 3
    assert found.total + found.before + found.after == sum(n for _, _, n in counts)
    assert len(found.periods) <= (MORE_BARS if unit else BARS) or found.unit == "year"
    for one, other in zip(found.periods, found.periods[1:], strict=False):
        assert one.end < other.start
    for period in found.periods:
        inside = [(name, n) for day, name, n in counts if period.start <= day <= period.end]
        assert period.counts == tuple(sum(n for name, n in inside if name == sort) for sort in "ab")


def test_a_lone_old_mention_does_not_press_all_else_together():
    start = date(2020, 1, 1)
    days = [((start + timedelta(days=n)).isoformat(), "a", 10) for n in range(60)]
    found = over_time([("1914-08-01", "a", 1), *days], "a")
    assert (found.unit, found.before, found.after) == ("day", 1, 0)
    assert found.total == 600
    assert found.periods[0].label == "1 Jan 2020"
    assert [over_time(days, "a", unit).periods[0].label for unit in UNITS] == [
        "1 Jan 2020", "week of 30 Dec 2019", "Jan 2020", "2020",
    ]  # fmt: skip


def test_calibration_counts_classes_and_is_refused_on_few():
    told = [(0.1, False)] * 6 + [(0.9, True)] * 3 + [(1.0, False)]
    found = steps(told)
    assert [(step.count, step.happened) for step in found.steps] == [(6, 0.0), (4, 0.75)]
    assert found.steps[1].foretold == pytest.approx(0.925)
    assert all(step.least <= step.happened <= step.most for step in found.steps)
    assert steps(told[:9]).steps == ()
    assert steps(told[:9]).count == 9


def test_wilsons_interval():
    # Newcombe 1998, https://doi.org/10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=6e-4)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=6e-4)


def test_calibration_is_that_of_the_desks_own_scores(desk: Desk):
    with desk.reading() as connection:
        found = calibration(connection, Filter())
        (holder,) = foresight.scores(connection)
        assert [(c.foretold, c.happened, c.count) for c in holder.calibration] == [
            (step.foretold, step.happened, step.count) for step in found.steps
        ]
        assert calibration(connection, Filter.of(until="1999-01-01")).count == 0


@pytest.mark.parametrize("filters", ["", "type=ASSAULT", "actor=country:TUR&stack=status", "by=day&since=2020-01-01"])
def test_the_timelines_chart_and_table_hold_the_tellings(viewer: TestClient, desk: Desk, filters: str):
    html = viewer.get(f"/timeline?{filters}").text
    spec = spec_of(viewer, html, "tellings")
    rows = values(spec)
    assert {(row["period"], row["sort"]): row["count"] for row in rows} == table(figure(html, "tellings"))
    pairs = [pair.split("=") for pair in filters.split("&") if pair]
    asking: dict[str, Any] = {name: value for name, value in pairs if name not in ("stack", "by")}
    told = asked(desk, "timeline", limit=1000, **asking).rows
    first, last = min(row["from"] for row in rows), max(row["to"] for row in rows)
    inside = [row for row in told if row["day"] and first <= row["day"] < last]
    assert sum(row["count"] for row in rows) == len(inside)
    bar = max(rows, key=lambda row: row["count"])
    (until,) = re.findall(r"until=([\d-]+)", bar["href"])
    narrowed = asked(desk, "timeline", limit=1000, **(asking | {"since": bar["from"], "until": until}))
    assert sum(row["count"] for row in rows if row["period"] == bar["period"]) == len(narrowed.rows)
    assert viewer.get(bar["href"]).status_code == 200


def test_an_actors_parts_are_those_of_its_page(viewer: TestClient, desk: Desk):
    html = viewer.get("/actors/country:TUR").text
    spec = spec_of(viewer, html, "parts")
    rows = values(spec)
    assert {(row["period"], row["sort"]): row["count"] for row in rows} == table(figure(html, "parts"))
    row = asked(desk, "actors", actor="country:TUR", limit=10).rows
    own = next(one for one in row if one["key"] == "country:TUR")
    assert sum(one["count"] for one in rows if one["sort"] == "did") == own["acts"]
    assert sum(one["count"] for one in rows if one["sort"] == "had done to it") == own["suffers"]


def test_sources_and_scores_are_those_of_their_tables(viewer: TestClient, desk: Desk):
    html = viewer.get("/sources").text
    rows = values(spec_of(viewer, html, "sources"))
    total = asked(desk, "reports", limit=1000).rows
    assert sum(row["count"] for row in rows) == len([row for row in total if row["outlet"]])
    one = viewer.get("/sources/Levant Courier").text
    own = values(spec_of(viewer, one, "source"))
    assert sum(row["count"] for row in own) == sum(row["count"] for row in rows if row["name"] == "Levant Courier")
    scored = viewer.get("/forecasts?scores=holder").text
    (best,) = [row for row in values(spec_of(viewer, scored, "scores")) if "name" in row]
    assert f"{best['brier']:.2f}" in scored


def test_calibration_stands_on_the_page_and_says_what_lacks(viewer: TestClient):
    html = viewer.get("/forecasts").text
    rows = [row for row in values(spec_of(viewer, html, "calibration")) if "class" in row]
    assert sum(row["count"] for row in rows) == 24
    assert all(f"{row['happened']:.0%}".replace("%", " %") in figure(html, "calibration") for row in rows)
    assert viewer.get("/charts/calibration.json?until=1999-01-01").status_code == 404


def test_few_outcomes_make_no_calibration_and_the_page_says_so(client: TestClient):
    html = client.get("/forecasts").text
    assert "data-chart" not in html
    assert "A calibration plot is drawn from 10 forecasts on" in html
    assert "has ten forecasts with an outcome" in client.get("/forecasts?scores=holder").text


def test_figures_that_were_told_on_several_days_are_drawn(web_desk: Desk):
    with web_desk.writing() as connection:
        told = connection.execute(
            select(STATEMENTS.c.incident_id, STATEMENTS.c.id, REPORTS.c.published)
            .join(REPORTS, REPORTS.c.id == STATEMENTS.c.report_id)
            .where(STATEMENTS.c.incident_id.is_not(None))
        ).all()
        days = dict[int, dict[str, int]]()
        for row in told:
            days.setdefault(row.incident_id, {})[row.published] = row.id
        number = max(days, key=lambda one: len(days[one]))
        assert len(days[number]) > 1
        connection.execute(TOLLS.delete().where(TOLLS.c.statement_id.in_([row.id for row in told])))
        for at, statement in enumerate(days[number].values()):
            for low, high in ((10 + at, 10 + at), (30 + at, None)):
                connection.execute(
                    insert(TOLLS), {"statement_id": statement, "kind": "killed", "low": low, "high": high}
                )
    with TestClient(create_app(web_desk), base_url="http://localhost") as client:
        html = client.get(f"/incidents/{number}").text
        rows = values(spec_of(client, html, "incident"))
        assert len(rows) == figure(html, "incident").count("<tr>") - 1 == 2 * len(days[number])
        assert {row["open"] for row in rows} == {True, False}
        assert client.get("/charts/incident.json?incident=99999").status_code == 404


def test_specifications_are_vega_lite_without_anything_from_elsewhere(viewer: TestClient, desk: Desk):
    for path in ("tellings", "calibration", "scores?scores=outlet", "sources", "source?source=Levant Courier"):
        name, _, query = path.partition("?")
        spec = viewer.get(f"/charts/{name}.json?{query}").json()
        assert spec["$schema"].startswith("https://vega.github.io/schema/vega-lite/v6")
        assert "url" not in repr(spec.get("data")) and "config" not in spec
        assert all(colour.startswith("--") for colour in spec["usermeta"]["colours"])


def test_impossible_charts_are_refused(viewer: TestClient):
    assert viewer.get("/charts/none.json").status_code == 404
    assert viewer.get("/charts/tellings.json?since=yesterday").status_code == 400
    assert viewer.get("/charts/tellings.json?stack=colour").status_code == 400
    assert viewer.get("/charts/told.json?since=2020-01-01&until=soon").status_code == 400
    assert viewer.get("/charts/told.json").status_code == 400
    assert viewer.get("/charts/source.json?source=none").status_code == 404
    assert "there is no &#39;decade&#39;" in viewer.get("/timeline?by=decade").text
    assert all(viewer.get(f"/charts/{name}.json").status_code < 500 for name in CHARTS)


def test_the_script_is_asked_for_once(viewer: TestClient):
    path = static_files.vega_path()
    assert f'data-script="{path}"' in viewer.get("/timeline").text
    whole = viewer.get(path)
    assert whole.headers["cache-control"] == "private, max-age=31536000, immutable"
    assert len(whole.content) > 400_000
    assert viewer.get(path, headers={"If-None-Match": whole.headers["etag"]}).status_code == 304
    assert "immutable" not in viewer.get("/static/vega.js").headers["cache-control"]


@pytest.fixture(scope="module")
def address(desk: Desk) -> Generator[str]:
    with served(desk) as address:
        yield address


PAGES = {
    "tellings": "/timeline?stack=status",
    "parts": "/actors/country:TUR",
    "calibration": "/forecasts",
    "scores": "/forecasts?scores=outlet",
    "sources": "/sources",
    "source": "/sources/Levant Courier",
    "told": "/?since=2020-02-01",
}


def drawn(page: Page, name: str) -> None:
    """Waits until a chart is drawn, and checks that something stands on its canvas."""
    canvas = page.locator(f'[data-chart^="/charts/{name}.json"] canvas')
    canvas.wait_for()
    page.wait_for_function(
        """canvas => {
            const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
            return new Set(new Uint32Array(data.buffer)).size > 8;
        }""",
        arg=canvas.element_handle(),
    )


@pytest.mark.parametrize("name", PAGES)
def test_charts_are_drawn_in_a_browser(browser: Browser, address: str, name: str):
    for size, scheme in ((1280, "light"), (380, "dark")):
        viewport = {"width": size, "height": 900}
        with opened(browser, address, PAGES[name], viewport=viewport, color_scheme=scheme) as page:
            drawn(page, name)
            assert page.evaluate("document.documentElement.scrollWidth") == size
            rules = Axe().run(page, options={"runOnly": RULES["light"]}).response if size == 380 else {"violations": []}
            told = [one for one in rules["violations"] if one["impact"] in SERIOUS]
            assert not [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in told]


def test_a_bar_tells_its_numbers_and_leads_to_its_days(browser: Browser, address: str):
    with opened(browser, address, "/timeline?by=year") as page:
        drawn(page, "tellings")
        canvas = page.locator('[data-chart^="/charts/tellings"] canvas')
        box = canvas.bounding_box()
        assert box is not None
        # The last year has most: its bar stands on the right, down to the axis.
        page.mouse.move(box["x"] + box["width"] - 60, box["y"] + box["height"] - 40)
        tip = page.locator("#vg-tooltip-element.visible")
        tip.wait_for()
        assert "2020" in tip.inner_text()
        page.mouse.click(box["x"] + box["width"] - 60, box["y"] + box["height"] - 40)
        page.wait_for_url("**/timeline?since=2020-01-01&until=2020-12-31")


def test_the_numbers_are_there_without_scripts(browser: Browser, address: str):
    with opened(browser, address, "/timeline", java_script_enabled=False) as page:
        assert not page.locator(".chart-drawing").is_visible()
        page.get_by_text("The numbers", exact=True).click()
        assert page.locator("table.counts tbody tr").first.is_visible()


def test_what_is_drawn_stays_in_the_address_while_filters_change(browser: Browser, address: str):
    with opened(browser, address, "/timeline") as page:
        page.get_by_role("link", name="status", exact=True).click()
        page.wait_for_url("**/timeline?stack=status")
        page.get_by_text("Filter and sort").click()
        page.get_by_label("What", exact=True).select_option("ASSAULT")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**/timeline?stack=status&type=ASSAULT&sort=-day")
        drawn(page, "tellings")
