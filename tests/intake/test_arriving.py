"""What arrives slowly: in order, with its pauses, with its errors, and no further ahead than it may be."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.errors import OptionError
from dragoman.intake import PAUSE, ReadOptions, arriving, read
from dragoman.intake.arriving import AHEAD, is_stream
from dragoman.report import Report

SLOW = "Rebels shelled the village of Velmar on Sunday and left before the evening came."


def test_what_is_there_comes_in_order_without_a_pause():
    assert list(arriving(range(3 * AHEAD))) == list(range(3 * AHEAD))


def test_a_pause_shows_where_nothing_comes():
    go_on = threading.Event()

    def slow() -> Iterator[int]:
        yield 1
        yield 2
        go_on.wait(30)
        yield 3

    stream = arriving(slow())
    assert [next(stream) for _ in range(3)] == [1, 2, PAUSE]
    go_on.set()
    assert list(stream) == [3]


def test_an_error_comes_in_its_place():
    def broken() -> Iterator[int]:
        yield 1
        raise OptionError("no such column")

    stream = arriving(broken())
    assert next(stream) == 1
    with pytest.raises(OptionError, match="no such column"):
        next(stream)


def test_it_is_not_read_far_ahead_and_no_further_when_nobody_takes_it_any_more():
    read_so_far, closed = 0, threading.Event()

    def endless() -> Iterator[int]:
        nonlocal read_so_far
        try:
            while True:
                read_so_far += 1
                yield read_so_far
        finally:
            closed.set()

    stream = arriving(endless())
    taken = [next(stream) for _ in range(10)]
    assert taken == list(range(1, 11))
    stream.close()
    assert closed.wait(30)
    assert read_so_far <= 10 + AHEAD + 2


def test_the_first_json_line_of_a_pipe_waits_for_no_second(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert is_stream(pipe) and is_stream("-") and not is_stream(tmp_path) and not is_stream("no\0path")
    may_end = threading.Event()

    def write() -> None:
        with pipe.open("w", encoding="utf-8") as end:
            end.write(f'{{"text": "{SLOW}"}}\n')
            end.flush()
            may_end.wait(30)
            end.write(f'{{"text": "{SLOW} Nobody was hurt."}}\n')

    writer = threading.Thread(target=write)
    writer.start()
    stream = read(pipe, ReadOptions())
    first = next(stream)
    assert isinstance(first, Report) and first.text == SLOW
    may_end.set()
    (second,) = stream
    writer.join()
    assert isinstance(second, Report) and second.text.endswith("Nobody was hurt.")
