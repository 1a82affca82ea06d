"""The shape of what people send about tasks; nothing is saved here."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.ground.attachments.forms import ManyFilesField

PICTURES_AT_ONCE = 10


class ReportForm(forms.Form):
    """A sentence, pictures or files, and whether it is finished."""

    text = forms.CharField(
        label=_("Đã làm được"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Viết ít nhất một câu đã làm được gì.")},
    )
    evidence = ManyFilesField(
        label=_("Ảnh, tệp minh chứng"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=_("Ảnh chụp bằng điện thoại hoặc tệp; chọn nhiều tệp một lần."),
    )
    finished = forms.BooleanField(label=_("Nhiệm vụ đã làm xong"), required=False)
    submission_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_evidence(self) -> list[object]:
        """Not more files at once than a phone line carries."""
        files = [each for each in self.cleaned_data["evidence"] if each]
        if len(files) > PICTURES_AT_ONCE:
            raise forms.ValidationError(
                _("Chọn nhiều nhất %(count)s tệp một lần; phần còn lại gửi ở lần báo sau."),
                params={"count": PICTURES_AT_ONCE},
            )
        return files


def new_report_form() -> ReportForm:
    """An empty form with a key of its own: sent twice it is kept once."""
    return ReportForm(initial={"submission_key": secrets.token_hex(16)})
