"""The `dragoman` command: what it takes from the shell, what it shows, and the exit codes it ends with."""

from dragoman.cli.app import main

__all__ = ["main"]
