"""What lies at a place of a text, against going through all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.report import Span
from dragoman.resolve.laid import Laid

spans = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 2000), st.integers(1, 700))


@given(st.lists(spans), spans)
def test_those_that_share_a_character_are_found_in_their_order(laid: list[Span], asked: Span):
    found = Laid((span, number) for number, span in enumerate(laid)).at(asked)
    assert found == [number for number, span in enumerate(laid) if span.overlaps(asked)]
