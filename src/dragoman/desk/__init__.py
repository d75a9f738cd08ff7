"""The desk: coded reports kept, joined and asked, in one SQLite file or a PostgreSQL database."""

from dragoman.desk.adding import Added
from dragoman.desk.desk import Desk

__all__ = ["Added", "Desk"]
