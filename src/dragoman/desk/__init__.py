"""The desk: coded reports kept, joined and asked, in one SQLite file or a PostgreSQL database.

`Desk.incident` gives an `Account`: tellings (`Told`), figures (`Figure`, `Range`) and changed stories (`Change`).
"""

from dragoman.desk.adding import Added
from dragoman.desk.desk import Desk
from dragoman.desk.incidents.telling import Account, Change, Figure, Range, Told

__all__ = ["Account", "Added", "Change", "Desk", "Figure", "Range", "Told"]
