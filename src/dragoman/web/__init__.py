"""The desk in a browser: pages that an analyst reads, a JSON API and feeds, served on the reader's own machine."""

from dragoman.web.app import create_app

__all__ = ["create_app"]
