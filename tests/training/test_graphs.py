"""Annotated sentences: spans to word ranges, names and roles, frames, relations."""

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.language import labels
from training.marked_pairs import graph_pairs
from training.samples import FrameTarget, Sample
from training.sources import graphs, locate

FIRST = "Defence Minister Orhan Vale said Norland shelled Port Ash and Port Ash answered."
SECOND = "Norland may withdraw because winter is near."


def written(tmp_path: Path, rows: dict[str, tuple[str, dict[str, Any]]]) -> tuple[Path, Path]:
    texts, annotations = tmp_path / "sents.jsonl", tmp_path / "ann.jsonl"
    texts.write_text("".join(json.dumps({"i": i, "text": t}) + "\n" for i, (t, _) in rows.items()), encoding="utf-8")
    annotations.write_text("".join(json.dumps({"i": i, **a}) + "\n" for i, (_, a) in rows.items()), encoding="utf-8")
    return texts, annotations


def said(sample: Sample, at: tuple[int, int]) -> str:
    return " ".join(sample.words[at[0] : at[1]])


def of_kind(sample: Sample, kind: str) -> list[FrameTarget]:
    return [frame for frame in sample.frames if labels.KINDS[frame.kind] == kind]


@pytest.fixture
def document(tmp_path: Path) -> Sample:
    first = {
        "n": [
            ["Defence Minister Orhan Vale", "ROLE"],
            ["Orhan Vale", "PER"],
            ["Norland", "GPE"],
            ["Port Ash", "GPE"],
            ["Port Ash#2", "GPE"],
        ],
        "e": [{"x": "shelled", "y": "ASSAULT", "m": "heavy-weapons", "A": "Norland", "R": ["Port Ash"], "st": "act"}],
        "a": [{"c": "said", "s": "Defence Minister Orhan Vale", "t": "Norland shelled Port Ash"}],
        "r": [["Orhan Vale", "rival", "Port Ash#2"]],
    }
    second = {
        "n": [["Norland", "GPE"]],
        "e": [{"x": "withdraw", "y": "RETREAT", "A": "Norland", "st": "may"}, {"x": "near", "y": "UNHEARD"}],
        "w": [{"c": "because", "x": "withdraw", "y": "winter is near"}],
    }
    found = graphs(*written(tmp_path, {"doc:0": (FIRST, first), "doc:1": (SECOND, second)}))
    assert list(found) == ["doc"]
    return found["doc"]


def test_sentences_follow_one_another(document: Sample) -> None:
    (_, middle), (start, end) = document.bounds
    assert middle == start
    assert document.words[start:end] == [*SECOND.removesuffix(".").split(), "."]
    assert all(len(tags) == len(document.words) for tags in document.tags.values())


def test_a_role_may_hold_a_name(document: Sample) -> None:
    names = labels.bio(labels.NAMES)
    assert [names[i] for i in document.tags["names"][:4]] == ["O", "O", "B-PER", "I-PER"]
    assert document.tags["roles"][:5] == [1, 2, 2, 2, 0]


def test_a_numbered_span_is_a_later_occurrence(document: Sample) -> None:
    at = [i for i, word in enumerate(document.words) if word == "Port"]
    gpe = labels.bio(labels.NAMES).index("B-GPE")
    assert [document.tags["names"][i] for i in at] == [gpe, gpe]
    ((head, label, tail),) = document.relations
    assert document.mentions is not None
    assert said(document, document.mentions[head][:2]) == "Orhan Vale"
    assert labels.RELATIONS[label - 1] == "rival"
    assert document.mentions[tail][0] == at[1]


def test_events_with_roles_mode_and_status(document: Sample) -> None:
    shelled, withdraw = of_kind(document, "event")
    assert said(document, shelled.anchor) == "shelled"
    assert labels.EVENTS[shelled.type] == "ASSAULT"
    assert labels.ALL_MODES[shelled.mode] == "heavy-weapons"
    assert [said(document, at) for at in shelled.roles["R"]] == ["Port Ash"]
    assert said(document, withdraw.anchor) == "withdraw"
    assert labels.STATUS[withdraw.status] == "may"
    assert labels.ALL_MODES[withdraw.mode] == ""
    assert withdraw.roles["R"] == []


def test_attribution_and_reason(document: Sample) -> None:
    (attribution,) = of_kind(document, "attribution")
    assert {role: [said(document, at) for at in spans] for role, spans in attribution.roles.items()} == {
        "x": ["said"],
        "s": ["Defence Minister Orhan Vale"],
        "t": ["Norland shelled Port Ash"],
    }
    (reason,) = of_kind(document, "reason")
    assert said(document, reason.anchor) == "because"
    assert [said(document, at) for at in reason.roles["y"]] == ["winter is near"]


def test_single_sentences_are_documents_of_their_own(tmp_path: Path) -> None:
    rows = {f"plv:{i}": (SECOND, dict[str, Any]()) for i in range(2)}
    assert [len(sample.bounds) for sample in graphs(*written(tmp_path, rows)).values()] == [1, 1]


def test_pairs_are_events_with_actor_and_recipient(tmp_path: Path) -> None:
    event = {"x": "shelled", "y": "ASSAULT", "A": "Norland", "R": "Port Ash"}
    rows = {
        "doc:0": (FIRST, {"e": [event]}),
        "doc:1": (SECOND, {"e": [{"x": "withdraw", "y": "RETREAT", "A": "Norland"}]}),
    }
    found = graph_pairs(*written(tmp_path, rows))
    ((pair,), none) = found.values()
    assert none == []
    assert pair.pair is not None
    source, target, types = pair.pair
    assert (pair.words[source + 1], pair.words[target + 1]) == ("Norland", "Port")
    assert [labels.EVENTS[i] for i in types] == ["ASSAULT"]


def test_a_pair_with_two_types_teaches_neither(tmp_path: Path) -> None:
    events = [
        {"x": x, "y": y, "A": "Norland", "R": "Port Ash"} for x, y in (("shelled", "ASSAULT"), ("said", "ACCUSE"))
    ]
    assert graph_pairs(*written(tmp_path, {"doc:0": (FIRST, {"e": events})})) == {"doc:0": []}


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("war in the warm war room", "war", (0, 3)),
        ("war in the warm war room", "war#2", (16, 19)),
        ("war in the warm war room", "war#3", None),
        ("pre-war", "re", (1, 3)),
        ("unit #2 and unit #2", "unit #2", (0, 7)),
        ("peace", "war", None),
    ],
)
def test_locate(text: str, span: str, expected: tuple[int, int] | None) -> None:
    assert locate(text, span) == expected
