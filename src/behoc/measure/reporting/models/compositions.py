"""That a report was put together from lower ones, and by which of their figures."""

from typing import ClassVar

from django.db import models

from behoc.kernel.scope import Scoped, ScopeFields
from behoc.measure.indicators.rules import View
from behoc.measure.reporting.models.reports import Report


class Composition(Scoped):
    """How a report was put together from the reports below it (lần lập dự thảo).

    Its texts and summed cells say by themselves what was taken over; this says by which view,
    when and by whom it was last done, how many had reported and the names of who had not.
    """

    report = models.OneToOneField(
        Report, on_delete=models.CASCADE, related_name="+", verbose_name="báo cáo"
    )
    view = models.CharField(
        "lấy số nào", max_length=10, choices=[(each.value, each.value) for each in View]
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người lập"
    )
    at = models.DateTimeField("lập lúc")
    came = models.PositiveIntegerField("số nơi đã có", default=0)
    silent = models.JSONField("nơi chưa có", default=list)

    scope_fields: ClassVar = ScopeFields(owner="report__organisation", addressed="report__receiver")

    class Meta(Scoped.Meta):
        verbose_name = "lần lập dự thảo"
        verbose_name_plural = "lần lập dự thảo"

    def __str__(self) -> str:
        return f"{self.report}: {self.view}"
