"""The shape of what people send about registers; nothing is saved here."""

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.documents.queries.facts import PART_NAMES, urgency_choices
from behoc.direction.documents.rules import Part
from behoc.direction.registers.queries.book import Selection
from behoc.direction.registers.rules.series import Direction, known_types
from behoc.direction.registers.services.papers import Arrival
from behoc.kernel.clock import today
from behoc.kernel.fields import DayField

WAYS = {"den": Direction.IN, "di": Direction.OUT}
LAST_YEAR = 9999


class SelectionForm(forms.Form):
    """Which part of which register is asked for, from the address."""

    so = forms.CharField(required=False)
    nam = forms.IntegerField(required=False, min_value=1, max_value=LAST_YEAR)
    quyen = forms.CharField(required=False, max_length=20)
    tu = DayField(_("Từ ngày"), required=False)
    den = DayField(_("Đến ngày"), required=False)
    q = forms.CharField(label=_("Tìm trong sổ"), required=False, max_length=200)

    def selection(self, this_year: int) -> Selection:
        """What was chosen; a part that cannot be read is left out and its error shown."""
        self.is_valid()
        kept = self.cleaned_data
        return Selection(
            direction=WAYS.get(kept.get("so", ""), Direction.IN),
            year=kept.get("nam") or this_year,
            series=kept.get("quyen", ""),
            since=kept.get("tu"),
            until=kept.get("den"),
            words=kept.get("q", ""),
        )


