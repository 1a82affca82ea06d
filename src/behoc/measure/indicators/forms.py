"""The shape of what people send about targets; nothing is saved here."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from behoc.kernel.fields import DayField
from behoc.measure.indicators.rules.numbers import read_number

_FIRST_YEAR, _LAST_YEAR = 2000, 2100  # a year outside was mistyped
_LONGEST_NUMBER = 16  # letters; as much as the column takes


class NumberField(forms.Field):
    """A number as people write it: 72,4 or 1.234 or 1234."""

    def to_python(self, value: Any) -> Decimal | None:
        """A decimal; the sentence says how to write it."""
        if not value:
            return None
        found = read_number(value) if len(value) <= _LONGEST_NUMBER else None
        if found is None:
            raise ValidationError(_("Ghi một số, như 72,4 hoặc 1.250."))
        return found


class UrgeForm(forms.Form):
    """A word that goes with the urging."""

    text = forms.CharField(
        label=_("Lời nhắn kèm theo"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class TargetForm(forms.Form):
    """What a body asks of an indicator by a year."""

    value = NumberField(
        label=_("Mức phải đạt"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"required": _("Ghi mức phải đạt, như 75.")},
    )
    year = forms.IntegerField(
        label=_("Đến năm"),
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        error_messages={
            "required": _("Ghi năm phải đạt, như 2030."),
            "invalid": _("Ghi năm bằng bốn chữ số, như 2030."),
            "min_value": _("Ghi năm bằng bốn chữ số, như 2030."),
            "max_value": _("Ghi năm bằng bốn chữ số, như 2030."),
        },
    )
    symbol = forms.CharField(
        label=_("Theo văn bản số"),
        max_length=120,
        help_text=_("Số, ký hiệu của kế hoạch đặt mức này, như 31/KH-UBND."),
        error_messages={"required": _("Ghi số, ký hiệu của văn bản đặt mức này.")},
    )
    issued_on = DayField(_("Ngày của văn bản"), required=False)


class GoalForm(forms.Form):
    """Which indicator a target that was read is about, with its number and year."""

    indicator = forms.CharField(max_length=40, error_messages={"required": _("Chọn chỉ số.")})
    value = NumberField(error_messages={"required": _("Ghi mức, như 75.")})
    year = forms.IntegerField(
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        error_messages={
            "required": _("Ghi năm phải đạt, như 2030."),
            "invalid": _("Ghi năm bằng bốn chữ số, như 2030."),
            "min_value": _("Ghi năm bằng bốn chữ số, như 2030."),
            "max_value": _("Ghi năm bằng bốn chữ số, như 2030."),
        },
    )

    def said(self) -> tuple[int, Decimal]:
        """Year and value."""
        return self.cleaned_data["year"], self.cleaned_data["value"]
