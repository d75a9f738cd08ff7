"""Records as JSON: nothing is lost, the schema holds, and what is no record is refused with its place named."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import InputError
from dragoman.record import Attribution, CodedReport, Count, Event, Likelihood, Link, Mention, Name, Tally
from dragoman.record.json import decode, dumps, encode, schema
from dragoman.report import Report, Span

SCORES = st.floats(0, 1)
SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10_000), st.integers(1, 500))
TEXTS = st.text(st.characters(), max_size=20)


def register() -> None:
    st.register_type_strategy(Span, SPANS)
    st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
    st.register_type_strategy(Mention, st.builds(Mention, TEXTS, SPANS, SCORES))


register()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Event) | st.from_type(Tally) | st.from_type(Attribution) | st.from_type(Report))
def test_what_is_written_is_read_back(value: object):
    assert decode(type(value), json.loads(dumps(encode(value)))) == value


def test_a_whole_record_is_read_back(coded: CodedReport, empty: CodedReport):
    for record in (coded, empty):
        assert CodedReport.from_dict(json.loads(record.to_json())) == record


def test_records_meet_the_schema(coded: CodedReport, empty: CodedReport):
    jsonschema.Draft202012Validator.check_schema(schema())
    for record in (coded, empty):
        jsonschema.validate(json.loads(record.to_json()), schema(), jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        (Report, ("report",)),
        (Event, ("event",)),
        (Tally, ("tally",)),
        (Attribution, ("attribution",)),
        (Name, ("name",)),
        (Count, ("count",)),
        (Likelihood, ("likelihood", "oneOf", 1)),
        (Link, ("chain", "items")),
        (Mention, ("mention",)),
        (Span, ("span",)),
    ],
)
def test_the_schema_names_each_field_and_each_choice(kind: type, path: tuple[str | int, ...]):
    part: Any = schema()["$defs"]
    for key in path:
        part = part[key]
    assert is_dataclass(kind)
    names = {field.name for field in fields(kind)}
    assert set(part["required"]) == set(part["properties"])
    assert names == set(part["properties"]) - ({"id", "hash"} if kind is Report else set())
    for name, hint in get_type_hints(kind).items():
        if get_origin(hint) is Literal:
            assert part["properties"][name]["enum"] == list(get_args(hint))


def test_the_schema_refuses_a_record_with_an_unknown_key(coded: CodedReport):
    record = coded.to_dict()
    record["events"][0]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError, match="colour"):
        jsonschema.validate(record, schema())


def test_half_a_surrogate_pair_is_escaped_and_read_back():
    report = Report(text="broken \ud83d here")
    line = dumps(encode(report))
    assert line.isascii()
    assert decode(Report, json.loads(line)) == report


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda r: r.pop("events"), "record: missing events"),
        (lambda r: r.update(format="dragoman-record/0"), "record.format"),
        (lambda r: r["report"].update(text="other words"), "altered"),
        (lambda r: r["events"][0].update(status="maybe"), "record.events[0].status: must be one of act"),
        (lambda r: r["events"][0].update(quad="4"), "record.events[0].quad: must be of type int"),
        (lambda r: r["report"]["published"].update(when="March"), "record.report.published.when: must be a date"),
        (lambda r: r.update(names={}), "record.names: must be a list"),
        (lambda r: r.update(report=[]), "record.report: must be an object"),
    ],
)
def test_what_is_no_record_is_refused_with_its_place(coded: CodedReport, change: Any, message: str):
    record = coded.to_dict()
    change(record)
    with pytest.raises(InputError) as caught:
        CodedReport.from_dict(record)
    assert message in str(caught.value)
