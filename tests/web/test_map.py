"""The map: projection and outlines, incidents by place, and the page in a real browser."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Generator
from math import cos, radians
from pathlib import Path

import pytest
import shapely
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from shapely.geometry import Point
from sqlalchemy import func, select
from starlette.testclient import TestClient

from dragoman.desk import Desk
from dragoman.desk.questions import Filter
from dragoman.desk.tables import INCIDENTS
from dragoman.web.dividing import divided
from dragoman.web.mapped import NAMED, draw, frame_of
from dragoman.web.outlines import country_outlines, province_lines, provinces
from dragoman.web.placed import Placed, spread
from dragoman.web.projection import CORE, WIDTH, frame, world
from tests.web.conftest import served
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


TOWNS = st.dictionaries(
    st.sampled_from("abcd"),
    st.lists(st.tuples(st.integers(1, 99), st.integers(1, 99)), min_size=1, max_size=6),
    min_size=2,
)


@given(TOWNS)
def test_a_land_is_divided_without_gap_or_overlap(towns: dict[str, list[tuple[int, int]]]):
    land = shapely.box(0, 0, 10, 10)
    parts = divided(land, {name: [(x / 10, y / 10) for x, y in of] for name, of in towns.items()})
    assert parts.keys() <= towns.keys()
    assert sum(part.area for part in parts.values()) == pytest.approx(land.area)
    assert shapely.union_all(list(parts.values())).area == pytest.approx(land.area)


def test_a_spot_belongs_with_the_nearest_town():
    parts = divided(shapely.box(0, -5, 10, 5), {"west": [(2, 0), (1, 3)], "east": [(8, 0)]})
    assert parts["west"].contains(Point(4.5, 0))
    assert parts["east"].contains(Point(5.5, 0))


def test_countries_and_provinces_lie_where_they_are():
    outlines = country_outlines()
    assert {"SYR", "TUR", "RUS", "UKR", "HUN", "MMR", "PSE", "USA"} <= outlines.keys()
    assert all(not outline.shape.is_empty and outline.shape.is_valid for outline in outlines.values())
    west, south, east, north = outlines["SYR"].shape.bounds
    assert west > 35 and south > 32 and east < 43 and north < 38
    assert not outlines["SYR"].rough
    assert world().path(outlines["SYR"].shape).startswith("M")


@pytest.mark.parametrize(("code", "capital"), [("HUN", (19.04, 47.5)), ("MMR", (96.15, 16.8)), ("PSE", (35.2, 31.9))])
def test_countries_that_the_package_lacks_lie_between_their_neighbours(code: str, capital: tuple[float, float]):
    outlines = country_outlines()
    assert outlines[code].rough
    assert outlines[code].shape.contains(Point(capital))
    others = shapely.union_all([outline.shape for outline in outlines.values() if not outline.rough])
    assert shapely.intersection(outlines[code].shape, others).area < 0.01 * outlines[code].shape.area


def test_provinces_are_parts_of_their_country():
    found, land = provinces("SYR"), country_outlines()["SYR"].shape
    assert len(found) == 14
    assert all(outline.rough for outline in found.values())
    assert sum(outline.shape.area for outline in found.values()) == pytest.approx(land.area, rel=0.001)
    assert found["Idlib"].shape.contains(Point(36.63, 35.93))
    assert found["Aleppo"].shape.contains(Point(37.16, 36.2))
    lines = province_lines("SYR")
    assert lines is not None and lines.length > 5
    assert lines.distance(land.boundary) > 0
    assert provinces("VAT") == {}
    assert all(outline.shape.is_valid for code in country_outlines() for outline in provinces(code).values())


def place(name: str, kind: str, at: tuple[float, float], quads: tuple[int, ...], radius: float = 5.0) -> Placed:
    precision = "point" if kind == "city" else kind
    admin = name if kind == "province" else ""
    return Placed(name.lower(), name, kind, precision, "SYR", admin, at[1], at[0], radius, quads, "2020-01-01")


def test_points_and_areas_are_told_apart():
    city = place("Idlib", "city", (36.63, 35.93), (1, 0, 0, 3))
    of = [city, place("Syria", "country", (38, 35), (0, 0, 5, 0), 243)]
    of += [
        place("northern Syria", "area", (38, 36.5), (0, 0, 0, 1), 80),
        place("Idlib", "province", (36.6, 35.8), (2, 0, 0, 0)),
    ]
    drawn = draw(of, frame_of(of, "all"))
    assert [mark.placed for mark in drawn.points] == [city]
    assert drawn.points[0].ring == ((1, 0.0, 25.0),)
    assert [(mark.placed.name, mark.rough) for mark in drawn.areas] == [
        ("Syria", False), ("northern Syria", True), ("Idlib", True),
    ]  # fmt: skip
    # A part of a country ends at its border, an area is darker for more.
    assert all(mark.path for mark in drawn.areas)
    assert drawn.areas[0].strength > drawn.areas[1].strength
    assert all(drawn.frame.shows(*corner) for corner in ((35.8, 32.4), (42.3, 37.2)))


@given(st.lists(st.tuples(st.floats(36, 38), st.floats(34, 36), st.integers(1, 30)), min_size=1, max_size=40))
def test_no_name_lies_on_another(points: list[tuple[float, float, int]]):
    of = [place(f"Town {n}", "city", (x, y), (0, 0, 0, count)) for n, (x, y, count) in enumerate(points)]
    drawn = draw(of, frame_of(of))
    shown = [name for name in drawn.names if not name.crowded]
    assert 0 < len([name for name in shown if name.kind == "place"]) <= NAMED
    for at, one in enumerate(shown):
        for other in shown[:at]:
            apart = abs(one.x - other.x) > 3.7 * (len(one.text) + len(other.text)) or abs(one.y - other.y) > 15
            assert apart, (one, other)


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
    assert 'class="between"' in page and ">Aleppo</text>" in page
    assert 'class="between"' not in client.get("/map?view=world").text
    assert client.get("/map?view=all").text.count('class="land') > page.count('class="land')
    assert client.get("/map?view=moon").status_code == 400
    assert client.get("/map?since=yesterday").status_code == 400


@pytest.fixture(scope="module")
def address(told_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    path = tmp_path_factory.mktemp("map") / "own.desk"
    shutil.copyfile(told_desk, path)
    with Desk.open(path) as desk, served(desk) as address:
        yield address


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
        assert "all days" in page.locator("[data-told]").inner_text()
        assert 0 < page.locator(".spots a").count() < before
        assert page.locator(".lands path").first.get_attribute("d") == frame
        chosen = page.url
        page.reload()
        assert page.locator(".days-bar.off").count() > 0
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
        assert page.locator(".place-name:not(.crowded)").count() > 0
        view.focus()
        page.keyboard.press("ArrowRight")
        assert view.get_attribute("viewBox") != near
        page.keyboard.press("0")
        assert [*map(float, (view.get_attribute("viewBox") or "").split())] == [*map(float, (whole or "").split())]
        page.locator(".spots a", has=page.locator("title", has_text="Idlib: ")).focus()
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
        assert page.locator(".map .scroll").evaluate("one => one.scrollLeft") > 0, "the middle of the map is shown"
        assert page.evaluate("document.documentElement.scrollWidth") <= 380
