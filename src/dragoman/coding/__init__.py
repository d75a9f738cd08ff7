"""From sentence graphs to statements: who says so, what happened, how certain, what was agreed and foretold."""

from dragoman.coding.annotation import from_annotation, to_annotation
from dragoman.coding.coder import code_graphs
from dragoman.coding.scales import PHIA, Scale, scale, scales
from dragoman.coding.status import RULES, settled, status_of

__all__ = [
    "PHIA",
    "RULES",
    "Scale",
    "code_graphs",
    "from_annotation",
    "scale",
    "scales",
    "settled",
    "status_of",
    "to_annotation",
]
