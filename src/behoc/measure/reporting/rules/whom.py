"""Who reports in a round, as a duty's data say it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TREES = ("place", "line")


@dataclass(frozen=True, slots=True)
class Whom:
    """Bodies of some kinds and levels below the one that asks, by place or by line; or by name."""

    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    tree: str = "place"
    named: tuple[str, ...] = ()


def parse_whom(kept: Mapping[str, Any]) -> Whom:
    """What the JSON of a duty says."""
    tree = str(kept.get("tree") or "place")
    return Whom(
        kinds=_words(kept.get("kinds")),
        levels=_words(kept.get("levels")),
        tree=tree if tree in TREES else "place",
        named=_words(kept.get("named")),
    )


def _words(found: Any) -> tuple[str, ...]:
    return tuple(str(each) for each in found) if isinstance(found, list | tuple) else ()
