"""The shape of what administrators send; nothing is saved here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.ground.accounts.rules import is_sign_in_name, plain_sign_in_name

Choices = Sequence[tuple[str, Any]]
_NAME_HELP = _("Chữ thường không dấu, chữ số, dấu chấm, gạch nối; ví dụ: lan.nguyen")


class RoleForm(forms.Form):
    """One role in one body; the choices are those in the actor's reach and gift."""

    body = forms.ChoiceField(
        label=_("Cơ quan"),
        error_messages={"invalid_choice": _("Cơ quan này ngoài phạm vi. Chọn cơ quan khác.")},
    )
    role = forms.ChoiceField(
        label=_("Vai trò"),
        error_messages={"invalid_choice": _("Vai trò này do quản trị cấp trên giao.")},
    )
    position = forms.CharField(
        label=_("Chức vụ"), max_length=120, required=False, help_text=_("Như ghi trong quyết định")
    )

    def __init__(self, *args: Any, bodies: Choices, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("body", bodies), ("role", [("", _("Chọn vai trò")), *roles])):
            field: Any = self.fields[name]  # a ChoiceField, declared above
            field.choices = list(choices)


class PersonForm(RoleForm):
    """A new person with their first role."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120, min_length=2)
    sign_in_name = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=60,
        help_text=_NAME_HELP,
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("Số điện thoại"),
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)

    field_order = ("full_name", "sign_in_name", "body", "role", "position", "phone", "email")

    def clean_sign_in_name(self) -> str:
        """Small letters without marks."""
        name = plain_sign_in_name(self.cleaned_data["sign_in_name"])
        if not is_sign_in_name(name):
            raise forms.ValidationError(_NAME_HELP)
        return name


class GrantForm(RoleForm):
    """One more role for a person, from a day on."""

    starts_on = forms.DateField(
        label=_("Từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Ghi ngày như 01/07/2026.")},
    )


class EndForm(forms.Form):
    """Ending what somebody holds; a body without an administrator must be meant."""

    even_if_last = forms.BooleanField(
        label=_("Đồng ý cả khi cơ quan không còn ai quản trị"), required=False
    )


class ResetForm(forms.Form):
    """A new one-time password, and the second factor when the phone is lost."""

    forget_second_factor = forms.BooleanField(
        label=_("Bỏ cả bảo mật hai lớp (khi người này mất điện thoại)"), required=False
    )


class FileForm(forms.Form):
    """A workbook or a table of bodies."""

    file = forms.FileField(
        label=_("Tệp cơ quan"),
        max_length=255,
        allow_empty_file=True,
        help_text=_("Excel (.xlsx) hoặc CSV theo tệp mẫu, không quá 20 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Chọn tệp cần nạp.")},
    )
