from __future__ import annotations

from pathlib import Path

import pytest

BODY = "The two governments said on Monday that they would meet again in Geneva. No date was set for the talks."
ROOT = Path(__file__).parents[2]


@pytest.fixture
def body() -> str:
    """A body that is English and has no date, title or dateline."""
    return BODY


@pytest.fixture
def page() -> str:
    """A page as news sites write them."""
    return f"""<!DOCTYPE html><html lang="en"><head><title>Talks resume | Lake Post</title>
<meta property="og:title" content="Talks resume"><meta property="og:site_name" content="Lake Post">
<meta property="article:published_time" content="2019-06-01T23:30:00+03:00">
<meta property="article:modified_time" content="2021-01-01T00:00:00Z"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks resume</h1><p>{BODY}</p><p>“We will stay,” a <a href="/x">spokesman</a> told reporters.</p></article>
<footer>Copyright 2024 Lake Post</footer></body></html>"""


@pytest.fixture
def intake_page() -> str:
    return (ROOT / "docs" / "intake.md").read_text("utf-8")


@pytest.fixture
def examples() -> Path:
    return ROOT / "examples" / "idlib"
