"""Tasks, who is to do them by when, and what was done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.direction.assignments.models.amendments import Amendment, AmendmentNotice
from behoc.direction.assignments.models.evidence import EvidenceLink, ReportedFigure
from behoc.direction.assignments.models.petitions import Petition
from behoc.direction.assignments.models.reminders import Difficulty, Reminder, StepSetting
from behoc.direction.assignments.models.same_work import SameWork
from behoc.direction.assignments.rules import OPEN, DueSource, Force, WorkState
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopedQuerySet, ScopeFields, closed_manager

__all__ = [
    "Amendment",
    "AmendmentNotice",
    "AssignedBody",
    "Assignment",
    "Deadline",
    "Difficulty",
    "Evidence",
    "EvidenceLink",
    "Petition",
    "ProgressReport",
    "Reminder",
    "ReportedFigure",
    "SameWork",
    "StepSetting",
]


class Assignment(Scoped):
    """One task of one clause (nhiệm vụ); several bodies may be assigned to it.

    It belongs to the body that confirmed the document it stands in, or that broke its own share
    down: then `parent` is that share, and document, clause and lines are those of the first order;
    or whose leader's word on the document gave it to bodies below (`by_word`), without a clause.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan giao",
    )
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", verbose_name="văn bản"
    )
    find = models.OneToOneField(
        "documents.Find",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="mục đọc được",
    )
    parent = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.PROTECT,
        null=True,
        related_name="parts",
        verbose_name="chia từ",
    )
    text = models.TextField("nội dung")
    by_word = models.BooleanField("theo ý kiến chỉ đạo", default=False)
    clause = models.JSONField("điều khoản", default=list)
    line = models.PositiveIntegerField("từ dòng")
    line_end = models.PositiveIntegerField("đến dòng")
    force = models.CharField(
        "tính chất", max_length=10, choices=[(f.value, f.value) for f in Force]
    )
    coordinators = models.JSONField("phối hợp", default=list)
    unit = models.CharField("đơn vị tính", max_length=60, default="")
    programmes = models.ManyToManyField(
        "programmes.Programme", related_name="+", verbose_name="phong trào, đề án"
    )
    created_at = models.DateTimeField("giao lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="assigned__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"

    def __str__(self) -> str:
        return self.text[:120]


class Deadline(models.Model):
    """One deadline of a task as printed, and its next last good day (thời hạn).

    `codes` are its last good days as kernel.deadlines writes them, `interval` its rhythm. A duty
    that recurs ends with `ends_on`; one that hangs on an event counts from `happened_on`.
    """

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="deadlines", verbose_name="nhiệm vụ"
    )
    wording = models.CharField("nguyên văn", max_length=500)
    when = models.CharField("mã thời hạn", max_length=60)
    due_on = models.DateField("ngày cuối đúng hạn", null=True)
    kind = models.CharField("loại", max_length=20, default="once")
    codes = models.JSONField("mã ngày cuối", default=list)
    interval = models.CharField("nhịp", max_length=10, default="")
    ends_on = models.DateField("ngày thôi lặp lại", null=True)
    event = models.CharField("sự kiện", max_length=500, default="")
    count_days = models.PositiveIntegerField("số ngày kể từ sự kiện", null=True)
    counts_working_days = models.BooleanField("tính ngày làm việc", default=False)
    happened_on = models.DateField("sự kiện xảy ra ngày", null=True)
    happened_proof = models.CharField("căn cứ", max_length=500, default="")
    happened_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người báo sự kiện",
    )

    class Meta:
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn"
        indexes: ClassVar = [models.Index(fields=["due_on"], name="deadline_due")]

    def __str__(self) -> str:
        return self.wording


class AssignedBodyQuerySet(ScopedQuerySet["AssignedBody"]):
    """Conditions on a body's share of a task."""

    def current(self) -> "AssignedBodyQuerySet":
        """The period that runs now: no later one of the same duty has been opened."""
        return self.filter(is_current=True)

    def open(self) -> "AssignedBodyQuerySet":
        """The body still has something to do."""
        return self.filter(state__in=OPEN)

    def reported_done(self) -> "AssignedBodyQuerySet":
        """The body says it is done; the giver has not looked yet."""
        return self.filter(state=WorkState.DONE)


