"""The desks of the example reports, as the desk's own tests have them."""

from __future__ import annotations

from tests.desk.conftest import desk, example_desk, own_desk, postgres, postgres_desk, records

__all__ = ["desk", "example_desk", "own_desk", "postgres", "postgres_desk", "records"]
