"""Which bodies a phrase means."""

from typing import ClassVar

from django.db import models

from behoc.kernel.scope import Scoped, ScopeFields


class AddressRule(Scoped):
    """What a phrase of an issuer means to one body, as a person settled it (quy tắc nơi nhận)."""

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan dùng quy tắc",
    )
    issuer_folded = models.CharField("cơ quan ban hành", max_length=300)
    phrase_folded = models.CharField("cụm từ", max_length=500)
    bodies = models.ManyToManyField(
        "organisations.Organisation", related_name="+", verbose_name="các nơi"
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người đặt"
    )
    settled_at = models.DateTimeField("đặt lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "quy tắc nơi nhận"
        verbose_name_plural = "quy tắc nơi nhận"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "issuer_folded", "phrase_folded"],
                name="one_rule_per_phrase_and_issuer",
            )
        ]

    def __str__(self) -> str:
        return self.phrase_folded


class Resolution(models.Model):
    """The bodies that one phrase of a find means, and by which rule (cách hiểu nơi nhận)."""

    find = models.ForeignKey(
        "documents.Find",
        on_delete=models.CASCADE,
        related_name="resolutions",
        verbose_name="mục đọc được",
    )
    part = models.CharField("vai", max_length=20)
    phrase = models.CharField("cụm từ", max_length=500)
    rule_text = models.CharField("theo quy tắc", max_length=400)
    printed_count = models.PositiveIntegerField("số in trong văn bản", null=True)
    bodies = models.ManyToManyField(
        "organisations.Organisation", related_name="+", verbose_name="các nơi"
    )

    class Meta:
        verbose_name = "cách hiểu nơi nhận"
        verbose_name_plural = "cách hiểu nơi nhận"

    def __str__(self) -> str:
        return f"{self.phrase}: {self.rule_text}"
