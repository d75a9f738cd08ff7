"""Reports to sentence graphs: the whole of the language layer behind one class."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.language import labels
from dragoman.language.assembly import Found, graphs_of
from dragoman.language.encoding import Encoded, encode
from dragoman.language.frame_decoding import Framed, decode
from dragoman.language.framing import anchors, read_frames
from dragoman.language.graph import Node, SentenceGraph
from dragoman.language.pairs import mark
from dragoman.language.prepared import Prepared, prepare, prepare_sentences, prepare_words
from dragoman.language.relating import OTHER_TYPE, ROLE_TYPE, Related, relate
from dragoman.language.segment import Sentence, sentences
from dragoman.language.session import Networks
from dragoman.language.tags import Range, best_tags, ranges, softmax
from dragoman.language.thresholds import Thresholds, thresholds_of
from dragoman.language.windows import Window, batch, window
from dragoman.report import Report, Span

Floats = NDArray[np.float32]
_NAME_TYPE = {name: i for i, name in enumerate(labels.NAMES)}


class Language:
    """The loaded model. Reads texts; keeps no state between calls, so the same text always gives the same graph."""

    def __init__(self, networks: Networks, thresholds: Thresholds) -> None:
        self.networks = networks
        self.thresholds = thresholds

    @classmethod
    def load(cls, path: Path | None = None, threads: int = 1) -> Language:
        """The model in the folder `path`, by default the one that Dragoman ships; `threads` are used for each network.

        Raises:
            ModelError: if there is no model, or it is damaged or of another version.
        """
        folder = path or Path(str(files("dragoman.language") / "model"))
        if not folder.is_dir():
            raise ModelError(f"no model in {folder}: install Dragoman again, or make one with `training/`")
        networks = Networks(folder, threads)
        return cls(networks, thresholds_of(networks.config))

    @property
    def model(self) -> str:
        """Name and version of the model, as kept in every record."""
        return f"dragoman-minilm {self.networks.config['version']}"

    def analyse(self, reports: Sequence[Report]) -> list[tuple[SentenceGraph, ...]]:
        """The sentence graphs of each report."""
        return [self._graphs(self.prepared(report)) for report in reports]

    def analyse_sentences(self, documents: Sequence[Sequence[str]]) -> list[tuple[SentenceGraph, ...]]:
        """The graphs of documents whose sentences are known; offsets count the sentences joined by line ends.

        An empty or blank sentence has no graph.
        """
        return [self._graphs(text) for text in self.prepared_sentences(documents)]

    def prepared(self, report: Report) -> Prepared:
        """A report cut into sentences and words."""
        return prepare(report, self.networks.pieces)

    def prepared_sentences(self, documents: Sequence[Sequence[str]]) -> list[Prepared]:
        """Documents whose sentences are known, cut into words; blank sentences are passed over."""
        out: list[Prepared] = []
        for rows in documents:
            found, at = list[Sentence](), 0
            for number, row in enumerate(rows):
                if row.strip():
                    found.append(Sentence(Span(at, at + len(row)), number))
                at += len(row) + 1
            out.append(prepare_sentences("\n".join(rows), found, self.networks.pieces))
        return out

    def parse(self, rows: Sequence[Sequence[str]]) -> list[list[tuple[str, int, str]]]:
        """UPOS, head (0 the root, else 1 + index) and relation of each word of sentences given as words."""
        text = prepare_words(rows, self.networks.pieces)
        encoded = encode(text, self.networks)
        upos = encoded.tags[:, self.networks.columns["upos"]].argmax(1)
        out: list[list[tuple[str, int, str]]] = []
        kept = iter(text.bounds)
        for row in rows:
            low, high = next(kept) if row else (0, 0)
            out.append([])
            for i in range(low, high):
                head = int(encoded.heads[i])
                rel = "root" if head < 0 else labels.DEPRELS[int(encoded.rels[i])]
                base = max(a for a, b in encoded.units if a <= i < b) - low
                out[-1].append((labels.UPOS[int(upos[i])], head + 1 + base if head >= 0 else 0, rel))
        return out

    def entities(self, text: str) -> list[Node]:
        """Entities of the ten types that defence reports are tagged with (re3d), outermost ones only."""
        prepared = self.prepared_text(text)
        return self.entities_read(prepared, encode(prepared, self.networks))

    def prepared_text(self, text: str) -> Prepared:
        """A text without a title, cut into sentences and words."""
        return prepare_sentences(text, sentences(text), self.networks.pieces)

    def entities_read(self, text: Prepared, encoded: Encoded) -> list[Node]:
        """`entities` of a text that the encoder has read."""
        found = self._ranges(encoded, "entities", labels.DOCUMENT_ENTITIES, text.bounds)
        return [Node(text.spans[r.start].hull(text.spans[r.end - 1]), r.label, r.score) for r in found]

    def pair_types(self, rows: Sequence[tuple[str, Span | None, Span | None]]) -> list[dict[str, float]]:
        """Probabilities of the event types for texts with a given source and target: what the one does to the other."""
        windows, sources, targets = list[Window](), list[int](), list[int]()
        for text, source, target in rows:
            words, at = mark(text, source, target)
            windows.append(window([words], self.networks.pieces))
            sources.append(at[0])
            targets.append(at[1])
        out: list[dict[str, float]] = []
        for i in range(0, len(windows), 16):
            part = slice(i, i + 16)
            scores = self.networks.pairs(batch(windows[part]), np.array(sources[part]), np.array(targets[part]))
            out.extend(dict(zip(labels.EVENTS, map(float, row), strict=True)) for row in softmax(scores))
        return out

    def _ranges(
        self, encoded: Encoded, head: str, types: Sequence[str], bounds: Sequence[tuple[int, int]]
    ) -> list[Range]:
        share = softmax(encoded.tags[:, self.networks.columns[head]])
        table = self.thresholds.transitions.get(head)
        steps = None if table is None else self.thresholds.transition * table
        scores = np.log(share + 1e-9) + self.thresholds.leaning(head, types)
        return ranges(best_tags(scores, bounds, steps), share, types, bounds)

    def _graphs(self, text: Prepared) -> tuple[SentenceGraph, ...]:
        return self.assembled(text, encode(text, self.networks)) if text.words else ()

    def assembled(self, text: Prepared, encoded: Encoded) -> tuple[SentenceGraph, ...]:
        """The graphs of a text that the encoder has read: all decoding, none of the encoder's work."""
        bounds = text.bounds
        names = self._ranges(encoded, "names", labels.NAMES, bounds)
        roles = self._ranges(encoded, "roles", ("ROLE",), bounds)
        rows = anchors(encoded, bounds, self.networks, self.thresholds)
        tagged = softmax(encoded.tags[:, self.networks.columns["triggers"]])
        types = tagged[:, 1::2] + tagged[:, 2::2]
        frames = decode(read_frames(rows, encoded, self.networks), types, self.thresholds)
        found = Found(encoded, names, roles, frames, self._relations(encoded, bounds, names, roles, frames))
        return graphs_of(text, found, self.networks.columns)

    def _relations(
        self,
        encoded: Encoded,
        bounds: Sequence[tuple[int, int]],
        names: Sequence[Range],
        roles: Sequence[Range],
        frames: Sequence[Framed],
    ) -> list[list[Related]]:
        sentence_at = [number for number, (a, b) in enumerate(bounds) for _ in range(a, b)]
        mentions: list[dict[tuple[int, int], int]] = [{} for _ in bounds]
        for r in names:
            mentions[sentence_at[r.start]].setdefault((r.start, r.end), _NAME_TYPE[r.label])
        for r in roles:
            mentions[sentence_at[r.start]].setdefault((r.start, r.end), ROLE_TYPE)
        for frame in frames:
            if frame.kind == "event":
                for r in frame.roles:
                    if r.label in "ARP":
                        mentions[sentence_at[r.start]].setdefault((r.start, r.end), OTHER_TYPE)
        rows = [[(a, b, kind) for (a, b), kind in row.items()] for row in mentions]
        return relate(rows, encoded, self.networks, self.thresholds)
