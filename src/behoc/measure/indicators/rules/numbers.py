"""Numbers as people in Vietnam type them: 1.234,5 and 1234,5 and 1 234. Pure."""

import re
from decimal import Decimal

_GROUPED = re.compile(r"\d{1,3}(?:[.\s\u00a0]\d{3})+(?:,\d+)?")
_PLAIN = re.compile(r"\d+(?:[,.]\d+)?")


def read_number(typed: str) -> Decimal | None:
    """The number, or None where it is none: 1.250 is a thousand, 72.4 and 72,4 are the same."""
    text = typed.strip().rstrip("%").strip()
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"[.\s\u00a0]", "", text).replace(",", "."))
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", "."))
    return None
