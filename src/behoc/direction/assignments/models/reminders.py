"""Who was told of a share that waits, and what its body told upward."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields


class Reminder(Scoped):
    """One time that somebody was told of a share that waits (đôn đốc), by hand or by a step.

    `step` names the step of data/assignments/escalation.toml, or is empty for a person's own
    reminder. `told_body` is the body whose people were told: the one that is to do it, or one
    above it to which an order escalates.
    """

    public_id = public_id_field()
    assigned = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.CASCADE,
        related_name="reminders",
        verbose_name="nơi thực hiện",
    )
    step = models.CharField("bước", max_length=40, default="")
    told_body = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan được nhắc",
    )
    person = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người nhắc",
    )
    text = models.TextField("lời nhắc", default="")
    sent_on = models.DateField("nhắc ngày")
    sent_at = models.DateTimeField("nhắc lúc")

    scope_fields: ClassVar = ScopeFields(
        owner="assigned__assignment__organisation", addressed="assigned__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "lời nhắc"
        verbose_name_plural = "lời nhắc"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assigned", "step", "told_body"],
                condition=~Q(step=""),
                name="each_step_is_taken_once",
            ),
            models.UniqueConstraint(
                fields=["assigned", "sent_on"],
                condition=Q(step=""),
                name="one_reminder_by_hand_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80] or self.step


class StepSetting(Scoped):
    """A body's own day for one step of reminding (bước nhắc đặt riêng), instead of the shipped one.

    It holds for what the body gives and for what bodies below it in its line give, unless they
    have one of their own. `days` counts as in data/assignments/escalation.toml.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan đặt",
    )
    step = models.CharField("bước", max_length=40)
    days = models.SmallIntegerField("số ngày")
    source = models.CharField("căn cứ", max_length=300)
    effective_on = models.DateField("áp dụng từ ngày")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người đặt"
    )
    set_at = models.DateTimeField("đặt lúc")

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "bước nhắc đặt riêng"
        verbose_name_plural = "bước nhắc đặt riêng"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "step"], name="one_setting_per_body_and_step"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="a_setting_names_its_source"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.step}"


class Difficulty(Scoped):
    """What hinders a body in its share (khó khăn, vướng mắc), told upward; the giver may answer."""

    public_id = public_id_field()
    assigned = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.CASCADE,
        related_name="difficulties",
        verbose_name="nơi thực hiện",
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người nêu"
    )
    text = models.TextField("khó khăn, vướng mắc")
    submission_key = models.CharField("khóa gửi", max_length=40)
    created_at = models.DateTimeField("nêu lúc")
    answer = models.TextField("trả lời", default="")
    answered_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người trả lời",
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True)

    scope_fields: ClassVar = ScopeFields(
        owner="assigned__assignment__organisation", addressed="assigned__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "khó khăn, vướng mắc"
        verbose_name_plural = "khó khăn, vướng mắc"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assigned", "submission_key"], name="one_difficulty_per_submission"
            ),
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="an_answer_names_the_person",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
