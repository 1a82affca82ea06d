"""Figures and what is said of them, in words for a screen."""

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.measure.indicators.queries.values import is_share
from behoc.measure.indicators.rules.progress import Light

if TYPE_CHECKING:
    from behoc.measure.indicators.models import Indicator
    from behoc.measure.indicators.rules.progress import Value

DASH = "–"
_VIETNAMESE = str.maketrans(",.", ".,")
# tone, icon, words
LIGHTS = {
    Light.MET: ("done", "done", gettext_noop("Đạt")),
    Light.LIKELY: ("soon", "clock", gettext_noop("Còn kịp")),
    Light.UNLIKELY: ("late", "alert", gettext_noop("Khó kịp")),
    Light.UNSURE: ("run", "circle-dot", gettext_noop("Chưa rõ đà")),
    Light.SILENT: ("none", "circle-dashed", gettext_noop("Chưa có số")),
    Light.AIMLESS: ("none", "circle-dashed", gettext_noop("Chưa có chỉ tiêu")),
}
_SHARE_DIGITS = 1


def number(value: Decimal | int | None, digits: int = 0) -> str:
    """A number as people write it: 4.618 and 72,4; a dash where none is known."""
    if value is None:
        return DASH
    step = Decimal(1).scaleb(-digits)
    rounded = Decimal(value).quantize(step, rounding=ROUND_HALF_UP)
    return f"{rounded:,f}".translate(_VIETNAMESE)


def percent(value: Decimal | None, *, short: bool = False) -> str:
    """A share: 72,4%; without a digit behind the comma where it is whole or should be short."""
    if value is None:
        return DASH
    digits = 0 if short or value == value.to_integral_value() else _SHARE_DIGITS
    return f"{number(value, digits)}%"


def level_words(indicator: "Indicator", level: Decimal | None) -> str:
    """What is held against a target: a share, or a count in its unit."""
    if level is None:
        return DASH
    return percent(level) if is_share(indicator) else number(level, indicator.decimals)


def gap_words(indicator: "Indicator", gap: Decimal | None) -> str:
    """What is missing: points of a share, or a count."""
    if not gap:
        return DASH
    if is_share(indicator):
        return _("%(gap)s điểm") % {"gap": number(gap, _SHARE_DIGITS)}
    return number(gap, indicator.decimals)


def parts_words(indicator: "Indicator", value: "Value | None") -> str:
    """Both numbers behind a share: “34.120 trên 47.000 gia đình”."""
    if value is None or value.numerator is None:
        return ""
    top = number(value.numerator, indicator.decimals)
    if value.denominator is None:
        return f"{top} {indicator.unit}"
    whole = number(value.denominator, indicator.decimals)
    facts = {"top": top, "whole": whole, "unit": indicator.unit}
    return _("%(top)s trên %(whole)s %(unit)s") % facts
