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
        "CREATE TABLE report_words (report_id INTEGER PRIMARY KEY REFERENCES reports (id), words INTEGER[] NOT NULL)"
    )
    op.execute(
        "INSERT INTO report_words SELECT report_id, ARRAY("
        "SELECT CAST(CAST('x' || left(md5(lexeme), 8) AS bit(32)) AS int) FROM unnest(words) ORDER BY 1) FROM old_words"
    )
    op.execute("CREATE INDEX report_words_index ON report_words USING gin (words)")
    op.execute("DROP TABLE old_words")
