"""Hostile or broken characters made visible, so that a report's text can play no tricks on a screen."""

from __future__ import annotations

_JOINERS = "\u200c\u200d"
"""Zero-width joiner and non-joiner shape words in many scripts and change no order: they stay."""


def visible(text: str) -> str:
    """The text with control characters (C0, C1), direction marks and other invisible characters replaced by "␚".

    One character stays one character, so offsets stay right; line ends, tabs and rare spaces become plain spaces.
    """
    return text if text.isprintable() else "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    return " " if character.isspace() else "␚"
