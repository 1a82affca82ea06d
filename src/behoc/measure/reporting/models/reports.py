"""Reports, their versions, remarks at their cells, and receipts."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields
from behoc.measure.reporting.models.forms import FormEdition
from behoc.measure.reporting.models.rounds import Round
from behoc.measure.reporting.rules import ReportState, VersionKind


class Report(Scoped):
    """What one body reports in one round (báo cáo): a draft in one JSON until it is sent.

    `receiver` decides next. `touched` says of each path of `answers` in which revision, and by
    whom, it was changed last.
    """

    public_id = public_id_field()
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", verbose_name="đợt báo cáo"
    )
    edition = models.ForeignKey(
        FormEdition, on_delete=models.PROTECT, related_name="+", verbose_name="bản biểu mẫu"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan báo cáo",
    )
    receiver = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="nơi nhận",
    )
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=[(each.value, each.value) for each in ReportState],
        default=ReportState.DRAFT,
    )
    answers = models.JSONField("nội dung", default=dict)
    touched = models.JSONField("sửa lần cuối", default=dict)
    revision = models.PositiveIntegerField("lần ghi", default=0)
    saved_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người ghi",
    )
    saved_at = models.DateTimeField("ghi lúc", null=True)
    sent_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người gửi",
    )
    sent_at = models.DateTimeField("gửi lúc", null=True)
    decided_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người duyệt hoặc trả",
    )
    decided_at = models.DateTimeField("duyệt hoặc trả lúc", null=True)
    return_reason = models.CharField("lý do trả lại", max_length=1000, default="")
    correction_reason = models.CharField("lý do đính chính", max_length=1000, default="")
    locked_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người khóa",
    )
    locked_at = models.DateTimeField("khóa lúc", null=True)
    lock_reason = models.CharField("lý do khóa", max_length=1000, default="")
    created_at = models.DateTimeField("mở lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="receiver")
    is_received = False  # set by queries that look whether a sending is still to be checked

    class Meta(Scoped.Meta):
        verbose_name = "báo cáo"
        verbose_name_plural = "báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="one_report_per_body_and_round"
            ),
            models.CheckConstraint(
                condition=~Q(state="locked") | Q(locked_at__isnull=False),
                name="a_lock_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | Q(sent_at__isnull=False),
                name="what_is_past_draft_was_sent",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state"], name="report_desk"),
            models.Index(fields=["receiver", "state"], name="report_to_decide"),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.organisation}"


class ReportVersion(Scoped):
    """A report's answers as they were sent, passed on, approved or corrected; never changed."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="+", verbose_name="báo cáo"
    )
    number = models.PositiveSmallIntegerField("bản thứ")
    kind = models.CharField(
        "vì", max_length=20, choices=[(each.value, each.value) for each in VersionKind]
    )
    answers = models.JSONField("nội dung")
    reason = models.CharField("lý do", max_length=1000, default="")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người làm"
    )
    at = models.DateTimeField("lúc")

    scope_fields: ClassVar = ScopeFields(owner="report__organisation", addressed="report__receiver")

    class Meta(Scoped.Meta):
        verbose_name = "bản báo cáo"
        verbose_name_plural = "bản báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "number"], name="one_report_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.report} #{self.number}"


class CellRemark(Scoped):
    """What the receiver remarks at one row or section of a report (nhận xét tại ô)."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="+", verbose_name="báo cáo"
    )
    place = models.CharField("dòng hoặc mục", max_length=60)
    text = models.CharField("nội dung", max_length=1000)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người nhận xét"
    )
    at = models.DateTimeField("lúc")
    settled_at = models.DateTimeField("xong lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="report__organisation", addressed="report__receiver")

    class Meta(Scoped.Meta):
        verbose_name = "nhận xét tại ô"
        verbose_name_plural = "nhận xét tại ô"
        indexes: ClassVar = [models.Index(fields=["report", "settled_at"], name="remark_open")]

    def __str__(self) -> str:
        return f"{self.report}: {self.place}"


class ReportReceipt(Scoped):
    """What the server answered to one sending of a browser (biên nhận); sent twice, said twice.

    While `waits`, the report was taken as of `revision`, for `sender`, and is checked behind; what
    then stops it stands in `refusal`, a kept sentence, until the report has gone up.
    """

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="+", verbose_name="báo cáo"
    )
    key = models.CharField("khóa gửi", max_length=64)
    answer = models.JSONField("đã trả lời")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người gửi"
    )
    at = models.DateTimeField("lúc")
    waits = models.BooleanField("chờ kiểm tra", default=False)
    revision = models.PositiveIntegerField("lần ghi được gửi", default=0)
    sender = models.JSONField("gửi với vai trò", default=dict)
    refusal = models.JSONField("lý do chưa gửi được", null=True)

    scope_fields: ClassVar = ScopeFields(owner="report__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "biên nhận báo cáo"
        verbose_name_plural = "biên nhận báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "key"], name="one_receipt_per_key"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(waits=True), name="one_sending_waits_per_report"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.key}"
