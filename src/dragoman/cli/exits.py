"""The exit codes of the command."""

DONE = 0
"""All well, or skipped input without `--strict`."""

FAILURE = 1
"""Something failed: no model, nothing could be coded, or something was skipped under `--strict`."""

USAGE = 2
"""A wrong option or argument."""

INTERRUPTED = 130
"""Ctrl-C: 128 and the number of the signal, as shells have it."""
