"""The steps by which the schema of a desk came to be, run by Alembic."""
