"""Letters of Vietnamese: folding for comparison that keeps every position in place."""

from __future__ import annotations

import re
from functools import lru_cache

SHORT = 160  # letters: short texts are folded again and again, so their folds are kept
LETTERHEAD = 160  # letters that decide whether a line is in capitals

# Capital letters, for use inside a character class.
UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"

TONES_ON_LAST = {
    "oá": "óa",
    "oà": "òa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oé": "óe",
    "oè": "òe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uý": "úy",
    "uỳ": "ùy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
OLD_TONES = re.compile(r"(?<!q)(?:o[áàảãạéèẻẽẹ]|u[ýỳỷỹỵ])(?!\w)")


def fold(text: str) -> str:
    """Lower case with one spelling of tones (“hoá” and “hóa” agree); the length never changes."""
    return _fold_short(text) if len(text) <= SHORT else _fold(text)


@lru_cache(maxsize=16384)
def _fold_short(text: str) -> str:
    return _fold(text)


def _fold(text: str) -> str:
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return OLD_TONES.sub(lambda found: TONES_ON_LAST[found.group()], lowered)


def is_capitals(text: str) -> bool:
    """Whether the letters of a line are (nearly) all capitals, as in a letterhead."""
    if text.islower():
        return False
    letters = [one for one in text[:LETTERHEAD] if one.isalpha()]
    return len(letters) >= 2 and sum(one.isupper() for one in letters) >= 0.85 * len(letters)


def starts_small(text: str) -> bool:
    """Whether the first letter is a small one, which no sentence or heading has."""
    return text[:1].islower()


def squeeze(text: str) -> str:
    """One space between words, none at the ends."""
    return " ".join(text.split())
