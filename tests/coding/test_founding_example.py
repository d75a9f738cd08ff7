"""The founding example, coded from its annotations, against what its mentions resolve to.

Its files are not part of the project; where they lie is told by DRAGOMAN_SHARED, else they are looked for beside it.
"""

from __future__ import annotations

import json
import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.coding import code_graphs, from_annotation
from dragoman.language.graph import SentenceGraph
from dragoman.record import CodedReport, Link
from dragoman.report import Published, Report

FOLDER = Path(os.environ.get("DRAGOMAN_SHARED", Path(__file__).parents[3] / "shared")) / "seed"

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"the founding example is not at {FOLDER}")


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines() if line.strip()]


@pytest.fixture(scope="module")
def target() -> dict[str, Any]:
    return json.loads((FOLDER / "resolved.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def graphs() -> list[SentenceGraph]:
    text = (FOLDER / "report.txt").read_text("utf-8")
    annotations = {line["i"]: line for line in lines("annotations.jsonl")}
    found: list[SentenceGraph] = []
    at = 0
    for index, line in enumerate(lines("sentences.jsonl")):
        words = line["text"].strip()
        match = re.compile(r"\s+".join(map(re.escape, words.split()))).search(text, at)
        assert match, line["i"]
        at = match.end()
        found.append(
            from_annotation(
                {"text": words},
                annotations[line["i"]],
                index=index,
                paragraph=index,
                start=match.start(),
                is_title=index == 0,
            )
        )
    return found


@pytest.fixture(scope="module")
def coded(graphs: list[SentenceGraph]) -> CodedReport:
    text = (FOLDER / "report.txt").read_text("utf-8")
    report = Report(text, title_span=graphs[0].span, published=Published(date(2019, 6, 1), "text"))
    return code_graphs(report, graphs)


def number(identity: str) -> int:
    return int(identity.split(":")[1])


def names(chain: tuple[Link, ...]) -> list[str]:
    return [link.name or f"({link.kind})" for link in chain]


def test_chains(coded: CodedReport, target: dict[str, Any]):
    for expected in target["chains"]:
        chains = [
            names(made.chain)
            for made in coded.attributions
            if made.sentence == number(expected["i"])
            and coded.report.quote(made.content[0]).startswith(expected.get("content", ""))
        ]
        assert expected["chain"] in chains, expected["i"]


def test_counts(coded: CodedReport, target: dict[str, Any]):
    for expected in target["counts"]:
        at = number(expected["i"])
        in_events = [count for event in coded.events if event.sentence == at for count in event.counts]
        outside = [tally.count for tally in coded.counts if tally.sentence == at]
        found = [(count.text, count.kind, count.low, count.high) for count in (*in_events, *outside)]
        assert (expected["text"], expected["kind"], expected["low"], expected["high"]) in found


def test_the_agreement_and_its_terms(coded: CodedReport, target: dict[str, Any]):
    terms = [term for agreement in coded.agreements for term in agreement.terms]
    assert len(terms) == len(target["agreement"]["terms"])
    for expected, term in zip(target["agreement"]["terms"], terms, strict=True):
        party, _, obligation = expected.rpartition(": ")
        assert term.obliged is not None
        assert not party or term.obliged.text == party
        assert not obligation.startswith("create") or term.mention.text == obligation


def test_forecasts(coded: CodedReport, target: dict[str, Any]):
    for expected in target["forecasts"]:
        (forecast,) = [made for made in coded.forecasts if made.sentence == number(expected["i"])]
        assert forecast.chain[-1].name == expected["holder"]
        assert forecast.likelihood is not None
        assert forecast.likelihood.hedge.text == expected["hedge"]
        if "condition" in expected:
            assert forecast.condition is not None
            assert forecast.condition.text.endswith(expected["condition"])
        if "reason" in expected:
            (reason,) = [made for made in coded.reasons if made.id == forecast.reason]
            assert reason.reason.text == expected["reason"]


def test_every_field_points_at_its_characters(coded: CodedReport):
    report = coded.report
    for event in coded.events:
        for part in (event.trigger, *event.actors, *event.recipients, *event.places, *event.times, *event.counts):
            assert report.quote(part.span) == part.text
    for statement in (*coded.attributions, *coded.events, *coded.agreements, *coded.forecasts):
        for link in statement.chain[1:]:
            assert link.span is not None
            assert report.quote(link.span)
    assert CodedReport.from_dict(json.loads(coded.to_json())) == coded
