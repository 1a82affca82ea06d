"""Files kept by their content, and uploads under way."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields


class StoredFile(Scoped):
    """One file that somebody sent (tệp); the same content twice is kept on disk once."""

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan, tổ chức",
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người gửi"
    )
    name = models.CharField("tên tệp", max_length=255)
    media_type = models.CharField("loại nội dung", max_length=100)
    size = models.BigIntegerField("dung lượng")
    sha256 = models.CharField("dấu nội dung", max_length=64)
    created_at = models.DateTimeField("gửi lúc")
    discarded_at = models.DateTimeField("đã hủy nội dung lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="organisation", person="person")

    class Meta(Scoped.Meta):
        verbose_name = "tệp"
        verbose_name_plural = "tệp"
        indexes: ClassVar = [models.Index(fields=["sha256"], name="file_sha256")]

    def __str__(self) -> str:
        return self.name


class Upload(Scoped):
    """One file on its way (lượt tải lên); it survives a lost line and goes on where it stopped."""

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan, tổ chức",
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người gửi"
    )
    name = models.CharField("tên tệp", max_length=255)
    size = models.BigIntegerField("dung lượng")
    received = models.BigIntegerField("đã nhận", default=0)
    created_at = models.DateTimeField("bắt đầu lúc")
    stored_file = models.ForeignKey(
        StoredFile, on_delete=models.CASCADE, null=True, related_name="+", verbose_name="tệp"
    )

    scope_fields: ClassVar = ScopeFields(person="person")

    class Meta(Scoped.Meta):
        verbose_name = "lượt tải lên"
        verbose_name_plural = "lượt tải lên"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(received__gte=0) & Q(received__lte=F("size")),
                name="upload_receives_no_more_than_its_size",
                violation_error_message="Phần đã nhận vượt dung lượng của tệp.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.received}/{self.size})"
