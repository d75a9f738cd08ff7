"""Accuracy and speed against public data: one command each, a table for people, one JSON object as the last line."""
