"""Stories edited as newsrooms edit them: what each edit leaves of the story."""

from __future__ import annotations

import random

import pytest

from benchmarks.corpus import examples
from benchmarks.editing import EDITS, Story
from dragoman.desk.origins.shingles import share, shingles

STORY, OTHER = (Story.of(report) for report in examples()[:2])


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_leaves_some_of_the_story_and_not_all(name: str):
    made = EDITS[name](random.Random(3), STORY, OTHER)
    left = share(shingles(made.text), shingles(STORY.text))
    assert 0.15 < left < 1 or (name == "cut from the end" and left == 1)
    assert made == EDITS[name](random.Random(3), STORY, OTHER)
    assert made.text != STORY.text


@pytest.mark.parametrize("name", ["merged, 30 % of it", "own report, 30 % of it"])
def test_a_third_of_a_merged_report_is_the_storys(name: str):
    for seed in range(5):
        body = "\n".join(EDITS[name](random.Random(seed), STORY, OTHER).paragraphs)
        assert 0.25 < share(shingles(body), shingles(STORY.text)) < 0.42
