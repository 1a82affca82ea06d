"""The append-only log and the chain that seals it."""

from typing import ClassVar

from django.db import models

from behoc.kernel.scope import Scoped, ScopeFields


class AuditEntry(Scoped):
    """One act that changed something (dòng nhật ký); a trigger refuses every later change to it."""

    at = models.DateTimeField("lúc")
    person = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người làm",
    )
    person_name = models.CharField("tên người làm", max_length=160)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="thay mặt cơ quan",
    )
    roles = models.JSONField("vai trò lúc đó", default=list)
    action = models.CharField("hành động", max_length=80)
    subject_type = models.CharField("loại đối tượng", max_length=80)
    subject_id = models.CharField("mã đối tượng", max_length=40)
    subject_label = models.CharField("đối tượng", max_length=300)
    changes = models.JSONField("thay đổi", default=dict)
    request_id = models.CharField("mã yêu cầu", max_length=40, default="")

    scope_fields: ClassVar = ScopeFields(owner="organisation", person="person")

    class Meta(Scoped.Meta):
        verbose_name = "dòng nhật ký"
        verbose_name_plural = "nhật ký"
        indexes: ClassVar = [
            models.Index(fields=["subject_type", "subject_id", "at"], name="audit_subject"),
            models.Index(fields=["organisation", "at"], name="audit_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.person_name} {self.action} {self.subject_label}"


class LogSeal(models.Model):
    """One link of the chain over the log (dấu niêm): a digest of an entry and of the link before.

    Links are made after commit, in the order in which entries were committed; triggers refuse
    every later change to them. The table holds nothing to read, so it needs no scope door.
    """

    sequence = models.BigIntegerField("số thứ tự", primary_key=True)
    entry = models.OneToOneField(
        AuditEntry, on_delete=models.PROTECT, related_name="+", verbose_name="dòng nhật ký"
    )
    sealed_at = models.DateTimeField("niêm lúc")
    digest = models.CharField("dấu", max_length=64)

    class Meta:
        verbose_name = "dấu niêm"
        verbose_name_plural = "dấu niêm"

    def __str__(self) -> str:
        return f"{self.sequence}:{self.digest}"
