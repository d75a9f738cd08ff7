"""From reports to records: one report, or a stream of them in one process or many."""

from dragoman.coder.batches import FAILED, Outcome
from dragoman.coder.coder import Coder
from dragoman.coder.single import code, one_report

__all__ = ["FAILED", "Coder", "Outcome", "code", "one_report"]
