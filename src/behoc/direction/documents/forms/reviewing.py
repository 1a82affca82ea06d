"""What a person mends or adds in a reading."""

import re
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from behoc.direction.documents.forms import named
from behoc.direction.documents.models import Find, longest_fact
from behoc.direction.documents.queries import wording
from behoc.direction.documents.rules import FindKind
from behoc.kernel.clock import today
from behoc.kernel.deadlines import next_day
from behoc.kernel.fields import DayField

LONG = 5000
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class FactForm(forms.Form):
    """One fact of the letterhead; left empty means that the paper does not give it."""

    value = forms.CharField(label=_("Nội dung"), required=False, max_length=LONG)

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        return {"value": self.cleaned_data["value"].strip() or None}


class DayFactForm(forms.Form):
    """The day of issue."""

    value = DayField(_("Ngày ban hành"), required=False)

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        value = self.cleaned_data["value"]
        return {"value": value.isoformat() if value else None}


class AssignmentForm(forms.Form):
    """A task: who, as what, with whom."""

    text = forms.CharField(
        label=_("Nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONG
    )
    actor = forms.CharField(label=_("Ai làm"), max_length=500)
    role = forms.ChoiceField(label=_("Vai trò"), choices=named(wording.ROLE_NAMES))
    coordinators = forms.CharField(
        label=_("Phối hợp"),
        required=False,
        max_length=LONG,
        help_text=_("Mỗi nơi cách nhau bằng dấu chấm phẩy."),
    )
    force = forms.ChoiceField(label=_("Tính chất"), choices=named(wording.FORCE_NAMES))

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        named = [each.strip() for each in self.cleaned_data["coordinators"].split(";")]
        return {
            "actor": self.cleaned_data["actor"].strip(),
            "role": self.cleaned_data["role"],
            "coordinators": [each for each in named if each],
            "force": self.cleaned_data["force"],
        }


class DeadlineForm(forms.Form):
    """A deadline: its wording, and one last good day or one day of every year."""

    text = forms.CharField(label=_("Văn bản ghi"), max_length=500)
    rhythm = forms.ChoiceField(
        label=_("Kiểu hạn"),
        choices=[
            ("once", _("Một lần")),
            ("yearly", _("Hằng năm")),
            ("open", _("Không nêu ngày")),
        ],
    )
    last_day = DayField(
        _("Ngày cuối còn đúng hạn"),
        required=False,
        help_text=_("“Trước ngày 20/11” thì ghi 19/11."),
    )

    def clean(self) -> dict[str, Any]:
        """A deadline with a rhythm needs its day."""
        cleaned = super().clean() or {}
        if (
            cleaned.get("rhythm") != "open"
            and not cleaned.get("last_day")
            and "last_day" not in self.errors
        ):
            self.add_error("last_day", _("Ghi ngày cuối còn đúng hạn, hoặc chọn “Không nêu ngày”."))
        return cleaned

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        last = self.cleaned_data.get("last_day")
        if self.cleaned_data["rhythm"] == "open" or last is None:
            return {"when": "?", "last_on_time": [], "kind": "periodic"}
        yearly = self.cleaned_data["rhythm"] == "yearly"
        code = f"--{last:%m-%d}" if yearly else last.isoformat()
        return {"when": code, "last_on_time": [code], "kind": self.cleaned_data["rhythm"]}


class TargetForm(forms.Form):
    """A number to reach."""

    subject = forms.CharField(label=_("Chỉ tiêu"), max_length=500)
    value = forms.CharField(label=_("Mức"), max_length=40)
    unit = forms.CharField(label=_("Đơn vị"), max_length=40, required=False)
    within = forms.CharField(label=_("Tính trong"), max_length=500, required=False)
    by_year = forms.IntegerField(label=_("Đến năm"), required=False, min_value=1990, max_value=2100)

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes; a plain number is kept as a number."""
        cleaned = self.cleaned_data
        raw = cleaned["value"].strip().replace(",", ".")
        value: float | str = cleaned["value"].strip()
        if _NUMBER.fullmatch(raw):  # float() alone would take “nan” and “inf”, which JSON has not
            value = float(raw) if "." in raw else int(raw)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return {
            "subject": cleaned["subject"].strip(),
            "value": value,
            "unit": cleaned["unit"].strip(),
            "within": cleaned["within"].strip() or None,
            "by_year": cleaned["by_year"],
        }


class CitationForm(forms.Form):
    """An instrument that the document names."""

    symbol = forms.CharField(label=_("Số, ký hiệu"), max_length=120, required=False)
    name = forms.CharField(label=_("Tên"), max_length=500, required=False)
    relation = forms.ChoiceField(label=_("Quan hệ"), choices=named(wording.RELATION_NAMES))

    def clean(self) -> dict[str, Any]:
        """An instrument has a number or a name."""
        cleaned = super().clean() or {}
        if not cleaned.get("symbol") and not cleaned.get("name"):
            self.add_error("symbol", _("Ghi số, ký hiệu hoặc tên của văn bản được nêu."))
        return cleaned

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        cleaned = self.cleaned_data
        return {
            "symbol": cleaned["symbol"].strip() or None,
            "name": cleaned["name"].strip() or None,
            "relation": cleaned["relation"],
        }


class ReceiverForm(forms.Form):
    """One entry of the addressees or recipients."""

    name = forms.CharField(label=_("Nơi nhận"), max_length=500)
    role = forms.ChoiceField(label=_("Để"), choices=named(wording.RECEIVING_NAMES))

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        return {"name": self.cleaned_data["name"].strip(), "role": self.cleaned_data["role"]}


class WordsForm(forms.Form):
    """A find of which only the wording can be mended."""

    text = forms.CharField(
        label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONG
    )

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes: nothing of it changes."""
        return {}


class AddForm(forms.Form):
    """Something the reader missed, by line numbers."""

    kind = forms.ChoiceField(
        label=_("Loại"),
        choices=[
            (FindKind.ASSIGNMENT.value, _("Nhiệm vụ")),
            (FindKind.DEADLINE.value, _("Thời hạn")),
            (FindKind.TARGET.value, _("Chỉ tiêu")),
            (FindKind.CITATION.value, _("Căn cứ, dẫn chiếu")),
        ],
    )
    first_line = forms.IntegerField(label=_("Từ dòng"), min_value=1, max_value=1_000_000)
    last_line = forms.IntegerField(label=_("Đến dòng"), min_value=1, max_value=1_000_000)
    text = forms.CharField(
        label=_("Nguyên văn"),
        required=False,
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Để trống thì lấy đúng các dòng đã ghi."),
    )
    actor = forms.CharField(
        label=_("Ai làm"), required=False, max_length=500, help_text=_("Chỉ cần với nhiệm vụ.")
    )

    def clean(self) -> dict[str, Any]:
        """Lines run forward, and a task names who does it."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_line"), cleaned.get("last_line")
        if first and last and last < first:
            self.add_error("last_line", _("Dòng cuối phải từ dòng đầu trở đi."))
        if cleaned.get("kind") == FindKind.ASSIGNMENT and not (cleaned.get("actor") or "").strip():
            self.add_error("actor", _("Ghi nơi thực hiện nhiệm vụ này."))
        return cleaned


_FORMS: dict[FindKind, type[forms.Form]] = {
    FindKind.FACT: FactForm,
    FindKind.CITATION: CitationForm,
    FindKind.ADDRESSEE: ReceiverForm,
    FindKind.RECIPIENT: ReceiverForm,
    FindKind.ASSIGNMENT: AssignmentForm,
    FindKind.DEADLINE: DeadlineForm,
    FindKind.TARGET: TargetForm,
    FindKind.PHASE: WordsForm,
    FindKind.BUDGET: WordsForm,
}


def find_form(find: Find, data: Any = None) -> Any:
    """The form that mends this find, filled with what stands; its names carry the find's id."""
    kind = FindKind(find.kind)
    chosen = DayFactForm if find.field == "issued_on" else _FORMS[kind]
    form = chosen(data, initial=_initial(find), prefix=find.public_id)
    longest = longest_fact(find.field) if kind == FindKind.FACT else None
    if longest:
        form.fields["value"].validators.append(MaxLengthValidator(longest))
    return form


def _initial(find: Find) -> dict[str, Any]:
    initial = {**find.value, "text": find.text}
    if find.kind == FindKind.ASSIGNMENT:
        initial["coordinators"] = "; ".join(find.value.get("coordinators", []))
    if find.kind == FindKind.DEADLINE:
        initial |= _deadline_initial(find.value)
    return initial


def _deadline_initial(value: dict[str, Any]) -> dict[str, Any]:
    codes = value.get("last_on_time") or value.get("when") or []
    code = codes if isinstance(codes, str) else next(iter(codes), "")
    day = next_day(code, today())
    if day is None:
        return {"rhythm": "open"}
    return {"rhythm": "yearly" if code.startswith("--") else "once", "last_day": f"{day:%d/%m/%Y}"}
