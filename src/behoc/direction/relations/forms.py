"""The shape of what people send about relations; nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.relations.queries.wording import KIND_NAMES
from behoc.direction.relations.rules import RESPONSES, RelationKind, TextFacts
from behoc.kernel.fields import DayField


class AddForm(forms.Form):
    """A related text that a person names."""

    kind = forms.ChoiceField(
        label=_("Quan hệ"), choices=[(code.value, _(name)) for code, name in KIND_NAMES.items()]
    )
    symbol = forms.CharField(label=_("Số, ký hiệu"), max_length=120, required=False)
    issued_on = DayField(_("Ngày ban hành"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    name = forms.CharField(
        label=_("Tên"),
        max_length=500,
        required=False,
        help_text=_("Cho văn kiện, luật, bài viết không có số; có số thì để trống cũng được."),
    )

    def clean(self) -> dict[str, Any]:
        """A text has a number or a name."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("symbol") and not cleaned.get("name"):
            self.add_error("symbol", _("Ghi số, ký hiệu hoặc tên của văn bản liên quan."))
        return cleaned

    def facts(self) -> TextFacts:
        """What was said of the text; what was left out is unknown."""
        cleaned = self.cleaned_data
        return TextFacts(
            symbol=cleaned["symbol"].strip() or None,
            issued_on=cleaned["issued_on"],
            issuer=cleaned["issuer"].strip() or None,
            name=cleaned["name"].strip() or None,
        )

    def chosen_kind(self) -> RelationKind:
        """The kind that was picked."""
        return RelationKind(self.cleaned_data["kind"])


class ResponseForm(forms.Form):
    """Which own document answers a received one, and how."""

    paper = forms.ChoiceField(
        label=_("Văn bản của cơ quan mình"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một văn bản của cơ quan mình.")},
    )
    kind = forms.ChoiceField(
        label=_("Văn bản đó"),
        widget=forms.RadioSelect,
        choices=[
            (RESPONSES[0].value, _("ban hành để thực hiện văn bản nhận được")),
            (RESPONSES[1].value, _("đã có sẵn, nay lồng ghép việc được giao vào")),
        ],
        error_messages={"required": _("Chọn thực hiện hoặc lồng ghép.")},
    )

    def __init__(self, *args: Any, papers: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one["id"], f"{one['title']} · {one['note']}") for one in papers]
        self.fields["paper"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
