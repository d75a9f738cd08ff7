"""Time expressions against TIMEX3 annotation: found, and read to the right value.

`python benchmarks/times.py GOLD.jsonl... [--gold-spans]`

Each line of a GOLD.jsonl holds `text`, `dct` (the publication date), `timex` [{start, end, type, value, dct}] and,
where only a part is annotated, `annotated_until`. What is marked `dct`, the publication date itself, is not scored.
Matching is that of TempEval-3: strict F1 wants the same characters, relaxed F1 one shared character, value F1 is
relaxed F1 with the same value (an expression is matched once; values are compared as written). With `--gold-spans` the
annotated expressions are read and the share of right values is told. "calendar" are the dates whose value is a day, a
month or a year and "weekday" those of them that name a weekday: as tools that give a day for every expression are
scored, these are right when the day that the reading starts with lies in the annotated day, month or year.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.outcome import arguments, lines, tell
from dragoman.record.mention import Mention
from dragoman.record.world import Timex
from dragoman.report import Span
from dragoman.resolve.times import normalise, resolve_times, tag, tense_at

_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_CALENDAR = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")


def resolved(text: str, spans: list[Span], published: date | None) -> tuple[Timex, ...]:
    """The spans of a text, resolved; the tense is read off the words."""
    mentions = [Mention(span.of(text), span) for span in spans]
    return resolve_times(mentions, text, published, lambda mention: tense_at(text, mention.span))


def published(row: dict[str, Any]) -> date | None:
    """A document's date, from `dct` or else read off its annotated date line; None where neither tells it."""
    if row["dct"] and _DAY.match(row["dct"][:10]):
        return date.fromisoformat(row["dct"][:10])
    read = [normalise(timex["text"]) for timex in row["timex"] if timex["dct"]]
    return next((reading.start for reading in read if reading), None)


def annotated(row: dict[str, Any]) -> list[dict[str, Any]]:
    """The annotated expressions of a document that are scored."""
    until = row.get("annotated_until", len(row["text"]))
    return [t for t in row["timex"] if t["start"] is not None and not t["dct"] and t["end"] <= until]


def groups(timex: dict[str, Any]) -> Iterator[str]:
    """The rows of the table that an annotated expression counts for."""
    yield "all"
    yield timex["type"]
    if timex["type"] == "DATE" and _CALENDAR.match(timex["value"] or ""):
        yield "calendar"
    if _WEEKDAY.search(timex["text"]) and _DAY.match(timex["value"] or ""):
        yield "weekday"


def is_right(read: Timex, value: str, group: str) -> bool:
    """Whether a reading has the annotated value, or for a group of days begins within it."""
    if group in ("calendar", "weekday"):
        return read.type in ("DATE", "TIME") and (read.start or "").startswith(value)
    return read.value == value


def gold_spans(documents: list[dict[str, Any]]) -> tuple[list[tuple[object, ...]], dict[str, Any]]:
    """Value accuracy on the annotated spans, by type."""
    right, total = Counter[str](), Counter[str]()
    for row in documents:
        gold = sorted(annotated(row), key=lambda t: (t["start"], t["end"]))
        found = resolved(row["text"], [Span(t["start"], t["end"]) for t in gold], published(row))
        for timex, read in zip(gold, found, strict=True):
            total.update(groups(timex))
            right.update(name for name in groups(timex) if is_right(read, timex["value"], name))
    names = ("all", "DATE", "TIME", "DURATION", "SET", "calendar", "weekday")
    table = [(name, 100 * right[name] / total[name], total[name]) for name in names if total[name]]
    return list(table), {name: {"accuracy": round(value, 1), "n": n} for name, value, n in table}


def end_to_end(documents: list[dict[str, Any]]) -> tuple[list[tuple[object, ...]], dict[str, Any]]:
    """Strict, relaxed and value F1 of the expressions found in raw text."""
    counts = Counter[str]()
    for row in documents:
        until = row.get("annotated_until", len(row["text"]))
        text, gold = row["text"][:until], annotated(row)
        dates = [Span(t["start"], t["end"]) for t in row["timex"] if t["start"] is not None and t["dct"]]
        found = resolved(text, tag(text), published(row))
        read = [t for t in found if not any(t.mention.span.overlaps(p) for p in dates)]
        counts["gold"] += len(gold)
        counts["found"] += len(read)
        for timex in gold:
            span = Span(timex["start"], timex["end"])
            same = next((t for t in read if t.mention.span.overlaps(span)), None)
            if same is None:
                continue
            read.remove(same)
            counts["relaxed"] += 1
            counts["strict"] += same.mention.span == span
            counts["type"] += same.type == timex["type"]
            counts["value"] += same.value == timex["value"]
    rows, figures = list[tuple[object, ...]](), dict[str, Any]()
    for name in ("relaxed", "strict", "type", "value"):
        precision, recall = 100 * counts[name] / max(1, counts["found"]), 100 * counts[name] / max(1, counts["gold"])
        f1 = 200 * counts[name] / max(1, counts["found"] + counts["gold"])
        rows.append((name, precision, recall, f1, counts["gold"]))
        figures[name] = {"p": round(precision, 1), "r": round(recall, 1), "f1": round(f1, 1), "n": counts["gold"]}
    return rows, figures


def main() -> None:
    """The command line."""
    parser = arguments(__doc__ or "")
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--gold-spans", action="store_true", help="read the annotated spans instead of finding them")
    given = parser.parse_args()
    documents = [row for path in given.gold for row in lines(path)]
    names = ", ".join(path.stem for path in given.gold)
    if given.gold_spans:
        table, figures = gold_spans(documents)
        tell(f"times {names}, gold spans", ("type", "right", "n"), table, figures, model="none", record=given.record)
    else:
        table, figures = end_to_end(documents)
        columns = ("measure", "P", "R", "F1", "n")
        tell(f"times {names}", columns, table, figures, model="none", record=given.record)


if __name__ == "__main__":
    main()
