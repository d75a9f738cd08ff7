"""Names replaced by others of their kind."""

import random

from hypothesis import given
from hypothesis import strategies as st

from training import swaps
from training.samples import Sample
from training.swaps import Swaps


def words(text: str) -> list[str]:
    return list(map(str, text.split()))


TEXTS = [
    Sample(words("Ana Ruiz met Omar in Lima ."), [(0, 7)], {"names": [1, 2, 0, 1, 0, 3, 0]}),
    Sample(words("Ivo Lang left Oslo ."), [(0, 5)], {"names": [1, 2, 0, 3, 0]}),
    Sample(words("the Quito talks"), [(0, 3)], {"names": [0, 3, 0]}),
]
PEOPLE = Swaps("names", TEXTS, frozenset({1, 3}))
POOL = {1: {("Ana", "Ruiz"), ("Ivo", "Lang"), ("Omar",)}, 3: {("Lima",), ("Oslo",), ("Quito",)}}


@given(st.sampled_from(TEXTS), st.integers())
def test_a_mention_gives_way_to_one_of_its_type_and_length(sample: Sample, seed: int) -> None:
    tags = sample.tags["names"]
    found = PEOPLE(sample.words, tags, random.Random(seed))
    assert len(found) == len(sample.words)
    assert all(a == b for a, b, tag in zip(found, sample.words, tags, strict=True) if not tag)
    for start, tag in enumerate(tags):
        if tag % 2:
            end = start + 1 + (tags[start + 1 : start + 2] == [tag + 1])
            assert tuple(found[start:end]) in POOL[tag]


def test_some_mentions_are_replaced_and_most_stay() -> None:
    rng = random.Random(3)
    tags = TEXTS[1].tags["names"]
    found = [PEOPLE(TEXTS[1].words, tags, rng)[3] for _ in range(2000)]
    assert 0.04 < 1 - found.count("Oslo") / len(found) < swaps.SHARE + 0.04
    assert set(found) == {"Lima", "Oslo", "Quito"}


def test_types_that_are_not_named_stay() -> None:
    places = Swaps("names", TEXTS, frozenset({3}))
    assert all(
        places(TEXTS[0].words, TEXTS[0].tags["names"], random.Random(i))[:2] == ["Ana", "Ruiz"] for i in range(99)
    )


def test_a_mention_unknown_to_the_pool_stays() -> None:
    mention = words("Eve Ann Moss")
    assert PEOPLE(mention, [1, 2, 2], random.Random(0)) == mention
