"""In PostgreSQL the full text search keeps the stems of a report's words by number, without their positions."""

from collections.abc import Sequence

from alembic import op

revision: str = "0004"
down_revision: str | Sequence[str] | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    """The step forward."""
    if op.get_bind().dialect.name != "postgresql":
        return
    op.execute("ALTER TABLE report_words RENAME TO old_words")
    op.execute("ALTER TABLE old_words DROP CONSTRAINT report_words_pkey")
    op.execute("DROP INDEX report_words_index")
    op.execute(
        "CREATE TABLE stems (id INTEGER GENERATED ALWAYS AS IDENTITY (MINVALUE -32768 START WITH -32768) PRIMARY KEY,"
        " stem TEXT NOT NULL UNIQUE)"
    )
    op.execute(
        "INSERT INTO stems (stem)"
        " SELECT lexeme FROM old_words, unnest(words) GROUP BY lexeme ORDER BY count(*) DESC, lexeme"
    )
    op.execute(
        "CREATE TABLE report_words (report_id INTEGER PRIMARY KEY REFERENCES reports (id), common SMALLINT[] NOT NULL,"
        " rare INTEGER[])"
    )
    op.execute(
        "INSERT INTO report_words SELECT report_id,"
        " coalesce(array_agg(CAST(id AS smallint) ORDER BY id) FILTER (WHERE id <= 32767), '{}'),"
        " array_agg(id ORDER BY id) FILTER (WHERE id > 32767)"
        " FROM old_words, unnest(words) JOIN stems ON stem = lexeme GROUP BY report_id"
    )
    op.execute("CREATE INDEX report_words_index ON report_words USING gin (common, rare)")
    op.execute("DROP TABLE old_words")
