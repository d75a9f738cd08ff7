"""The network: its links, its layout, its page and files, and how it looks and works in a real browser."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections.abc import Generator
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser
from sqlalchemy import insert, select
from starlette.testclient import TestClient

from dragoman.desk import Desk
from dragoman.desk.questions import Filter
from dragoman.desk.tables import ENTITIES, PARTIES, STATEMENTS
from dragoman.web import links
from dragoman.web.columns import columned
from dragoman.web.drawing import bars, circles
from dragoman.web.graph import of_acts, of_chains
from dragoman.web.layout import forced, shortened, text_width
from dragoman.web.links import Act, Chain, End
from tests.web.conftest import served
from tests.web.test_browser import RULES, SERIOUS, opened

S = STATEMENTS.c
NAMES = st.text("abcdefgWM çğШ中", min_size=1, max_size=40)


@st.composite
def networks(draw: st.DrawFn) -> list[Act]:
    """Some links between some actors with names of all lengths."""
    ends = [End(f"key:{number}", draw(NAMES), "person") for number in range(draw(st.integers(2, 45)))]
    number = st.integers(0, len(ends) - 1)
    pairs = draw(st.sets(st.tuples(number, number).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=60))
    return [Act(ends[one], ends[other], draw(st.integers(1, 400)), 1, (0, 0, 1, 1)) for one, other in sorted(pairs)]


@st.composite
def quotes(draw: st.DrawFn) -> list[Chain]:
    """Some chains."""
    speakers = [End(f"key:{number}", draw(NAMES), "person") for number in range(draw(st.integers(1, 30)))]
    outlets = st.sampled_from(["Levant Courier", "Northgate Herald", "Radio Meridian"])
    agencies = st.sampled_from([None, "Reuters", "Levant Courier"])
    chain = st.builds(Chain, outlets, agencies, st.sampled_from(speakers), st.integers(1, 500))
    return draw(st.lists(chain, min_size=1, max_size=60))


@settings(max_examples=40, deadline=None)
@given(networks())
def test_names_never_lie_on_each_other_and_stay_within_the_frame(acts: list[Act]):
    drawn = circles(of_acts(acts, lambda one, other: ""))
    boxes = [node.box for node in drawn.nodes]
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b)]
    for node in drawn.nodes:
        half = max(node.radius, text_width(node.label, 13) / 2)
        assert half <= node.x <= drawn.width - half
        assert node.y - node.radius >= 0
        assert node.label_y <= drawn.height


@settings(max_examples=40, deadline=None)
@given(quotes())
def test_names_of_quotes_never_lie_on_each_other(chains: list[Chain]):
    drawn = bars(of_chains(chains))
    boxes = [node.box for node in drawn.nodes]
    assert not [(a, b) for n, a in enumerate(boxes) for b in boxes[:n] if a.overlaps(b)]
    assert all(box.x - box.width / 2 >= 0 and box.x + box.width / 2 <= drawn.width for box in boxes)
    assert all(node.y + node.height <= drawn.height for node in drawn.nodes)


@settings(max_examples=20, deadline=None)
@given(networks())
def test_the_same_network_is_drawn_the_same(acts: list[Act]):
    assert circles(of_acts(acts, lambda one, other: "")) == circles(of_acts(list(acts), lambda one, other: ""))


def test_joined_boxes_stand_nearer_than_others():
    boxes = forced([(60.0, 40.0)] * 8, [(0, 1), (2, 3), (4, 5), (6, 7)], 1000)

    def apart(one: int, other: int) -> float:
        return ((boxes[one].x - boxes[other].x) ** 2 + (boxes[one].y - boxes[other].y) ** 2) ** 0.5

    joined = sum(apart(n, n + 1) for n in range(0, 8, 2)) / 4
    others = [apart(one, other) for one in range(8) for other in range(one) if one - other > 1]
    assert joined < 0.6 * sum(others) / len(others)
    assert forced([], [], 1000) == []
    assert len(forced([(60.0, 40.0)], [], 1000)) == 1


def test_bands_leave_and_enter_a_bar_without_overlapping():
    placed, bands, _ = columned([0, 0, 2, 2], [(0, 2, 30), (0, 3, 10), (1, 2, 20)], 400)
    assert bands[0].breadth == pytest.approx(3 * bands[1].breadth, abs=0.2)
    assert abs(bands[0].start - bands[1].start) == pytest.approx((bands[0].breadth + bands[1].breadth) / 2, abs=0.2)
    assert placed[0].height == pytest.approx(bands[0].breadth + bands[1].breadth, abs=0.2)


def test_a_long_name_is_cut_to_its_room():
    cut = shortened("Committee for the Investigation of Everything and Everybody", 13, 170)
    assert cut.endswith("…")
    assert text_width(cut, 13) <= 170
    assert shortened("Turkey", 13, 170) == "Turkey"


def counted(desk: Desk, status: str = "act") -> dict[tuple[str, str], int]:
    """Statements between any two named actors, counted the slow way."""
    found = dict[tuple[str, str], int]()
    with desk.reading() as connection:
        names = {row.id: (row.key, row.kind) for row in connection.execute(select(ENTITIES))}
        events = select(S.id).where(S.kind == "event", S.status == status)
        for event in connection.scalars(events).all():
            roles = connection.execute(select(PARTIES).where(PARTIES.c.statement_id == event)).all()
            for one in (row.entity_id for row in roles if row.role == "actor"):
                for other in (row.entity_id for row in roles if row.role == "recipient"):
                    if one != other and "unnamed" not in (names[one][1], names[other][1]):
                        pair = (names[one][0], names[other][0])
                        found[pair] = found.get(pair, 0) + 1
    return found


def test_links_are_what_the_statements_tell(web_desk: Desk):
    with web_desk.reading() as connection:
        found = links.acts(connection, Filter(), 10_000)
        few = links.acts(connection, Filter(), 5)
        planned = links.acts(connection, Filter.of(status="plan"), 10_000)
    assert {(link.actor.key, link.recipient.key): link.statements for link in found.links} == counted(web_desk)
    assert {(link.actor.key, link.recipient.key): link.statements for link in planned.links} == counted(
        web_desk, "plan"
    )
    assert found.all == few.all == len(found.links)
    assert few.links == found.links[:5]
    assert all(sum(link.quads) == link.statements >= link.incidents for link in found.links)


def test_an_actor_keeps_its_own_links_only(web_desk: Desk):
    with web_desk.reading() as connection:
        found = links.acts(connection, Filter.of(actor="country:TUR"), 100)
    assert found.links
    assert all("country:TUR" in (link.actor.key, link.recipient.key) for link in found.links)


def test_of_classes_as_common_the_graver_gives_the_colour():
    one, other = End("a", "A", "person"), End("b", "B", "person")
    assert Act(one, other, 2, 1, (1, 0, 0, 1)).quad == 4
    assert Act(one, other, 3, 1, (2, 0, 0, 1)).quad == 1


def test_chains_are_what_the_sayings_tell(web_desk: Desk):
    with web_desk.reading() as connection:
        found = links.chains(connection, Filter(), 10_000)
        through = links.chains(connection, Filter(), 10_000, "agency")
        own = links.chains(connection, Filter.of(outlet="Levant Courier"), 10_000)
    assert {link.outlet for link in own.links} == {"Levant Courier"}
    assert set(through.links) == {link for link in found.links if link.agency}
    # An agency's own words end with it: it is no speaker behind itself.
    assert not [link for link in found.links if link.speaker and link.speaker.name == link.agency]
    assert len({(link.outlet, link.agency, link.speaker) for link in found.links}) == len(found.links)


def test_the_page_shows_the_links_and_its_filters_narrow_them(client: TestClient, web_desk: Desk):
    text = client.get("/network?links=150").text
    pairs = counted(web_desk)
    assert text.count('class="link"') == text.count("<tr data-row") == len(pairs)
    assert text.count('class="node"') == len({key for pair in pairs for key in pair})
    assert '<a href="/actors/country%3ATUR" class="node"' in text
    narrowed = client.get("/network?actor=country:TUR&type=4&links=150").text
    assert 0 < narrowed.count('class="link"') < len(pairs)
    assert (
        "edge-quad-4" in narrowed
        and 'class="edge edge-quad-1" d="M' not in narrowed.partition('<svg viewBox="0 0 1000')[2]
    )
    few = client.get("/network?links=20").text
    assert few.count('class="link"') == 20
    assert f"the strongest 20 of {len(pairs)} links" in few
    dyad = re.search(r'class="link"[^>]*>', few)
    assert dyad is not None
    address = re.search(r'href="(/timeline[^"]+)"', few[few.index('class="edges"') :])
    assert address is not None
    assert client.get(address[1].replace("&amp;", "&")).text.count("data-row") >= 1


def test_what_cannot_be_drawn_is_told(client: TestClient):
    for asked, told in (
        ("kind=friends", "no network of &#39;friends&#39;"),
        ("links=0", "no number from 1 to 150"),
        ("links=1000", "no number from 1 to 150"),
        ("since=yesterday", "is no day"),
        ("actor=Nobody at all", "Nobody at all"),
        ("kind=quotes&via=air", "there is no &#39;air&#39;"),
    ):
        answer = client.get(f"/network?{asked}")
        assert answer.status_code == 400
        assert told in answer.text
        assert client.get(f"/network.csv?{asked}").status_code == 400
    empty = client.get("/network?since=1990-01-01&until=1990-01-02")
    assert "No link on this desk fits these filters" in empty.text


def test_the_links_are_given_as_files(client: TestClient, web_desk: Desk):
    pairs = counted(web_desk)
    rows = client.get("/network.json?links=20").json()
    assert {(row["actor_key"], row["recipient_key"]): row["statements"] for row in rows} == pairs
    listed = list(csv.DictReader(io.StringIO(client.get("/network.csv").content.decode("utf-8-sig"))))
    assert [int(row["statements"]) for row in listed] == [row["statements"] for row in rows]
    quotes = client.get("/network.json?kind=quotes").json()
    assert {"outlet", "agency", "speaker", "speaker_key", "sayings"} == set(quotes[0])
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = Xml.fromstring(client.get("/network.graphml").content)
    nodes = [node.get("id") for node in root.iterfind(".//g:node", space)]
    edges = [(edge.get("source"), edge.get("target")) for edge in root.iterfind(".//g:edge", space)]
    assert len(edges) == len(pairs)
    assert {end for edge in edges for end in edge} == set(nodes)


def test_hostile_names_are_shown_harmlessly(web_desk: Desk):
    name = "<script>alert(1)</script>\u202egnirts\u0007"
    with web_desk.writing() as connection:
        statement = connection.scalar(select(S.id).where(S.kind == "event", S.status == "act").limit(1))
        row = {"key": "name:" + name, "name": name, "kind": "person", "sectors": "", "cameo": ""}
        one = connection.scalar(insert(ENTITIES).returning(ENTITIES.c.id), row)
        other = connection.scalar(insert(ENTITIES).returning(ENTITIES.c.id), row | {"key": "name:x", "name": "X" * 300})
        connection.execute(
            insert(PARTIES),
            [
                {"statement_id": statement, "role": "actor", "entity_id": one},
                {"statement_id": statement, "role": "recipient", "entity_id": other},
            ],
        )
    from dragoman.web import create_app

    with TestClient(create_app(web_desk), base_url="http://localhost") as client:
        text = client.get("/network?links=150").text
        assert "<script>alert" not in text
        assert "\u202e" not in text and "\u0007" not in text
        Xml.fromstring(client.get("/network.graphml").content)


@pytest.fixture(scope="module")
def address(told_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[str]:
    path = tmp_path_factory.mktemp("network") / "own.desk"
    shutil.copyfile(told_desk, path)
    with Desk.open(path) as desk, served(desk) as address:
        yield address


@pytest.mark.parametrize("kind", ["acts", "quotes"])
def test_drawn_names_do_not_overlap_in_a_browser(browser: Browser, address: str, kind: str):
    with opened(browser, address, f"/network?kind={kind}&links=150") as page:
        boxes = page.evaluate(
            """[...document.querySelectorAll(".node text")].map((text) => {
                const box = text.getBBox();
                return [box.x, box.y, box.width, box.height];
            })"""
        )
    assert len(boxes) > 10
    for number, (x, y, width, height) in enumerate(boxes):
        assert x >= 0 and x + width <= 1000
        for other_x, other_y, other_width, other_height in boxes[:number]:
            apart = x >= other_x + other_width or other_x >= x + width
            # A line of text is drawn with some air above and below it.
            assert apart or y + 2 >= other_y + other_height or other_y + 2 >= y + height


def test_pointing_and_focusing_let_the_rest_fade(browser: Browser, address: str):
    with opened(browser, address, "/network") as page:
        node = page.locator('.node[href="/actors/country%3ATUR"]')
        figure = page.locator("[data-network]")
        node.hover()
        page.wait_for_function("document.querySelector('.picked .node:not(.near)')")
        own = page.evaluate("""() => {
            const turkey = document.querySelector('.node[href="/actors/country%3ATUR"]').dataset.node;
            const links = [...document.querySelectorAll('.link')];
            return [links.filter(l => [l.dataset.from, l.dataset.to].includes(turkey)).length,
                    links.filter(l => l.classList.contains('near')).length];
        }""")
        assert own[0] == own[1] > 0
        page.mouse.move(2, 2)
        page.wait_for_function("!document.querySelector('.picked')")
        node.focus()
        assert "picked" in (figure.get_attribute("class") or "")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.classList.contains('node')")
        node.press("Enter")
        page.wait_for_url("**/actors/country%3ATUR")


def test_the_form_narrows_and_the_address_keeps_it(browser: Browser, address: str):
    with opened(browser, address, "/network") as page:
        page.get_by_text("Filter", exact=True).click()
        page.get_by_label("What", exact=True).select_option("ASSAULT")
        page.get_by_label("Links drawn").select_option("20")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**/network?type=ASSAULT&links=20")
        assert page.locator(".link").count() == page.locator("tr[data-row]").count() > 0
        assert page.locator(".link .edge-quad-4").count() == page.locator(".link").count()
        page.get_by_role("link", name="Who quotes whom").click()
        page.wait_for_url("**/network?kind=quotes&links=20")
        assert page.locator(".edge-through").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["acts", "quotes"])
def test_the_page_can_be_used_by_all(browser: Browser, address: str, kind: str, scheme: str):
    with opened(browser, address, f"/network?kind={kind}", color_scheme=scheme) as page:
        page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
        told = Axe().run(page, options={"runOnly": RULES[scheme]}).response["violations"]
    assert not [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in told if one["impact"] in SERIOUS]
    with opened(browser, address, f"/network?kind={kind}", viewport={"width": 380, "height": 800}) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == 380
    with opened(browser, address, f"/network?kind={kind}", java_script_enabled=False) as page:
        assert page.locator("svg .node").count() > 10
