"""Alembic's entry: runs the steps over the connection that `dragoman.desk.opening` hands in."""

from alembic import context

from dragoman.desk.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
