"""The map: projection and outlines, incidents by place, and the page in a real browser."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Generator
from math import cos, radians
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import func, select
from starlette.testclient import TestClient

from dragoman.desk import Desk
from dragoman.desk.questions import Filter
from dragoman.desk.tables import INCIDENTS
from dragoman.web.outlines import country_outlines, hull, province
from dragoman.web.placed import spread
from dragoman.web.projection import CORE, WIDTH, frame, world
from tests.web.conftest import CHROMIUM, served
from tests.web.test_browser import RULES, SERIOUS, opened

POINTS = st.tuples(st.floats(-179, 179), st.floats(-56, 79), st.integers(1, 50))


@given(st.lists(POINTS, min_size=1, max_size=30))
def test_the_frame_holds_most_of_the_weight_and_fits_the_page(points: list[tuple[float, float, int]]):
    of = frame(points)
    inside = sum(weight for lon, lat, weight in points if of.shows(lon, lat))
    assert inside >= CORE * sum(weight for _, _, weight in points)
    assert 0.3 * WIDTH <= of.height <= 0.7 * WIDTH


@given(POINTS)
def test_a_degree_is_as_long_either_way_in_the_middle(point: tuple[float, float, int]):
    of = frame([point])
    lon, lat = (of.west + of.east) / 2, (of.south + of.north) / 2
    x, y = of.place(lon, lat)
    assert (x, y) == pytest.approx((WIDTH / 2, of.height / 2), abs=0.2)
    east = of.place(lon + 1 / max(0.2, cos(radians(lat))), lat)[0] - x
    north = y - of.place(lon, lat + 1)[1]
    assert east == pytest.approx(north, rel=0.01)


@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=40))
def test_a_hull_holds_all_its_points(points: list[tuple[float, float]]):
    ring = hull(points)
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], *ring[:1]), strict=True):
        for x, y in points:
            assert (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -1e-6


def test_countries_and_provinces_lie_where_they_are():
    outlines = country_outlines()
    assert {"SYR", "TUR", "RUS", "UKR", "HUN", "MMR", "USA"} <= outlines.keys()
    syria = [point for ring in outlines["SYR"].rings for point in ring]
    assert all(35 < lon < 43 and 32 < lat < 38 for lon, lat in syria)
    idlib = province("SYR", "Idlib")
    assert idlib is not None and idlib.hull
    assert all(36 < lon < 37.5 and 35 < lat < 36.5 for lon, lat in idlib.rings[0])
    assert province("SYR", "Atlantis") is None
    assert world().path(outlines["SYR"]).startswith("M")


def test_incidents_are_counted_where_they_are(web_desk: Desk):
    with web_desk.reading() as connection:
        found = spread(connection, Filter())
        some = spread(connection, Filter.of(place="Idlib", since="2020-01-01"))
        whole = select(func.count(), func.count(INCIDENTS.c.place_id)).where(INCIDENTS.c.statements > 0)
        told, placed = connection.execute(whole.where(INCIDENTS.c.quad > 0)).one()
    assert found.incidents + found.nowhere == told
    assert found.incidents == placed == sum(count for _, _, count in found.days)
    assert 0 < some.incidents < found.incidents
    assert all(place.last >= "2020-01-01" for place in some.places)
    assert {place.is_area for place in found.places} == {True, False}


def test_what_is_drawn_can_be_taken_along(client: TestClient):
    rows = client.get("/map.json").json()
    told = list(csv.DictReader(io.StringIO(client.get("/map.csv").text.lstrip("\ufeff"))))
    features = client.get("/map.geojson").json()["features"]
    assert [row["key"] for row in rows] == [row["key"] for row in told] == [one["id"] for one in features]
    assert features[0]["geometry"]["coordinates"] == [rows[0]["lon"], rows[0]["lat"]]
    assert client.get("/map.csv?actor=Nobody-at-all").status_code == 400


def test_without_scripts_all_is_there(client: TestClient):
    page = client.get("/map").text
    assert "Idlib" in page
    assert 'class="area area-' in page
    assert 'data-key="country:TUR"' in page
    narrowed = client.get("/map?type=AID").text
    assert 0 < narrowed.count('class="spot spot-') < page.count('class="spot spot-')
    assert client.get("/map?view=moon").status_code == 400
    assert client.get("/map?since=yesterday").status_code == 400


@pytest.fixture(scope="module")
def address(told_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    path = tmp_path_factory.mktemp("map") / "own.desk"
    shutil.copyfile(told_desk, path)
    with Desk.open(path) as desk, served(desk) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


WAITING = "window.chosen = new Promise((done) => addEventListener('chosen', () => done(), { once: true })); null"


def test_days_are_chosen_by_drawing_over_them(browser: Browser, address: str):
    with opened(browser, address, "/map") as page:
        page.wait_for_selector(".brush-ends:not([hidden])")
        before = page.locator(".spots a").count()
        frame = page.locator(".lands path").first.get_attribute("d")
        bars = page.locator("[data-brush] svg")
        bars.scroll_into_view_if_needed()
        box = bars.bounding_box()
        assert box
        page.evaluate(WAITING)
        page.mouse.move(box["x"] + box["width"] * 0.97, box["y"] + 20)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] * 0.999, box["y"] + 30, steps=4)
        page.mouse.up()
        page.evaluate("window.chosen")
        assert "since=20" in page.url
        assert "until=20" in page.url
        assert 0 < page.locator(".spots a").count() < before
        assert page.locator(".lands path").first.get_attribute("d") == frame
        chosen = page.url
        page.reload()
        assert page.locator(".bar.off").count() > 0
        page.wait_for_selector(".brush-ends:not([hidden])")
        page.evaluate(WAITING)
        page.locator("[data-end=from]").press("Home")
        page.evaluate("window.chosen")
        assert page.url != chosen


def test_the_map_is_moved_by_buttons_and_keys(browser: Browser, address: str):
    with opened(browser, address, "/map") as page:
        view = page.locator("[data-view]")
        whole = view.get_attribute("viewBox")
        page.get_by_role("button", name="Nearer").click()
        near = view.get_attribute("viewBox")
        assert near != whole
        view.focus()
        page.keyboard.press("ArrowRight")
        assert view.get_attribute("viewBox") != near
        page.keyboard.press("0")
        assert [*map(float, (view.get_attribute("viewBox") or "").split())] == [*map(float, (whole or "").split())]
        page.locator(".spots a[aria-label^='Idlib']").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/incidents?*place=*")
        assert page.locator("tbody tr").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_by_all(browser: Browser, address: str, scheme: str):
    with opened(browser, address, "/map", color_scheme=scheme) as page:
        page.wait_for_selector(".brush-ends:not([hidden])")
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        told = Axe().run(page, options={"runOnly": RULES[scheme]}).response["violations"]
    assert not [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in told if one["impact"] in SERIOUS]


def test_a_telephone_needs_not_scroll_sideways(browser: Browser, address: str):
    with opened(browser, address, "/map", viewport={"width": 380, "height": 800}) as page:
        page.wait_for_selector(".brush-ends:not([hidden])")
        assert page.evaluate("document.documentElement.scrollWidth") <= 380
