"""What the benchmarks read as the truth: outermost names, treebank documents, documents of sentences."""

from pathlib import Path
from typing import Any

from benchmarks import graph, treebank
from benchmarks.names import reference


def entity(start: int, end: int, kind: str) -> dict[str, Any]:
    return {"start": start, "end": end, "type": kind}


def test_of_overlapping_entities_the_longest_counts() -> None:
    row = {
        "entities": [
            entity(4, 11, "Location"),
            entity(0, 11, "Organisation"),
            entity(10, 14, "Person"),
            entity(11, 14, "Weapon"),
            entity(11, 14, "Weapon"),
        ]
    }
    assert reference(row) == {(0, 11, "Organisation"), (11, 14, "Weapon")}


def test_entities_of_other_types_do_not_hide_names() -> None:
    assert reference({"entities": [entity(0, 20, "Frequency"), entity(3, 8, "Person")]}) == {(3, 8, "Person")}


TREES = """\
# newdoc id = one
# sent_id = 1
1\tTalks\t_\tNOUN\t_\t_\t2\tnsubj\t_\t_
2\tended\t_\tVERB\t_\t_\t0\troot\t_\t_

# sent_id = 2
1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_
1\tcan\t_\tAUX\t_\t_\t0\troot\t_\t_
2\tnot\t_\tPART\t_\t_\t1\tadvmod\t_\t_

# newdoc id = two
# sent_id = 3
1\tYes\t_\tINTJ\t_\t_\t0\troot\t_\t_

"""


def test_treebank_documents(tmp_path: Path) -> None:
    path = tmp_path / "trees.conllu"
    path.write_text(TREES, encoding="utf-8")
    assert treebank.documents(path) == [
        [
            [("Talks", "NOUN", 2, "nsubj"), ("ended", "VERB", 0, "root")],
            [("can", "AUX", 0, "root"), ("not", "PART", 1, "advmod")],
        ],
        [[("Yes", "INTJ", 0, "root")]],
    ]


def test_sentences_are_grouped_by_what_stands_before_the_last_colon() -> None:
    names = ["a:b:0", "a:b:1", "a:c:0", "plv:0", "plv:1"]
    assert graph.documents(dict.fromkeys(names, "")) == [["a:b:0", "a:b:1"], ["a:c:0"], ["plv:0"], ["plv:1"]]
