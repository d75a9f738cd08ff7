"""Texts with a marked source and target for the pair head: the rows of PLV, and the events of the graph data."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from dragoman.language.pairs import mark
from dragoman.report import Span
from training.samples import Sample
from training.sources import EVENT, lines, locate, many

YIELD = ("CONCEDE", "RETREAT")
"""PLV's class YIELD is PLOVER's CONCEDE and RETREAT together."""


def marked(text: str, source: Span | None, target: Span | None, types: list[int]) -> Sample:
    """A text with its source and target marked, for the pair head; `types` are the ids that its label stands for."""
    words, (a, b) = mark(text, source, target)
    return Sample(words, [(0, len(words))], pair=(a, b, types))


def plv_types(root: str) -> list[int]:
    """PLOVER type ids that a PLV class stands for."""
    return [EVENT[name] for name in (YIELD if root == "YIELD" else (root,))]


def plv_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a PLV table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def marked_spans(text: str) -> tuple[str, Span | None, Span | None]:
    """A sentence without its `<s>` and `<t>` marks, and what they enclosed; some rows of PLV lack one of the two."""
    found: dict[str, Span] = {}
    plain, opened, at = list[str](), dict[str, int](), 0
    for part in re.split(r"(</?[st]>)", text):
        if part in ("<s>", "<t>"):
            opened[part[1]] = at
        elif part in ("</s>", "</t>"):
            found[part[2]] = Span(opened[part[2]], at)
        else:
            plain.append(part)
            at += len(part)
    return "".join(plain), found.get("s"), found.get("t")


def plv_sample(row: dict[str, str]) -> Sample:
    """The sample of one PLV row, the source and target found by their marks."""
    return marked(*marked_spans(row["marked_sentence"]), plv_types(row["gold_root"]))


def graph_pairs(sentence_file: Path, annotation_file: Path) -> dict[str, list[Sample]]:
    """By sentence id: events of the graph data with an actor and a recipient, as marked pairs."""
    texts = {row["i"]: row["text"] for row in lines(sentence_file)}
    out: dict[str, list[Sample]] = {}
    for row in lines(annotation_file):
        seen: dict[tuple[Any, Any], Sample | None] = {}
        for event in row.get("e", []):
            ends = [[locate(texts[row["i"]], s) for s in many(event.get(role))] for role in "AR"]
            if ends[0] and ends[1] and ends[0][0] and ends[1][0] and event["y"] in EVENT:
                key = (ends[0][0], ends[1][0])
                sample = marked(texts[row["i"]], Span(*key[0]), Span(*key[1]), [EVENT[event["y"]]])
                before = seen.get(key, sample)
                seen[key] = sample if before is not None and before.pair == sample.pair else None
        out[row["i"]] = [s for s in seen.values() if s]
    return out
