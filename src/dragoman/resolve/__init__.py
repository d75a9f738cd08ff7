"""Mentions tied to the world: actors with codes, places with coordinates, times with values."""
