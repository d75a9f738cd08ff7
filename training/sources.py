"""Readers of the training data: each gives `Sample`s. Formats and licences: the README of the data folder."""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from dragoman.language import labels
from dragoman.language.segment import sentences
from dragoman.language.tokens import tokenize
from training.samples import IGNORE, FrameTarget, Sample, paint, word_range

KIND = {kind: i for i, kind in enumerate(labels.KINDS)}
EVENT = {name: i for i, name in enumerate(labels.EVENTS)}
Range = tuple[int, int]
Typed = tuple[int, int, str]
"""A word range and its label."""


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def treebank(path: Path) -> Iterator[Sample]:
    """Documents of a CoNLL-U file: UPOS, heads (0 the root, else 1 + word index in the document) and relations."""
    upos = {name: i for i, name in enumerate(labels.UPOS)}
    rels = {name: i for i, name in enumerate(labels.DEPRELS)}
    sample = Sample([], [], {"upos": []}, [], [])
    with path.open(encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            if "# newdoc" in block and sample.words:
                yield sample
                sample = Sample([], [], {"upos": []}, [], [])
            rows = [line.split("\t") for line in block.splitlines() if line and line[0] != "#"]
            rows = [row for row in rows if row[0].isdigit()]
            if not rows:
                continue
            base = len(sample.words)
            assert sample.heads is not None and sample.deprels is not None
            for row in rows:
                sample.words.append(row[1])
                sample.tags["upos"].append(upos[row[3]])
                sample.heads.append(0 if row[6] == "0" else base + int(row[6]))
                sample.deprels.append(rels.get(row[7], rels.get(row[7].split(":")[0], IGNORE)))
            sample.bounds.append((base, len(sample.words)))
    if sample.words:
        yield sample


def entity_sentences(path: Path, name: str, types: tuple[str, ...]) -> Iterator[Sample]:
    """Sentences with `tokens` and `spans` [start, end, type] (UNER, WikiGold, CrossNER)."""
    for row in lines(path):
        words = row["tokens"]
        tags = paint(len(words), [(s, e, t) for s, e, t in row["spans"]], types)
        yield Sample(words, [(0, len(words))], {name: tags})


def tokenized(text: str) -> tuple[list[str], list[tuple[int, int]], list[tuple[int, int]]]:
    """A text's words, their character spans and the word ranges of its sentences."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    bounds: list[tuple[int, int]] = []
    for sentence in sentences(text):
        cut = tokenize(text, sentence.span.start, sentence.span.end)
        bounds.append((len(words), len(words) + len(cut)))
        words.extend(s.of(text) for s in cut)
        spans.extend((s.start, s.end) for s in cut)
    return words, spans, bounds


def defence_entities(path: Path, leave: set[str]) -> Iterator[Sample]:
    """re3d documents: outermost entities of the ten types; `leave` holds the first 8 digits of ids to pass over."""
    for row in lines(path):
        if row["id"][:8] in leave:
            continue
        words, spans, bounds = tokenized(row["text"])
        found = list[Typed]()
        for entity in row["entities"]:
            at = word_range(spans, entity["start"], entity["end"])
            if at and entity["type"] in labels.DOCUMENT_ENTITIES:
                found.append((*at, entity["type"]))
        yield Sample(words, bounds, {"entities": paint(len(words), found, labels.DOCUMENT_ENTITIES)})


def polnear(path: Path, leave: set[str]) -> Iterator[Sample]:
    """PolNeAR articles: quotation frames whose cue is the anchor. `leave` holds ids to pass over."""
    for row in lines(path):
        if row["id"] in leave:
            continue
        words, spans, bounds = tokenized(row["text"])
        starts = [a for a, _ in spans]
        cues, frames = list[Typed](), list[FrameTarget]()
        for attribution in row["attributions"]:
            roles: dict[str, list[tuple[int, int]]] = {}
            for role, key in (("x", "cue"), ("s", "source"), ("t", "content")):
                found = [_words(spans, starts, s, e) for s, e in attribution[key]]
                roles[role] = [at for at in found if at]
            if not roles["x"]:
                continue
            anchor = (roles["x"][0][0], roles["x"][-1][1])
            cues.append((*anchor, "x"))
            frames.append(FrameTarget(KIND["quotation"], anchor, roles))
        tags = {"quotation": paint(len(words), cues, ("x",))}
        yield Sample(words, bounds, tags, frames=frames, complete=("quotation",))


def _words(spans: list[tuple[int, int]], starts: list[int], start: int, end: int) -> tuple[int, int] | None:
    first = bisect_right(starts, start) - 1
    if first < 0 or spans[first][1] <= start:
        first += 1
    last = bisect_left(starts, end)
    return (first, last) if first < last else None


def locate(text: str, span: str) -> tuple[int, int] | None:
    """Where an annotated span stands: verbatim, `#2` for the second whole-word occurrence and so on."""
    match = re.match(r"(.*)#(\d+)$", span, re.DOTALL)
    form, number = (match[1], int(match[2])) if match and span not in text else (span, 1)
    whole = [m.start() for m in re.finditer(r"(?<!\w)" + re.escape(form) + r"(?!\w)", text)]
    spots = whole or [m.start() for m in re.finditer(re.escape(form), text)]
    return (spots[number - 1], spots[number - 1] + len(form)) if len(spots) >= number else None


def many(value: Any) -> list[str]:
    """The spans of a field that holds none, one or a list of them."""
    values = cast(list[str | None], value if isinstance(value, list) else [value])
    return [v for v in values if v]


class _Sentence:
    """One annotated sentence, its spans turned into word ranges behind `base` words."""

    def __init__(self, text: str, base: int) -> None:
        self.text, self.base = text, base
        cut = tokenize(text)
        self.words = [s.of(text) for s in cut]
        self.spans = [(s.start, s.end) for s in cut]

    def ranges(self, value: Any) -> list[tuple[int, int]]:
        """Word ranges of a span or list of spans; what cannot be found is left out."""
        out = list[Range]()
        for span in many(value):
            at = locate(self.text, span)
            found = word_range(self.spans, *at) if at else None
            if found:
                out.append((found[0] + self.base, found[1] + self.base))
        return out


def graphs(sentence_file: Path, annotation_file: Path) -> dict[str, Sample]:
    """Annotated documents by id, sentences in file order; sentences `plv:N` are documents of their own."""
    texts = {row["i"]: row["text"] for row in lines(sentence_file)}
    documents: dict[str, Sample] = {}
    for row in lines(annotation_file):
        name = row["i"]
        document = name if name.startswith("plv:") else name.rsplit(":", 1)[0]
        if document not in documents:
            keys = ("names", "roles", "triggers", "attribution", "reason", "agreement")
            kinds = ("event", "attribution", "reason", "agreement")
            documents[document] = Sample([], [], {k: [] for k in keys}, mentions=[], complete=kinds)
        _add(documents[document], _Sentence(texts[name], len(documents[document].words)), row)
    return documents


def _add(sample: Sample, sentence: _Sentence, row: dict[str, Any]) -> None:
    base, size = sentence.base, len(sentence.words)
    mentions: dict[tuple[int, int], int] = {}
    other = len(labels.NAMES) + 1

    def tag(key: str, spans: list[tuple[int, int, str]], types: tuple[str, ...]) -> None:
        sample.tags[key].extend(paint(size, [(a - base, b - base, t) for a, b, t in spans], types))

    named, roles = list[Typed](), list[Typed]()
    for span, kind in row.get("n", []):
        for at in sentence.ranges(span):
            (roles if kind == "ROLE" else named).append((*at, kind))
            mentions.setdefault(at, len(labels.NAMES) if kind == "ROLE" else labels.NAMES.index(kind))
    tag("names", named, labels.NAMES)
    tag("roles", roles, ("ROLE",))

    frames: list[FrameTarget] = []
    triggers = list[Typed]()
    for event in row.get("e", []):
        anchor = sentence.ranges(event["x"])
        if not anchor or event["y"] not in EVENT:
            continue
        found = {role: sentence.ranges(event.get(role)) for role in labels.ROLES["event"] if role != "x"}
        found["x"] = anchor[:1]
        for role in "ARP":
            for at in found[role]:
                mentions.setdefault(at, other)
        mode = (many(event.get("m")) or [""])[0]
        triggers.append((*anchor[0], event["y"]))
        frames.append(
            FrameTarget(
                KIND["event"],
                anchor[0],
                found,
                EVENT[event["y"]],
                labels.ALL_MODES.index(mode) if mode in labels.ALL_MODES else IGNORE,
                labels.STATUS.index(event["st"]) if event.get("st") in labels.STATUS else IGNORE,
            )
        )
    tag("triggers", triggers, labels.EVENTS)
    for key, kind, anchor_key, parts in (
        ("a", "attribution", "c", {"s": "s", "t": "t"}),
        ("w", "reason", "c", {"x": "x", "y": "y"}),
        ("g", "agreement", "x", {"by": "by", "terms": "terms", "T": "T"}),
    ):
        anchors = list[Typed]()
        for item in row.get(key, []):
            anchor = sentence.ranges(item.get(anchor_key))
            if anchor and anchor[0] not in [f.anchor for f in frames if f.kind == KIND[kind]]:
                found = {role: sentence.ranges(item.get(field)) for role, field in parts.items()}
                if "x" in labels.ROLES[kind] and kind == "attribution":
                    found["x"] = anchor[:1]
                frames.append(FrameTarget(KIND[kind], anchor[0], found))
                anchors.append((*anchor[0], "x"))
        tag(kind, anchors, ("x",))

    ends = list[tuple[Range, int, Range]]()
    for head, label, tail in row.get("r", []):
        a, b = sentence.ranges(head), sentence.ranges(tail)
        if a and b and label in labels.RELATIONS:
            mentions.setdefault(a[0], other)
            mentions.setdefault(b[0], other)
            ends.append((a[0], labels.RELATIONS.index(label) + 1, b[0]))
    assert sample.mentions is not None
    offset = len(sample.mentions)
    order = {at: offset + i for i, at in enumerate(mentions)}
    sample.mentions.extend((*at, kind) for at, kind in mentions.items())
    sample.relations.extend((order[a], label, order[b]) for a, label, b in ends)
    sample.words.extend(sentence.words)
    sample.bounds.append((base, base + size))
    sample.frames.extend(frames)


def factuality(path: Path) -> Iterator[Sample]:
    """Sentences with one word's factuality on [-3, 3]."""
    for row in lines(path):
        cut = tokenize(row["text"])
        at = word_range([(s.start, s.end) for s in cut], *row["span"])
        if at:
            yield Sample([s.of(row["text"]) for s in cut], [(0, len(cut))], factuality=[(at[1] - 1, row["score"])])
