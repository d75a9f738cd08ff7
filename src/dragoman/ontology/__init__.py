"""PLOVER types, modes, contexts, quad classes and scores; status; the crosswalk to CAMEO."""

from dragoman.ontology.cameo import from_cameo, to_cameo
from dragoman.ontology.plover import QUADS, EventType, Mode, event_type, event_types, intensity, mode, quad
from dragoman.ontology.vocabulary import AUXILIARY, STATUSES, context, contexts, status

__all__ = [
    "AUXILIARY",
    "QUADS",
    "STATUSES",
    "EventType",
    "Mode",
    "context",
    "contexts",
    "event_type",
    "event_types",
    "from_cameo",
    "intensity",
    "mode",
    "quad",
    "status",
    "to_cameo",
]
