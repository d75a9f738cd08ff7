"""Parts of the day and clock times as TIMEX3 writes them."""

from __future__ import annotations

import re

from dragoman.resolve.times.grammar import Parse

_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?|(\d{4})")
_ENDS = {"START": "TMO", "END": "TNI"}
"""The part of the day that "early on Friday" and "late on Thursday" mean."""
_AFTERNOON = ("TAF", "TEV", "TNI")


def part_of_day(parse: Parse) -> str:
    """The part of the day that an expression names ("TMO", "T19:15", "T18:00Z"), "" where it names none.

    Raises:
        ValueError: if it names a time that no day has ("25:10").
    """
    if "ck" in parse:
        return _clock(parse["ck"], parse["pt"] or parse["tn"]) + (parse["zn"] if "Z" not in parse["ck"] else "")
    if "cn" in parse:
        return _written(int(parse.number("cn")), 0, parse["pt"])
    return parse["pt"] or parse["tn"] or _ENDS.get(parse["md"], "")


def _clock(text: str, part: str) -> str:
    if text.startswith("T"):
        return text
    digits = re.findall(r"\d+", text)
    if len(digits) == 1 and len(digits[0]) == 4:
        return _written(int(digits[0][:2]), int(digits[0][2:]), "")
    hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    letters = text.lower()
    if "p" in letters:
        hour += 12 if hour < 12 else 0
    elif "a" in letters:
        hour = 0 if hour == 12 else hour
    else:
        return _written(hour, minute, part)
    return _written(hour, minute, "")


def _written(hour: int, minute: int, part: str) -> str:
    if part in _AFTERNOON and 1 <= hour < 12 and not (part == "TNI" and hour < 6):
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise ValueError(f"{hour}:{minute:02d}")
    return f"T{hour:02d}:{minute:02d}"
