"""The app in a real headless Chromium: what only a browser can tell.

With DRAGOMAN_SCREENSHOTS naming a folder, pictures of the pages are left there for the docs.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from dragoman.desk import Desk
from tests.desk.asked import asked
from tests.web.conftest import CHROMIUM, served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium")
PICTURES = os.environ.get("DRAGOMAN_SCREENSHOTS")
SERIOUS = ("serious", "critical")
RULES = {
    "light": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]},
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
TEXT = "Militia gunmen shelled the harbour of Velmar on Wednesday, killing 11 people, the coastal guard said."


@pytest.fixture(scope="module")
def desk(told_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Generator[Desk]:
    path = tmp_path_factory.mktemp("browser") / "own.desk"
    shutil.copyfile(told_desk, path)
    with Desk.open(path) as desk:
        yield desk


@pytest.fixture(scope="module")
def address(desk: Desk) -> Generator[str]:
    with served(desk) as address:
        yield address


@contextmanager
def opened(browser: Browser, address: str, path: str, **how: Any) -> Generator[Page]:
    """A page, of which at its end nothing was complained of and nothing came from elsewhere."""
    settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB"} | how
    context = browser.new_context(**settings)
    page, wrong = context.new_page(), list[str]()
    page.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: None if asked.url.startswith(address) else wrong.append(f"asked {asked.url}"))
    page.on("response", lambda told: wrong.append(f"{told.status} {told.url}") if told.status >= 400 else None)
    page.goto(address + path)
    try:
        yield page
    finally:
        context.close()
    assert not wrong


def paths(desk: Desk) -> dict[str, str]:
    """A page of every sort."""
    report = asked(desk, "timeline", type="ASSAULT", sort="-day", limit=1).rows[0]
    incident = asked(desk, "incidents", sort="-asserting", limit=1).rows[0]
    return {
        "today": "/?since=2020-02-01",
        "map": "/map",
        "network": "/network",
        "quotes": "/network?kind=quotes",
        "report": f"/reports/{report['report']}",
        "statement": f"/reports/{report['report']}/{report['ref']}",
        "incident": f"/incidents/{incident['incident']}",
        "agreement": "/agreements/1",
        "actor": "/actors/country:TUR",
        "source": "/sources/Levant Courier",
        "search": "/search?words=ceasefire",
        "add": "/add",
        **{
            name: f"/{name}?limit=8"
            for name in "incidents timeline actors relations claims agreements forecasts reports sources".split()
        },
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_for_those_who_need_help(browser: Browser, address: str, desk: Desk, scheme: str):
    axe, found = Axe(), dict[str, list[str]]()
    with opened(browser, address, "/", color_scheme=scheme) as page:
        for name, path in paths(desk).items():
            page.goto(address + path)
            if PICTURES:
                page.wait_for_timeout(1500)  # charts are drawn
                page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}.png")
            page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
            # What the scheme changes is colours alone.
            told = axe.run(page, options={"runOnly": RULES[scheme]}).response["violations"]
            found[name] = [
                f"{one['id']}: {one['nodes'][0]['html'][:120]} {one['nodes'][0]['failureSummary'][:200]}"
                for one in told
                if one["impact"] in SERIOUS
            ]
    assert not {name: wrong for name, wrong in found.items() if wrong}


def test_every_page_fits_a_narrow_screen(browser: Browser, address: str, desk: Desk):
    wide = dict[str, int]()
    with opened(browser, address, "/", viewport={"width": 380, "height": 800}, has_touch=True) as page:
        for name, path in paths(desk).items():
            page.goto(address + path)
            width = page.evaluate("document.documentElement.scrollWidth")
            if width > 380:
                wide[name] = width
        page.goto(address)
        page.get_by_text("Menu", exact=True).click()
        page.get_by_role("navigation").get_by_role("link", name="Incidents").click()
        assert page.url == f"{address}/incidents"
    assert not wide


def test_from_today_to_the_words_by_keyboard_alone(browser: Browser, address: str):
    with opened(browser, address, "/") as page:
        page.keyboard.press("g")
        page.keyboard.press("i")
        page.wait_for_url("**/incidents")
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("Enter")
        page.wait_for_url("**/incidents/*")
        page.keyboard.press("/")
        page.keyboard.type("ceasefire")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?words=ceasefire")
        page.keyboard.press("?")
        assert page.get_by_role("dialog").get_by_text("Keyboard keys").is_visible()
        page.keyboard.press("Escape")
        assert page.get_by_role("dialog").count() == 0


def test_a_filter_leads_to_an_address_that_shows_the_same(browser: Browser, address: str, desk: Desk):
    with opened(browser, address, "/timeline") as page:
        page.get_by_text("Filter and sort").click()
        page.get_by_label("What", exact=True).select_option("ASSAULT")
        page.get_by_label("From").fill("2020-01-01")
        page.get_by_role("button", name="Apply").click()
        page.wait_for_url("**/timeline?type=ASSAULT&since=2020-01-01&sort=-day")
        count = len(asked(desk, "timeline", type="ASSAULT", since="2020-01-01").rows)
        assert page.locator("[data-row]").count() == count
        page.get_by_role("link", name="since: 2020-01-01").click()
        page.wait_for_url("**/timeline?type=ASSAULT&sort=-day")


def test_a_mark_shows_its_statement_which_is_corrected_and_undone(browser: Browser, address: str, desk: Desk):
    with opened(browser, address, paths(desk)["report"]) as page:
        mark = page.locator(".text a.mark-trigger").first
        ref = (mark.get_attribute("href") or "").removeprefix("#")
        mark.hover()
        card = page.get_by_role("tooltip")
        assert card.get_by_text("Says so").first.is_visible()
        page.mouse.move(0, 0)
        card.wait_for(state="detached")
        mark.focus()
        card.wait_for()
        if PICTURES:
            page.screenshot(path=Path(PICTURES) / "report-card.png")
        card.get_by_role("link", name="Correct").first.click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Reject it").check()
        dialog.get_by_label("Your name").nth(0).fill("Ana Novak")
        dialog.get_by_label("Why").nth(0).fill("Not what it says")
        dialog.get_by_role("button", name="Keep the verdict").click()
        page.get_by_role("status").get_by_text("Ana Novak").wait_for()
        assert page.locator(f'.text a[href="#{ref}"]').count() == 0
        page.get_by_role("button", name="Undo").click()
        page.get_by_role("status").get_by_text("Undone").wait_for()
        assert page.locator(f'.text a[href="#{ref}"]').count() == 1


def test_a_dropped_report_is_coded_and_shown(browser: Browser, address: str, desk: Desk):
    with opened(browser, address, "/add") as page:
        page.evaluate(
            """text => {
                const data = new DataTransfer();
                data.items.add(new File([text], "velmar.txt", { type: "text/plain" }));
                const drop = document.querySelector("[data-drop]");
                for (const name of ["dragenter", "dragover", "drop"])
                    drop.dispatchEvent(new DragEvent(name, { dataTransfer: data, bubbles: true, cancelable: true }));
            }""",
            TEXT,
        )
        page.wait_for_url(re.compile("/(reports|add)/"), timeout=30_000)
        assert "/reports/" in page.url, page.locator("main").inner_text()
        assert page.locator(".text").get_by_text("shelled").is_visible()
        assert page.locator("a.mark-trigger").count() >= 1
    assert asked(desk, "reports", limit=100).polars().filter(location="velmar.txt").height == 1


def test_charts_are_drawn_under_the_policy_with_their_numbers_beside_them(browser: Browser, address: str):
    spec = {
        "data": {"values": [{"day": "2020-03-01", "count": 3}, {"day": "2020-03-02", "count": 5}]},
        "transform": [{"calculate": "datum.count * 2", "as": "double"}],
        "mark": {"type": "bar", "tooltip": True},
        "encoding": {"x": {"field": "day", "type": "temporal"}, "y": {"field": "double", "type": "quantitative"}},
    }
    with opened(browser, address, "/timeline") as page:
        page.route("**/charts/days.json", lambda route: route.fulfill(json=spec))
        page.evaluate(
            """async () => {
                document.querySelector("main").insertAdjacentHTML("beforeend",
                    '<figure data-chart="/charts/days.json"><div class="chart-fallback"><p>3 and 5</p></div></figure>');
                await (await import("/static/charts.js")).startCharts();
            }"""
        )
        page.locator("figure canvas").wait_for()
        page.locator("figure canvas").hover()
        page.locator("figure").get_by_text("The numbers").click()
        assert page.get_by_text("3 and 5").is_visible()


def test_all_of_it_works_without_scripts(browser: Browser, address: str, desk: Desk):
    with opened(browser, address, paths(desk)["report"], java_script_enabled=False) as page:
        mark = page.locator(".text a.mark-trigger").first
        ref = mark.get_attribute("href") or ""
        mark.click()
        assert page.url.endswith(ref)
        page.locator(f".statement{ref}").get_by_role("link", name="Correct").click()
        assert page.get_by_role("heading", name="Correct a statement").is_visible()
        page.get_by_role("link", name="Incidents", exact=True).click()
        assert page.get_by_role("heading", name="Incidents", exact=True).is_visible()
