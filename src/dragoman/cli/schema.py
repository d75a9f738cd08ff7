"""`dragoman schema`: the JSON Schema of a record."""

from __future__ import annotations

import json


def schema() -> None:
    """Print the JSON Schema of the records."""
    from dragoman.record.json import schema as read

    print(json.dumps(read(), indent=2, ensure_ascii=False))