class AssignedBody(Scoped):
    """One body's share of one task: its role and how far it is (nơi thực hiện).

    What recurs has one row per period (kỳ), each with its own state and reports; `period` is empty
    for a duty that is done once. The row of the running period says when the next one opens.
    """

    public_id = public_id_field()
    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="assigned", verbose_name="nhiệm vụ"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="nơi thực hiện",
    )
    role = models.CharField("vai trò trong nhiệm vụ", max_length=20)
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=[(s.value, s.value) for s in WorkState],
        default=WorkState.NEW,
    )
    due_on = models.DateField("ngày cuối đúng hạn", null=True)
    due_source = models.CharField(
        "ngày do",
        max_length=10,
        choices=[(s.value, s.value) for s in DueSource],
        default=DueSource.PRINTED,
    )
    period = models.CharField("kỳ", max_length=10, default="")
    is_current = models.BooleanField("kỳ đang chạy", default=True)
    next_opens_on = models.DateField("kỳ sau mở ngày", null=True)
    person_answerable = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người chịu trách nhiệm",
    )
    amount = models.DecimalField("số được giao", max_digits=14, decimal_places=2, null=True)
    folded_into = models.CharField("lồng ghép vào", max_length=300, default="")
    folded_plan = models.ForeignKey(
        "relations.CitedText",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="kế hoạch lồng ghép",
    )
    opened_at = models.DateTimeField("mở lúc", null=True)
    accepted_at = models.DateTimeField("nhận lúc", null=True)
    accepted_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người nhận",
    )
    done_at = models.DateTimeField("xong lúc", null=True)
    decided_at = models.DateTimeField("xác nhận hoặc trả lại lúc", null=True)
    decided_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người xác nhận hoặc trả lại",
    )
    returned_times = models.PositiveSmallIntegerField("số lần trả lại", default=0)
    reason = models.TextField("lý do trả lại hoặc thôi giao", default="")

    scope_fields: ClassVar = ScopeFields(owner="assignment__organisation", addressed="organisation")
    objects: ClassVar = closed_manager(AssignedBodyQuerySet)

    class Meta(Scoped.Meta):
        verbose_name = "nơi thực hiện"
        verbose_name_plural = "nơi thực hiện"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "organisation", "period"],
                name="one_share_per_body_task_and_period",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(accepted_by__isnull=False),
                name="acceptance_names_the_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(WorkState.CONFIRMED, WorkState.RETURNED))
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="decision_names_the_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(WorkState.RETURNED, WorkState.LAPSED)) | ~Q(reason=""),
                name="return_and_lapse_give_a_reason",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "due_on"], name="share_desk"),
            models.Index(
                fields=["next_opens_on"],
                name="share_next_period",
                condition=Q(next_opens_on__isnull=False),
            ),
            models.Index(fields=["state"], name="share_to_confirm", condition=Q(state="done")),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.assignment}"


class ProgressReport(Scoped):
    """What a body says it did for a task (báo kết quả); kept once even when sent twice.

    It may be drawn from what was reported on the parts of the share (tổng hợp).
    """

    public_id = public_id_field()
    assigned = models.ForeignKey(
        AssignedBody, on_delete=models.CASCADE, related_name="reports", verbose_name="nơi thực hiện"
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người báo"
    )
    text = models.TextField("đã làm được")
    finished = models.BooleanField("đã xong")
    submission_key = models.CharField("khóa gửi", max_length=40)
    drawn_from = models.ManyToManyField(
        "self", symmetrical=False, related_name="+", verbose_name="tổng hợp từ"
    )
    created_at = models.DateTimeField("báo lúc")

    scope_fields: ClassVar = ScopeFields(
        owner="assigned__assignment__organisation", addressed="assigned__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "báo kết quả"
        verbose_name_plural = "báo kết quả"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assigned", "submission_key"], name="one_report_per_submission"
            )
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Evidence(Scoped):
    """One file that proves a report (minh chứng)."""

    public_id = public_id_field()
    report = models.ForeignKey(
        ProgressReport,
        on_delete=models.CASCADE,
        related_name="evidence",
        verbose_name="báo kết quả",
    )
    stored_file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )

    scope_fields: ClassVar = ScopeFields(
        owner="report__assigned__assignment__organisation",
        addressed="report__assigned__organisation",
    )

    class Meta(Scoped.Meta):
        verbose_name = "minh chứng"
        verbose_name_plural = "minh chứng"

    def __str__(self) -> str:
        return str(self.stored_file)
