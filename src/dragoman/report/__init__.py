"""What an outlet published: the report, its text and the spans that point into it."""

from dragoman.report.report import Published, Report
from dragoman.report.span import Span

__all__ = ["Published", "Report", "Span"]
