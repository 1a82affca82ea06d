"""Drafts with their versions, the opinions asked for, and the leader's word."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.direction.drafting.rules import DraftKind, DraftState, Verdict
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Draft(Scoped):
    """An answer or an own plan on its way to a leader's approval (dự thảo).

    It stays inside the body that writes it; approved, it waits to be issued on official paper.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan soạn",
    )
    dispatch = models.ForeignKey(
        "documents.Dispatch",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="trả lời văn bản",
    )
    share = models.ForeignKey(
        "assignments.AssignedBody",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cho nhiệm vụ",
    )
    title = models.CharField("tên dự thảo", max_length=300)
    kind = models.CharField("loại", max_length=20, choices=_choices(DraftKind))
    state = models.CharField(
        "tình trạng", max_length=20, choices=_choices(DraftState), default=DraftState.WRITING
    )
    author = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người soạn"
    )
    leader = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="trình ai",
    )
    submission_key = models.CharField("khóa gửi", max_length=40)
    created_at = models.DateTimeField("bắt đầu lúc")
    submitted_at = models.DateTimeField("trình lúc", null=True)
    decided_at = models.DateTimeField("duyệt hoặc trả lúc", null=True)
    decided_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người duyệt hoặc trả",
    )
    return_reason = models.CharField("lý do trả lại", max_length=1000, default="")

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "dự thảo"
        verbose_name_plural = "dự thảo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "author", "submission_key"],
                name="one_draft_per_submission",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(decided_by__isnull=False),
                name="approval_names_the_person",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "state"], name="draft_desk")]

    def __str__(self) -> str:
        return self.title


class DraftVersion(Scoped):
    """One version of a draft's text (bản dự thảo); it is never changed."""

    draft = models.ForeignKey(
        Draft, on_delete=models.CASCADE, related_name="versions", verbose_name="dự thảo"
    )
    number = models.PositiveSmallIntegerField("bản thứ")
    text = models.TextField("nội dung")
    note = models.CharField("đã sửa gì", max_length=500, default="")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người viết"
    )
    created_at = models.DateTimeField("viết lúc")

    scope_fields: ClassVar = ScopeFields(owner="draft__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "bản dự thảo"
        verbose_name_plural = "bản dự thảo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["draft", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.draft} #{self.number}"


class DraftFile(Scoped):
    """One file that goes with a version of a draft (tệp dự thảo)."""

    public_id = public_id_field()
    version = models.ForeignKey(
        DraftVersion, on_delete=models.CASCADE, related_name="files", verbose_name="bản dự thảo"
    )
    stored_file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )

    scope_fields: ClassVar = ScopeFields(owner="version__draft__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "tệp dự thảo"
        verbose_name_plural = "tệp dự thảo"

    def __str__(self) -> str:
        return str(self.stored_file)


class Opinion(Scoped):
    """What one colleague, asked by name, says of one version (góp ý)."""

    public_id = public_id_field()
    version = models.ForeignKey(
        DraftVersion, on_delete=models.CASCADE, related_name="opinions", verbose_name="bản dự thảo"
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người góp ý"
    )
    asked_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người xin"
    )
    asked_at = models.DateTimeField("xin lúc")
    due_on = models.DateField("góp ý trước hết ngày")
    verdict = models.CharField("ý kiến", max_length=20, choices=_choices(Verdict), default="")
    text = models.TextField("nội dung góp ý", default="")
    answered_at = models.DateTimeField("góp ý lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="version__draft__organisation", person="person")

    class Meta(Scoped.Meta):
        verbose_name = "góp ý"
        verbose_name_plural = "góp ý"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["version", "person"], name="one_opinion_per_person_and_version"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(verdict=""),
                name="an_answer_has_its_verdict",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.version}"
