"""How an incident is told, as a page for a terminal: who told it first, who says what through whom, with which figures,
and who changed their story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dragoman.desk import Account, Change, Figure, Range, Told
from dragoman.desk.incidents.telling import ends
from dragoman.desk.questions.cards import ranged
from dragoman.present.answers import DIGITS, LONGEST, days, deed, where
from dragoman.present.words import NAMELESS, counted
from dragoman.record.visible import visible


def incident(account: Account, row: dict[str, Any], most: int | None = None) -> RenderableType:
    """The page. `row` is the incident as the question `incidents` answers it. Of tellings, figures and changes no more
    than `most` are shown, if it is given; the page says how many there are."""
    return Group(*_lines(account, row, most))


def _lines(account: Account, row: dict[str, Any], most: int | None) -> Iterator[RenderableType]:
    first = account.first
    yield Text.assemble((f"Incident {account.id}: ", "bold"), deed(row))
    yield Text(visible(" · ".join(part for part in (where(row), days(row).replace("\n", " ")) if part)), "dim")
    yield Text(f"\nFirst told {f'on {first.day}' if first.day else 'on a day that is not known'} by {_chain(first)}")
    yield Padding(_quote(first), (0, 0, 0, 2), expand=False)
    stances = (
        (account.asserting, "it happened"),
        (account.denying, "it did not"),
        (account.expecting, "it is planned, wanted or possible"),
    )
    told = [
        f"{counted(number, 'independent origin says', 'independent origins say')} that {what}"
        for number, what in stances
        if number
    ]
    reports = counted(len({one.hash for one in account.told}), "report")
    yield Text(f"\n{'; '.join(told)}\n{counted(len(account.told), 'telling')} in {reports}")
    yield _heading("Tellings")
    yield from _tellings(account.told, most)
    yield _heading("Figures by source")
    for one in account.ranges[:most]:
        yield from _range(one)
    yield from _left(len(account.ranges[most:]) if most else 0)
    if not account.ranges:
        yield Text("Nobody tells how many.", "dim")
    yield _heading("Who changed their story")
    first, last = ends(account.changes, most)
    for change in first:
        yield from _change(change)
    yield from _left(len(account.changes) - len(first) - len(last))
    for change in last:
        yield from _change(change)
    if not account.changes:
        yield Text("Nobody did.", "dim")


def _heading(title: str) -> Text:
    return Text(f"\n{title.upper()}", "bold dim")


def _left(number: int) -> Iterator[RenderableType]:
    """That some are not shown."""
    if number:
        yield Text(f"… {number:,} more", "dim")


def _tellings(told: Sequence[Told], most: int | None) -> Iterator[RenderableType]:
    """The tellings by the day of publication; one whose origin told before says so."""
    seen, again = set[int](), set[int]()
    for one in told:
        if one.origin in seen:
            again.add(one.id)
        seen.add(one.origin)
    first, last = ends(told, most)
    for number, part in enumerate((first, last)):
        if number and part:
            yield Text()
            yield from _left(len(told) - len(first) - len(last))
        for day, of_day in groupby(part, key=lambda one: one.day):
            yield Text(f"\n{day or 'No date'}", "bold")
            for one in of_day:
                repeated = " · of an origin that told before" if one.id in again else ""
                figures = "".join(f" · {_figure(figure)}" for figure in one.figures)
                lead = Text.assemble(f"{_chain(one)} · status {one.status}{figures}", (repeated, "dim"))
                yield Padding(lead, (0, 0, 0, 2), expand=False)
                yield Padding(_quote(one), (0, 0, 0, 4), expand=False)


def _chain(told: Told) -> str:
    """The sources from the outlet inwards."""
    return visible(" → ".join(name or NAMELESS["unnamed"] for name in told.chain) or NAMELESS["outlet"])


def _quote(told: Told) -> Text:
    words = " ".join(visible(told.words).split())
    clipped = words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
    return Text.assemble(f"“{clipped}” ", (_name(told), "dim"))


def _name(told: Told) -> str:
    return f"{told.hash[:DIGITS]}:{told.ref}"


def _figure(figure: Figure) -> str:
    number = f"{figure.low:,} or more" if figure.high is None else ranged(figure.low, figure.high)
    return f"{figure.kind} {number}"


def _range(one: Range) -> Iterator[RenderableType]:
    """From the lowest to the highest number, and where each of the two was told."""
    more = " or more" if one.open else ""
    yield Text(f"{one.kind} {ranged(one.low, one.high)}{more}, says {visible(one.voice) or NAMELESS['unnamed']}")
    if one.lowest != one.highest:
        for told in (one.lowest, one.highest):
            said = f"{told.day or 'no date'} {ranged(told.low, told.high)} "
            name = f"{told.report[:DIGITS]}:{told.ref}"
            yield Padding(Text.assemble(said, (name, "dim")), (0, 0, 0, 2), expand=False)


def _change(change: Change) -> Iterator[RenderableType]:
    yield Text.assemble((visible(change.voice), "bold"), f" on {_subject(change.what)}")
    for told in (change.before, change.after):
        figures = [_figure(figure) for figure in told.figures if figure.kind == change.what]
        said = f"status {told.status}" if change.what == "status" else ", ".join(figures)
        yield Padding(Text.assemble(f"{told.day} {said} ", (_name(told), "dim")), (0, 0, 0, 2), expand=False)


def _subject(what: str) -> str:
    return "whether it happened" if what == "status" else f"how many {'were ' if what != 'people' else ''}{what}"
