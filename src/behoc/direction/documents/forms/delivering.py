"""To whom a dispatch goes, and how it went."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.documents.forms import named
from behoc.direction.documents.queries import wording
from behoc.direction.documents.rules import Purpose
from behoc.kernel.fields import DayField


class RecipientForm(forms.Form):
    """One more receiver: a body that is here, or a name outside; for what, and why."""

    body = forms.CharField(required=False, max_length=40)
    name = forms.CharField(label=_("Tên nơi nhận ngoài hệ thống"), required=False, max_length=300)
    purpose = forms.ChoiceField(
        label=_("Gửi để làm gì"),
        choices=named(wording.PURPOSE_NAMES),
        initial=Purpose.KNOW,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Vì sao gửi thêm"),
        max_length=500,
        error_messages={"required": _("Viết một câu vì sao gửi thêm nơi này.")},
    )

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        cleaned = super().clean() or {}
        if not cleaned.get("body") and not (cleaned.get("name") or "").strip():
            raise forms.ValidationError(
                _("Chưa chọn nơi nhận. Tìm rồi chọn một nơi, hoặc ghi tên nơi ngoài hệ thống.")
            )
        return cleaned


class OutsideForm(forms.Form):
    """A receiver outside as it should have been written."""

    name = forms.CharField(
        label=_("Tên nơi nhận"),
        max_length=300,
        error_messages={"required": _("Chưa ghi tên nơi nhận.")},
    )
    purpose = forms.ChoiceField(
        label=_("Gửi để làm gì"), choices=named(wording.PURPOSE_NAMES), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Vì sao sửa"),
        max_length=500,
        error_messages={"required": _("Viết một câu vì sao sửa.")},
    )


class RemoveForm(forms.Form):
    """Why a receiver outside leaves the list."""

    reason = forms.CharField(
        label=_("Vì sao bỏ"),
        max_length=500,
        error_messages={"required": _("Viết một câu vì sao bỏ.")},
    )


class WithdrawForm(forms.Form):
    """Why a dispatch is taken back."""

    reason = forms.CharField(
        label=_("Vì sao rút lại"),
        max_length=500,
        error_messages={"required": _("Viết một câu vì sao rút lại.")},
    )


class WayForm(forms.Form):
    """By which way, when and with which proof a paper went to a receiver outside."""

    way = forms.ChoiceField(
        label=_("Gửi bằng đường nào"),
        choices=named(wording.WAY_NAMES),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một đường gửi.")},
    )
    sent_on = DayField(_("Ngày gửi"), missing=_("Ghi ngày đã gửi."))
    proof = forms.CharField(
        label=_("Số hoặc chứng từ"),
        required=False,
        max_length=200,
        help_text=_("Số bưu gửi, mã trên trục, hay tên người ký nhận."),
    )
