"""Every error that Dragoman raises on purpose.

The tree::

    DragomanError
    ├── InputError        a report that cannot be read (intake names the reason)
    ├── SpanError         offsets that do not lie in the text
    ├── OntologyError     a code that the ontology does not have
    ├── ModelError        the language model is missing, damaged or of another version
    ├── OptionError       an option with an impossible value
    └── DeskError         a desk that cannot be opened, read or written

A message says what is wrong, where, and what to do about it.
"""


class DragomanError(Exception):
    """Root of all errors raised by Dragoman; catching it catches them all."""


class InputError(DragomanError):
    """A report that cannot be read: `reason` is a short stable name, the message tells the rest."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


class SpanError(DragomanError, ValueError):
    """Offsets that do not lie in the text they point into."""


class OntologyError(DragomanError, KeyError):
    """A type, mode, context or status that the ontology does not have."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class ModelError(DragomanError):
    """The language model is missing, damaged or of another version than the code."""


class OptionError(DragomanError, ValueError):
    """An option with an impossible value."""


class DeskError(DragomanError):
    """A desk that cannot be opened, read or written: no desk, a newer one, a full disk, a lost connection."""
