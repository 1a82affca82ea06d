"""How a task was changed after it was given, and which bodies know."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields


class Amendment(Scoped):
    """One change of a task (sửa nhiệm vụ): the version before and the version after, kept whole.

    A version is {"text", "due_on", "bodies": [name, …]}. `version` counts from 1 within the task:
    of two people who amend the same version only one can.
    """

    public_id = public_id_field()
    assignment = models.ForeignKey(
        "assignments.Assignment",
        on_delete=models.CASCADE,
        related_name="amendments",
        verbose_name="nhiệm vụ",
    )
    version = models.PositiveSmallIntegerField("lần sửa")
    before = models.JSONField("bản trước")
    after = models.JSONField("bản sau")
    effective_on = models.DateField("áp dụng từ ngày")
    reason = models.TextField("lý do")
    basis = models.CharField("theo văn bản", max_length=300, default="")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người sửa"
    )
    created_at = models.DateTimeField("sửa lúc")

    scope_fields: ClassVar = ScopeFields(
        owner="assignment__organisation", addressed="assignment__assigned__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "sửa nhiệm vụ"
        verbose_name_plural = "sửa nhiệm vụ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "version"], name="one_amendment_per_version"
            )
        ]

    def __str__(self) -> str:
        return self.reason[:80]


class AmendmentNotice(Scoped):
    """One body that builds on an amended task has to note the change (báo sửa nhiệm vụ).

    `assigned` is its share of the task itself, or of a part that somebody broke off it.
    """

    public_id = public_id_field()
    amendment = models.ForeignKey(
        Amendment, on_delete=models.CASCADE, related_name="notices", verbose_name="sửa nhiệm vụ"
    )
    assigned = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.CASCADE,
        related_name="amendment_notices",
        verbose_name="nơi thực hiện",
    )
    noted_at = models.DateTimeField("ghi nhận lúc", null=True)
    noted_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người ghi nhận",
    )

    scope_fields: ClassVar = ScopeFields(
        owner="amendment__assignment__organisation", addressed="assigned__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "báo sửa nhiệm vụ"
        verbose_name_plural = "báo sửa nhiệm vụ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["amendment", "assigned"], name="one_notice_per_share_and_amendment"
            ),
            models.CheckConstraint(
                condition=Q(noted_at__isnull=True) | Q(noted_by__isnull=False),
                name="noting_names_the_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assigned}: {self.amendment}"
