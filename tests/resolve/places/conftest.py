"""A gazetteer and the way to ask it about our own sentences."""

from collections.abc import Callable, Sequence

import pytest

from dragoman.record.mention import Mention, Name
from dragoman.record.world import Location, Unplaced
from dragoman.report import Span
from dragoman.resolve.places import Gazetteer, Hints, resolve_places

Resolve = Callable[..., tuple[dict[str, Location], tuple[Unplaced, ...]]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def mentions_of(text: str, names: Sequence[str], label: str = "GPE") -> list[Mention]:
    """Each name's next place in the text."""
    found: list[Mention] = []
    at = 0
    for name in names:
        at = text.index(name, at)
        found.append(Name(name, Span(at, at + len(name)), 1.0, label))
        at += len(name)
    return found


@pytest.fixture(scope="session")
def resolve(gazetteer: Gazetteer) -> Resolve:
    def ask(
        text: str,
        *names: str,
        hints: Hints | None = None,
        metonyms: Sequence[str] = (),
        context: Sequence[str] = (),
        label: str = "GPE",
    ) -> tuple[dict[str, Location], tuple[Unplaced, ...]]:
        mentions = mentions_of(text, names, label)
        spans = {m.span for m in mentions if m.text in metonyms}
        found, left = resolve_places(
            mentions, text, gazetteer, hints=hints, metonyms=spans, context=mentions_of(text, context, "ORG")
        )
        return {m.text: place for place in found for m in place.mentions}, left

    return ask
