"""The columns of each table, in the order in which they are written. A test holds `docs/output.md` to this list."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.record import cells
from dragoman.record.groups import likelihood, mention, mentions, origin, place, sources, toll
from dragoman.record.mention import Name
from dragoman.record.statement import Agreement, Attribution, Event, Forecast, Reason, Relation, Tally
from dragoman.record.table import Column, Table
from dragoman.record.world_columns import ENTITIES, LOCATIONS, SETTINGS, TIMES


@dataclass(frozen=True, slots=True)
class Totals:
    """How much of each kind one report's record holds, and what it was coded with."""

    sentences: int
    names: int
    attributions: int
    events: int
    counts: int
    agreements: int
    forecasts: int
    reasons: int
    relations: int
    model: str
    scale: str
    notes: tuple[str, ...]


REPORTS: Table[Totals] = Table(
    "reports",
    "a report",
    (
        *origin(),
        Column(
            "published_at",
            "text",
            "the same as exactly as it is known, ISO 8601",
            lambda r, _: r.published.isoformat() if r.published else None,
        ),
        Column(
            "published_origin",
            "text",
            "where the date was read",
            lambda r, _: r.published.origin if r.published else None,
        ),
        Column("title", "text", "its headline", lambda r, _: r.title),
        Column("url", "text", "its address", lambda r, _: r.url),
        Column("location", "text", "where it was found: path, address, row", lambda r, _: r.location),
        Column("hash", "text", "SHA-256 of its text", lambda r, _: r.hash),
        Column("characters", "integer", "length of its text", lambda r, _: len(r.text)),
        Column("sentences", "integer", "how many sentences it has", lambda _, t: t.sentences),
        Column("names", "integer", "how many names, times and counts it mentions", lambda _, t: t.names),
        Column("attributions", "integer", "how many attributions", lambda _, t: t.attributions),
        Column("events", "integer", "how many events", lambda _, t: t.events),
        Column("counts", "integer", "how many counts of people outside the events' own", lambda _, t: t.counts),
        Column("agreements", "integer", "how many agreements", lambda _, t: t.agreements),
        Column("forecasts", "integer", "how many forecasts", lambda _, t: t.forecasts),
        Column("reasons", "integer", "how many stated reasons", lambda _, t: t.reasons),
        Column("relations", "integer", "how many standing relations", lambda _, t: t.relations),
        Column("model", "text", "the language model and its version", lambda _, t: t.model),
        Column("scale", "text", "the scale of likelihood", lambda _, t: t.scale),
        Column("notes", "texts", "what could not be done", lambda _, t: list(t.notes)),
    ),
)

EVENTS: Table[Event] = Table(
    "events",
    "an act or interaction that a report mentions",
    (
        *origin(),
        Column("title", "text", "the report's headline", lambda r, _: r.title),
        Column("url", "text", "the report's address", lambda r, _: r.url),
        Column("location", "text", "where the report was found: path, address, row", lambda r, _: r.location),
        *place("event"),
        *mentions("actors", "who acts", lambda e: e.actors),
        Column("type", "text", "PLOVER event type", lambda _, e: e.type),
        Column("mode", "text", "PLOVER mode, where there is one", lambda _, e: e.mode),
        *mentions("recipients", "who is acted on", lambda e: e.recipients),
        *mention("trigger", "the words that tell the act", lambda e: e.trigger),
        Column("status", "text", "act, not, plan, want, may or if", lambda _, e: e.status),
        Column(
            "status_reason", "text", "the rule or the words that the status comes from", lambda _, e: e.status_reason
        ),
        Column(
            "quad",
            "integer",
            "1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict",
            lambda _, e: e.quad,
        ),
        Column("intensity", "number", "PLOVER intensity, -10 to 10", lambda _, e: e.intensity),
        Column("contexts", "texts", "PLOVER contexts", lambda _, e: list(e.contexts)),
        Column(
            "auxiliary",
            "texts",
            "PLOVER auxiliary modes: historical, future, hypothetical, negation",
            lambda _, e: list(e.auxiliary),
        ),
        *likelihood(lambda e: e.likelihood, "the words that hedge it, with a likelihood or without", lambda e: e.hedge),
        Column(
            "factuality",
            "number",
            "how factual the text makes it, -3 certainly not to 3 certainly so",
            lambda _, e: e.factuality,
        ),
        *mentions("places", "where", lambda e: e.places),
        *mentions("times", "when, in the report's words", lambda e: e.times),
        *mention("object", "what it is about", lambda e: e.object),
        *toll("killed"),
        *toll("injured"),
        *toll("displaced"),
        *toll("detained"),
        Column("counts", "counts", "each count of people, with its words", lambda _, e: cells.count_cells(e.counts)),
        Column("evidence", "text", "the words that carry the event", lambda r, e: r.quote(e.evidence)),
        Column("evidence_start", "integer", "where these begin in the report's text", lambda _, e: e.evidence.start),
        Column("evidence_end", "integer", "where they end", lambda _, e: e.evidence.end),
        Column(
            "attribution",
            "text",
            "id of the attribution it stands in, empty if the outlet tells it itself",
            lambda _, e: e.attribution,
        ),
        Column("reasons", "texts", "ids of the reasons stated for it", lambda _, e: list(e.reasons)),
        *sources(),
    ),
)

