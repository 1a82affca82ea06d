"""Files of figures that were sent in, and what was wrong in them."""

from typing import ClassVar

from django.db import models

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields
from behoc.measure.reporting.models.reports import Report
from behoc.measure.reporting.rules.intakes import IntakeState


class Intake(Scoped):
    """One file of figures that was sent (lượt nhận tệp): a report's workbook, or many bodies'.

    With a report it fills that report's draft; without one, each good row is a figure at once.
    `rows` are kept, unchanged, rejected or blank (not reported): the four add up.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan gửi",
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người gửi"
    )
    file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )
    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="báo cáo"
    )
    replaces = models.BooleanField("thay số đã có", default=False)
    approved = models.BooleanField("tính là đã duyệt", default=False)
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=[(each.value, each.value) for each in IntakeState],
        default=IntakeState.WAITING,
    )
    rows = models.PositiveIntegerField("số dòng", default=0)
    kept = models.PositiveIntegerField("đã giữ", default=0)
    unchanged = models.PositiveIntegerField("đã có như thế", default=0)
    blank = models.PositiveIntegerField("để trống", default=0)
    rejected = models.PositiveIntegerField("chưa nhận", default=0)
    numerators = models.DecimalField("tổng kết quả", max_digits=28, decimal_places=4, default=0)
    denominators = models.DecimalField("tổng mẫu số", max_digits=28, decimal_places=4, default=0)
    refusal = models.JSONField("lý do không nhận", null=True)
    created_at = models.DateTimeField("gửi lúc")
    finished_at = models.DateTimeField("xong lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "lượt nhận tệp"
        verbose_name_plural = "lượt nhận tệp"
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-created_at"], name="intake_of_body"),
        ]

    def __str__(self) -> str:
        return f"{self.file} · {self.created_at:%d/%m/%Y}"


class IntakeFault(Scoped):
    """What is wrong at one cell of a file that was sent in (lỗi trong tệp).

    `place` is the key of a row or section of a report, `at` the part of it; in a file of many
    bodies `row` counts from 1 as the file does, `at` is the column, `typed` the whole row.
    """

    intake = models.ForeignKey(
        Intake, on_delete=models.CASCADE, related_name="+", verbose_name="lượt nhận"
    )
    row = models.PositiveIntegerField("dòng", default=0)
    cell = models.CharField("ô", max_length=60, default="")
    place = models.CharField("dòng hoặc mục", max_length=60, default="")
    at = models.CharField("phần", max_length=12)
    code = models.CharField("lỗi", max_length=20, default="")
    told = models.JSONField("nội dung")
    typed = models.JSONField("đã ghi", default=list)

    scope_fields: ClassVar = ScopeFields(owner="intake__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "lỗi trong tệp"
        verbose_name_plural = "lỗi trong tệp"
        indexes: ClassVar = [models.Index(fields=["intake", "row"], name="fault_of_intake")]

    def __str__(self) -> str:
        return f"{self.intake_id}: {self.row} {self.cell}"
