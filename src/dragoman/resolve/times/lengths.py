"""Lengths of time as TIMEX3 writes them."""

from __future__ import annotations

_SCALED = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W"), "WE": (2, "D")}
_VAGUE = {"E": "DE", "C": "CE", "L": "ML", "F": "W", "WE": "WE"}
_PARTS = {"Y": ("M", 12), "D": ("TH", 24), "TH": ("TM", 60), "TM": ("TS", 60)}
"""Units that a fraction is told in, and how many of them make one."""


def unit_length(number: float, letters: str) -> str:
    """A number of units: "P2M", "PT3H", "P2Y6M"; decades, centuries and millennia in years, a fortnight in weeks."""
    if letters in _SCALED:
        by, letters = _SCALED[letters]
        number *= by
    whole = int(number)
    rest = number - whole
    written = _piece(whole, letters) if whole or not rest else ""
    if rest and letters in _PARTS:
        smaller, count = _PARTS[letters]
        return _joined(written, _piece(round(rest * count), smaller))
    return f"P{_decimal(number)}{letters}" if rest else f"P{written}"


def vague_length(letters: str) -> str:
    """An unknown number of units: "PXM", "PTXH", "PXDE"."""
    letters = _VAGUE.get(letters, letters)
    return f"PTX{letters[1:]}" if letters.startswith("T") else f"PX{letters}"


def added(first: str, second: str) -> str:
    """Two lengths as one: "PT1H" and "PT20M" are "PT1H20M"."""
    return _joined(first[1:], second[1:])


def _piece(number: int, letters: str) -> str:
    return f"T{number}{letters[1:]}" if letters.startswith("T") else f"{number}{letters}"


def _joined(first: str, second: str) -> str:
    if "T" in first and second.startswith("T"):
        second = second[1:]
    return f"P{first}{second}"


def _decimal(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