ATTRIBUTIONS: Table[Attribution] = Table(
    "attributions",
    "someone saying, thinking or reporting something",
    (
        *origin(),
        *place("attribution"),
        *mention("speaker", "who says it, in the report's words", lambda a: a.source),
        *mention("cue", "the words that mark it: said, according to", lambda a: a.cue),
        Column("content", "text", "what is said; pieces divided by ` … `", lambda r, a: cells.quoted(r, a.content)),
        Column("content_start", "integer", "where that begins in the report's text", lambda _, a: a.content[0].start),
        Column("content_end", "integer", "where it ends", lambda _, a: a.content[-1].end),
        Column(
            "content_mentions",
            "mentions",
            "its pieces, each with its place",
            lambda r, a: cells.span_cells(r, a.content),
        ),
        Column("speech", "text", "direct, indirect or mixed", lambda _, a: a.speech),
        Column("parent", "text", "id of the attribution whose content holds this one", lambda _, a: a.parent),
        *sources(),
    ),
)

COUNTS: Table[Tally] = Table(
    "counts",
    "a count of people outside the events' own",
    (
        *origin(),
        *place("count"),
        Column("kind", "text", "killed, injured, displaced, detained or people", lambda _, c: c.count.kind),
        *mention("count", "how many, in the report's words", lambda c: c.count),
        Column("low", "integer", "people, at least", lambda _, c: c.count.low),
        Column("high", "integer", "people, at most; empty if open", lambda _, c: c.count.high),
        Column("value", "integer", "the number itself, where the words name one", lambda _, c: c.count.value),
        Column("attribution", "text", "id of the attribution it stands in", lambda _, c: c.attribution),
        *sources(),
    ),
)

AGREEMENTS: Table[Agreement] = Table(
    "agreements",
    "a deal, accord, ceasefire, treaty or pledge",
    (
        *origin(),
        *place("agreement"),
        *mention("agreement", "the words that name or make it", lambda a: a.mention),
        *mentions("parties", "who agreed", lambda a: a.parties),
        Column(
            "obligations", "texts", "what was agreed, one text a term", lambda _, a: [t.mention.text for t in a.terms]
        ),
        Column(
            "terms",
            "terms",
            "the same, each with its place and the party obliged",
            lambda _, a: cells.term_cells(a.terms),
        ),
        *mentions("times", "when, in the report's words", lambda a: a.times),
        Column("attribution", "text", "id of the attribution it stands in", lambda _, a: a.attribution),
        *sources(),
    ),
)

FORECASTS: Table[Forecast] = Table(
    "forecasts",
    "a statement about the future",
    (
        *origin(),
        *place("forecast"),
        *mention("statement", "what is foretold", lambda f: f.statement),
        Column("event", "text", "id of the event that is foretold, if it is one", lambda _, f: f.event),
        *likelihood(
            lambda f: f.likelihood,
            "the words that the likelihood is read off",
            lambda f: f.likelihood.hedge if f.likelihood else None,
        ),
        *mention("condition", "on what condition", lambda f: f.condition),
        *mention("horizon", "until or by when", lambda f: f.horizon),
        Column("reason", "text", "id of the reason stated for it", lambda _, f: f.reason),
        Column("attribution", "text", "id of the attribution it stands in", lambda _, f: f.attribution),
        *sources(),
    ),
)

REASONS: Table[Reason] = Table(
    "reasons",
    "a stated reason, motive, aim or incentive",
    (
        *origin(),
        *place("reason"),
        *mention("explained", "what is explained", lambda w: w.explained),
        *mention("reason", "why", lambda w: w.reason),
        *mention("cue", "the words that join the two", lambda w: w.cue),
        Column("attribution", "text", "id of the attribution it stands in", lambda _, w: w.attribution),
        *sources(),
    ),
)

RELATIONS: Table[Relation] = Table(
    "relations",
    "a standing relation between two",
    (
        *origin(),
        *place("relation"),
        *mention("head", "the one", lambda x: x.head),
        Column("relation", "text", "role, part_of, ally, rival, backs, controls or linked_to", lambda _, x: x.label),
        *mention("tail", "the other", lambda x: x.tail),
        Column("attribution", "text", "id of the attribution it stands in", lambda _, x: x.attribution),
        *sources(),
    ),
)

NAMES: Table[Name] = Table(
    "names",
    "a name, role, time or count in a report",
    (
        *origin(),
        Column("name", "text", "the words", lambda _, n: n.text),
        Column("start", "integer", "where they begin in the report's text", lambda _, n: n.span.start),
        Column("end", "integer", "where they end", lambda _, n: n.span.end),
        Column(
            "label",
            "text",
            "PER, ROLE, GPE, LOC, FAC, ORG, MIL, NORP, DOC, WPN, EVT, TIME or QTY",
            lambda _, n: n.label,
        ),
        Column("score", "number", "the model's confidence, 0 to 1", lambda _, n: n.score),
    ),
)

TABLES = (
    REPORTS,
    EVENTS,
    ATTRIBUTIONS,
    COUNTS,
    AGREEMENTS,
    FORECASTS,
    REASONS,
    RELATIONS,
    NAMES,
    ENTITIES,
    LOCATIONS,
    TIMES,
    SETTINGS,
)
"""All tables, in the order in which they are listed and written."""
