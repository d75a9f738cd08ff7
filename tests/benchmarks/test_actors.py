"""How the benchmark of actors scores: by the fields that a case expects, at the day that it names."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.actors import TODAY, both, day_of, score, share
from dragoman.resolve.actors.lookup import identify


@pytest.mark.parametrize(
    ("case", "day"),
    [
        ({}, TODAY),
        ({"args": ["", "today"]}, TODAY),
        ({"args": ["", "2021-03-04"]}, date(2021, 3, 4)),
        ({"kw": {"query_date": "4 March 2021"}}, date(2021, 3, 4)),
    ],
)
def test_the_day_of_a_case(case: dict[str, object], day: date):
    assert day_of(case) == day


def test_only_what_is_expected_is_scored():
    soldiers = identify("Danish soldiers")
    assert score({"expect": {"country": "DNK", "code_1": "MIL"}}, soldiers) == {"country": True, "sector": True}
    assert score({"expect": {"cc": ""}}, soldiers) == {"country": False}
    # A country alone has an empty sector in the expectations.
    assert score({"expect": {"country": "DNK", "code_1": ""}}, identify("Denmark")) == {"country": True, "sector": True}


def test_shares():
    results = [{"country": True, "sector": False}, {"country": True}, {"sector": True, "country": True}]
    assert (share(results, "country"), share(results, "sector"), both(results)) == (1.0, 0.5, 0.5)
    assert share([], "country") == 0.0


def test_the_last_line_is_json(tmp_path: Path):
    cases = [
        {"fn": "agent_to_code", "text": "Danish soldiers", "expect": {"country": "DNK", "code_1": "MIL"}},
        {"fn": "agent_to_code", "text": "gunmen", "expect": {"country": "", "code_1": "MIL"}, "xfail": True},
    ]
    file = tmp_path / "phrases.jsonl"
    file.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    script = Path(__file__).parents[2] / "benchmarks" / "actors.py"
    done = subprocess.run([sys.executable, script, file], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    assert (figures["country"], figures["sector"], figures["phrases"]) == (1.0, 0.5, 2)
