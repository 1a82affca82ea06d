"""The shape of what people send about programmes; nothing is saved here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.programmes.queries import KIND_NAMES
from behoc.direction.programmes.rules import ProgrammeFacts, ProgrammeKind
from behoc.kernel.fields import DayField

_YEAR_ERRORS = {
    "invalid": _("Ghi năm bằng bốn chữ số, như 2026."),
    "min_value": _("Ghi năm bằng bốn chữ số, như 2026."),
    "max_value": _("Ghi năm bằng bốn chữ số, như 2026."),
}


def _year(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, required=False, min_value=1945, max_value=2100, error_messages=_YEAR_ERRORS
    )


class LocalForm(forms.Form):
    """What a programme is called at one body, and when it runs there."""

    name = forms.CharField(
        label=_("Tên gọi tại chỗ"),
        max_length=300,
        error_messages={"required": _("Ghi tên gọi mà cơ quan mình dùng.")},
    )
    first_year = _year(_("Từ năm"))
    last_year = _year(_("Đến năm"))
    founding_symbol = forms.CharField(label=_("Theo văn bản số"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """A period ends after it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", _("Năm kết thúc phải từ năm bắt đầu trở đi."))
        return cleaned

    def years(self) -> tuple[int | None, int | None]:
        """The period as it was given."""
        return self.cleaned_data["first_year"], self.cleaned_data["last_year"]


class ProgrammeForm(LocalForm):
    """A body's own movement or scheme."""

    name = forms.CharField(
        label=_("Tên"),
        max_length=300,
        error_messages={"required": _("Ghi tên của phong trào, đề án.")},
    )
    short_name = forms.CharField(label=_("Tên ngắn"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("Loại"), choices=[(code.value, _(name)) for code, name in KIND_NAMES.items()]
    )
    founding_on = DayField(_("Ngày của văn bản"), required=False)
    field_order = ("kind", "name", "short_name", "first_year", "last_year")

    def facts(self, founder: str) -> ProgrammeFacts:
        """What was said of the programme, founded by the body that adds it."""
        cleaned = self.cleaned_data
        first, last = self.years()
        return ProgrammeFacts(
            name=cleaned["name"].strip(),
            short_name=cleaned["short_name"].strip() or cleaned["name"].strip()[:120],
            kind=ProgrammeKind(cleaned["kind"]),
            founding_symbol=cleaned["founding_symbol"].strip() or None,
            founding_on=cleaned["founding_on"],
            founder=founder,
            first_year=first,
            last_year=last,
        )
