"""The links of the log's chain: what is sealed of a row, and how. Pure."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

# The link before the first one; it says nothing but that there is none.
BEGINNING = "0" * 64


def link(previous: str, sequence: int, sealed_at: datetime, entry: Mapping[str, Any]) -> str:
    """The digest of one link: the one before it, its place, its moment and the whole row."""
    content = {
        "previous": previous,
        "sequence": sequence,
        "sealed_at": _plain(sealed_at),
        "entry": {name: _plain(value) for name, value in entry.items()},
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
