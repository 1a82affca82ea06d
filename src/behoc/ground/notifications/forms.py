"""The shape of what a person sets for themselves; nothing is saved here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.ground.notifications.rules.letters import HOURS, USUAL_HOUR

LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3: a path of 256 with its two brackets
_WRONG_DAY = {"invalid": _("Ghi ngày như 01/07/2026.")}


class WishesForm(forms.Form):
    """How, when and of what one is told by e-mail, and one's own days away."""

    by_mail = forms.BooleanField(label=_("Gửi cho tôi một thư mỗi ngày khi có tin"), required=False)
    email = forms.EmailField(label=_("Gửi tới"), required=False, max_length=LONGEST_ADDRESS)
    hour = forms.TypedChoiceField(
        label=_("Giờ gửi"),
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in HOURS],
        initial=USUAL_HOUR,
    )
    wanted = forms.MultipleChoiceField(
        label=_("Loại tin có trong thư"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    leave_from = forms.DateField(
        label=_("Tôi nghỉ từ ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_WRONG_DAY,
    )
    leave_until = forms.DateField(
        label=_("Đến hết ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_WRONG_DAY,
    )

    def __init__(
        self, *args: Any, kinds: Sequence[tuple[str, str]], known_address: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.known_address = known_address
        wanted: Any = self.fields["wanted"]  # a MultipleChoiceField, declared above
        wanted.choices = list(kinds)
        self.fields["email"].help_text = (
            _("Để trống là %(address)s, như cơ quan đã ghi.") % {"address": known_address}
            if known_address
            else _("Cơ quan chưa ghi địa chỉ nào cho anh/chị: ghi ở đây thì mới có thư.")
        )

    def clean(self) -> dict[str, Any]:
        """A letter needs an address; a leave has a first and a last day."""
        cleaned = super().clean() or self.cleaned_data
        address = cleaned.get("email") or self.known_address
        if cleaned.get("by_mail") and not address and "email" not in self.errors:
            self.add_error("email", _("Ghi địa chỉ thư điện tử, hoặc bỏ dấu gửi thư mỗi ngày."))
        first, last = cleaned.get("leave_from"), cleaned.get("leave_until")
        if (first is None) != (last is None) and not {"leave_from", "leave_until"} & set(
            self.errors
        ):
            missing = "leave_until" if first else "leave_from"
            self.add_error(missing, _("Ghi cả ngày đầu và ngày cuối, hoặc để trống cả hai."))
        if first and last and last < first:
            self.add_error("leave_until", _("Ngày cuối phải từ ngày đầu trở đi."))
        return cleaned
