"""How a body makes a dispatch known to its own people, round by round."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields


class Dissemination(Scoped):
    """One round in which a body made a dispatch known to its people (đợt phổ biến).

    It is never changed: a correction is a new entry that names the one it stands for. The body that
    entered the dispatch sees the figures of those that it sent it to.
    """

    public_id = public_id_field()
    dispatch = models.ForeignKey(
        "documents.Dispatch",
        on_delete=models.CASCADE,
        related_name="disseminations",
        verbose_name="bộ văn bản",
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan phổ biến",
    )
    held_on = models.DateField("ngày")
    form = models.CharField("hình thức", max_length=40)
    told = models.PositiveIntegerField("số người được phổ biến")
    total = models.PositiveIntegerField("tổng số người phải được phổ biến")
    minutes = models.CharField("biên bản", max_length=200, default="")
    note = models.CharField("ghi chú", max_length=1000, default="")
    corrects = models.OneToOneField(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="corrected_by",
        verbose_name="ghi lại cho",
    )
    reason = models.CharField("vì sao ghi lại", max_length=500, default="")
    submission_key = models.CharField("khóa gửi", max_length=40)
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    created_at = models.DateTimeField("ghi lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="dispatch__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "đợt phổ biến"
        verbose_name_plural = "đợt phổ biến"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dispatch", "organisation", "submission_key"],
                name="one_round_per_submission",
            ),
            models.CheckConstraint(
                condition=Q(told__lte=F("total")) & Q(total__gt=0),
                name="nobody_beyond_the_total_is_told",
                violation_error_message="Số người được phổ biến không thể nhiều hơn tổng số.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["dispatch", "organisation"], name="dissemination_of_body")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.told}/{self.total}"


class DisseminationProof(Scoped):
    """One file that proves a round (minh chứng phổ biến): minutes, a list of names, a picture."""

    public_id = public_id_field()
    dissemination = models.ForeignKey(
        Dissemination, on_delete=models.CASCADE, related_name="proofs", verbose_name="đợt phổ biến"
    )
    stored_file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )

    scope_fields: ClassVar = ScopeFields(
        owner="dissemination__organisation", addressed="dissemination__dispatch__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "minh chứng phổ biến"
        verbose_name_plural = "minh chứng phổ biến"

    def __str__(self) -> str:
        return str(self.stored_file)
