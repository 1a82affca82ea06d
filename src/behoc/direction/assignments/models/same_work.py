"""Two shares of one body that are one piece of work."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from behoc.kernel.scope import Scoped, ScopeFields


class SameWork(Scoped):
    """Two tasks from different documents that a body does as one (việc trùng): one report serves.

    The earlier share stands first, so that a pair is kept once whichever way it was marked.
    """

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="nơi thực hiện",
    )
    first = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="việc trước",
    )
    second = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="việc sau",
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người ghi"
    )
    marked_at = models.DateTimeField("ghi lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "việc trùng"
        verbose_name_plural = "việc trùng"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_is_marked_once"),
            models.CheckConstraint(
                condition=Q(second__gt=F("first")), name="the_earlier_share_stands_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} = {self.second}"
