"""What changed between two wordings, word by word. Pure."""

from dataclasses import dataclass
from difflib import SequenceMatcher

_KINDS = {"equal": "same", "insert": "new", "delete": "old"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words: `same` in both, `old` taken out, or `new` put in."""

    kind: str
    words: str


def difference(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of both wordings in reading order; what was taken out stands before what came."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    pieces: list[Piece] = []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "replace":
            pieces.append(Piece("old", " ".join(before[first:last])))
            pieces.append(Piece("new", " ".join(after[start:end])))
        else:
            words = after[start:end] if kind == "insert" else before[first:last]
            pieces.append(Piece(_KINDS[kind], " ".join(words)))
    return tuple(pieces)
