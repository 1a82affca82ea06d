"""The shape of what people send about tasks; nothing is saved here."""

import secrets
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from behoc.direction.assignments.rules.figures import Figure, check_link, parse_number
from behoc.direction.documents.queries.wording import ROLE_NAMES
from behoc.direction.relations.rules import TextFacts
from behoc.ground.attachments.forms import ManyFilesField
from behoc.kernel.errors import RuleBroken
from behoc.kernel.fields import DayField
from behoc.kernel.speech import say
from behoc.kernel.text import clean

PICTURES_AT_ONCE = 10
LINKS_AT_ONCE = 10
FIGURE_ROWS = 3
FIGURES_AT_ONCE = 30
_FIGURE_COLUMNS = ("figure_name", "figure_value", "figure_unit")


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
    figure_name = forms.CharField(required=False, max_length=200)
    figure_value = forms.CharField(required=False, max_length=40)
    figure_unit = forms.CharField(required=False, max_length=40)
    links = forms.CharField(
        label=_("Liên kết"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2, "inputmode": "url"}),
        help_text=_("Bài đăng, trang tin, thư mục chung; mỗi dòng một địa chỉ."),
    )
    finished = forms.BooleanField(label=_("Nhiệm vụ đã làm xong"), required=False)
    drawn = forms.CharField(required=False, max_length=5000, widget=forms.HiddenInput)
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

    def figure_rows(self) -> list[tuple[str, ...]]:
        """The rows of figures as typed, and at least as many as a page offers empty."""
        if isinstance(self.data, QueryDict):
            columns = [self.data.getlist(name) for name in _FIGURE_COLUMNS]
            typed = list(zip_longest(*columns, fillvalue=""))[:FIGURES_AT_ONCE]
        else:
            typed = list(self.initial.get("figures", []))[:FIGURES_AT_ONCE]
        return typed + [("", "", "")] * (FIGURE_ROWS - len(typed))

    def clean(self) -> dict[str, Any]:
        """The figures and links, each refused with what is wrong about it."""
        facts: dict[str, Any] = super().clean() or {}
        facts["figures"] = self._checked(self._figures, "figure_value")
        facts["links"] = self._checked(self._links, "links")
        return facts

    def _figures(self) -> list[Figure]:
        found = []
        for name, value, unit in self.figure_rows():
            if not clean(name) and not clean(value):
                continue
            if not clean(name) or not clean(value):
                raise RuleBroken("Một số liệu còn thiếu tên hoặc giá trị. Ghi đủ cả hai.")
            found.append(Figure(clean(name)[:200], parse_number(value), clean(unit)[:40]))
        return found

    def _links(self) -> list[str]:
        typed = self.cleaned_data.get("links", "").split()
        if len(typed) > LINKS_AT_ONCE:
            raise RuleBroken(
                "Ghi nhiều nhất %(count)s liên kết một lần; phần còn lại gửi ở lần báo sau.",
                count=LINKS_AT_ONCE,
            )
        return [check_link(each) for each in typed]

    def _checked(self, read: Callable[[], list[Any]], field: str) -> list[Any]:
        try:
            return read()
        except RuleBroken as refusal:
            self.add_error(field, say(refusal))
            return []


