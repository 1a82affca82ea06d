"""Charter: fields of forms that every app asks for in one way."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

# The first is how a calendar of the browser sends a day, the others how people in Vietnam write it.
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


class DayField(forms.DateField):
    """A day. Copied from a paper it is typed; a day that a person chooses is picked on a calendar.

    Whichever way it is sent, every writing that people use is understood.
    """

    def __init__(self, label: Any, *, picked: bool = False, missing: Any = "", **options: Any):
        super().__init__(
            label=label,
            input_formats=DAYS,
            widget=_calendar() if picked else _typed(),
            error_messages={
                "required": missing or _("Chọn một ngày."),
                "invalid": _("Ghi ngày như 20/11/2026."),
            },
            **options,
        )


def _typed() -> forms.DateInput:
    return forms.DateInput(
        format="%d/%m/%Y", attrs={"placeholder": "20/11/2026", "autocomplete": "off"}
    )


def _calendar() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
