"""Actors: who a phrase of a report names or describes, with PLOVER and CAMEO codes."""
