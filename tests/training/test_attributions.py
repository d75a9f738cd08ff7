"""PolNeAR articles: words, sentences, and attributions in parts."""

import json
from pathlib import Path

from dragoman.language import labels
from training.samples import Sample
from training.sources import polnear

TEXT = "The roads, the envoy said, are open. No convoy has moved."


def spans(*parts: str) -> list[list[int]]:
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def articles(
    tmp_path: Path, *attributions: dict[str, list[list[int]]], leave: frozenset[str] = frozenset()
) -> list[Sample]:
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps({"id": "one", "text": TEXT, "attributions": attributions}) + "\n", encoding="utf-8")
    return list(polnear(path, set(leave)))


def said(sample: Sample, ranges: list[tuple[int, int]]) -> list[str]:
    return [" ".join(sample.words[a:b]) for a, b in ranges]


def test_content_in_two_parts_and_over_two_sentences(tmp_path: Path) -> None:
    content = spans("The roads", "are open. No convoy has moved.")
    (article,) = articles(tmp_path, {"cue": spans("said"), "source": spans("the envoy"), "content": content})
    assert len(article.bounds) == 2
    (frame,) = article.frames
    assert labels.KINDS[frame.kind] == "quotation"
    assert article.words[frame.anchor[0] : frame.anchor[1]] == ["said"]
    assert said(article, frame.roles["s"]) == ["the envoy"]
    assert said(article, frame.roles["t"]) == ["The roads", "are open . No convoy has moved ."]
    assert article.bounds[0][0] <= frame.roles["t"][1][0] < article.bounds[1][0] < frame.roles["t"][1][1]


def test_the_cue_is_tagged_and_its_absence_elsewhere_meant(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, {"cue": spans("said"), "source": [], "content": spans("The roads")})
    assert [w for w, tag in zip(article.words, article.tags["quotation"], strict=True) if tag] == ["said"]
    assert article.complete == ("quotation",)


def test_an_attribution_without_cue_makes_no_frame(tmp_path: Path) -> None:
    (article,) = articles(tmp_path, {"cue": [], "source": spans("the envoy"), "content": spans("The roads")})
    assert article.frames == []
    assert not any(article.tags["quotation"])


def test_articles_to_leave_are_left(tmp_path: Path) -> None:
    assert articles(tmp_path, leave=frozenset({"one"})) == []
