"""Tasks, who is to do them by when, and what was done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.direction.assignments.rules import OPEN, Force, WorkState
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopedQuerySet, ScopeFields, closed_manager


class Assignment(Scoped):
    """One task of one clause (nhiệm vụ); several bodies may be assigned to it.

    It belongs to the body that confirmed the document it stands in, or whose leader's word gave it;
    the latter rests on no find.
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
    text = models.TextField("nội dung")
    clause = models.JSONField("điều khoản", default=list)
    line = models.PositiveIntegerField("từ dòng")
    line_end = models.PositiveIntegerField("đến dòng")
    force = models.CharField(
        "tính chất", max_length=10, choices=[(f.value, f.value) for f in Force]
    )
    coordinators = models.JSONField("phối hợp", default=list)
    created_at = models.DateTimeField("giao lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="assigned__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"

    def __str__(self) -> str:
        return self.text[:120]


class Deadline(models.Model):
    """One deadline of a task as printed, and its next last good day (thời hạn)."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="deadlines", verbose_name="nhiệm vụ"
    )
    wording = models.CharField("nguyên văn", max_length=500)
    when = models.CharField("mã thời hạn", max_length=60)
    due_on = models.DateField("ngày cuối đúng hạn", null=True)

    class Meta:
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn"
        indexes: ClassVar = [models.Index(fields=["due_on"], name="deadline_due")]

    def __str__(self) -> str:
        return self.wording


class AssignedBodyQuerySet(ScopedQuerySet["AssignedBody"]):
    """Conditions on a body's share of a task."""

    def open(self) -> "AssignedBodyQuerySet":
        """The body still has something to do."""
        return self.filter(state__in=OPEN)

    def reported_done(self) -> "AssignedBodyQuerySet":
        """The body says it is done; the giver has not looked yet."""
        return self.filter(state=WorkState.DONE)


class AssignedBody(Scoped):
    """One body's share of one task: its role and how far it is (nơi thực hiện)."""

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
                fields=["assignment", "organisation"], name="one_share_per_body_and_task"
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
            models.Index(fields=["state"], name="share_to_confirm", condition=Q(state="done")),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.assignment}"


class ProgressReport(Scoped):
    """What a body says it did for a task (báo kết quả); kept once even when sent twice."""

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
