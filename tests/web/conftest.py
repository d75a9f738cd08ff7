"""A desk of the example reports in a web app: called directly, and served for real to a headless browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, sync_playwright
from starlette.testclient import TestClient

from dragoman.desk import Desk
from dragoman.web import create_app
from tests.desk.asked import prepare
from tests.desk.conftest import example_desk, records

__all__ = ["example_desk", "records"]
CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)


@pytest.fixture(scope="session")
def told_desk(example_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The desk of the examples with incidents."""
    path = tmp_path_factory.mktemp("web") / "idlib.desk"
    shutil.copyfile(example_desk, path)
    with Desk.open(path) as desk:
        prepare(desk)
    return path


@pytest.fixture
def web_desk(told_desk: Path, tmp_path: Path) -> Generator[Desk]:
    """A copy of it, which a test may change."""
    path = tmp_path / "own.desk"
    shutil.copyfile(told_desk, path)
    with Desk.open(path) as desk:
        yield desk


@pytest.fixture
def client(web_desk: Desk) -> Generator[TestClient]:
    """A browser without a screen: it keeps cookies and follows where it is led."""
    with TestClient(create_app(web_desk), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def browser() -> Generator[Browser]:
    """A headless Chromium; tests that want one are skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(desk: Desk) -> Generator[str]:
    """The address of a real server of a desk, on a free port of this machine."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(desk), port=port, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        end = time.monotonic() + 10
        while not server.started:
            assert time.monotonic() < end and thread.is_alive(), "the server does not come up"
            time.sleep(0.02)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
