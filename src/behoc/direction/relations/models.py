"""Texts as a body knows them, and what its documents are to them."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from behoc.direction.relations.rules import (
    RelationKind,
    RelationState,
    Sameness,
    TextFacts,
    symbol_key,
)
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopeFields
from behoc.kernel.text import fold


class CitedText(Scoped):
    """One text as one body knows it (văn bản liên quan): by number, day, issuer or name alone.

    It is held once `document` is set; what is not known is null and filled when it is learnt.
    Other bodies keep rows of their own: what one joins or holds is not told to another.
    """

    public_id = public_id_field()
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan biết tới",
    )
    symbol = models.CharField("số, ký hiệu", max_length=120, null=True)
    symbol_folded = models.CharField("số, ký hiệu để so", max_length=120, default="")
    issued_on = models.DateField("ngày ban hành", null=True)
    kind_name = models.CharField("loại văn bản", max_length=80, null=True)
    issuer_name = models.CharField("cơ quan ban hành", max_length=300, null=True)
    name = models.CharField("tên gọi", max_length=500, null=True)
    name_folded = models.CharField("tên gọi để so", max_length=500, default="")
    document = models.OneToOneField(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="văn bản đang giữ",
    )
    same_as = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="cùng là"
    )
    same_state = models.CharField(
        "cùng hay khác",
        max_length=10,
        choices=[(each.value, each.value) for each in Sameness],
        default=Sameness.UNASKED,
        blank=True,
    )
    same_decided_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người ghi cùng hay khác",
    )
    same_decided_at = models.DateTimeField("ghi cùng hay khác lúc", null=True)
    created_at = models.DateTimeField("biết tới lúc")

    scope_fields: ClassVar = ScopeFields(
        owner="organisation", addressed="document__dispatch__deliveries__organisation"
    )

    class Meta(Scoped.Meta):
        verbose_name = "văn bản liên quan"
        verbose_name_plural = "văn bản liên quan"
        indexes: ClassVar = [
            models.Index(fields=["symbol_folded", "organisation"], name="cited_text_symbol"),
            models.Index(fields=["organisation", "issued_on"], name="cited_text_day"),
            models.Index(fields=["organisation", "name_folded"], name="cited_text_name"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(symbol=None) | ~Q(name=None), name="a_text_has_a_symbol_or_a_name"
            ),
            models.CheckConstraint(
                condition=Q(same_as=None) | ~Q(same_as=F("pk")), name="no_text_is_its_own_variant"
            ),
        ]

    def __str__(self) -> str:
        if not self.symbol:
            return self.name or _("Văn bản")
        return " ".join(filter(None, [self.kind_name, self.symbol]))

    @property
    def facts(self) -> TextFacts:
        """What tells this text from others."""
        return TextFacts(self.symbol, self.issued_on, self.issuer_name, self.name)

    def learn(self, facts: TextFacts, kind_name: str | None = None) -> bool:
        """Take over what was not known yet; True when anything was. The caller saves."""
        before = (self.facts, self.kind_name)
        self.symbol = self.symbol or facts.symbol
        self.issued_on = self.issued_on or facts.issued_on
        self.issuer_name = self.issuer_name or facts.issuer
        self.name = self.name or facts.name
        self.kind_name = self.kind_name or kind_name
        self.symbol_folded = symbol_key(self.symbol)
        self.name_folded = fold(self.name or "")[:500]
        return before != (self.facts, self.kind_name)


class Relation(Scoped):
    """What one document is to one text (quan hệ văn bản); a proposal until a person decides."""

    public_id = public_id_field()
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, related_name="+", verbose_name="văn bản"
    )
    cited = models.ForeignKey(
        CitedText,
        on_delete=models.PROTECT,
        related_name="relations",
        verbose_name="văn bản liên quan",
    )
    kind = models.CharField(
        "loại quan hệ", max_length=12, choices=[(each.value, each.value) for each in RelationKind]
    )
    read_kind = models.CharField("loại máy đọc", max_length=12, default="")
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=[(each.value, each.value) for each in RelationState],
        default=RelationState.PROPOSED,
    )
    find = models.ForeignKey(
        "documents.Find",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="mục đọc được",
    )
    line = models.PositiveIntegerField("dòng", null=True)
    note = models.CharField("ghi chú", max_length=300, default="")
    decided_by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="người quyết định",
    )
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    created_at = models.DateTimeField("ghi lúc")

    scope_fields: ClassVar = ScopeFields(
        owner="document__dispatch__organisation",
        addressed="document__dispatch__deliveries__organisation",
    )

    class Meta(Scoped.Meta):
        verbose_name = "quan hệ văn bản"
        verbose_name_plural = "quan hệ văn bản"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["document", "cited"], name="one_relation_per_document_and_text"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["cited", "kind"], name="relation_responses")]

    def __str__(self) -> str:
        return f"{self.document} {self.kind} {self.cited}"
