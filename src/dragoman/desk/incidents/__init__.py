"""Incidents: statements about the same happening, joined over all reports."""
