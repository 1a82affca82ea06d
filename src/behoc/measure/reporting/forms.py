"""The shape of what people send about rounds, duties and decisions; nothing is saved here."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from behoc.ground.attachments.forms import ManyFilesField
from behoc.ground.organisations.rules.catalogue import shipped
from behoc.kernel.clock import today
from behoc.kernel.fields import DayField
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.queries.codes import list_all
from behoc.measure.indicators.rules import View
from behoc.measure.reporting.rules.bound_text import Source, list_sources
from behoc.measure.reporting.rules.labels import Labelled, read_labels
from behoc.measure.reporting.rules.reviews import Review, conference_forms, paper_kinds
from behoc.measure.reporting.rules.whom import TREES

LONGEST_REASON = 1000
LONGEST_KEY = 64
_KINDS = {
    Kind.YEAR: _("Năm"),
    Kind.HALF: _("Nửa năm"),
    Kind.QUARTER: _("Quý"),
    Kind.MONTH: _("Tháng"),
}
_REVIEWS = {
    Review.NONE.value: _("Không, báo cáo thường kỳ"),
    Review.MID_TERM.value: _("Sơ kết giữa giai đoạn"),
    Review.FINAL.value: _("Tổng kết giai đoạn"),
}
_TREE_WORDS = {"place": _("ở địa bàn của cơ quan mình"), "line": _("cùng tuyến, dưới cơ quan mình")}


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Chưa ghi lý do. Viết một câu.")},
    )


class ReturnForm(forms.Form):
    """Why a report goes back; remarks at its cells are fields of the page."""

    reason = forms.CharField(
        label=_("Lý do chung"),
        required=False,
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemindForm(forms.Form):
    """A word that goes with a reminder."""

    text = forms.CharField(
        label=_("Lời nhắn kèm theo"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReopenForm(forms.Form):
    """Until when a closed round is open again."""

    due_on = DayField(_("Nhận đến hết ngày"), picked=True)


class OpenForm(forms.Form):
    """Which period of a duty is asked now, by which edition, until when."""

    due_on = DayField(_("Nộp trước hết ngày"), picked=True)

    def __init__(self, *args: Any, periods: list[Any], editions: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"] = forms.ChoiceField(label=_("Kỳ báo cáo"), choices=periods)
        self.fields["edition"] = forms.ChoiceField(
            label=_("Biểu mẫu"),
            choices=editions,
            error_messages={
                "required": _("Biểu mẫu chưa có bản được xác nhận. Nhờ lãnh đạo xác nhận rồi mở.")
            },
        )
        self.order_fields(["period", "due_on", "edition"])

    def clean_period(self) -> Period:
        """The period of the chosen name."""
        return Period.named(self.cleaned_data["period"])


class DutyForm(forms.Form):
    """A duty: what is reported, by whom, through whom, how often, after which paper."""

    name = forms.CharField(label=_("Tên báo cáo"), max_length=300)
    source = forms.CharField(
        label=_("Căn cứ"),
        max_length=500,
        help_text=_("Số, ngày, cơ quan ban hành và mục của văn bản yêu cầu."),
    )
    period_kind = forms.TypedChoiceField(
        label=_("Kỳ"), coerce=int, choices=[(kind.value, words) for kind, words in _KINDS.items()]
    )
    review = forms.ChoiceField(
        label=_("Sơ kết, tổng kết"),
        required=False,
        choices=list(_REVIEWS.items()),
        help_text=_("Sơ kết, tổng kết thì mỗi nơi có thêm hồ sơ và hội nghị."),
    )
    last_day = forms.CharField(
        label=_("Ngày cuối phải nộp, hằng năm"),
        required=False,
        max_length=5,
        help_text=_(
            "Ngày/tháng, như 19/11 khi văn bản ghi “trước ngày 20/11”. "
            "Văn bản không ghi ngày thì để trống: mỗi đợt tự đặt."
        ),
    )
    tree = forms.ChoiceField(
        label=_("Những nơi báo cáo nằm"), choices=[(each, _TREE_WORDS[each]) for each in TREES]
    )
    kinds = forms.MultipleChoiceField(
        label=_("Loại cơ quan"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    levels = forms.MultipleChoiceField(
        label=_("Cấp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    named = forms.MultipleChoiceField(
        label=_("Từng cơ quan phải nộp"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": _("Một nơi đã chọn không còn hoặc ngoài địa bàn. Tìm và chọn lại.")
        },
    )

    def __init__(
        self,
        *args: Any,
        forms_known: list[Any],
        through: list[Any],
        bodies: list[Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        catalogue = shipped()
        self.fields["form"] = forms.ChoiceField(
            label=_("Biểu mẫu"), choices=[(each.public_id, each.name) for each in forms_known]
        )
        self.fields["through"] = forms.ChoiceField(
            label=_("Đi qua cơ quan tham mưu"),
            required=False,
            choices=[("", _("Không, gửi thẳng"))]
            + [(each.public_id, each.name) for each in through],
        )
        kinds = self.fields["kinds"]
        kinds.choices = [(each.code, each.vi) for each in catalogue.kinds]  # type: ignore[attr-defined]  # a choice field
        levels = self.fields["levels"]
        levels.choices = [  # type: ignore[attr-defined]  # a choice field
            (each.code, each.vi) for each in catalogue.levels if each.valid_to is None
        ]
        named = self.fields["named"]
        named.choices = [(each.public_id, each.name) for each in bodies]  # type: ignore[attr-defined]  # a choice field
        self.order_fields(
            ["name", "source", "form", "period_kind", "last_day", "review", "through"]
        )

    def clean_last_day(self) -> str:
        """The day as kernel.deadlines writes yearly ones: “--11-19”."""
        text = self.cleaned_data["last_day"].strip()
        if not text:
            return ""
        day, _slash, month = text.partition("/")
        if not (day.isdecimal() and month.isdecimal() and _is_day(int(day), int(month))):
            raise forms.ValidationError(_("Ghi ngày/tháng như 19/11."))
        return f"--{int(month):02}-{int(day):02}"

    @classmethod
    def typed(cls, sent: QueryDict) -> dict[str, Any]:
        """What was typed so far, for the same form after a search: nothing is checked yet."""
        many = {
            name
            for name, field in cls.base_fields.items()
            if isinstance(field, forms.MultipleChoiceField)
        }
        return {name: sent.getlist(name) if name in many else sent[name] for name in sent}


class EditionForm(forms.Form):
    """The legal basis of a local edition; what it asks stands in fields of the page."""

    source = forms.CharField(
        label=_("Căn cứ"),
        max_length=500,
        help_text=_("Văn bản hoặc ý kiến lãnh đạo mà biểu mẫu này theo."),
        error_messages={
            "required": _("Chưa ghi căn cứ. Ghi văn bản hoặc ý kiến mà biểu mẫu theo.")
        },
    )


def _is_day(day: int, month: int) -> bool:
    try:
        today().replace(year=2024, month=month, day=day)
    except ValueError:
        return False
    return True


class OwnForm(EditionForm):
    """A form of the own body; what it asks stands in fields of the page."""

    name = forms.CharField(
        label=_("Tên biểu mẫu"),
        max_length=300,
        error_messages={"required": _("Chưa đặt tên biểu mẫu.")},
    )
    field_order = ("name", "source")


class ConferenceForm(forms.Form):
    """When, where and how the conference of a review is held."""

    held_on = DayField(_("Ngày hội nghị"), picked=True, missing=_("Chọn ngày họp."))
    form = forms.ChoiceField(
        label=_("Hình thức"),
        choices=lambda: [(code, gettext(words)) for code, words in conference_forms().items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một hình thức.")},
    )
    place = forms.CharField(
        label=_("Nơi họp"),
        required=False,
        max_length=200,
        help_text=_("Họp trực tuyến hoàn toàn thì để trống."),
    )
    note = forms.CharField(
        label=_("Ghi chú"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Thành phần, số người dự, nơi nối cầu truyền hình."),
    )


class PaperForm(forms.Form):
    """Files for one part of a dossier."""

    kind = forms.ChoiceField(
        label=_("Loại tài liệu"),
        choices=lambda: [(each.code, gettext(each.vi)) for each in paper_kinds()],
    )
    papers = ManyFilesField(
        label=_("Tệp"),
        allow_empty_file=True,
        max_length=255,
        help_text=_("Chọn nhiều tệp một lần được."),
        error_messages={"required": _("Chưa chọn tệp nào. Chọn tệp rồi thêm.")},
    )


class ComposeForm(forms.Form):
    """A press: by which figures, and the key that makes it once."""

    view = forms.ChoiceField(required=False, choices=[(each.value, each.value) for each in View])
    key = forms.CharField(required=False, max_length=LONGEST_KEY)

    @property
    def facts(self) -> dict[str, Any]:
        """What a service takes; what is not legible counts as not said."""
        found = self.cleaned_data if self.is_valid() else {}
        return {
            "view": found.get("view") or View.SENT.value,
            "key": found.get("key") or "",
        }


class SectionForm(forms.Form):
    """A section as it was edited: its words with labels, and the sentences that are ticked."""

    text = forms.CharField(required=False, strip=False)
    base = forms.CharField(required=False, strip=False)
    revision = forms.IntegerField(min_value=0)
    key = forms.CharField(required=False, max_length=LONGEST_KEY)

    def facts(self, code: str, labelled: Labelled) -> dict[str, Any]:
        """What a service takes: what was ticked is in, what was unticked goes."""
        ticked = set(self._sources(code, "pick"))
        offered = set(self._sources(code, "offered"))
        standing = set(list_sources(self.cleaned_data["base"]))
        return {
            "text": read_labels(self.cleaned_data["text"], labelled.legend),
            "dropped": (offered - ticked) & standing,
            "added": ticked - standing,
            "revision": self.cleaned_data["revision"],
            "key": self.cleaned_data["key"],
        }

    def _sources(self, code: str, name: str) -> Iterator[Source]:
        sent = self.data
        for group in sent.getlist(name) if isinstance(sent, QueryDict) else []:
            for each in group.split():
                report, _colon, digest = each.partition(":")
                yield Source(report, code, digest)


class WorkbookForm(forms.Form):
    """A report's workbook."""

    file = forms.FileField(
        label=_("Tệp Excel đã điền"),
        max_length=255,
        allow_empty_file=True,
        help_text=_("Tệp .xlsx tải từ chính báo cáo này"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Chọn tệp đã điền.")},
    )


class FiguresForm(forms.Form):
    """A table of figures of many bodies."""

    file = forms.FileField(
        label=_("Tệp số liệu"),
        max_length=255,
        allow_empty_file=True,
        help_text=_("Excel (.xlsx) hoặc CSV, mỗi dòng một cơ quan và một chỉ số"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        error_messages={"required": _("Chọn tệp cần nạp.")},
    )
    replaces = forms.BooleanField(label=_("Thay số đã có"), required=False)
    approved = forms.BooleanField(
        label=_("Số đã được duyệt trên giấy, tính là đã duyệt"), required=False
    )

    def __init__(self, *args: Any, may_approve: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_approve:
            del self.fields["approved"]


class BlankForm(forms.Form):
    """The period and the indicators of an empty table."""

    period = forms.CharField(
        label=_("Kỳ"),
        max_length=10,
        help_text=_("Ghi như 2026, 2026-H1, 2026-Q3, 2026-05"),
        error_messages={"required": _("Ghi kỳ của số liệu, ví dụ 2026.")},
    )
    indicators = forms.MultipleChoiceField(
        label=_("Chỉ số"),
        required=False,
        help_text=_("Không chọn là lấy mọi chỉ số của loại kỳ đó"),
        error_messages={"invalid_choice": _("Chỉ số này không còn. Tải lại trang rồi chọn lại.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period"].initial = Period.containing(today(), Kind.YEAR).name
        field: Any = self.fields["indicators"]  # a MultipleChoiceField, declared above
        field.choices = [(each.code, each.name) for each in list_all() if each.code]

    def clean_period(self) -> Period:
        """The period of that name."""
        try:
            return Period.named(self.cleaned_data["period"].strip().upper())
        except ValueError as error:
            raise forms.ValidationError(
                _("Kỳ này không đọc được. Ghi như 2026, 2026-H1, 2026-Q3, 2026-05.")
            ) from error
