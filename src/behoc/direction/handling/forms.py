"""The shape of what people send about handling; nothing is saved here."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from behoc.direction.handling.queries.people import Leader, Receiver
from behoc.direction.handling.queries.screens import FIRST_SENTENCES, absence_note
from behoc.direction.handling.rules import AnswerKind, DelegationKind, fields_of_work, sentences
from behoc.ground.attachments.forms import ManyFilesField
from behoc.kernel.clock import today

FILES_AT_ONCE = 10
TERMS = (3, 7)
"""Days that the bar under the leader's thumb offers beside the proposed date."""
SPOKEN = {
    "rows": 2,
    "lang": "vi",
    "inputmode": "text",
    "enterkeyhint": "done",
    "autocapitalize": "sentences",
    "autocomplete": "off",
}
"""What lets a phone's keyboard offer its microphone, in Vietnamese, and write whole sentences."""
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class ReceiversForm(forms.Form):
    """Who leads and who co-ordinates, one line per person or body, and a day."""

    lead = forms.ChoiceField(
        label=_("Chủ trì"),
        error_messages={
            "required": _("Chưa chọn ai chủ trì. Chọn một người hoặc một nơi."),
            "invalid_choice": _("Người chủ trì được chọn không còn thuộc cơ quan. Chọn lại."),
        },
    )
    coordinators = forms.MultipleChoiceField(
        label=_("Phối hợp"),
        required=False,
        error_messages={
            "invalid_choice": _("Có người phối hợp không còn thuộc cơ quan. Chọn lại.")
        },
    )
    due_on = forms.DateField(
        label=_("Hạn, đến hết ngày"),
        required=False,
        widget=DAY,
        error_messages={"invalid": _("Ngày này không có thật. Ghi theo ngày/tháng/năm.")},
    )
    submission_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, receivers: Sequence[Receiver], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {each.code: each for each in receivers}
        choices = [(each.code, each.name) for each in receivers]
        for name in ("lead", "coordinators"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # both are choices

    def people_rows(self) -> list[dict[str, Any]]:
        """The persons, those already named first, who leads before all."""
        return self._rows(each for each in self.known.values() if each.person_id)

    def body_rows(self) -> list[dict[str, Any]]:
        """The bodies directly below, those already named first."""
        return self._rows(each for each in self.known.values() if each.body_id)

    def body_is_named(self) -> bool:
        """True when a body stands among what is chosen, so that its list is open."""
        return any(each["lead"] or each["coordinates"] for each in self.body_rows())

    def clean_due_on(self) -> date | None:
        """A day that has not passed."""
        day: date | None = self.cleaned_data["due_on"]
        if day is not None and day < today():
            raise forms.ValidationError(_("Hạn đã qua. Chọn từ hôm nay trở đi."))
        return day

    def receivers_named(self) -> tuple[Receiver | None, tuple[Receiver, ...]]:
        """Who leads and who co-ordinates; nobody is both."""
        lead = self.known.get(self.cleaned_data["lead"])
        others = [self.known[code] for code in self.cleaned_data["coordinators"]]
        return lead, tuple(each for each in others if each != lead)

    def _rows(self, receivers: Iterable[Receiver]) -> list[dict[str, Any]]:
        lead = self["lead"].value() or ""
        others = set(self["coordinators"].value() or ())
        rows = [
            {
                "code": each.code,
                "name": each.name,
                "note": each.note,
                "lead": each.code == lead,
                "coordinates": each.code in others,
            }
            for each in receivers
        ]
        return sorted(rows, key=lambda each: (not each["lead"], not each["coordinates"]))


class SubmitForm(ReceiversForm):
    """Before which leader, with which advice and proposal."""

    leader = forms.ChoiceField(
        label=_("Trình ai"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Chưa chọn lãnh đạo để trình."),
            "invalid_choice": _("Người được chọn không còn là lãnh đạo. Chọn người khác."),
        },
    )
    advice = forms.CharField(
        label=_("Ý kiến đề xuất"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một câu: văn bản cần gì, nên giao ai."),
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)

    def __init__(self, *args: Any, leaders: Sequence[Leader], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].required = False
        self.fields["due_on"].label = _("Hạn đề xuất, đến hết ngày")
        choices = [(each.code, _label(each)) for each in leaders]
        self.fields["leader"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["field"].choices = field_choices()  # type: ignore[attr-defined]  # a choice field
        if len(choices) == 1:
            self.initial.setdefault("leader", choices[0][0])


class InstructForm(ReceiversForm):
    """What the leader says: picked or own words, who, by when."""

    sentence = forms.ChoiceField(label=_("Ý kiến"), required=False)
    text = forms.CharField(
        label=_("Hoặc nói, viết câu khác"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs=SPOKEN),
        help_text=_("Muốn nói thì bấm micro trên bàn phím điện thoại. Câu ở đây thay câu đã chọn."),
    )
    term = forms.TypedChoiceField(
        coerce=int, required=False, empty_value=None, choices=[(each, each) for each in TERMS]
    )
    reason = forms.CharField(
        label=_("Vì sao sửa"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self, *args: Any, sentence_rows: Sequence[dict[str, Any]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sentence_rows = sentence_rows
        codes = [(code, code) for code in sentences()]
        self.fields["sentence"].choices = codes  # type: ignore[attr-defined]  # a choice field

    def first_sentences(self) -> list[dict[str, Any]]:
        """Those that a phone shows at once; the picked one is always among them."""
        picked = self["sentence"].value()
        rows = [{**each, "picked": each["code"] == picked} for each in self.sentence_rows]
        late = [row for row in rows[FIRST_SENTENCES:] if row["picked"]]
        return rows[:FIRST_SENTENCES] + late

    def more_sentences(self) -> list[dict[str, Any]]:
        """The rest, one tap away."""
        shown = {each["code"] for each in self.first_sentences()}
        return [each for each in self.sentence_rows if each["code"] not in shown]

    def clean(self) -> dict[str, Any] | None:
        """A term of the bar takes the place of the day; there must be words."""
        facts = super().clean() or self.cleaned_data
        if facts.get("term"):
            facts["due_on"] = today() + timedelta(days=facts["term"])
            self.errors.pop("due_on", None)
        if not (facts.get("text") or "").strip() and not facts.get("sentence"):
            self.add_error("text", _("Chưa có ý kiến. Chọn một câu, hoặc nói hay viết một câu."))
        return facts


class ReasonForm(forms.Form):
    """Why something is taken back or returned."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Viết một câu lý do.")},
    )


class AnswerForm(forms.Form):
    """How far a person is, in a sentence, with files."""

    kind = forms.ChoiceField(
        label=_("Làm tới đâu"),
        choices=[
            (AnswerKind.DONE.value, _("Đã xong")),
            (AnswerKind.PROGRESS.value, _("Đang làm")),
            (AnswerKind.DIFFICULTY.value, _("Có vướng mắc, cần lãnh đạo cho ý kiến")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một trong ba: đã xong, đang làm, có vướng mắc.")},
    )
    text = forms.CharField(
        label=_("Báo lãnh đạo"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Viết ít nhất một câu.")},
    )
    evidence = ManyFilesField(
        label=_("Ảnh, tệp kèm theo"), required=False, allow_empty_file=True, max_length=255
    )
    submission_key = forms.CharField(max_length=40, widget=forms.HiddenInput)

    def clean_evidence(self) -> list[object]:
        """Not more files at once than a phone line carries."""
        files = [each for each in self.cleaned_data["evidence"] if each]
        if len(files) > FILES_AT_ONCE:
            raise forms.ValidationError(
                _("Chọn nhiều nhất %(count)s tệp một lần; phần còn lại gửi ở lần sau."),
                params={"count": FILES_AT_ONCE},
            )
        return files


class DelegateForm(forms.Form):
    """Who stands in, how, for what, from when to when."""

    kind = forms.ChoiceField(
        label=_("Vì sao"),
        choices=[
            (
                DelegationKind.ABSENCE.value,
                _("Tôi vắng mặt: văn bản trình tôi chuyển sang người này"),
            ),
            (DelegationKind.BESIDE.value, _("Tôi vẫn ở cơ quan: cả hai cùng cho ý kiến được")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn vắng mặt hay ủy quyền.")},
    )
    deputy = forms.ChoiceField(
        label=_("Người cho ý kiến thay"),
        error_messages={
            "required": _("Chưa chọn người cho ý kiến thay."),
            "invalid_choice": _("Người được chọn không còn là lãnh đạo ở cơ quan này."),
        },
    )
    field = forms.ChoiceField(label=_("Lĩnh vực"), required=False)
    rests = forms.BooleanField(
        label=_("Những ngày vắng mặt, không gửi thư cho tôi"), required=False, initial=True
    )
    starts_on = forms.DateField(
        label=_("Từ ngày"),
        widget=DAY,
        error_messages={"required": _("Ghi ngày đầu."), "invalid": _("Ngày đầu không có thật.")},
    )
    ends_on = forms.DateField(
        label=_("Đến hết ngày"),
        required=False,
        widget=DAY,
        help_text=_("Vắng mặt thì cần ghi: từ hôm sau văn bản lại trình anh/chị."),
        error_messages={"invalid": _("Ngày cuối không có thật.")},
    )

    def __init__(self, *args: Any, deputies: Sequence[Leader], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Chọn một người")), *((each.code, _label(each)) for each in deputies)]
        self.fields["deputy"].choices = choices  # type: ignore[attr-defined]  # a choice field
        self.fields["field"].choices = field_choices()  # type: ignore[attr-defined]  # a choice field


def new_key() -> str:
    """A key of one form: sent twice it is kept once."""
    return secrets.token_hex(16)


def field_choices() -> list[tuple[str, Any]]:
    """Every field of work, and all of them first."""
    return [("", _("Mọi lĩnh vực")), *((code, _(vi)) for code, vi in fields_of_work().items())]


def _label(leader: Leader) -> str:
    name = f"{leader.name}, {leader.position}" if leader.position else leader.name
    note = absence_note(leader.absence)
    return f"{name} · {note}" if note else name
