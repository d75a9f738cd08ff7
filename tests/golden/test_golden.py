"""The records of the example reports, as kept in `tests/golden/*.txt`: one line a statement, scores left out.

Processors round differently, so a decision that hangs on the last digit may fall the other way on another machine, and
what hangs on it in the same sentence with it: one line in ten of a report may differ, and three in a hundred of all.
`UPDATE_GOLDEN=1 pytest tests/golden` writes the files anew; read the difference then.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman import Coder
from dragoman.record import CodedReport, Link, Mention

HERE = Path(__file__).parent
EXAMPLES = HERE.parent.parent / "examples" / "idlib"
REPORTS = sorted(p for p in EXAMPLES.iterdir() if p.suffix in (".md", ".txt", ".html") and p.stem != "README")
OF_A_REPORT, OF_ALL = 0.10, 0.03


def chain(links: tuple[Link, ...]) -> str:
    return " > ".join(link.name for link in links)


def words(mentions: tuple[Mention, ...]) -> str:
    return "; ".join(mention.text for mention in mentions)


def lines(record: CodedReport) -> Iterator[str]:
    """A record as readable lines, without scores and ids."""
    published = record.report.published
    yield f"report | {record.report.outlet} | {published and published.isoformat()} | {len(record.sentences)} sentences"
    for a in record.attributions:
        content = " … ".join(record.report.quote(span) for span in a.content)
        yield f"says | {a.sentence} | {chain(a.chain)} | {a.cue and a.cue.text} | {a.speech} | {content}"
    for e in record.events:
        counts = "; ".join(f"{c.kind} {c.low}-{c.high}" for c in e.counts)
        likely = f"{e.likelihood.low}-{e.likelihood.high}" if e.likelihood else ""
        yield " | ".join(
            ("event", str(e.sentence), e.type, e.mode or "", e.status, e.hedge.text if e.hedge else "", likely,
             e.trigger.text, words(e.actors), words(e.recipients), words(e.places), words(e.times), counts,
             chain(e.chain))
        )  # fmt: skip
    for q in record.counts:
        yield f"count | {q.sentence} | {q.count.kind} {q.count.low}-{q.count.high} | {q.count.text} | {chain(q.chain)}"
    for g in record.agreements:
        terms = words(tuple(term.mention for term in g.terms))
        yield f"agreement | {g.sentence} | {g.mention.text} | {words(g.parties)} | {terms}"
    for f in record.forecasts:
        yield f"forecast | {f.sentence} | {chain(f.chain)} | {f.statement.text} | {f.condition and f.condition.text}"
    for w in record.reasons:
        yield f"reason | {w.sentence} | {w.explained.text} | {w.cue.text} | {w.reason.text}"
    for r in record.relations:
        yield f"relation | {r.sentence} | {r.head.text} | {r.label} | {r.tail.text}"
    world = record.world
    for entity in world.entities:
        yield f"actor | {entity.name} | {entity.cameo} | {entity.role or ''} | {len(entity.mentions)} mentions"
    for place in world.locations:
        yield f"place | {place.name} | {place.kind} | {place.country} | {place.lat:.1f}, {place.lon:.1f}"
    for time in world.times:
        yield f"time | {time.mention.text} | {time.value} | {time.start} to {time.end}"
    triggers = {event.id: event.trigger.text for event in record.events}
    for s in world.settings:
        yield f"setting | {triggers[s.event]} | {s.place_rule} | {s.time} | {s.time_rule} | {s.period}"


@pytest.fixture(scope="module")
def records() -> dict[str, CodedReport]:
    return {path.stem: record for path, record in zip(REPORTS, Coder().code(REPORTS), strict=True)}


def compared(name: str, record: CodedReport) -> tuple[list[str], int]:
    """The lines that are not as they were kept, and the number of all."""
    found = [line.replace("\n", " ") for line in lines(record)]
    path = HERE / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text("".join(line + "\n" for line in found), encoding="utf-8")
    kept, now = Counter(path.read_text("utf-8").splitlines()), Counter(found)
    changed = [f"- {line}" for line in (kept - now).elements()] + [f"+ {line}" for line in (now - kept).elements()]
    return changed, kept.total() + now.total()


@pytest.mark.parametrize("name", [path.stem for path in REPORTS])
def test_golden(name: str, records: dict[str, CodedReport]) -> None:
    changed, of = compared(name, records[name])
    assert len(changed) <= OF_A_REPORT * of, "\n".join(changed)


def test_golden_together(records: dict[str, CodedReport]) -> None:
    found = [compared(name, record) for name, record in records.items()]
    changed = [line for some, _ in found for line in some]
    assert len(changed) <= OF_ALL * sum(of for _, of in found), "\n".join(changed)


def test_every_event_type_occurs_in_the_examples(records: dict[str, CodedReport]) -> None:
    types = {event.type for record in records.values() for event in record.events}
    assert len(types) >= 14
