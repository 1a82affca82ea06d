"""Numbers as people type and paste them, and as they are shown. Pure.

static/js/checks.js reads and writes them the same way; both are held to tests/measure/checks.json.
"""

import re
from decimal import Decimal

DECIMALS = 4  # as many as the tables of figures keep
STEPS = 10_000  # so a number is a whole count of ten-thousandths
WHOLE_DIGITS = 16  # what a column of figures holds before the comma

_SPACE = re.compile(r"\s")
_MINUS = re.compile("^[\u2212\u2013\u2010\u2011]")
_PLAIN = re.compile("-?[0-9]+")
_VIETNAMESE = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|-?[0-9]+,[0-9]+")
_ENGLISH = re.compile(
    r"-?[0-9]{1,3}(?:,[0-9]{3}){2,}(?:\.[0-9]+)?|-?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+"
)
_POINT = re.compile(r"-?[0-9]+\.[0-9]+")


def read_number(typed: str) -> Decimal | None:
    """The number that somebody typed, None where nothing stands; ValueError when it is none.

    A point before three digits parts thousands, a comma the decimals, as in Vietnamese; what can
    only be English (`1,234.5`, `1,234,567`, `12.5`) is read as such.
    """
    text = _MINUS.sub("-", _SPACE.sub("", typed))
    if not text:
        return None
    if _PLAIN.fullmatch(text):
        plain = text
    elif _VIETNAMESE.fullmatch(text):
        plain = text.replace(".", "").replace(",", ".")
    elif _ENGLISH.fullmatch(text):
        plain = text.replace(",", "")
    elif _POINT.fullmatch(text):
        plain = text
    else:
        raise ValueError(typed)
    return _bounded(plain, typed)


def write_number(number: Decimal | None) -> str:
    """As Vietnamese papers write it: `1.234,5`; nothing where there is none."""
    if number is None:
        return ""
    whole, _, rest = canonical(abs(number)).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("−" if number < 0 else "") + grouped + (f",{rest}" if rest else "")


def canonical(number: Decimal) -> str:
    """As answers keep it: a point, no grouping, no zeros at the end."""
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _bounded(plain: str, typed: str) -> Decimal:
    whole, _, rest = plain.lstrip("-").partition(".")
    if len(whole.lstrip("0")) > WHOLE_DIGITS or len(rest.rstrip("0")) > DECIMALS:
        raise ValueError(typed)
    number = Decimal(plain)
    return abs(number) if not number else number.normalize() + 0
