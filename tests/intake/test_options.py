from __future__ import annotations

import dataclasses
import re
from typing import Any, get_args

import pytest

from dragoman.errors import OptionError
from dragoman.intake import REASONS, Format, ReadOptions


@pytest.mark.parametrize(
    "wrong",
    [
        {"max_bytes": 0},
        {"timeout": -1.0},
        {"max_redirects": -1},
        {"encoding": "no such"},
        {"format": "pdf"},
        {"published": "03/04/2019"},
    ],
)
def test_impossible_values_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        ReadOptions(**wrong)


def test_columns_are_those_named() -> None:
    assert ReadOptions(text_column="a", date_column="b").columns == {"text": "a", "date": "b"}


def test_the_page_of_the_documentation_names_every_reason_option_and_format(intake_page: str) -> None:
    named = set(re.findall(r"`([\w-]+)`", intake_page))
    options = {field.name for field in dataclasses.fields(ReadOptions)}
    assert not (set(REASONS) | options | set(get_args(Format))) - named
