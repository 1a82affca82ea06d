"""Who has to report what to whom, and the rounds in which it is done."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.periods import Kind
from behoc.kernel.scope import Scoped, ScopeFields
from behoc.measure.reporting.models.forms import Form, FormEdition
from behoc.measure.reporting.rules.reviews import Review


class Duty(Scoped):
    """A standing or single duty to report (chế độ báo cáo), as the body that asks has set it.

    `whom`: {"kinds": […], "levels": […], "tree": "place" | "line", "named": [public ids]}.
    A `review` is about a phase: each body holds a conference and keeps a dossier.
    `due` holds codes of kernel.deadlines as “--11-19”; without any, the receiver sets each day.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan yêu cầu",
    )
    form = models.ForeignKey(
        Form, on_delete=models.PROTECT, related_name="+", verbose_name="biểu mẫu"
    )
    code = models.CharField("mã", max_length=60, default="")
    name = models.CharField("tên", max_length=300)
    whom = models.JSONField("ai báo cáo", default=dict)
    through = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="qua cơ quan",
    )
    period_kind = models.PositiveSmallIntegerField(
        "kỳ", choices=[(each.value, each.name) for each in Kind], default=Kind.YEAR
    )
    due = models.JSONField("hạn", default=list)
    due_words = models.CharField("hạn như văn bản ghi", max_length=300, default="")
    review = models.CharField(
        "sơ kết, tổng kết",
        max_length=10,
        choices=[(each.value, each.name) for each in Review],
        default=Review.NONE,
    )
    source = models.CharField("căn cứ", max_length=500, default="")
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="văn bản có trên hệ thống",
    )
    assignment = models.ForeignKey(
        "assignments.Assignment",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="nhiệm vụ sinh ra",
    )
    created_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người đặt",
    )
    created_at = models.DateTimeField("đặt lúc")
    ended_at = models.DateTimeField("thôi áp dụng lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "chế độ báo cáo"
        verbose_name_plural = "chế độ báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=~Q(code="") & Q(ended_at__isnull=True),
                name="one_duty_in_force_per_code",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Round(Scoped):
    """One turn of a duty (đợt báo cáo): a period, an edition of the form, a last good day."""

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan yêu cầu",
    )
    duty = models.ForeignKey(
        Duty, on_delete=models.PROTECT, related_name="+", verbose_name="chế độ báo cáo"
    )
    through = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="qua cơ quan",
    )
    edition = models.ForeignKey(
        FormEdition, on_delete=models.PROTECT, related_name="+", verbose_name="bản biểu mẫu"
    )
    period = models.IntegerField("kỳ")
    due_on = models.DateField("nộp trước hết ngày")
    due_is_set = models.BooleanField("hạn do nơi nhận đặt", default=False)
    opened_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người mở",
    )
    opened_at = models.DateTimeField("mở lúc")
    closed_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người đóng",
    )
    closed_at = models.DateTimeField("đóng lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="through")

    class Meta(Scoped.Meta):
        verbose_name = "đợt báo cáo"
        verbose_name_plural = "đợt báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["duty", "period"], name="one_round_per_duty_and_period")
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.period}"
