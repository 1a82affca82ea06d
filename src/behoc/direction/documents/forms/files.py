"""Files that come in, alone or to a dispatch."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.documents.forms import named
from behoc.direction.documents.queries.facts import PART_NAMES
from behoc.direction.documents.rules import Part
from behoc.ground.attachments.forms import ManyFilesField


class UploadForm(forms.Form):
    """Files sent by a plain form."""

    papers = ManyFilesField(
        label=_("Tệp văn bản"),
        allow_empty_file=True,
        max_length=255,
        error_messages={
            "required": _("Chưa chọn tệp nào. Chọn ít nhất một tệp rồi gửi lại."),
            "max_length": _("Tên tệp dài quá 255 ký tự. Đặt tên ngắn hơn rồi gửi lại."),
        },
    )


class FileForm(forms.Form):
    """One more file of a dispatch, or a better one in the place of another."""

    paper = forms.FileField(
        label=_("Tệp"),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": _("Chưa chọn tệp.")},
    )
    part = forms.ChoiceField(
        label=_("Tệp này là"),
        choices=named(PART_NAMES),
        initial=Part.APPENDIX,
    )
    reason = forms.CharField(
        label=_("Vì sao thay"),
        max_length=500,
        help_text=_("Chẳng hạn: bản quét rõ hơn, bản đã đính chính."),
        error_messages={"required": _("Viết vì sao thay tệp.")},
    )

    def __init__(self, *args: Any, replaces: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["part" if replaces else "reason"]
