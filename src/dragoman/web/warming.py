"""What pages count over the whole desk, counted once while the server starts, so that nobody has to wait for it."""

from __future__ import annotations

import logging

from dragoman.errors import DragomanError
from dragoman.web import maps, sources, today
from dragoman.web.site import Site

LOG = logging.getLogger(__name__)


def warm(held: Site) -> None:
    """Puts what Today, Sources and the map count into memory. A desk that cannot be read just now is left to the first
    reader, who is told why."""
    try:
        with held.desk.reading() as connection:
            today.briefed(connection, held, today.unasked(connection))
            sources.listed(connection, held)
            maps.ahead(connection, held)
    except DragomanError as error:
        LOG.info("nothing was counted ahead: %s", error)
