"""What a body asks of the giver."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.direction.assignments.rules.petitions import PetitionKind, PetitionState
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields


class Petition(Scoped):
    """One thing that a body asks of the giver (đề xuất với nơi giao), and the answer.

    An extension proposes a day; an objection says that the task is not the body's to do. The share
    keeps its state while the petition waits. `due_before` and `due_after` are the last good days
    before and after a granted extension.
    """

    public_id = public_id_field()
    assigned = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.CASCADE,
        related_name="petitions",
        verbose_name="nơi thực hiện",
    )
    kind = models.CharField(
        "loại", max_length=20, choices=[(k.value, k.value) for k in PetitionKind]
    )
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=[(s.value, s.value) for s in PetitionState],
        default=PetitionState.WAITING,
    )
    reason = models.TextField("lý do")
    proposed_on = models.DateField("ngày đề xuất", null=True)
    asked_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người đề xuất"
    )
    asked_at = models.DateTimeField("đề xuất lúc")
    answer = models.TextField("lời trả lời", default="")
    answered_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người trả lời",
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True)
    due_before = models.DateField("hạn trước khi gia hạn", null=True)
    due_after = models.DateField("hạn sau khi gia hạn", null=True)

    scope_fields: ClassVar = ScopeFields(
        owner="assigned__assignment__organisation", addressed="assigned__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "đề xuất với nơi giao"
        verbose_name_plural = "đề xuất với nơi giao"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assigned", "kind"],
                condition=Q(state=PetitionState.WAITING),
                name="one_waiting_petition_of_a_kind",
            ),
            models.CheckConstraint(
                condition=~Q(kind=PetitionKind.EXTENSION) | Q(proposed_on__isnull=False),
                name="an_extension_proposes_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(PetitionState.GRANTED, PetitionState.REFUSED))
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="a_petition_is_answered_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]
