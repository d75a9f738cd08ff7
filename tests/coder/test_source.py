"""What may be handed over to be coded."""

from pathlib import Path

import pytest

from dragoman.coder import Coder
from dragoman.coder.single import one_report
from dragoman.coder.source import items
from dragoman.errors import InputError, OptionError
from dragoman.intake import ReadOptions


@pytest.mark.parametrize("text", ["", " \n\t"])
def test_no_text_is_not_the_current_folder(text: str):
    with pytest.raises(InputError, match="no text"):
        one_report(items([text], ReadOptions()), "given")


@pytest.mark.parametrize("given", [None, b"bytes", 3])
def test_what_is_neither_text_nor_place_is_named(given: object):
    with pytest.raises(OptionError, match=type(given).__name__):
        list(items([given], ReadOptions()))  # pyright: ignore[reportArgumentType]


def test_an_impossible_date_names_the_option():
    with pytest.raises(OptionError, match="published: 'nonsense'"):
        ReadOptions(published="nonsense")


def test_a_mistake_in_a_file_of_actors_is_told_before_anything_is_read(tmp_path: Path):
    wrong = tmp_path / "own.csv"
    wrong.write_text("name,sectors\nJory Vell,XXX\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.csv, line 2, field sectors"):
        Coder(actors=wrong)
