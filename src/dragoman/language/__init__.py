"""From a report's text to sentences, tokens and one sentence graph each, by one small encoder."""

from dragoman.language.graph import Arc, Frame, Node, SentenceGraph, Token
from dragoman.language.language import Language

__all__ = ["Arc", "Frame", "Language", "Node", "SentenceGraph", "Token"]
