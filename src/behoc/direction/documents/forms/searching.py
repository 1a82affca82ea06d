"""What is looked for among documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.documents.queries.dispatches import FROM_ELSEWHERE
from behoc.direction.documents.queries.screens import state_choices
from behoc.direction.documents.queries.search import Asked
from behoc.kernel.fields import DayField

_PARAMETERS = {
    "words": "q",
    "issuer": "noi",
    "subject": "trich",
    "since": "tu",
    "until": "den",
    "state": "tinh-trang",
}


class SearchForm(forms.Form):
    """What is looked for; it lives in the address, so every part is short."""

    words = forms.CharField(label=_("Từ trong văn bản"), required=False, max_length=200)
    issuer = forms.CharField(label=_("Nơi ban hành"), required=False, max_length=100)
    subject = forms.CharField(label=_("Trích yếu"), required=False, max_length=100)
    since = DayField(_("Ban hành từ ngày"), required=False)
    until = DayField(_("Đến ngày"), required=False)

    state = forms.CharField(
        label=_("Tình trạng"), required=False, max_length=20, widget=forms.Select
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        choices = [("", _("Mọi tình trạng")), (FROM_ELSEWHERE, _("Nhận từ nơi khác"))]
        self.fields["state"].widget = forms.Select(choices=[*choices, *state_choices()])

    def add_prefix(self, field_name: str) -> str:
        """The short names that stand in the address."""
        return _PARAMETERS.get(field_name, field_name)

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The fields besides the words."""
        return [self[name] for name in ("issuer", "subject", "state", "since", "until")]

    @property
    def narrows(self) -> bool:
        """True when something besides words is asked; a state alone is a chip of the list."""
        is_search = bool(self["words"].value())
        return any(each.value() for each in self.narrowing if is_search or each.name != "state")

    def said(self) -> dict[str, str]:
        """Every part as it was written, by its name in the address."""
        return {name: self.data.get(name, "")[:200] for name in _PARAMETERS.values()}

    def asked(self) -> Asked:
        """What is asked as far as it is well said; a wrong day asks nothing and is marked."""
        self.is_valid()
        facts = self.cleaned_data
        return Asked(
            words=facts.get("words", ""),
            issuer=facts.get("issuer", ""),
            subject=facts.get("subject", ""),
            since=facts.get("since"),
            until=facts.get("until"),
            state=facts.get("state", ""),
        )


class SaveSearchForm(forms.Form):
    """A name for the search that stands in the address."""

    name = forms.CharField(label=_("Lưu lượt tìm với tên"), max_length=80)
    query = forms.CharField(max_length=600, widget=forms.HiddenInput)
