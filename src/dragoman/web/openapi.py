"""The OpenAPI 3.1 description of the JSON API, made of the questions' own tables and fields."""

from __future__ import annotations

from typing import Any

from dragoman import __version__
from dragoman.desk.questions import COLUMNS, LONGEST, OWN, PAGE, QUESTIONS, SORTS
from dragoman.desk.questions.claims import KINDS
from dragoman.ontology import QUADS, STATUSES, event_types
from dragoman.record.json import schema
from dragoman.record.table import Kind
from dragoman.web.fields import fields_of

Json = dict[str, Any]
_MEANINGS = {
    "actor": "A name, a key (`org:HTS`) or the three letters of a country, in any role.",
    "dyad": "Two actors, of whom one acts and the other is acted on, either way: give it twice.",
    "type": "PLOVER types, quad classes 1 to 4, or what else the rows are typed by; may be repeated.",
    "place": "A name, a key or a country's letters; a country or province holds what lies in it.",
    "status": "What reports say of it; may be repeated.",
    "source": "Whose words they are: the innermost speaker, or the agency that they came through.",
    "outlet": "Who published it.",
    "since": "The first day.",
    "until": "The last day.",
    "min_origins": "How many independent origins must assert it.",
    "incident": "The number of an incident on this desk.",
    "rejected": "Also what a person rejected.",
    "kind": "One kind of statement.",
    "agreement": "The number of an agreement on this desk: the answer is its ledger.",
    "scores": "How well each foretells, in place of the forecasts.",
    "words": "What is searched for; words in quotation marks stand together.",
}


def description() -> Json:
    """The whole description."""
    paths: Json = {f"/api/{name}": {"get": _question(name)} for name in QUESTIONS}
    digits = {
        "name": "report",
        "in": "path",
        "required": True,
        "description": "the first digits of its hash, or all",
        "schema": {"type": "string", "pattern": "^[0-9a-f]+$"},
    }
    paths["/api/reports/{report}"] = {
        "get": {
            "operationId": "report",
            "summary": "The whole record of a report",
            "parameters": [digits],
            "responses": {"200": _body("The record", {"$ref": "#/components/schemas/Record"}), "404": _problem()},
        }
    }
    paths["/api/brief"] = {
        "get": {
            "operationId": "brief",
            "summary": "What the days since one brought",
            "parameters": [_parameter("since", required=True), _parameter("until")],
            "responses": {"200": _body("The brief", {"type": "object"}), "400": _problem()},
        }
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Dragoman desk",
            "version": __version__,
            "description": "The sourced record of a crisis: every row leads back to the words that it rests on.",
        },
        "paths": paths,
        "components": {
            "schemas": {**{_class(name): _row(name) for name in COLUMNS}, "Record": schema(), "Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _question(name: str) -> Json:
    parameters = [_parameter(field, name) for field in (*fields_of(name), *OWN.get(name, ()))]
    sort: Json = {"type": "string", "enum": list(SORTS[name]), "default": SORTS[name][0]}
    limit: Json = {"type": "integer", "minimum": 1, "maximum": LONGEST, "default": PAGE}
    parameters += [
        {"name": "sort", "in": "query", "description": "`-` is backwards", "schema": sort},
        {"name": "limit", "in": "query", "description": "rows of a page", "schema": limit},
        {"name": "offset", "in": "query", "description": "rows before it", "schema": {"type": "integer", "minimum": 0}},
    ]
    other = {"agreements": "ledger", "forecasts": "scores"}.get(name)
    rows: Json = {"$ref": f"#/components/schemas/{_class(name)}"}
    if other:
        rows = {"anyOf": [rows, {"$ref": f"#/components/schemas/{_class(other)}"}]}
    answer: Json = {
        "type": "object",
        "required": ["columns", "rows", "more", "next"],
        "properties": {
            "columns": {"type": "array", "items": {"type": "string"}},
            "rows": {"type": "array", "items": rows},
            "more": {"type": "boolean", "description": "whether rows follow behind this page"},
            "next": {"type": ["string", "null"], "description": "the address of the next page"},
        },
    }
    return {
        "operationId": name,
        "summary": f"One row is {COLUMNS[name].row}",
        "parameters": parameters,
        "responses": {"200": _body("One page of rows", answer), "400": _problem()},
    }


def _parameter(name: str, question: str = "", *, required: bool = False) -> Json:
    kinds: dict[str, Json] = {
        "dyad": {"type": "array", "items": {"type": "string"}, "minItems": 2, "maxItems": 2},
        "type": {"type": "array", "items": _types(question)},
        "status": {"type": "array", "items": {"type": "string", "enum": list(STATUSES)}},
        "since": {"type": "string", "format": "date"},
        "until": {"type": "string", "format": "date"},
        "min_origins": {"type": "integer", "minimum": 1},
        "incident": {"type": "integer"},
        "agreement": {"type": "integer"},
        "rejected": {"type": "boolean", "default": False},
        "kind": {"type": "string", "enum": list(KINDS)},
        "scores": {"type": "string", "enum": ["holder", "outlet"]},
    }
    return {
        "name": name,
        "in": "query",
        "required": required or name == "words",
        "description": _MEANINGS[name],
        "schema": kinds.get(name, {"type": "string"}),
    }


def _types(question: str) -> Json:
    if question in ("relations", "agreements"):
        return {"type": "string"}
    return {"type": "string", "enum": [*event_types(), *map(str, QUADS)]}


def _row(name: str) -> Json:
    table = COLUMNS[name]
    properties: Json = {c.name: {**_kind(c.kind), "description": c.meaning} for c in table.columns}
    return {"type": "object", "description": table.row, "required": list(properties), "properties": properties}


def _kind(kind: Kind) -> Json:
    plain: dict[str, Json] = {
        "text": {"type": ["string", "null"]},
        "integer": {"type": ["integer", "null"]},
        "number": {"type": ["number", "null"]},
        "flag": {"type": ["boolean", "null"]},
        "day": {"type": ["string", "null"], "format": "date"},
        "texts": {"type": ["array", "null"], "items": {"type": "string"}},
    }
    return dict(plain.get(kind, {"type": "array"}))


def _class(name: str) -> str:
    return f"{name.capitalize()}Row"


def _body(what: str, of: Json) -> Json:
    return {"description": what, "content": {"application/json": {"schema": of}}}


def _problem() -> Json:
    return {
        "description": "Why it cannot be answered",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


_PROBLEM: Json = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
