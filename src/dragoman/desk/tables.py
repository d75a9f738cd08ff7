"""The tables of a desk. `docs/desk.md` tells the same for people who open the file in a tool of their own.

Days, kinds, types and roles are kept as small numbers (`dragoman.desk.columns`); moments are texts in UTC. Numbers of
rows are the database's own and mean nothing outside of it: what lasts across recoding is a report's `hash` and a
statement's `ref`, which its place in the text gives.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from dragoman.desk.columns import (
    KINDS,
    PERIODS,
    PRECISIONS,
    ROLES,
    STATUSES,
    TYPES,
    Code,
    Day,
    Hash,
    Moment,
    Thousandths,
)

METADATA = MetaData()


def _key() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _where_set(name: str, column: str, *more: str) -> Index:
    """An index of the rows that have a value: most statements have no place, speaker or agency."""
    there = text(f"{column} IS NOT NULL")
    return Index(name, column, *more, sqlite_where=there, postgresql_where=there)


OUTLETS = Table(
    "outlets",
    METADATA,
    _key(),
    Column("key", Text, nullable=False, unique=True),  # what all its spellings have in common
    Column("name", Text, nullable=False),  # as first met
    Column("country", Text),
)
"""Who publishes, and the agencies and outlets that are credited."""

BLOCKS = Table(
    "blocks",
    METADATA,
    _key(),
    Column("held", SmallInteger, nullable=False),  # reports
    Column("bodies", LargeBinary, nullable=False),  # their texts, and what their sources told of them
    Column("records", LargeBinary, nullable=False),  # all else that was found in them
)
"""Texts and whole records of reports, many compressed together (dragoman.desk.blocks)."""

REPORTS = Table(
    "reports",
    METADATA,
    _key(),
    Column("hash", Hash, nullable=False, unique=True),  # 64 hexadecimal digits: the SHA-256 of the text
    Column("outlet_id", Integer, ForeignKey("outlets.id")),
    Column("published", Day),  # the day
    Column("title", Text),
    Column("url", Text),
    Column("location", Text),
    Column("credit_id", Integer, ForeignKey("outlets.id")),  # the agency or outlet that the report itself credits
    Column(
        "origin_id", Integer, ForeignKey("reports.id")
    ),  # the report that this one copies; itself where it copies none
    Column("copied", Thousandths),  # share of its text that stands in its origin, 0 to 1; null where it is no copy
    Column("model", Text, nullable=False),
    Column("added", Moment, nullable=False),  # the moment
    Column("coded", Moment, nullable=False),
    Column("block_id", Integer, ForeignKey("blocks.id"), nullable=False),  # where its text and record are
    Column("place", SmallInteger, nullable=False),  # ... and which of them they are there
    Index("reports_published", "published"),
    Index("reports_origin", "origin_id"),
    Index("reports_outlet", "outlet_id", "published"),
)
"""What was published, with its whole record."""

SKETCHES = Table(
    "sketches",
    METADATA,
    Column("day", Integer, primary_key=True),  # of publication, counted from 0001-01-01; 0 where it is unknown
    Column("part", Integer, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
)
"""What near-duplicates are found by: the signatures of a day's reports (dragoman.desk.origins.sketches)."""

