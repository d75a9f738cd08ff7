"""Dragoman reads news reports and keeps the sourced record of a crisis."""

__version__ = "0.1.0"