class EntryForm(forms.Form):
    """What the clerk knows of a line; left empty means that nobody knows."""

    arrived_on = DayField(_("Ngày đến"), required=False)
    forwarded_to = forms.CharField(label=_("Chuyển cho"), required=False, max_length=300)
    forwarded_on = DayField(_("Ngày chuyển"), required=False)
    received_by = forms.CharField(label=_("Ký nhận"), required=False, max_length=160)
    recipients = forms.CharField(
        label=_("Nơi nhận"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    keeper = forms.CharField(label=_("Đơn vị, người nhận bản lưu"), required=False, max_length=200)
    copies = forms.IntegerField(
        label=_("Số lượng bản"), required=False, min_value=1, max_value=1_000_000
    )
    file_reference = forms.CharField(label=_("Hồ sơ số"), required=False, max_length=120)
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=500)

    def __init__(self, *args: Any, direction: str, **options: Any) -> None:
        super().__init__(*args, **options)
        is_incoming = direction == Direction.IN
        gone = ("recipients", "keeper", "copies") if is_incoming else ("arrived_on",)
        for name in gone:
            del self.fields[name]

    def facts(self) -> dict[str, Any]:
        """Column → what is known, None where nothing is."""
        return {
            name: (value.strip() or None) if isinstance(value, str) else value
            for name, value in self.cleaned_data.items()
        }


class ReasonForm(forms.Form):
    """One sentence that says why."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        error_messages={"required": _("Ghi lý do trong một câu.")},
    )


class PaperForm(forms.Form):
    """A paper without a file. Only what one holds in the hand is asked; the rest stays unknown."""

    direction = forms.ChoiceField(
        label=_("Ghi vào"),
        choices=[("den", _("Sổ đến")), ("di", _("Sổ đi"))],
        widget=forms.RadioSelect,
        initial="den",
    )
    subject = forms.CharField(
        label=_("Trích yếu"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    doc_type = forms.CharField(
        label=_("Tên loại"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"list": "cac-loai"}),
    )
    number_symbol = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=120)
    issued_on = DayField(_("Ngày văn bản"), required=False)
    issuer_name = forms.CharField(
        label=_("Tác giả"),
        required=False,
        max_length=300,
        help_text=_("Cơ quan ban hành. Sổ đi thì để trống."),
    )
    signer_name = forms.CharField(label=_("Người ký"), required=False, max_length=120)
    urgency = forms.ChoiceField(
        label=_("Mức độ khẩn"),
        required=False,
        choices=urgency_choices,
    )
    arrived_on = DayField(
        _("Ngày đến"), required=False, help_text=_("Ngày giấy tới cơ quan; không rõ thì để trống.")
    )
    number = forms.IntegerField(
        label=_("Số đến đã đóng trên giấy"),
        required=False,
        min_value=1,
        max_value=999_999,
        help_text=_("Chưa đóng thì để trống, máy cấp số kế tiếp."),
    )
    forwarded_to = forms.CharField(label=_("Chuyển cho"), required=False, max_length=300)
    reason = forms.CharField(label=_("Vì sao vẫn vào sổ"), required=False, max_length=500)
    submission_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """At least one thing by which the paper is known again."""
        cleaned = super().clean() or {}
        if not any(cleaned.get(name) for name in ("subject", "number_symbol", "issuer_name")):
            raise forms.ValidationError(
                _("Ghi ít nhất trích yếu, số ký hiệu hoặc tác giả để sau này nhận ra văn bản.")
            )
        return cleaned

    @property
    def is_incoming(self) -> bool:
        """True when the paper came in."""
        return bool(self.cleaned_data["direction"] == "den")

    def ask_reason(self, why: str) -> None:
        """From now on a reason is needed, and the form says why."""
        self.fields["reason"].required = True
        self.add_error("reason", why)

    def arrival(self) -> Arrival:
        """How the paper came, or that it goes out."""
        kept = self.cleaned_data
        return Arrival(
            is_incoming=self.is_incoming,
            arrived_on=kept["arrived_on"],
            number=kept["number"],
            forwarded_to=kept["forwarded_to"].strip() or None,
            submission_key=kept["submission_key"],
            reason=kept["reason"],
        )

    def facts(self) -> dict[str, Any]:
        """The facts of the paper, None where nobody knows."""
        names = ("subject", "doc_type", "number_symbol", "issuer_name", "signer_name", "urgency")
        facts = {name: self.cleaned_data[name].strip() or None for name in names}
        return {**facts, "issued_on": self.cleaned_data["issued_on"]}


class MendForm(forms.Form):
    """The facts of a paper after it was entered; left empty means that nobody knows."""

    number_symbol = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=120)
    issued_on = DayField(_("Ngày văn bản"), required=False)
    doc_type = forms.CharField(label=_("Tên loại"), required=False, max_length=80)
    place_name = forms.CharField(label=_("Địa danh"), required=False, max_length=120)
    issuer_name = forms.CharField(label=_("Tác giả"), required=False, max_length=300)
    subject = forms.CharField(
        label=_("Trích yếu"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    signer_name = forms.CharField(label=_("Người ký"), required=False, max_length=120)
    signer_title = forms.CharField(label=_("Chức vụ"), required=False, max_length=200)
    signing_authority = forms.CharField(label=_("Thẩm quyền ký"), required=False, max_length=300)
    urgency = forms.ChoiceField(
        label=_("Mức độ khẩn"),
        required=False,
        choices=urgency_choices,
    )
    part = forms.ChoiceField(
        label=_("Là phần nào của bộ"),
        choices=[(code, _(name)) for code, name in PART_NAMES.items() if code != Part.COPY],
    )
    reason = forms.CharField(
        label=_("Vì sao sửa"),
        required=False,
        max_length=500,
        help_text=_("Chỉ cần khi sửa điều đang ghi là đã rõ. Điền chỗ trống thì không cần."),
    )

    def facts(self) -> dict[str, Any]:
        """Column → what is known, None where nothing is."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        return {
            name: (value.strip() or None) if isinstance(value, str) else value
            for name, value in kept.items()
        }


class BookForm(forms.Form):
    """A book of its own for some types."""

    name = forms.CharField(label=_("Tên sổ"), max_length=120)
    types = forms.MultipleChoiceField(
        label=_("Giữ những loại văn bản"),
        choices=[(name, name) for name in known_types()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Chọn ít nhất một loại văn bản.")},
    )


class TermForm(forms.Form):
    """When a committee's term began."""

    name = forms.CharField(
        label=_("Nhiệm kỳ"),
        max_length=60,
        widget=forms.TextInput(attrs={"placeholder": "2025–2030"}),
    )
    starts_on = DayField(_("Bắt đầu từ ngày"), help_text=_("Ngày sau khi đại hội bế mạc."))


def new_paper_form() -> PaperForm:
    """An empty form with a key of its own: sent twice it is one paper."""
    key = secrets.token_hex(16)
    return PaperForm(initial={"submission_key": key, "direction": "den", "arrived_on": today()})
