"""The first schema."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from dragoman.desk import view

revision: str = "0001"
down_revision: str | Sequence[str] | None = None
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_WORDS = {
    "sqlite": (
        """CREATE VIRTUAL TABLE report_words
        USING fts5(body, title, content='', tokenize='porter unicode61 remove_diacritics 2')""",
    ),
    "postgresql": (
        "CREATE TABLE report_words (report_id INTEGER PRIMARY KEY REFERENCES reports (id), words TSVECTOR NOT NULL)",
        "CREATE INDEX report_words_index ON report_words USING gin (words)",
    ),
}
"""The index of the full text search, by the dialect of the database."""


def upgrade() -> None:
    """The step forward."""
    op.create_table(
        "blocks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("held", sa.SmallInteger(), nullable=False),
        sa.Column("bodies", sa.LargeBinary(), nullable=False),
        sa.Column("records", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "corrections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=True),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("undone", sa.Text(), nullable=True),
        sa.Column("undone_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("corrections_ref", "corrections", ["hash", "ref"], unique=False)
    op.create_table(
        "entities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("cameo", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), server_default="0", nullable=False),
        sa.Column("acts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("suffers", sa.Integer(), server_default="0", nullable=False),
        sa.Column("says", sa.Integer(), server_default="0", nullable=False),
        sa.Column("first", sa.Integer(), nullable=True),
        sa.Column("last", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("entities_first", "entities", ["first"], unique=False)
    op.create_index("entities_last", "entities", ["last"], unique=False)
    op.create_index("entities_name", "entities", ["name"], unique=False)
    op.create_index("entities_statements", "entities", ["statements"], unique=False)
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("checked", sa.Text(), nullable=True),
        sa.Column("failed", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_table(
        "outlets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "pages",
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("read", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("url"),
    )
    op.create_table(
        "places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("precision", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin", sa.Text(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("radius", sa.Float(), nullable=False),
        sa.Column("geonames", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("places_country", "places", ["country"], unique=False)
    op.create_index("places_name", "places", ["name"], unique=False)
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("outlet_id", sa.Integer(), nullable=True),
        sa.Column("published", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("location", sa.Text(), nullable=True),
        sa.Column("credit_id", sa.Integer(), nullable=True),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("copied", sa.SmallInteger(), nullable=True),
        sa.Column("model", sa.Text(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("coded", sa.BigInteger(), nullable=False),
        sa.Column("block_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["block_id"], ["blocks.id"]),
        sa.ForeignKeyConstraint(["credit_id"], ["outlets.id"]),
        sa.ForeignKeyConstraint(["origin_id"], ["reports.id"]),
        sa.ForeignKeyConstraint(["outlet_id"], ["outlets.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("hash"),
    )
    op.create_index("reports_origin", "reports", ["origin_id"], unique=False)
    op.create_index("reports_outlet", "reports", ["outlet_id", "published"], unique=False)
    op.create_index("reports_published", "reports", ["published"], unique=False)
    op.create_table(
        "accords",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("proper", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["first_id"], ["reports.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("accords_day", "accords", ["day"], unique=False)
    op.create_index("accords_proper", "accords", ["proper"], unique=False)
    op.create_table(
        "bands",
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"]),
        sa.PrimaryKeyConstraint("band", "day", "report_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "copies",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("share", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["reports.id"]),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report_id", "other_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "incidents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("type", sa.SmallInteger(), nullable=False),
        sa.Column("quad", sa.SmallInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("first_id", sa.Integer(), nullable=True),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("retold", sa.Integer(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.Column("asserting", sa.Integer(), nullable=False),
        sa.Column("denying", sa.Integer(), nullable=False),
        sa.Column("expecting", sa.Integer(), nullable=False),
        sa.Column("killed_low", sa.Integer(), nullable=True),
        sa.Column("killed_high", sa.Integer(), nullable=True),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(["first_id"], ["reports.id"]),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("incidents_asserting", "incidents", ["asserting", "told"], unique=False)
    op.create_index("incidents_day", "incidents", ["day"], unique=False)
    op.create_index(
        "incidents_denying",
        "incidents",
        ["denying"],
        unique=False,
        sqlite_where=sa.text("denying > 0"),
        postgresql_where=sa.text("denying > 0"),
    )
    op.create_index(
        "incidents_killed",
        "incidents",
        ["killed_high", "told"],
        unique=False,
        sqlite_where=sa.text("killed_high IS NOT NULL"),
        postgresql_where=sa.text("killed_high IS NOT NULL"),
    )
    op.create_index(
        "incidents_place",
        "incidents",
        ["place_id"],
        unique=False,
        sqlite_where=sa.text("place_id IS NOT NULL"),
        postgresql_where=sa.text("place_id IS NOT NULL"),
    )
    op.create_index("incidents_told", "incidents", ["told"], unique=False)
    op.create_index("incidents_type", "incidents", ["type", "day"], unique=False)
    op.create_table(
        "shingles",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("signature", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"]),
        sa.PrimaryKeyConstraint("report_id"),
    )
    op.create_table(
        "accord_parties",
        sa.Column("accord_id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["accord_id"], ["accords.id"]),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"]),
        sa.PrimaryKeyConstraint("accord_id", "entity_id"),
    )
    op.create_index("accord_parties_entity", "accord_parties", ["entity_id"], unique=False)
    op.create_table(
        "resolutions",
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("proposed", sa.Boolean(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("moment", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"]),
        sa.PrimaryKeyConstraint("hash", "ref"),
    )
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("type", sa.SmallInteger(), nullable=True),
        sa.Column("mode", sa.Text(), nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=True),
        sa.Column("quad", sa.SmallInteger(), nullable=True),
        sa.Column("intensity", sa.SmallInteger(), nullable=True),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("period", sa.SmallInteger(), nullable=True),
        sa.Column("sentence", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("speaker_id", sa.Integer(), nullable=True),
        sa.Column("depth", sa.SmallInteger(), nullable=False),
        sa.Column("upstream_id", sa.Integer(), nullable=True),
        sa.Column("origin", sa.Integer(), nullable=True),
        sa.Column("place_id", sa.Integer(), nullable=True),
        sa.Column("day", sa.Integer(), nullable=True),
        sa.Column("until", sa.Integer(), nullable=True),
        sa.Column("precision", sa.SmallInteger(), nullable=True),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("incident_id", sa.Integer(), nullable=True),
        sa.Column("score", sa.SmallInteger(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["incident_id"], ["incidents.id"]),
        sa.ForeignKeyConstraint(["place_id"], ["places.id"]),
        sa.ForeignKeyConstraint(["report_id"], ["reports.id"]),
        sa.ForeignKeyConstraint(["speaker_id"], ["entities.id"]),
        sa.ForeignKeyConstraint(["upstream_id"], ["outlets.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("statements_at", "statements", ["kind", "at"], unique=False)
    op.create_index(
        "statements_incident",
        "statements",
        ["incident_id"],
        unique=False,
        sqlite_where=sa.text("incident_id IS NOT NULL"),
        postgresql_where=sa.text("incident_id IS NOT NULL"),
    )
    op.create_index(
        "statements_place",
        "statements",
        ["place_id"],
        unique=False,
        sqlite_where=sa.text("place_id IS NOT NULL"),
        postgresql_where=sa.text("place_id IS NOT NULL"),
    )
    op.create_index("statements_report", "statements", ["report_id"], unique=False)
    op.create_index(
        "statements_speaker",
        "statements",
        ["speaker_id"],
        unique=False,
        sqlite_where=sa.text("speaker_id IS NOT NULL"),
        postgresql_where=sa.text("speaker_id IS NOT NULL"),
    )
    op.create_index("statements_type", "statements", ["type", "at"], unique=False)
    op.create_index(
        "statements_upstream",
        "statements",
        ["upstream_id"],
        unique=False,
        sqlite_where=sa.text("upstream_id IS NOT NULL"),
        postgresql_where=sa.text("upstream_id IS NOT NULL"),
    )
    op.create_table(
        "forecasts",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("horizon", sa.Integer(), nullable=True),
        sa.Column("conditional", sa.Boolean(), nullable=False),
        sa.Column("condition_start", sa.Integer(), nullable=True),
        sa.Column("condition_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["event_id"], ["statements.id"]),
        sa.ForeignKeyConstraint(["holder_id"], ["entities.id"]),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"]),
        sa.PrimaryKeyConstraint("statement_id"),
    )
    op.create_index("forecasts_event", "forecasts", ["event_id"], unique=False)
    op.create_index("forecasts_holder", "forecasts", ["holder_id"], unique=False)
    op.create_index("forecasts_horizon", "forecasts", ["horizon"], unique=False)
    op.create_table(
        "ledger",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("accord_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("entry", sa.Text(), nullable=False),
        sa.Column("claimant_id", sa.Integer(), nullable=True),
        sa.Column("against_id", sa.Integer(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["accord_id"], ["accords.id"]),
        sa.ForeignKeyConstraint(["against_id"], ["entities.id"]),
        sa.ForeignKeyConstraint(["claimant_id"], ["entities.id"]),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("accord_id", "statement_id", "entry", "start", name="ledger_once"),
    )
    op.create_index("ledger_entry", "ledger", ["entry"], unique=False)
    op.create_index("ledger_statement", "ledger", ["statement_id"], unique=False)
    op.create_table(
        "parties",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.SmallInteger(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entity_id"], ["entities.id"]),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"]),
        sa.PrimaryKeyConstraint("statement_id", "role", "entity_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("parties_entity", "parties", ["entity_id", "role"], unique=False)
    op.create_table(
        "tolls",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"]),
        sa.PrimaryKeyConstraint("statement_id", "kind", "low"),
        sqlite_with_rowid=False,
    )
    dialect = op.get_bind().dialect.name
    for statement in (*_WORDS[dialect], *view.CREATE[dialect]):
        op.execute(statement)
