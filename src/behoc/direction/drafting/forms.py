"""The shape of what people send about drafts; nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.drafting.queries.screens import KINDS, VERDICTS
from behoc.direction.drafting.rules import DraftKind, Verdict
from behoc.ground.attachments.forms import ManyFilesField

LONG = 200_000
_DAYS = ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"]


def _text_field() -> forms.CharField:
    return forms.CharField(
        label=_("Nội dung"),
        max_length=LONG,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": _("Dự thảo chưa có chữ nào. Viết nội dung rồi lưu.")},
    )


def _files_field() -> ManyFilesField:
    return ManyFilesField(
        label=_("Tệp kèm theo"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=_("Bản Word, phụ lục; chọn nhiều tệp một lần."),
    )


class StartForm(forms.Form):
    """A new draft: what it is called, of which kind, its first text."""

    title = forms.CharField(label=_("Tên dự thảo (trích yếu)"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[(code.value, _(name)) for code, name in KINDS.items()],
        initial=DraftKind.ANSWER,
    )
    text = _text_field()
    papers = _files_field()
    submission_key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class VersionForm(forms.Form):
    """The next version of a draft."""

    text = _text_field()
    note = forms.CharField(label=_("Đã sửa gì"), required=False, max_length=500)
    papers = _files_field()
    based_on = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class AskForm(forms.Form):
    """Which colleagues are asked, and until when."""

    due_on = forms.DateField(
        label=_("Góp ý trước hết ngày"),
        input_formats=_DAYS,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Ghi ngày như 20/11/2026."),
            "required": _("Ghi ngày cần có góp ý."),
        },
    )

    def __init__(self, people: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"] = forms.MultipleChoiceField(
            label=_("Xin góp ý của ai"),
            choices=[(one.public_id, one.full_name) for one in people],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Chọn ít nhất một người.")},
        )
        self.order_fields(["people", "due_on"])


class OpinionForm(forms.Form):
    """Agree, or say what to amend."""

    verdict = forms.ChoiceField(
        label=_("Ý kiến"),
        choices=[(code.value, _(words)) for code, (_tone, _icon, words) in VERDICTS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn đồng ý hoặc đề nghị sửa.")},
    )
    text = forms.CharField(
        label=_("Góp ý cụ thể"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict[str, Any]:
        """Who asks for a change says which."""
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Verdict.AMEND and not (cleaned.get("text") or "").strip():
            self.add_error("text", _("Chưa ghi cần sửa gì. Viết ít nhất một câu."))
        return cleaned


class SubmitForm(forms.Form):
    """To which leader the draft goes."""

    def __init__(self, leaders: list[Any], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"] = forms.ChoiceField(
            label=_("Trình ai duyệt"),
            choices=[(one.public_id, one.full_name) for one in leaders],
            widget=forms.RadioSelect,
            error_messages={"required": _("Chọn một lãnh đạo.")},
        )


class ReturnForm(forms.Form):
    """Why a draft is sent back."""

    reason = forms.CharField(
        label=_("Lý do trả lại"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Viết một câu để người soạn biết sửa gì.")},
    )
