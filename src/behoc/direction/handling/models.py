"""Submissions to leaders, their instructions, what was answered, and who stands in for whom."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from behoc.direction.handling.rules import (
    AnswerKind,
    DelegationKind,
    InstructionState,
    PartRole,
    PartState,
    SubmissionState,
)
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopedQuerySet, ScopeFields, closed_manager

_ONE_RECEIVER = Q(person__isnull=False, body__isnull=True) | Q(
    person__isnull=True, body__isnull=False
)


def _choices(values: Any) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


def _person(**options: Any) -> Any:
    return models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", **options
    )


def _body(**options: Any) -> Any:
    return models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", **options
    )


class DelegationQuerySet(ScopedQuerySet["Delegation"]):
    """Conditions on delegations."""

    def in_force(self, on: object) -> "DelegationQuerySet":
        """Those that hold on that day; both the first and the last day count."""
        lasting = Q(ends_on__isnull=True) | Q(ends_on__gte=on)
        return self.filter(lasting, starts_on__lte=on, stopped_at__isnull=True)


class Delegation(Scoped):
    """A leader lets a deputy of the same body instruct, from day to day (ủy quyền cho ý kiến).

    It widens nobody's reach: the deputy must hold the right to instruct in that body.
    """

    public_id = public_id_field()
    organisation = _body(verbose_name="cơ quan, tổ chức")
    leader = _person(verbose_name="lãnh đạo ủy quyền")
    deputy = _person(verbose_name="người được ủy quyền")
    kind = models.CharField("kiểu", max_length=10, choices=_choices(DelegationKind))
    field = models.CharField("lĩnh vực", max_length=40, default="")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True)
    created_at = models.DateTimeField("ghi lúc")
    stopped_at = models.DateTimeField("thôi lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="organisation")
    objects: ClassVar = closed_manager(DelegationQuerySet)

    class Meta(Scoped.Meta):
        verbose_name = "ủy quyền cho ý kiến"
        verbose_name_plural = "ủy quyền cho ý kiến"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="delegation_ends_after_it_begins",
                violation_error_message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=~Q(leader=F("deputy")),
                name="nobody_delegates_to_oneself",
                violation_error_message="Không ủy quyền cho chính mình.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "deputy"], name="delegation_deputy")
        ]

    def __str__(self) -> str:
        return f"{self.leader} → {self.deputy}"


class Submission(Scoped):
    """A paper laid before a leader of the own body with one line of advice (lượt trình)."""

    public_id = public_id_field()
    organisation = _body(verbose_name="cơ quan, tổ chức")
    dispatch = models.ForeignKey(
        "documents.Dispatch",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="bộ văn bản",
    )
    leader = _person(verbose_name="trình lãnh đạo")
    submitted_by = _person(verbose_name="người trình")
    advice = models.CharField("ý kiến đề xuất", max_length=1000, default="")
    field = models.CharField("lĩnh vực", max_length=40, default="")
    due_on = models.DateField("hạn đề xuất", null=True)
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=_choices(SubmissionState),
        default=SubmissionState.WAITING,
    )
    submission_key = models.CharField("khóa gửi", max_length=40)
    created_at = models.DateTimeField("trình lúc")
    opened_at = models.DateTimeField("lãnh đạo mở lúc", null=True)
    closed_at = models.DateTimeField("khép lại lúc", null=True)
    closed_by = _person(verbose_name="người khép lại", null=True)
    reason = models.CharField("lý do", max_length=1000, default="")

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "lượt trình"
        verbose_name_plural = "lượt trình"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "submission_key"], name="one_submission_per_key"
            ),
            models.UniqueConstraint(
                fields=["organisation", "dispatch"],
                condition=Q(state=SubmissionState.WAITING),
                name="one_waiting_submission_per_paper",
                violation_error_message="Văn bản này đang chờ lãnh đạo cho ý kiến.",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "leader"], name="submission_desk")
        ]

    def __str__(self) -> str:
        return str(self.dispatch)


class ProposedPart(models.Model):
    """Whom the clerk proposes for a paper: a person of the body or a body directly below."""

    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="proposed", verbose_name="lượt trình"
    )
    role = models.CharField("vai", max_length=20, choices=_choices(PartRole))
    person = _person(verbose_name="người", null=True)
    body = _body(verbose_name="cơ quan", null=True)

    class Meta:
        verbose_name = "phần việc đề xuất"
        verbose_name_plural = "phần việc đề xuất"
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ONE_RECEIVER, name="proposed_part_names_one")
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.person or self.body}"


class Instruction(Scoped):
    """What a leader said on a paper: who leads, who co-ordinates, by when (ý kiến chỉ đạo).

    A deputy's instruction keeps in whose place it was given and by which delegation; an amended one
    stays beside the one that took its place.
    """

    public_id = public_id_field()
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="instructions", verbose_name="lượt trình"
    )
    number = models.PositiveSmallIntegerField("lần thứ")
    given_by = _person(verbose_name="người cho ý kiến")
    given_by_position = models.CharField("chức vụ", max_length=120, default="")
    on_behalf_of = _person(verbose_name="thay mặt", null=True)
    on_behalf_of_position = models.CharField("chức vụ người ủy quyền", max_length=120, default="")
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="theo ủy quyền",
    )
    sentence = models.CharField("câu chọn sẵn", max_length=40, default="")
    text = models.CharField("nội dung", max_length=2000)
    due_on = models.DateField("ngày cuối đúng hạn", null=True)
    state = models.CharField(
        "tình trạng",
        max_length=20,
        choices=_choices(InstructionState),
        default=InstructionState.STANDING,
    )
    submission_key = models.CharField("khóa gửi", max_length=40)
    given_at = models.DateTimeField("cho ý kiến lúc")
    ended_at = models.DateTimeField("thôi hiệu lực lúc", null=True)
    ended_by = _person(verbose_name="người sửa hoặc thu hồi", null=True)
    reason = models.CharField("lý do", max_length=1000, default="")

    scope_fields: ClassVar = ScopeFields(owner="submission__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "ý kiến chỉ đạo"
        verbose_name_plural = "ý kiến chỉ đạo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission", "number"], name="instructions_are_numbered"
            ),
            models.UniqueConstraint(
                fields=["submission"],
                condition=Q(state=InstructionState.STANDING),
                name="one_standing_instruction",
            ),
            models.UniqueConstraint(
                fields=["submission", "submission_key"], name="one_instruction_per_key"
            ),
            models.CheckConstraint(
                condition=Q(on_behalf_of__isnull=True) | Q(delegation__isnull=False),
                name="standing_in_names_the_delegation",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["given_by", "sentence"], name="used_sentences")]

    def __str__(self) -> str:
        return self.text[:120]


class InstructedPart(Scoped):
    """One receiver of an instruction and how far it is (phần việc được giao).

    A person answers here; a body directly below has its share of a task of its own.
    """

    public_id = public_id_field()
    instruction = models.ForeignKey(
        Instruction, on_delete=models.CASCADE, related_name="parts", verbose_name="ý kiến chỉ đạo"
    )
    role = models.CharField("vai", max_length=20, choices=_choices(PartRole))
    person = _person(verbose_name="người làm", null=True)
    body = _body(verbose_name="nơi làm", null=True)
    share = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="nhiệm vụ của nơi làm",
    )
    state = models.CharField(
        "tình trạng", max_length=20, choices=_choices(PartState), default=PartState.NEW
    )
    opened_at = models.DateTimeField("mở lúc", null=True)
    done_at = models.DateTimeField("xong lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="instruction__submission__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "phần việc được giao"
        verbose_name_plural = "phần việc được giao"
        constraints: ClassVar = [
            models.CheckConstraint(condition=_ONE_RECEIVER, name="instructed_part_names_one"),
            models.UniqueConstraint(
                fields=["instruction", "person"],
                condition=Q(person__isnull=False),
                name="one_part_per_person",
            ),
            models.UniqueConstraint(
                fields=["instruction", "body"],
                condition=Q(body__isnull=False),
                name="one_part_per_body",
            ),
            models.UniqueConstraint(
                fields=["instruction"], condition=Q(role=PartRole.LEAD), name="one_lead"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person", "state"], name="part_desk")]

    def __str__(self) -> str:
        return f"{self.person or self.body}: {self.instruction}"


class Answer(Scoped):
    """What a person answered to an instruction (trả lời ý kiến chỉ đạo); sent twice it is one."""

    public_id = public_id_field()
    part = models.ForeignKey(
        InstructedPart,
        on_delete=models.CASCADE,
        related_name="answers",
        verbose_name="phần việc được giao",
    )
    person = _person(verbose_name="người trả lời")
    kind = models.CharField("loại", max_length=20, choices=_choices(AnswerKind))
    text = models.TextField("nội dung")
    submission_key = models.CharField("khóa gửi", max_length=40)
    created_at = models.DateTimeField("trả lời lúc")

    scope_fields: ClassVar = ScopeFields(owner="part__instruction__submission__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "trả lời ý kiến chỉ đạo"
        verbose_name_plural = "trả lời ý kiến chỉ đạo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["part", "submission_key"], name="one_answer_per_key")
        ]

    def __str__(self) -> str:
        return self.text[:80]


class AnswerFile(Scoped):
    """One file that goes with an answer (tệp kèm trả lời)."""

    public_id = public_id_field()
    answer = models.ForeignKey(
        Answer, on_delete=models.CASCADE, related_name="files", verbose_name="trả lời"
    )
    stored_file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )

    scope_fields: ClassVar = ScopeFields(
        owner="answer__part__instruction__submission__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "tệp kèm trả lời"
        verbose_name_plural = "tệp kèm trả lời"

    def __str__(self) -> str:
        return str(self.stored_file)
