from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import ontology
from dragoman.errors import OntologyError
from dragoman.language.labels import EVENTS, MODES, STATUS
from dragoman.record.statement import AuxiliaryMode, Status


def test_types_and_modes_are_those_that_the_encoder_knows():
    assert tuple(ontology.event_types()) == EVENTS
    assert {name: tuple(of.modes) for name, of in ontology.event_types().items()} == MODES


def test_vocabularies_are_those_of_the_record():
    assert tuple(ontology.STATUSES) == get_args(Status) == STATUS
    assert tuple(ontology.AUXILIARY) == get_args(AuxiliaryMode)
    assert len(ontology.contexts()) == 37


@pytest.mark.parametrize("name", EVENTS)
def test_cooperation_scores_above_zero_and_conflict_below(name: str):
    of = ontology.event_type(name)
    assert of.quad in ontology.QUADS
    assert (of.score > 0) == (of.quad in (1, 2))
    assert all(-10 <= mode.score <= 10 for mode in of.modes.values())


def test_accuse_is_conflict_whatever_the_manual_prints():
    assert ontology.intensity("ACCUSE") < 0
    assert ontology.quad("ACCUSE") == 3


def test_a_mode_without_a_score_has_its_types():
    assert ontology.intensity("ASSAULT", "drone") == ontology.intensity("ASSAULT") == -9.3


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("040", "CONSULT"),
        ("0831", "CONCEDE"),
        ("0871", "RETREAT"),
        ("0813", "RETREAT"),
        ("163", "COERCE"),
        ("1712", "ASSAULT"),
        ("193", "ASSAULT"),
        ("192", "COERCE"),
        ("010", None),
    ],
)
def test_the_longest_beginning_of_a_cameo_code_decides(code: str, name: str | None):
    assert ontology.from_cameo(code) == name


@pytest.mark.parametrize("name", EVENTS)
def test_the_root_of_a_type_leads_back_to_it(name: str):
    root = ontology.to_cameo(name)
    assert ontology.from_cameo(root) == ("CONCEDE" if name == "RETREAT" else name)


def test_a_mode_may_have_another_root_than_its_type():
    assert ontology.to_cameo("ASSAULT", "abduct") == "18"
    assert ontology.to_cameo("ASSAULT", "unconventional") == "20"
    assert ontology.to_cameo("ACCUSE", "investigate") == "09"


@given(st.text(max_size=8))
def test_an_unknown_code_raises_an_error_that_names_it(name: str):
    for look_up in (ontology.event_type, ontology.context, ontology.status):
        try:
            assert look_up(name)
        except OntologyError as error:
            assert repr(name) in str(error)


def test_what_is_refused_is_told_with_what_there_is():
    with pytest.raises(OntologyError, match="has no mode 'drone'; it has visit"):
        ontology.mode("CONSULT", "drone")
    with pytest.raises(OntologyError, match="AGREE has no mode 'visit'; it has none"):
        ontology.mode("AGREE", "visit")
    with pytest.raises(OntologyError, match="no code '99'"):
        ontology.from_cameo("99")
