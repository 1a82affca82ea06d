"""Forms, and their editions: what exactly is asked."""

from functools import cached_property
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.rules.content import FormContent, parse_form


class Form(models.Model):
    """One report form by name (biểu mẫu báo cáo); without an owner it is shipped.

    That a form exists is public, what its editions ask is reached through their body.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cơ quan đặt",
    )
    code = models.CharField("mã", max_length=60, unique=True)
    name = models.CharField("tên", max_length=300)
    created_at = models.DateTimeField("thêm lúc")

    class Meta:
        verbose_name = "biểu mẫu báo cáo"
        verbose_name_plural = "biểu mẫu báo cáo"

    def __str__(self) -> str:
        return self.name


class FormEdition(Scoped):
    """What a form asks, as one body set it (bản biểu mẫu); confirmed, it is never changed.

    Without a body it is shipped. A report keeps the edition that it was filled by.
    """

    public_id = public_id_field()
    form = models.ForeignKey(
        Form, on_delete=models.PROTECT, related_name="+", verbose_name="biểu mẫu"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cơ quan đặt",
    )
    version = models.PositiveSmallIntegerField("bản thứ")
    content = models.JSONField("nội dung", default=dict)
    source = models.CharField("căn cứ", max_length=500, default="")
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=[(each.value, each.value) for each in EditionState],
        default=EditionState.DRAFT,
    )
    proposed_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người đề xuất",
    )
    proposed_at = models.DateTimeField("đề xuất lúc", null=True)
    confirmed_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người xác nhận",
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True)
    created_at = models.DateTimeField("thêm lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "bản biểu mẫu"
        verbose_name_plural = "bản biểu mẫu"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form", "organisation", "version"],
                nulls_distinct=False,
                name="one_edition_per_version",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="another_person_confirms_an_edition",
                violation_error_message="Người đề xuất không tự xác nhận biểu mẫu.",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(confirmed_at__isnull=False),
                name="a_confirmed_edition_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} · {self.version}"

    @cached_property
    def asks(self) -> FormContent:
        """Its content, read once for all the reports that are filled by it."""
        return parse_form(self.content)