COPIES = Table(
    "copies",
    METADATA,
    Column("report_id", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("other_id", Integer, ForeignKey("reports.id"), primary_key=True),
    Column("share", Float, nullable=False),  # of the report's 3-grams, those that stand in the other, 0 to 1
    sqlite_with_rowid=False,
)
"""Which reports share a story's text: each pair twice, seen from either side."""

ENTITIES = Table(
    "entities",
    METADATA,
    _key(),
    Column("key", Text, nullable=False, unique=True),  # "country:TUR", "org:HTS", "name:blue brigade"
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("country", Text),
    Column("sectors", Text, nullable=False),  # PLOVER sectors, the primary one first, parted by blanks
    Column("cameo", Text, nullable=False),
    # What it takes part in, kept ready by dragoman.desk.tallies: all statements, the events in which it acts, those
    # that are done to it, and its own words; the days of the first and the last report that name it.
    Column("statements", Integer, nullable=False, server_default="0"),
    Column("acts", Integer, nullable=False, server_default="0"),
    Column("suffers", Integer, nullable=False, server_default="0"),
    Column("says", Integer, nullable=False, server_default="0"),
    Column("first", Day),
    Column("last", Day),
    Index("entities_name", "name"),
    Index("entities_statements", "statements"),
    Index("entities_first", "first"),
    Index("entities_last", "last"),
)
"""Actors, as `dragoman.record.world.Entity`."""

PLACES = Table(
    "places",
    METADATA,
    _key(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("precision", Text, nullable=False),
    Column("country", Text),
    Column("admin", Text, nullable=False),  # units from the first level down, parted by "; "
    Column("lat", Float, nullable=False),
    Column("lon", Float, nullable=False),
    Column("radius", Float, nullable=False),  # kilometres
    Column("geonames", Integer),
    Index("places_name", "name"),
    Index("places_country", "country"),
)
"""Places, as `dragoman.record.world.Location`."""

INCIDENTS = Table(
    "incidents",
    METADATA,
    _key(),
    Column("type", Code(TYPES), nullable=False),  # the PLOVER type of most of its statements
    Column("quad", SmallInteger, nullable=False),
    Column("day", Day),  # the first and last day that it may have happened on
    Column("until", Day),
    Column("place_id", Integer, ForeignKey("places.id")),
    Column("first_id", Integer, ForeignKey("reports.id")),  # the first report that tells it
    Column("told", Day, nullable=False),  # day of the first and of the last telling, "" where nobody dated one
    Column("retold", Day, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("asserting", Integer, nullable=False),  # independent origins that say it happened
    Column("denying", Integer, nullable=False),  # ... that say it did not
    Column("expecting", Integer, nullable=False),  # ... that plan, want, expect it or hold it possible
    Column("killed_low", Integer),  # the range of all tellings
    Column("killed_high", Integer),
    Column("score", Thousandths, nullable=False),  # the weakest link that holds it together, 0 to 1
    Index("incidents_day", "day"),
    Index("incidents_type", "type", "day"),
    Index("incidents_asserting", "asserting", "told"),
    Index("incidents_denying", "denying", sqlite_where=text("denying > 0"), postgresql_where=text("denying > 0")),
    _where_set("incidents_killed", "killed_high", "told"),
    _where_set("incidents_place", "place_id"),
    Index("incidents_told", "told"),
)
"""What statements of one or many reports are about."""

STATEMENTS = Table(
    "statements",
    METADATA,
    _key(),
    Column("report_id", Integer, ForeignKey("reports.id"), nullable=False),
    Column("ref", Text, nullable=False),  # the record's id without the report's ("e18-24")
    Column("kind", Code(KINDS), nullable=False),  # event, attribution, agreement, forecast, relation, count
    Column("type", Code(TYPES)),  # PLOVER type, relation label, kind of count, kind of speech
    Column("mode", Text),
    Column("status", Code(STATUSES)),
    Column("quad", SmallInteger),
    Column("intensity", Thousandths),
    Column("low", Float),  # likelihood
    Column("high", Float),
    Column("period", Code(PERIODS)),
    Column("sentence", Integer, nullable=False),
    Column("start", Integer, nullable=False),  # evidence, in characters of the text
    Column("end", Integer, nullable=False),
    Column(
        "speaker_id", Integer, ForeignKey("entities.id")
    ),  # the innermost source; null: the outlet's own voice, or unknown
    Column("depth", SmallInteger, nullable=False),  # links of the chain behind the outlet
    Column("upstream_id", Integer, ForeignKey("outlets.id")),  # the last agency or outlet of those links
    Column("origin", Integer),  # what independent origins are counted by (dragoman.desk.origins.keys)
    Column("place_id", Integer, ForeignKey("places.id")),
    Column("day", Day),  # when it happened, as far as the report tells
    Column("until", Day),
    Column("precision", Code(PRECISIONS)),
    Column("at", Day, nullable=False),  # the day it is filed under: `day`, else the day of publication, else ""
    Column("words", Text),  # an event's words (dragoman.desk.incidents.cues)
    Column("incident_id", Integer, ForeignKey("incidents.id")),
    Column("score", Thousandths, nullable=False),
    Column("verdict", Text),  # accepted, rejected or edited, by a person
    Index("statements_report", "report_id"),
    Index("statements_at", "kind", "at"),
    Index("statements_type", "type", "at"),
    _where_set("statements_place", "place_id"),
    _where_set("statements_speaker", "speaker_id"),
    _where_set("statements_upstream", "upstream_id"),
    _where_set("statements_incident", "incident_id"),
)
"""What reports say: one row a statement; the words are the report's characters `start` to `end`."""

PARTIES = Table(
    "parties",
    METADATA,
    Column("statement_id", Integer, ForeignKey("statements.id"), primary_key=True),
    Column("role", Code(ROLES), primary_key=True),  # actor, recipient, party, obliged, holder, head, tail, speaker
    Column("entity_id", Integer, ForeignKey("entities.id"), primary_key=True),
    Index("parties_entity", "entity_id", "role"),
    sqlite_with_rowid=False,
)
"""Who takes part in a statement, and as what."""

TOLLS = Table(
    "tolls",
    METADATA,
    Column("statement_id", Integer, ForeignKey("statements.id"), primary_key=True),
    Column("kind", Text, primary_key=True),  # killed, injured, displaced, detained, people
    Column("low", Integer, primary_key=True),
    Column("high", Integer),
    Column("value", Integer),
    sqlite_with_rowid=False,
)
"""How many people, by statement."""

ACCORDS = Table(
    "accords",
    METADATA,
    _key(),
    Column("key", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("proper", Text, nullable=False),  # its own name, folded ("sochi"); "" where it has none
    Column("kind", Text, nullable=False),  # ceasefire, peace, trade, other ...
    Column("day", Day),
    Column("until", Day),
    Column("first_id", Integer, ForeignKey("reports.id")),
    Column("latest", Day),  # from `day` to this it may have been made; none where no date was told
    Index("accords_day", "day"),
    Index("accords_proper", "proper"),
)
"""Agreements, one row each over all reports."""

ACCORD_PARTIES = Table(
    "accord_parties",
    METADATA,
    Column("accord_id", Integer, ForeignKey("accords.id"), primary_key=True),
    Column("entity_id", Integer, ForeignKey("entities.id"), primary_key=True),
    Index("accord_parties_entity", "entity_id"),
)

LEDGER = Table(
    "ledger",
    METADATA,
    _key(),
    Column("accord_id", Integer, ForeignKey("accords.id"), nullable=False),
    Column("statement_id", Integer, ForeignKey("statements.id"), nullable=False),
    Column("entry", Text, nullable=False),  # made, term, kept, violated, denied, extended, ended
    Column("claimant_id", Integer, ForeignKey("entities.id")),  # who says so
    Column("against_id", Integer, ForeignKey("entities.id")),  # who is obliged, or is said to have broken it
    Column("start", Integer),  # the term's or the claim's characters in the report
    Column("end", Integer),
    UniqueConstraint("accord_id", "statement_id", "entry", "start", name="ledger_once"),
    Index("ledger_statement", "statement_id"),
    Index("ledger_entry", "entry"),
)
"""What is said about agreements and their terms."""

FORECASTS = Table(
    "forecasts",
    METADATA,
    Column("statement_id", Integer, ForeignKey("statements.id"), primary_key=True),
    Column("holder_id", Integer, ForeignKey("entities.id")),
    Column("event_id", Integer, ForeignKey("statements.id")),  # what is foretold, where it was coded as an event
    Column("horizon", Day),  # the last day by which it is to happen
    Column("conditional", Boolean, nullable=False),
    Column("condition_start", Integer),  # the condition, in characters of the text
    Column("condition_end", Integer),
    Index("forecasts_event", "event_id"),
    Index("forecasts_holder", "holder_id"),
    Index("forecasts_horizon", "horizon"),
)
"""What is foretold, by whom; `statements` has the likelihood."""

RESOLUTIONS = Table(
    "resolutions",
    METADATA,
    Column("hash", Hash, primary_key=True),
    Column("ref", Text, primary_key=True),
    Column("outcome", Text, nullable=False),  # came true, did not, too early, not checkable
    Column("proposed", Boolean, nullable=False),  # by the program, and not yet confirmed
    Column("who", Text, nullable=False),
    Column("moment", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("incident_id", Integer, ForeignKey("incidents.id")),
)
"""How forecasts turned out."""

CORRECTIONS = Table(
    "corrections",
    METADATA,
    _key(),
    Column("moment", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("subject", Text, nullable=False),  # statement, actor, place, incident
    Column("hash", Hash),  # of the report, for a statement
    Column("ref", Text, nullable=False),  # of the statement, or the key of the actor or place
    Column("field", Text, nullable=False),  # verdict, type, status, actor, place, day, same as, not same as ...
    Column("old", Text),
    Column("new", Text),
    Column("undone", Text),  # the moment, and by whom
    Column("undone_by", Text),
    Index("corrections_ref", "hash", "ref"),
)
"""What people changed, in the order in which they did; nothing is ever removed from it."""

FEEDS = Table(
    "feeds",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("title", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("checked", Text),
    Column("failed", Text),
    Column("failures", Integer, nullable=False, server_default="0"),  # visits in a row
    Column("rests", Text),
)
"""The feeds that are followed, how far, and until when one that fails is left alone."""

PAGES = Table(
    "pages",
    METADATA,
    Column("url", Text, primary_key=True),  # as the feed has it
    Column("read", Text, nullable=False),  # the moment
)
"""The pages behind entries of feeds that were read, so that none is fetched twice."""
