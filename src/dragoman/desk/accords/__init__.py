"""Agreements over all reports: one entry each, and a ledger of what is said about keeping, breaking and ending them."""

from dragoman.desk.accords.assigning import assign

__all__ = ["assign"]
