"""CoNLL-U: documents, heads counted over the document, relations."""

from pathlib import Path

from dragoman.language import labels
from training.samples import IGNORE, Sample
from training.sources import treebank

Word = tuple[str, str, int, str]


def sentence(*words: Word) -> str:
    return "".join(
        f"{i}\t{form}\t_\t{upos}\t_\t_\t{head}\t{rel}\t_\t_\n" for i, (form, upos, head, rel) in enumerate(words, 1)
    )


def documents(tmp_path: Path, text: str) -> list[Sample]:
    path = tmp_path / "trees.conllu"
    path.write_text(text, encoding="utf-8")
    return list(treebank(path))


MEET = sentence(("Envoys", "NOUN", 2, "nsubj"), ("meet", "VERB", 0, "root"))
REST = sentence(("They", "PRON", 2, "nsubj"), ("rest", "VERB", 0, "root"), (".", "PUNCT", 2, "punct"))


def test_heads_count_the_words_of_the_document(tmp_path: Path) -> None:
    (document,) = documents(tmp_path, f"# newdoc id = one\n{MEET}\n{REST}\n")
    assert document.words == ["Envoys", "meet", "They", "rest", "."]
    assert document.bounds == [(0, 2), (2, 5)]
    assert document.heads == [2, 0, 4, 0, 4]
    assert [labels.UPOS[i] for i in document.tags["upos"]] == ["NOUN", "VERB", "PRON", "VERB", "PUNCT"]


def test_a_new_document_begins_at_its_comment(tmp_path: Path) -> None:
    first, second = documents(tmp_path, f"# newdoc id = one\n{MEET}\n# newdoc id = two\n# text = …\n{REST}\n")
    assert first.words == ["Envoys", "meet"]
    assert second.heads == [2, 0, 2]


def test_ranges_and_empty_nodes_are_no_words(tmp_path: Path) -> None:
    text = (
        "1-2\tcannot\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + sentence(("can", "AUX", 0, "root"), ("not", "PART", 1, "advmod"))
        + "2.1\tgo\t_\tVERB\t_\t_\t_\t_\t_\t_\n"
    )
    (document,) = documents(tmp_path, text)
    assert document.words == ["can", "not"]


def test_an_unknown_subtype_falls_back_and_an_unknown_relation_is_ignored(tmp_path: Path) -> None:
    (document,) = documents(
        tmp_path, sentence(("a", "DET", 2, "det:odd"), ("b", "NOUN", 0, "root"), ("c", "X", 2, "unheard"))
    )
    assert document.deprels == [labels.DEPRELS.index("det"), labels.DEPRELS.index("root"), IGNORE]
