"""What search compares, and the searches that people keep."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from behoc.kernel.ids import public_id_field
from behoc.kernel.lexemes import LexemeField
from behoc.kernel.scope import Scoped, ScopeFields


class SearchText(models.Model):
    """What search compares of one document (chỉ mục tìm): its words, number, and who reaches it.

    It is made from other rows by `services.indexing` and may be made anew at any time.
    """

    document = models.OneToOneField(
        "documents.Document",
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="search_text",
        verbose_name="văn bản",
    )
    issued_on = models.DateField("ngày ban hành", null=True)
    lexemes = LexemeField("từ và phạm vi")

    class Meta:
        verbose_name = "chỉ mục tìm"
        verbose_name_plural = "chỉ mục tìm"
        # Papers come slowly and are searched often: a pending list would slow every search.
        indexes: ClassVar = [GinIndex(fields=["lexemes"], name="search_lexemes", fastupdate=False)]

    def __str__(self) -> str:
        return str(self.document)


class SavedSearch(Scoped):
    """A search that a person keeps under a name of their own (lượt tìm đã lưu)."""

    public_id = public_id_field()
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.CASCADE, related_name="+", verbose_name="người lưu"
    )
    name = models.CharField("tên gọi", max_length=80)
    query = models.CharField("điều kiện tìm", max_length=600)
    created_at = models.DateTimeField("lưu lúc")

    scope_fields: ClassVar = ScopeFields(person="person")

    class Meta(Scoped.Meta):
        verbose_name = "lượt tìm đã lưu"
        verbose_name_plural = "lượt tìm đã lưu"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "name"], name="one_saved_search_per_name")
        ]

    def __str__(self) -> str:
        return self.name