class ReasonForm(forms.Form):
    """Why something is sent back, reopened or not one's own to do."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the form of an extension, which gives a reason too.
        super().__init__(*args, **{"auto_id": "vi_sao_%s", **kwargs})

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết một câu nêu lý do.")},
    )
    seen = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class ExtensionForm(forms.Form):
    """The day that is asked for, and why."""

    proposed_on = DayField(_("Xin đến ngày"), picked=True, missing=_("Chọn ngày đề xuất."))
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết một câu nêu lý do.")},
    )


class AnswerForm(forms.Form):
    """Yes (perhaps to another day) or no, with words."""

    verdict = forms.ChoiceField(
        choices=[("yes", "yes"), ("no", "no")],
        error_messages={"required": _("Chọn Đồng ý hoặc Không đồng ý.")},
    )
    due_on = DayField(_("Hạn mới"), picked=True, required=False)
    answer = forms.CharField(
        label=_("Lời trả lời"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def new_report_form(**drawn: Any) -> ReportForm:
    """A form with a key of its own: sent twice it is kept once; empty, or with what was drawn."""
    return ReportForm(initial={"submission_key": secrets.token_hex(16), **drawn})


class OwnDayForm(forms.Form):
    """The day that a body sets where the text leaves it open."""

    due_on = DayField(_("Ngày phải xong"), picked=True)


class AnswerableForm(forms.Form):
    """Who of the body answers for its share."""

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Chưa cử ai")), *people]  # type: ignore[attr-defined]  # a choice field

    person = forms.ChoiceField(
        label=_("Người chịu trách nhiệm"),
        required=False,
        error_messages={"invalid_choice": _("Chọn người đang làm ở cơ quan này.")},
    )


class FoldForm(forms.Form):
    """The plan of the body's own that takes the duty in: one held here, or one only named."""

    paper = forms.ChoiceField(
        label=_("Kế hoạch của cơ quan mình"), required=False, widget=forms.RadioSelect
    )
    symbol = forms.CharField(label=_("Số, ký hiệu"), max_length=120, required=False)
    issued_on = DayField(_("Ngày ban hành"), required=False)
    name = forms.CharField(label=_("Tên kế hoạch"), max_length=300, required=False)

    def __init__(self, *args: Any, papers: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one["id"], f"{one['title']} · {one['note']}") for one in papers]
        self.fields["paper"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """One of the two ways, not both."""
        facts: dict[str, Any] = super().clean() or {}
        named = bool(clean(facts.get("symbol", "")) or clean(facts.get("name", "")))
        if self.errors:
            return facts
        if facts["paper"] and named:
            self.add_error(
                "symbol", _("Đã chọn một kế hoạch ở trên. Bỏ chọn hoặc để trống phần này.")
            )
        if not facts["paper"] and not named:
            self.add_error("paper", _("Chọn một kế hoạch, hoặc ghi số hay tên ở phần dưới."))
        return facts

    def facts(self) -> TextFacts:
        """What was said of a plan that is not held here; what was left out is unknown."""
        typed = self.cleaned_data
        return TextFacts(
            symbol=clean(typed["symbol"]) or None,
            issued_on=typed["issued_on"],
            name=clean(typed["name"]) or None,
        )


class PartForm(forms.Form):
    """A part of a share: what, for whom, in which role, until when."""

    def __init__(
        self,
        *args: Any,
        people: list[tuple[str, str]],
        bodies: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", _("Không giao cho người")), *people]  # type: ignore[attr-defined]  # a choice field
        self.fields["bodies"].choices = bodies  # type: ignore[attr-defined]  # a choice field

    text = forms.CharField(
        label=_("Phải làm gì"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Chưa ghi phải làm gì. Viết ít nhất một câu.")},
    )
    bodies = forms.MultipleChoiceField(
        label=_("Cơ quan trực thuộc"),
        required=False,
        error_messages={"invalid_choice": _("Chỉ chia việc cho cơ quan trực thuộc ngay dưới.")},
    )
    person = forms.ChoiceField(
        label=_("Hoặc một người trong cơ quan"),
        required=False,
        error_messages={"invalid_choice": _("Chọn người đang làm ở cơ quan này.")},
    )
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=list(ROLE_NAMES.items()),
        initial="carry_out",
    )
    due_on = DayField(
        _("Hạn"), picked=True, required=False, help_text=_("Để trống là theo hạn của cơ quan mình.")
    )
    reason = forms.CharField(
        label=_("Lý do nếu hạn sau hạn của cơ quan mình"), required=False, max_length=500
    )
    unit = forms.CharField(
        label=_("Đơn vị tính của số giao"),
        required=False,
        max_length=60,
        help_text=_("Khi giao con số cho từng nơi: người, buổi, gia đình."),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def body_rows(self) -> list[tuple[str, str, bool, str]]:
        """Each body that may be ticked, whether it is, and the number typed beside it."""
        ticked = set(self.data.getlist("bodies")) if isinstance(self.data, QueryDict) else set()
        choices = self.fields["bodies"].choices  # type: ignore[attr-defined]  # a choice field
        return [
            (key, name, key in ticked, str(self.data.get(f"amount-{key}", "")))
            for key, name in choices
        ]

    def clean(self) -> dict[str, Any]:
        """The numbers of the ticked bodies, each refused with what is wrong about it."""
        facts: dict[str, Any] = super().clean() or {}
        facts["amounts"] = {}
        for key, name, ticked, typed in self.body_rows():
            if not ticked or not clean(typed):
                continue
            try:
                facts["amounts"][key] = parse_number(typed)
            except RuleBroken as refusal:
                self.add_error("bodies", f"{name}: {say(refusal)}")
        return facts


class DifficultyForm(forms.Form):
    """What hinders the body."""

    text = forms.CharField(
        label=_("Khó khăn, vướng mắc"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết một câu nêu khó khăn.")},
    )
    submission_key = forms.CharField(max_length=40, widget=forms.HiddenInput)


class ReplyForm(forms.Form):
    """The giver's answer to a difficulty."""

    text = forms.CharField(
        label=_("Trả lời"),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Viết một câu trả lời.")},
    )


class EventForm(forms.Form):
    """That what a deadline waits for has happened."""

    happened_on = DayField(_("Xảy ra ngày"), picked=True)
    proof = forms.CharField(
        label=_("Căn cứ"),
        max_length=500,
        help_text=_("Số, ngày của văn bản hoặc nguồn tin."),
        error_messages={"required": _("Chưa ghi căn cứ. Ghi số, ngày của văn bản.")},
    )


class EndForm(forms.Form):
    """The day after which a recurring duty comes no more."""

    ends_on = DayField(
        _("Thôi lặp lại sau ngày"),
        picked=True,
        required=False,
        help_text=_("Để trống là chưa định ngày thôi."),
    )


class StepForm(forms.Form):
    """A body's own day for one step of reminding, and by which document."""

    days = forms.IntegerField(
        label=_("Số ngày"),
        min_value=1,
        error_messages={"required": _("Ghi số ngày."), "invalid": _("Ghi số ngày bằng chữ số.")},
    )
    effective_on = DayField(_("Áp dụng từ ngày"), picked=True)
    source = forms.CharField(
        label=_("Căn cứ"),
        max_length=300,
        help_text=_("Số, ký hiệu và ngày của văn bản đặt bước này."),
        error_messages={"required": _("Chưa ghi căn cứ. Ghi số, ngày của văn bản.")},
    )


class TakeBackForm(forms.Form):
    """Why a part is taken back."""

    reason = forms.CharField(
        label=_("Lý do rút lại"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết một câu nêu lý do.")},
    )


class RemindForm(forms.Form):
    """A reminder's words."""

    text = forms.CharField(
        label=_("Lời nhắc"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def new_difficulty_form() -> DifficultyForm:
    """An empty form with a key of its own: sent twice it is kept once."""
    return DifficultyForm(initial={"submission_key": secrets.token_hex(16)}, auto_id="kho_khan_%s")


class AmendForm(forms.Form):
    """A task as it is to be from a day on, and why."""

    text = forms.CharField(
        label=_("Nội dung nhiệm vụ"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Nội dung nhiệm vụ đang trống. Ghi lại nội dung rồi lưu.")},
    )
    due_on = DayField(_("Hạn"), picked=True, required=False)
    effective_on = DayField(
        _("Áp dụng từ ngày"), picked=True, missing=_("Chọn ngày bắt đầu áp dụng.")
    )
    basis = forms.CharField(
        label=_("Theo văn bản"),
        required=False,
        max_length=300,
        help_text=_("Số, ký hiệu và ngày của văn bản sửa, nếu có."),
    )
    reason = forms.CharField(
        label=_("Lý do sửa"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Viết một câu nêu lý do.")},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class WithdrawForm(forms.Form):
    """From when a directive is withdrawn, why, and what takes its place."""

    def __init__(self, *args: Any, papers: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one["id"], f"{one['title']} · {one['note']}"[:160]) for one in papers]
        self.fields["replaced_by"].choices = [("", _("Không có văn bản thay")), *choices]  # type: ignore[attr-defined]  # a choice field

    on = DayField(_("Thu hồi từ ngày"), picked=True, missing=_("Chọn ngày thu hồi."))
    reason = forms.CharField(
        label=_("Lý do thu hồi"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết một câu nêu lý do.")},
    )
    replaced_by = forms.ChoiceField(
        label=_("Văn bản thay thế"),
        required=False,
        help_text=_("Văn bản của cơ quan mình đã vào sổ; nơi nhận thấy để làm theo văn bản mới."),
    )
