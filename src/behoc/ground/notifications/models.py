"""Notices, each for one person."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopedQuerySet, ScopeFields, closed_manager


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Conditions on notices."""

    def unseen(self) -> "NoticeQuerySet":
        """Not looked at yet, and the matter is still open."""
        return self.filter(seen_at__isnull=True, done_at__isnull=True)


class Notice(Scoped):
    """One thing that one person is told, once (thông báo); `key` tells the same thing again."""

    public_id = public_id_field()
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="nhận thay mặt cơ quan",
    )
    kind = models.CharField("loại", max_length=60)
    title = models.JSONField("nội dung")
    text = models.JSONField("nói thêm", default=dict)
    url = models.CharField("trang", max_length=300)
    key = models.CharField("khóa", max_length=200)
    created_at = models.DateTimeField("báo lúc")
    seen_at = models.DateTimeField("xem lúc", null=True)
    done_at = models.DateTimeField("hết việc lúc", null=True)

    scope_fields: ClassVar = ScopeFields(person="person")
    objects: ClassVar = closed_manager(NoticeQuerySet)

    class Meta(Scoped.Meta):
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="one_notice_per_person_and_key")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at"], name="notice_of_person"),
            models.Index(
                fields=["person"],
                name="notice_unseen",
                condition=Q(seen_at__isnull=True, done_at__isnull=True),
            ),
            models.Index(fields=["key"], name="notice_open_key", condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.person}"
