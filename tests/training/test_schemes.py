"""Labels of one entity scheme as sets of labels of another."""

import pytest

from dragoman.language import labels
from training.schemes import TAGS, TO_NAMES, entities_table, names_table

NAMES = labels.bio(labels.NAMES)


def open_labels(corpus: str, tag: str) -> set[str]:
    row = names_table(corpus)[labels.bio(TAGS[corpus]).index(tag)]
    return {name for name, weight in zip(NAMES, row, strict=True) if weight == 0}


@pytest.mark.parametrize("corpus", TAGS)
def test_every_type_of_a_corpus_leaves_something_open(corpus: str) -> None:
    assert set(TO_NAMES[corpus]) == {"O", *TAGS[corpus]}
    assert (names_table(corpus) == 0).any(axis=1).all()


def test_a_name_begins_and_goes_on_where_the_other_one_does() -> None:
    assert open_labels("uner", "B-PER") == {"B-PER"}
    assert open_labels("uner", "I-LOC") == {"I-GPE", "I-LOC", "I-FAC"}


def test_what_a_corpus_does_not_mark_stays_open() -> None:
    assert {"O", "B-TIME", "I-TIME", "B-NORP"} <= open_labels("uner", "O")
    assert "B-PER" not in open_labels("uner", "O") and "B-GPE" not in open_labels("wikigold", "O")


def test_no_name_in_the_graph_says_nothing_about_the_ten_entity_types() -> None:
    table = entities_table()
    entities = labels.bio(labels.DOCUMENT_ENTITIES)
    assert (table[0] == 0).all()
    person = table[NAMES.index("B-PER")]
    assert [entities[i] for i in range(len(entities)) if person[i] == 0] == ["B-Person"]
