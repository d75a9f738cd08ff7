"""What people checked, as annotated sentences that training reads."""

from __future__ import annotations

from pathlib import Path

from dragoman.coding import from_annotation
from dragoman.desk import Desk
from dragoman.desk.adding import Added, keep_all
from dragoman.desk.corrections import Correction, correct
from dragoman.exchange.desk import export
from dragoman.record import CodedReport
from tests.desk.made import made
from tests.exchange.desks import NOON, change, lines
from training.sources import graphs

MET = "Turkey met Russia in Ankara on Monday, and Turkey warned Syria."
GRAPH = {
    "n": [["Turkey", "GPE"], ["Russia", "GPE"], ["Ankara", "GPE"], ["Turkey#2", "GPE"], ["Syria", "GPE"]],
    "e": [
        {"x": "met", "y": "CONSULT", "A": ["Turkey", "Russia"], "P": ["Ankara"], "T": ["Monday"], "st": "act"},
        {"x": "warned", "y": "THREATEN", "A": ["Turkey#2"], "R": ["Syria"], "st": "act"},
    ],
}


def with_records(path: Path) -> tuple[Desk, CodedReport, dict[str, str]]:
    """A desk with a report of our own, and the refs of its events by their triggers."""
    coded = made("2019-06-03", ("The sky was clear.", {}), (MET, GRAPH))
    desk = Desk.open(path, create=True)
    keep_all(desk.engine, desk.shown, [coded], Added())
    id = coded.report.id
    return desk, coded, {event.trigger.text: f"{id}:{event.id.removeprefix(f'{id}-')}" for event in coded.events}


def annotated(desk: Desk, folder: Path) -> dict[str, dict[str, object]]:
    export(desk, "training", folder)
    return {row["i"]: row for row in lines(folder / "corrected.ann.jsonl")}


def test_an_accepted_sentence_is_written_as_it_was_found(tmp_path: Path):
    desk, coded, refs = with_records(tmp_path / "d.desk")
    with desk:
        change(desk, refs["met"], "verdict", "accepted")
        found = annotated(desk, tmp_path / "out")
    assert found == {f"{coded.report.id}:1": {"i": f"{coded.report.id}:1", **GRAPH}}
    assert lines(tmp_path / "out" / "corrected.sents.jsonl") == [{"i": f"{coded.report.id}:1", "text": MET}]
    read = from_annotation({"text": MET}, found[f"{coded.report.id}:1"])
    assert read.events == from_annotation({"text": MET}, GRAPH).events


def test_what_was_rejected_is_gone_and_what_was_changed_is_changed(tmp_path: Path):
    desk, coded, refs = with_records(tmp_path / "d.desk")
    with desk:
        change(desk, refs["met"], "verdict", "rejected")
        change(desk, refs["warned"], "status", "may")
        change(desk, refs["warned"], "type", "ACCUSE")
        with desk.writing() as connection:
            swap = Correction("statement", refs["warned"], "actor", "country:RUS", "Ada", "it did", "country:TUR")
            correct(connection, swap, NOON)
        found = annotated(desk, tmp_path / "out")[f"{coded.report.id}:1"]
    assert found["e"] == [{"x": "warned", "y": "ACCUSE", "st": "may", "A": ["Russia"], "R": ["Syria"]}]
    listed = lines(tmp_path / "out" / "corrections.jsonl")
    assert [(row["field"], row["new"]) for row in listed] == [
        ("verdict", "rejected"),
        ("status", "may"),
        ("type", "ACCUSE"),
        ("actor", "country:RUS"),
    ]
    assert {row["who"] for row in listed} == {"Ada"}
    assert all("warned" in row["words"] for row in listed[1:])


def test_a_change_that_the_sentence_has_no_words_for_is_counted(tmp_path: Path):
    desk, _, refs = with_records(tmp_path / "d.desk")
    with desk, desk.writing() as connection:
        correct(connection, Correction("statement", refs["met"], "actor", "org:OSCE", "Ada", "it was there"), NOON)
    with Desk.open(tmp_path / "d.desk") as desk:
        done = export(desk, "training", tmp_path / "out")
    assert done.counts == {"sentences": 0, "sentences without words for a change, left out": 1, "corrections": 1}


def test_the_training_code_reads_it(tmp_path: Path):
    desk, coded, refs = with_records(tmp_path / "d.desk")
    with desk:
        change(desk, refs["met"], "verdict", "accepted")
        annotated(desk, tmp_path / "out")
    read = graphs(tmp_path / "out" / "corrected.sents.jsonl", tmp_path / "out" / "corrected.ann.jsonl")
    (sample,) = read.values()
    assert list(read) == [coded.report.id]
    triggers = [sample.words[frame.anchor[0]] for frame in sample.frames]
    assert triggers == ["met", "warned"]


def test_every_sentence_of_the_examples_can_be_written(own_desk: Desk, records: list[CodedReport], tmp_path: Path):
    with own_desk.writing() as connection:
        connection.exec_driver_sql("UPDATE statements SET verdict = 'accepted'")
    found = annotated(own_desk, tmp_path / "out")
    for coded in records:
        for event in coded.events:
            name = f"{coded.report.id}:{event.sentence}"
            at = coded.sentences[event.sentence]
            graph = from_annotation({"text": coded.report.quote(at)}, found[name], start=at.start)
            assert event.trigger.span in {frame.anchor for frame in graph.events}
