"""The tables of actors read ahead, while the language model, which runs outside of Python, is busy."""

from __future__ import annotations

from threading import Thread

from dragoman.resolve import countries
from dragoman.resolve.actors import leaders, organisations
from dragoman.resolve.tables import uncollected


def load() -> None:
    """Reads the tables that nearly every report needs, with their indexes; each is read once a process."""
    with uncollected():
        countries.of_seat("Kremlin")
        leaders.register()
        organisations.register()
        organisations.by_key()
        organisations.reach()
        leaders.by_ends()
        leaders.by_sound()
        leaders.surnames_by_sound()
        organisations.by_sound()


def begin() -> Thread:
    """Starts reading in a thread of its own; whoever needs the tables joins it first."""
    reading = Thread(target=load, name="dragoman-tables", daemon=True)
    reading.start()
    return reading
