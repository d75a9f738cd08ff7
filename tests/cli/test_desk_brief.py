"""The brief of a desk, for reading and as a page of its own."""

from __future__ import annotations

import os
import re
import shutil
import threading
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len

from dragoman.cli.exits import DONE, FAILURE, USAGE
from dragoman.desk import Desk
from dragoman.desk.questions import Brief, Matter, Voice
from dragoman.present import brief_forms
from dragoman.present.brief import Page, page
from tests.cli.running import main
from tests.desk.asked import prepare

HOSTILE = "<script>x</script> *b* [a](http://a.example) &lt; `c` \x1b[31m # 1. \u202e"


@pytest.fixture(scope="module")
def asked(example_desk: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief") / "asked.desk"
    shutil.copyfile(example_desk, path)
    with Desk.open(path) as desk:
        prepare(desk)
    return path


class Reader(HTMLParser):
    """The text of a page, and the elements in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        assert not {name for name, _ in attrs} & {"src", "href", "style", "onclick"}

    def handle_data(self, data: str) -> None:
        self.text += data


def rendered(markdown: str) -> str:
    return Reader(MarkdownIt().render(markdown)).text


def hostile() -> Page:
    voice = Voice(
        "denies", HOSTILE, HOSTILE, HOSTILE, "2020-02-04", ("killed 3",), "0123456789abcdef", "e1-2", 0, 9, HOSTILE
    )
    matter = Matter(
        incident=1,
        day="2020-02-04",
        until="2020-02-05",
        type="ASSAULT",
        actors=(HOSTILE,) * 6,
        recipients=(),
        place=HOSTILE,
        country="SYR",
        asserting=2,
        denying=1,
        expecting=0,
        reports=3,
        killed="27 to 33",
        told="2020-02-04",
        voices=(voice,),
    )
    return page(Brief("2020-02-01", None, 3, (matter,), (), (), (), (), {"incidents": 12}))


def test_it_is_read_at_100_columns(asked: Path):
    done = main("brief", asked, "--since", "2020-02-28")
    assert done.code == DONE
    assert done.out.startswith("Brief, since 2020-02-28\n4 reports · ")
    for section in ("NEW", "DISPUTED", "AGREEMENTS UNDER STRAIN", "DUE", "NEW ACTORS"):
        assert f"\n{section}\n" in done.out
    assert re.search(r"– Reuters, in Northgate\s+Herald, 2020-02-28", done.out)
    assert max(map(cell_len, done.out.splitlines())) <= 100


def test_its_forms_say_the_same(asked: Path, tmp_path: Path):
    span = ("--since", "2020-02-28", "--until", "2020-03-02")
    markdown = main("brief", asked, *span, "--markdown").out
    html = main("brief", asked, *span, "--html").out
    words = [re.sub(r"[\s“”]+", "", text) for text in (rendered(markdown), Reader(html).text.split("}\n")[-1])]
    assert words[0] == words[1] and len(words[0]) > 2000
    assert main("brief", asked, *span, "--out", tmp_path / "b.md").err == f"wrote {tmp_path}/b.md\n"
    assert main("brief", asked, *span, "--out", tmp_path / "b.html", "--quiet").err == ""
    assert (tmp_path / "b.md").read_text(encoding="utf-8") == markdown
    assert (tmp_path / "b.html").read_text(encoding="utf-8") == html


def test_words_of_reports_are_words_in_every_form():
    shown = hostile()
    html, markdown = brief_forms.html(shown), brief_forms.markdown(shown)
    seen = HOSTILE.replace("\x1b", "␚").replace("\u202e", "␚")
    for text in (Reader(html).text, rendered(markdown)):
        assert text.count(seen) >= 3
    assert "script" not in Reader(html).elements | Reader(MarkdownIt().render(markdown)).elements
    assert "a" not in Reader(MarkdownIt().render(markdown)).elements
    assert "and 2 more → ASSAULT" in Reader(html).text
    assert "and 11 more" in Reader(html).text
    assert "Nothing is disputed." in rendered(markdown)


@pytest.mark.parametrize("text", ["# no heading", "- no list", "1. no list", "2) no list", "+ no", "27 to 33", "plain"])
def test_no_text_begins_what_it_is_not(text: str):
    assert rendered(brief_forms.markdown(Page(text, text, ()))).split("\n")[0] == text
    assert "<li>" not in MarkdownIt().render(brief_forms.markdown(Page("a", text, ())))


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        ([], USAGE, "--since"),
        (["--since", "2020-02-30"], USAGE, "since"),
        (["--since", "2020-03-01", "--until", "2020-02-01"], USAGE, "lies after until"),
        (["--since", "2020-02-01", "--html", "--markdown"], USAGE, "choose one"),
        (["--since", "2020-02-01", "--out", "brief.pdf"], USAGE, "name it .html or .md"),
    ],
)
def test_wrong_options_are_told(options: list[str], code: int, message: str, asked: Path):
    done = main("brief", asked, *options)
    assert (done.code, done.out) == (code, "")
    assert message in done.err


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is full")
def test_a_full_disk_is_told_in_a_line(asked: Path):
    done = main("brief", asked, "--since", "2020-02-28", "--html", "--out", "/dev/full")
    assert (done.code, done.out) == (FAILURE, "")
    assert done.err.startswith("dragoman: /dev/full: cannot be written: No space left on device; ")
    assert done.err.count("\n") == 1
    done = main("export", asked, "--to", "/dev/full", "--format", "geojson")
    assert (done.code, done.err.count("\n")) == (FAILURE, 1)
    assert "cannot be written: No space left on device" in done.err
    assert Path("/dev/full").is_char_device(), "no file took its place"


def test_it_goes_through_a_pipe_that_stays_one(asked: Path, tmp_path: Path):
    pipe, read = tmp_path / "brief.md", list[str]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    assert main("brief", asked, "--since", "2020-02-28", "--out", pipe).code == DONE
    reader.join(30)
    assert read == [main("brief", asked, "--since", "2020-02-28", "--markdown").out]
    assert pipe.is_fifo()


def test_no_desk_is_told(tmp_path: Path):
    assert main("brief", tmp_path / "no.desk", "--since", "2020-02-01").code == FAILURE
