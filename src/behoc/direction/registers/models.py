"""Series of numbers, the books they belong to, and the entries of both registers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.direction.registers.rules.series import Direction
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopedQuerySet, ScopeFields, closed_manager

_DIRECTIONS = [(each.value, each.value) for each in Direction]


def _body_field() -> "models.ForeignKey[object, object]":
    return models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan giữ sổ",
    )


class RegisterBook(Scoped):
    """A book of its own for some types of document (sổ riêng), as the head of the body decided."""

    public_id = public_id_field()
    organisation = _body_field()
    name = models.CharField("tên sổ", max_length=120)
    types = models.JSONField("loại văn bản", default=list)
    person = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="người quyết định",
    )
    decided_at = models.DateTimeField("quyết định lúc")
    closed_at = models.DateTimeField("thôi dùng lúc", null=True)

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "sổ riêng"
        verbose_name_plural = "sổ riêng"

    def __str__(self) -> str:
        return self.name


class CommitteeTerm(Scoped):
    """One term of a committee (nhiệm kỳ), from which its numbers begin anew."""

    public_id = public_id_field()
    organisation = _body_field()
    name = models.CharField("tên nhiệm kỳ", max_length=60)
    starts_on = models.DateField("từ ngày")

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "starts_on"], name="one_term_per_start")
        ]

    def __str__(self) -> str:
        return self.name


class NumberSeries(Scoped):
    """One run of numbers of a body (dãy số): its row is locked while a number is given.

    `set_aside` holds numbers of papers that stand in a book on paper only, as secret ones do.
    """

    public_id = public_id_field()
    organisation = _body_field()
    direction = models.CharField("đi hay đến", max_length=3, choices=_DIRECTIONS)
    book = models.ForeignKey(
        RegisterBook, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="sổ riêng"
    )
    doc_type = models.CharField("loại văn bản", max_length=80, default="")
    period = models.CharField("kỳ", max_length=10)
    last_number = models.PositiveIntegerField("số cuối", default=0)
    set_aside = models.JSONField("số để riêng", default=list)

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "dãy số"
        verbose_name_plural = "dãy số"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "direction", "book", "doc_type", "period"],
                name="one_series_per_book_type_and_period",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.direction} {self.period}: {self.last_number}"


class EntryQuerySet(ScopedQuerySet["RegisterEntry"]):
    """Conditions on entries."""

    def standing(self) -> "EntryQuerySet":
        """Entries whose number was not cancelled."""
        return self.filter(cancelled_at__isnull=True)


class RegisterEntry(Scoped):
    """One line of a register (dòng sổ). It is never deleted: a cancelled number stays, marked.

    Facts of the paper stand in the document; here stands what the clerk of this body adds to them.
    A fact that nobody knows is null.
    """

    public_id = public_id_field()
    organisation = _body_field()
    direction = models.CharField("đi hay đến", max_length=3, choices=_DIRECTIONS)
    series = models.ForeignKey(
        NumberSeries, on_delete=models.PROTECT, related_name="+", verbose_name="dãy số"
    )
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số")
    letter = models.CharField("chữ thêm vào số", max_length=1, default="")
    repeat = models.PositiveSmallIntegerField("lần ghi trùng số", default=0)
    is_given = models.BooleanField("số do hệ thống cấp")
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", verbose_name="văn bản"
    )
    registered_on = models.DateField("ngày vào sổ")
    arrived_on = models.DateField("ngày đến", null=True)
    registered_at = models.DateTimeField("vào sổ lúc")
    person = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người vào sổ",
    )
    duplicate_reason = models.CharField("vì sao vẫn vào sổ", max_length=500, default="")
    recipients = models.TextField("nơi nhận văn bản", null=True)
    forwarded_to = models.CharField("chuyển", max_length=300, null=True)
    forwarded_on = models.DateField("ngày chuyển", null=True)
    received_by = models.CharField("ký nhận", max_length=160, null=True)
    keeper = models.CharField("nơi nhận bản lưu", max_length=200, null=True)
    copies = models.PositiveIntegerField("số lượng bản", null=True)
    file_reference = models.CharField("hồ sơ số", max_length=120, null=True)
    note = models.CharField("ghi chú", max_length=500, null=True)
    cancelled_at = models.DateTimeField("hủy lúc", null=True)
    cancelled_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người hủy",
    )
    cancel_reason = models.CharField("vì sao hủy", max_length=500, default="")

    scope_fields: ClassVar = ScopeFields(owner="organisation")
    objects: ClassVar = closed_manager(EntryQuerySet)

    class Meta(Scoped.Meta):
        verbose_name = "dòng sổ"
        verbose_name_plural = "dòng sổ"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "number", "letter", "repeat"], name="no_number_twice_in_a_series"
            ),
            models.UniqueConstraint(
                fields=["organisation", "document"],
                condition=Q(cancelled_at__isnull=True),
                name="one_standing_entry_per_body_and_document",
            ),
            models.CheckConstraint(
                condition=Q(is_given=False) | Q(letter="", repeat=0),
                name="a_given_number_is_never_a_repeat",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["organisation", "direction", "year", "number"], name="entry_book_order"
            ),
            models.Index(fields=["document"], name="entry_document"),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.letter}/{self.year}"
