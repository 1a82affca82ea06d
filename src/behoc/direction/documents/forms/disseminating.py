"""How a body made a dispatch known to its people."""

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.documents.forms import named
from behoc.direction.documents.rules import dissemination_forms
from behoc.ground.attachments.forms import ManyFilesField
from behoc.kernel.fields import DayField

MANY_PEOPLE = 10_000_000


class RoundForm(forms.Form):
    """One round of making a document known: when, how, how many of how many, with what proof."""

    held_on = DayField(_("Ngày"), missing=_("Ghi ngày đã phổ biến."))
    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=lambda: named(dissemination_forms()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một hình thức.")},
    )
    told = forms.IntegerField(label=_("Số người được phổ biến"), min_value=0, max_value=MANY_PEOPLE)
    total = forms.IntegerField(
        label=_("Tổng số người phải được phổ biến"), min_value=1, max_value=MANY_PEOPLE
    )
    minutes = forms.CharField(
        label=_("Biên bản"), required=False, max_length=200, help_text=_("Số, ngày của biên bản.")
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    proofs = ManyFilesField(
        label=_("Minh chứng"),
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text=_("Biên bản, danh sách, ảnh; chọn nhiều tệp một lần."),
    )
    submission_key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class CorrectionForm(RoundForm):
    """The same round noted anew, with the reason."""

    reason = forms.CharField(
        label=_("Vì sao ghi lại"),
        max_length=500,
        error_messages={"required": _("Viết một câu vì sao ghi lại.")},
    )
