"""The shape of what people send about documents; nothing is saved here."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from behoc.direction.documents.models import Find, longest_fact
from behoc.direction.documents.queries import wording
from behoc.direction.documents.queries.facts import PART_NAMES
from behoc.direction.documents.queries.search import Asked
from behoc.direction.documents.rules import FindKind, Part, Purpose, dissemination_forms
from behoc.ground.attachments.forms import ManyFilesField
from behoc.kernel.clock import today
from behoc.kernel.deadlines import next_day

LONG = 5000
MANY_PEOPLE = 10_000_000
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def _choices(names: Mapping[Any, str]) -> list[tuple[str, Any]]:
    """The names of wording as choices, each said when the form is shown."""
    return [(code, _(name)) for code, name in names.items()]


def _day_field(label: Any) -> forms.DateField:
    """A day as people write it; left empty it says nothing."""
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"placeholder": "20/11/2026", "inputmode": "numeric"}),
        error_messages={"invalid": _("Ghi ngày như 20/11/2026.")},
    )


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
        choices=[(code, _(name)) for code, name in PART_NAMES.items()],
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


class FactForm(forms.Form):
    """One fact of the letterhead; left empty means that the paper does not give it."""

    value = forms.CharField(label=_("Nội dung"), required=False, max_length=LONG)

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        return {"value": self.cleaned_data["value"].strip() or None}


_PARAMETERS = {"words": "q", "issuer": "noi", "subject": "trich", "since": "tu", "until": "den"}


class SearchForm(forms.Form):
    """What is looked for; it lives in the address, so every part is short."""

    words = forms.CharField(label=_("Từ trong văn bản"), required=False, max_length=200)
    issuer = forms.CharField(label=_("Nơi ban hành"), required=False, max_length=100)
    subject = forms.CharField(label=_("Trích yếu"), required=False, max_length=100)
    since = _day_field(_("Ban hành từ ngày"))
    until = _day_field(_("Đến ngày"))

    def add_prefix(self, field_name: str) -> str:
        """The short names that stand in the address."""
        return _PARAMETERS.get(field_name, field_name)

    @property
    def narrowing(self) -> list[forms.BoundField]:
        """The fields besides the words."""
        return [self[name] for name in ("issuer", "subject", "since", "until")]

    @property
    def narrows(self) -> bool:
        """True when something besides words is asked."""
        return any(field.value() for field in self.narrowing)

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
        )


class SaveSearchForm(forms.Form):
    """A name for the search that stands in the address."""

    name = forms.CharField(label=_("Lưu lượt tìm với tên"), max_length=80)
    query = forms.CharField(max_length=600, widget=forms.HiddenInput)


class DayFactForm(forms.Form):
    """The day of issue."""

    value = _day_field(_("Ngày ban hành"))

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
    role = forms.ChoiceField(label=_("Vai trò"), choices=_choices(wording.ROLE_NAMES))
    coordinators = forms.CharField(
        label=_("Phối hợp"),
        required=False,
        max_length=LONG,
        help_text=_("Mỗi nơi cách nhau bằng dấu chấm phẩy."),
    )
    force = forms.ChoiceField(label=_("Tính chất"), choices=_choices(wording.FORCE_NAMES))

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
    last_day = forms.DateField(
        label=_("Ngày cuối còn đúng hạn"),
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(attrs={"placeholder": "19/11/2026", "inputmode": "numeric"}),
        help_text=_("“Trước ngày 20/11” thì ghi 19/11."),
        error_messages={"invalid": _("Ghi ngày như 19/11/2026.")},
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
    relation = forms.ChoiceField(label=_("Quan hệ"), choices=_choices(wording.RELATION_NAMES))

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
    role = forms.ChoiceField(label=_("Để"), choices=_choices(wording.RECEIVING_NAMES))

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes."""
        return {"name": self.cleaned_data["name"].strip(), "role": self.cleaned_data["role"]}


class RecipientForm(forms.Form):
    """One more receiver: a body that is here, or a name outside; for what, and why."""

    body = forms.CharField(required=False, max_length=40)
    name = forms.CharField(label=_("Tên nơi nhận ngoài hệ thống"), required=False, max_length=300)
    purpose = forms.ChoiceField(
        label=_("Gửi để làm gì"),
        choices=_choices(wording.PURPOSE_NAMES),
        initial=Purpose.KNOW,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Vì sao gửi thêm"),
        max_length=500,
        error_messages={"required": _("Viết một câu vì sao gửi thêm nơi này.")},
    )

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        cleaned = super().clean() or {}
        if not cleaned.get("body") and not (cleaned.get("name") or "").strip():
            raise forms.ValidationError(
                _("Chưa chọn nơi nhận. Tìm rồi chọn một nơi, hoặc ghi tên nơi ngoài hệ thống.")
            )
        return cleaned


class WithdrawForm(forms.Form):
    """Why a dispatch is taken back."""

    reason = forms.CharField(
        label=_("Vì sao rút lại"),
        max_length=500,
        error_messages={"required": _("Viết một câu vì sao rút lại.")},
    )


class WayForm(forms.Form):
    """By which way, when and with which proof a paper went to a receiver outside."""

    way = forms.ChoiceField(
        label=_("Gửi bằng đường nào"),
        choices=_choices(wording.WAY_NAMES),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một đường gửi.")},
    )
    sent_on = forms.DateField(
        label=_("Ngày gửi"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Ghi ngày như 20/11/2026."),
            "required": _("Ghi ngày đã gửi."),
        },
    )
    proof = forms.CharField(
        label=_("Số hoặc chứng từ"),
        required=False,
        max_length=200,
        help_text=_("Số bưu gửi, mã trên trục, hay tên người ký nhận."),
    )


class WordsForm(forms.Form):
    """A find of which only the wording can be mended."""

    text = forms.CharField(
        label=_("Nội dung"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONG
    )

    def find_value(self) -> dict[str, Any]:
        """What the find's value becomes: nothing of it changes."""
        return {}


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


def _dissemination_forms() -> list[tuple[str, Any]]:
    return _choices(dissemination_forms())


class RoundForm(forms.Form):
    """One round of making a document known: when, how, how many of how many, with what proof."""

    held_on = forms.DateField(
        label=_("Ngày"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Ghi ngày như 20/11/2026."),
            "required": _("Ghi ngày đã phổ biến."),
        },
    )
    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=_dissemination_forms,
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
