"""Reviews of a phase: each body's conference, and the papers of its dossier."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields
from behoc.measure.reporting.models.rounds import Round


class PhaseReview(Scoped):
    """One body's part in a mid-term or final review (sơ kết, tổng kết): its conference.

    Its papers hang on it; others see them once the body's report was sent.
    """

    public_id = public_id_field()
    round = models.ForeignKey(
        Round, on_delete=models.PROTECT, related_name="+", verbose_name="đợt báo cáo"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan tổ chức",
    )
    held_on = models.DateField("ngày hội nghị", null=True)
    place = models.CharField("nơi họp", max_length=200, default="")
    form = models.CharField("hình thức", max_length=40, default="")
    note = models.CharField("ghi chú", max_length=1000, default="")
    saved_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người ghi",
    )
    saved_at = models.DateTimeField("ghi lúc", null=True)
    created_at = models.DateTimeField("mở lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="round__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "sơ kết, tổng kết"
        verbose_name_plural = "sơ kết, tổng kết"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="one_review_per_body_and_round"
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | ~Q(form=""), name="a_conference_says_how"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.organisation}"


class DossierPaper(Scoped):
    """One paper of a review's dossier (tài liệu hồ sơ); taken out, it stays with who did it."""

    public_id = public_id_field()
    review = models.ForeignKey(
        PhaseReview, on_delete=models.PROTECT, related_name="+", verbose_name="sơ kết, tổng kết"
    )
    kind = models.CharField("loại", max_length=40)
    stored_file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người thêm"
    )
    added_at = models.DateTimeField("thêm lúc")
    removed_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người bỏ",
    )
    removed_at = models.DateTimeField("bỏ lúc", null=True)

    scope_fields: ClassVar = ScopeFields(
        owner="review__organisation", addressed="review__round__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "tài liệu hồ sơ"
        verbose_name_plural = "tài liệu hồ sơ"
        indexes: ClassVar = [models.Index(fields=["review", "removed_at"], name="paper_of_review")]

    def __str__(self) -> str:
        return str(self.stored_file)
