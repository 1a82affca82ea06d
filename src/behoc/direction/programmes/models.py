"""Programmes, their phases, and what they are called where they are carried out."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from behoc.direction.programmes.rules import ProgrammeKind, founding_key
from behoc.kernel.ids import public_id_field
from behoc.kernel.text import fold


class Programme(models.Model):
    """One movement, scheme or programme (phong trào, đề án) that work hangs on.

    Without an owner it is the nation's and comes from a shipped file. Programmes are announced
    to everybody, so the table needs no scope door; who may add is in the services.
    """

    public_id = public_id_field()
    code = models.CharField("mã", max_length=40, unique=True, null=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cơ quan lập",
    )
    name = models.CharField("tên", max_length=300)
    name_folded = models.CharField("tên không dấu", max_length=300)
    short_name = models.CharField("tên ngắn", max_length=120)
    kind = models.CharField(
        "loại", max_length=20, choices=[(each.value, each.value) for each in ProgrammeKind]
    )
    founding_symbol = models.CharField("số của văn bản lập ra", max_length=120, null=True)
    founding_key = models.CharField("số để so", max_length=120, default="")
    founding_on = models.DateField("ngày của văn bản lập ra", null=True)
    founder = models.CharField("cơ quan ban hành", max_length=300, null=True)
    first_year = models.PositiveSmallIntegerField("từ năm", null=True)
    last_year = models.PositiveSmallIntegerField("đến năm", null=True)
    source = models.CharField("nguồn", max_length=300, default="")
    created_at = models.DateTimeField("thêm lúc")

    class Meta:
        verbose_name = "phong trào, đề án"
        verbose_name_plural = "phong trào, đề án"
        indexes: ClassVar = [models.Index(fields=["founding_key"], name="programme_founding")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(first_year=None)
                | Q(last_year=None)
                | Q(last_year__gte=F("first_year")),
                name="programme_ends_after_it_begins",
                violation_error_message="Năm kết thúc phải từ năm bắt đầu trở đi.",
            )
        ]

    def __str__(self) -> str:
        return self.short_name

    def name_it(self, name: str, founding_symbol: str | None) -> None:
        """Set what is searched and compared together with what is shown; the caller saves."""
        self.name, self.name_folded = name, fold(name)[:300]
        self.founding_symbol = founding_symbol
        self.founding_key = founding_key(founding_symbol)[:120]


class ProgrammePhase(models.Model):
    """One stretch of years of a programme (giai đoạn)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="phases", verbose_name="phong trào, đề án"
    )
    name = models.CharField("tên", max_length=120)
    first_year = models.PositiveSmallIntegerField("từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")

    class Meta:
        verbose_name = "giai đoạn của phong trào"
        verbose_name_plural = "giai đoạn của phong trào"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "first_year"], name="one_phase_begins_in_a_year"
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year")), name="phase_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_year}–{self.last_year}"


class LocalProgramme(models.Model):
    """What a programme is called, and when it runs, where one body carries it out (tên tại chỗ)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="local", verbose_name="phong trào, đề án"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan",
    )
    name = models.CharField("tên gọi tại chỗ", max_length=300)
    first_year = models.PositiveSmallIntegerField("từ năm", null=True)
    last_year = models.PositiveSmallIntegerField("đến năm", null=True)
    founding_symbol = models.CharField("theo văn bản", max_length=120, null=True)

    class Meta:
        verbose_name = "phong trào tại chỗ"
        verbose_name_plural = "phong trào tại chỗ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "organisation"], name="one_local_name_per_body"
            ),
            models.CheckConstraint(
                condition=Q(first_year=None)
                | Q(last_year=None)
                | Q(last_year__gte=F("first_year")),
                name="local_period_ends_after_it_begins",
                violation_error_message="Năm kết thúc phải từ năm bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
