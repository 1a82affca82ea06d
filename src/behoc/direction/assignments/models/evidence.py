"""What stands beside the words of a report: figures and links."""

from typing import ClassVar

from django.db import models

from behoc.direction.assignments.rules.figures import LONGEST_LINK


class ReportedFigure(models.Model):
    """One figure of a report (số liệu báo): what was counted, how much, in which unit."""

    report = models.ForeignKey(
        "assignments.ProgressReport",
        on_delete=models.CASCADE,
        related_name="figures",
        verbose_name="báo kết quả",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    name = models.CharField("tên số liệu", max_length=200)
    value = models.DecimalField("giá trị", max_digits=18, decimal_places=4)
    unit = models.CharField("đơn vị tính", max_length=40, default="")

    class Meta:
        verbose_name = "số liệu báo"
        verbose_name_plural = "số liệu báo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "position"], name="one_figure_per_position")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value} {self.unit}".strip()


class EvidenceLink(models.Model):
    """One address that a report points at (liên kết minh chứng); shown as text, never fetched."""

    report = models.ForeignKey(
        "assignments.ProgressReport",
        on_delete=models.CASCADE,
        related_name="links",
        verbose_name="báo kết quả",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    address = models.CharField("địa chỉ", max_length=LONGEST_LINK)

    class Meta:
        verbose_name = "liên kết minh chứng"
        verbose_name_plural = "liên kết minh chứng"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["report", "position"], name="one_link_per_position")
        ]

    def __str__(self) -> str:
        return self.address
