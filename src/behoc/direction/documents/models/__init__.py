"""Dispatches, their documents, what was read in them, and the bodies that phrases mean."""

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from behoc.direction.documents.models.addressing import AddressRule, Resolution
from behoc.direction.documents.models.dissemination import Dissemination, DisseminationProof
from behoc.direction.documents.models.searching import SavedSearch, SearchText
from behoc.direction.documents.rules import (
    FACT_COLUMNS,
    Basis,
    DispatchState,
    FindKind,
    FindState,
    Part,
    Purpose,
    Urgency,
    Way,
)
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields

# The tables that stand in files of their own.
__all__ = [
    "AddressRule",
    "Dissemination",
    "DisseminationProof",
    "Resolution",
    "SavedSearch",
    "SearchText",
]


def _choices(values: type[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, value.value) for value in values]


class Dispatch(Scoped):
    """One or several documents that came together (bộ văn bản): a covering letter and its plan.

    It belongs to the body whose clerk sent it in.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan, tổ chức",
    )
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người tải lên"
    )
    title = models.CharField("tên gọi", max_length=500)
    state = models.CharField(
        "tình trạng", max_length=20, choices=_choices(DispatchState), default=DispatchState.WAITING
    )
    refusal = models.CharField("lý do không đọc được", max_length=500, default="")
    created_at = models.DateTimeField("tải lên lúc")
    read_at = models.DateTimeField("đọc xong lúc", null=True)
    confirmed_at = models.DateTimeField("vào sổ lúc", null=True)
    confirmed_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người vào sổ",
    )
    withdrawn_at = models.DateTimeField("thu hồi lúc", null=True)
    withdrawn_on = models.DateField("thu hồi từ ngày", null=True)
    withdrawn_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người thu hồi",
    )
    withdrawal_reason = models.TextField("lý do thu hồi", default="")
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="văn bản thay thế",
    )
    same_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cùng là bộ văn bản",
    )
    submission_key = models.CharField("khóa gửi", max_length=40, default="")

    programmes = models.ManyToManyField(
        "programmes.Programme", related_name="+", verbose_name="phong trào, đề án"
    )

    scope_fields: ClassVar = ScopeFields(owner="organisation", addressed="deliveries__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "bộ văn bản"
        verbose_name_plural = "bộ văn bản"
        indexes: ClassVar = [
            models.Index(fields=["organisation", "state", "-created_at"], name="dispatch_desk")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "submission_key"],
                condition=~models.Q(submission_key=""),
                name="one_dispatch_per_submission",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def entitle(self, title: str) -> None:
        """Set the title, cut to what fits; the caller saves it."""
        self.title = title[:500]


class DispatchFile(models.Model):
    """One file of a dispatch, in its place (tệp của bộ văn bản)."""

    dispatch = models.ForeignKey(
        Dispatch, on_delete=models.CASCADE, related_name="files", verbose_name="bộ văn bản"
    )
    stored_file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    part = models.CharField("phần", max_length=12, choices=_choices(Part), default=Part.MAIN)

    class Meta:
        verbose_name = "tệp của bộ văn bản"
        verbose_name_plural = "tệp của bộ văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["dispatch", "position"], name="one_file_per_position")
        ]

    def __str__(self) -> str:
        return f"{self.dispatch} #{self.position}"


class EarlierFile(models.Model):
    """A file that a better one took the place of (bản trước của tệp); it stays to be looked at."""

    dispatch_file = models.ForeignKey(
        DispatchFile, on_delete=models.CASCADE, related_name="earlier", verbose_name="tệp"
    )
    stored_file = models.ForeignKey(
        "attachments.StoredFile", on_delete=models.PROTECT, related_name="+", verbose_name="tệp"
    )
    number = models.PositiveSmallIntegerField("bản thứ")
    replaced_at = models.DateTimeField("thay lúc")
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người thay"
    )
    reason = models.CharField("vì sao thay", max_length=500)

    class Meta:
        verbose_name = "bản trước của tệp"
        verbose_name_plural = "bản trước của tệp"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dispatch_file", "number"], name="one_earlier_file_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispatch_file} ({self.number})"


class SourceText(models.Model):
    """The text of a dispatch as it was read, line by line (bản chữ); it is never changed."""

    dispatch = models.OneToOneField(
        Dispatch, on_delete=models.CASCADE, related_name="text", verbose_name="bộ văn bản"
    )
    lines = models.JSONField("các dòng")
    page_of_line = models.JSONField("trang của dòng", default=list)
    notes = models.JSONField("ghi chú khi đọc", default=list)

    class Meta:
        verbose_name = "bản chữ"
        verbose_name_plural = "bản chữ"

    def __str__(self) -> str:
        return _("%(dispatch)s: %(count)s dòng") % {
            "dispatch": self.dispatch,
            "count": len(self.lines),
        }


class Document(Scoped):
    """One document (văn bản). A fact that is not given, or not yet confirmed, is null."""

    public_id = public_id_field()
    dispatch = models.ForeignKey(
        Dispatch, on_delete=models.CASCADE, related_name="documents", verbose_name="bộ văn bản"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    first_line = models.PositiveIntegerField("từ dòng")
    last_line = models.PositiveIntegerField("đến dòng")
    issuer_name = models.CharField("cơ quan ban hành", max_length=300, null=True)
    issuer = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cơ quan ban hành trên hệ thống",
    )
    number_symbol = models.CharField("số, ký hiệu", max_length=120, null=True)
    place_name = models.CharField("địa danh", max_length=120, null=True)
    issued_on = models.DateField("ngày ban hành", null=True)
    doc_type = models.CharField("loại văn bản", max_length=80, null=True)
    subject = models.TextField("trích yếu", null=True)
    signer_name = models.CharField("người ký", max_length=120, null=True)
    signer_title = models.CharField("chức vụ người ký", max_length=200, null=True)
    signing_authority = models.CharField("thẩm quyền ký", max_length=300, null=True)
    urgency = models.CharField("mức độ khẩn", max_length=12, choices=_choices(Urgency), null=True)
    part = models.CharField("phần", max_length=12, choices=_choices(Part), default=Part.MAIN)

    scope_fields: ClassVar = ScopeFields(
        owner="dispatch__organisation", addressed="dispatch__deliveries__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dispatch", "position"], name="one_document_per_position"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["number_symbol"], name="document_number")]

    def __str__(self) -> str:
        return (
            self.number_symbol
            or self.subject
            or _("Văn bản thứ %(number)s") % {"number": self.position}
        )


def longest_fact(field: str) -> int | None:
    """How many letters the column of that fact takes; None where nothing bounds it."""
    column = FACT_COLUMNS.get(field)
    return getattr(Document._meta.get_field(column), "max_length", None) if column else None


class Find(Scoped):
    """One thing read in a document (mục đọc được): a proposal until a person decides.

    `value` holds what the thing says, by kind; `original` what the reader said before a person
    amended it. Lines are 1-based in the dispatch's text.
    """

    public_id = public_id_field()
    document = models.ForeignKey(
        Document, on_delete=models.CASCADE, related_name="finds", verbose_name="văn bản"
    )
    kind = models.CharField("loại", max_length=20, choices=_choices(FindKind))
    field = models.CharField("mục", max_length=40, default="")
    number = models.PositiveIntegerField("số thứ tự")
    line = models.PositiveIntegerField("từ dòng", null=True)
    line_end = models.PositiveIntegerField("đến dòng", null=True)
    clause = models.JSONField("điều khoản", default=list)
    text = models.TextField("nguyên văn", default="")
    value = models.JSONField("nội dung", default=dict)
    original = models.JSONField("nội dung máy đọc", null=True)
    confidence = models.FloatField("độ chắc", default=0)
    why = models.CharField("vì sao", max_length=300, default="")
    rule = models.CharField("quy tắc đọc", max_length=80, default="")
    state = models.CharField(
        "tình trạng", max_length=20, choices=_choices(FindState), default=FindState.PROPOSED
    )
    decided_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người kiểm",
    )
    decided_at = models.DateTimeField("kiểm lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="document__dispatch__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "mục đọc được"
        verbose_name_plural = "mục đọc được"
        indexes: ClassVar = [models.Index(fields=["document", "kind", "number"], name="find_order")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}: {self.text[:80]}"


class Delivery(Scoped):
    """A dispatch reaches a body, to act on or to know (lượt chuyển văn bản), with its receipt.

    It is received when the body first sees it in a list or its clerk says so, and opened when
    somebody of that body first opens the document; whoever else looks leaves no mark.
    """

    dispatch = models.ForeignKey(
        Dispatch, on_delete=models.CASCADE, related_name="deliveries", verbose_name="bộ văn bản"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="nơi nhận",
    )
    purpose = models.CharField("để", max_length=20, choices=_choices(Purpose))
    basis = models.CharField("theo", max_length=20, choices=_choices(Basis), default=Basis.TASK)
    phrase = models.CharField("ghi trong văn bản", max_length=500, default="")
    reason = models.CharField("lý do gửi thêm", max_length=500, default="")
    delivered_at = models.DateTimeField("chuyển lúc")
    sent_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người chuyển",
    )
    received_at = models.DateTimeField("tới nơi lúc", null=True)
    received_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người nhận",
    )
    opened_at = models.DateTimeField("mở lúc", null=True)
    opened_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người mở",
    )

    scope_fields: ClassVar = ScopeFields(owner="dispatch__organisation", addressed="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "lượt chuyển văn bản"
        verbose_name_plural = "lượt chuyển văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dispatch", "organisation"], name="one_delivery_per_body"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(received_at__isnull=False),
                name="what_is_opened_was_received",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "-delivered_at"],
                condition=Q(opened_at__isnull=True),
                name="delivery_unopened",
            )
        ]

    def __str__(self) -> str:
        return f"{self.dispatch} → {self.organisation}"


class OutsideDelivery(Scoped):
    """A dispatch goes to a receiver that is not on the platform (nơi nhận ngoài hệ thống).

    The clerk notes by which way it went; until then `sent_on` is null.
    """

    public_id = public_id_field()
    dispatch = models.ForeignKey(
        Dispatch, on_delete=models.CASCADE, related_name="outside", verbose_name="bộ văn bản"
    )
    name = models.CharField("nơi nhận như đã in", max_length=300)
    purpose = models.CharField("để", max_length=20, choices=_choices(Purpose))
    reason = models.CharField("lý do gửi thêm", max_length=500, default="")
    way = models.CharField("đường gửi", max_length=20, choices=_choices(Way), default="")
    sent_on = models.DateField("gửi ngày", null=True)
    proof = models.CharField("số hoặc chứng từ gửi", max_length=200, default="")
    noted_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người ghi",
    )
    noted_at = models.DateTimeField("ghi lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="dispatch__organisation")

    class Meta(Scoped.Meta):
        verbose_name = "nơi nhận ngoài hệ thống"
        verbose_name_plural = "nơi nhận ngoài hệ thống"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["dispatch", "name"], name="one_outside_delivery_per_name"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | (Q(noted_by__isnull=False) & ~Q(way="")),
                name="what_was_sent_names_way_and_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispatch} → {self.name}"
