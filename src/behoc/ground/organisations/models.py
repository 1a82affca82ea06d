"""Places and bodies, each with dates of validity and its path in its tree."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from behoc.kernel.ids import public_id_field

PATH_LENGTH = 200


class Place(models.Model):
    """One territory (địa bàn): the nation, a province, a commune, later a village.

    Names of places are public, so the table needs no scope door.
    `path` holds the ids from the root, "/1/7/33/"; a look-alike prefix never matches.
    """

    code = models.CharField("mã", max_length=20, unique=True)
    name = models.CharField("tên", max_length=200)
    name_folded = models.CharField("tên không dấu", max_length=200)
    kind = models.CharField("loại", max_length=40)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="thuộc"
    )
    path = models.CharField("đường dẫn", max_length=PATH_LENGTH, unique=True)
    is_sample = models.BooleanField("địa bàn mẫu", default=False)
    source = models.CharField("nguồn", max_length=200, default="")
    valid_from = models.DateField("hiệu lực từ", null=True)
    valid_to = models.DateField("hiệu lực đến", null=True)

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        indexes: ClassVar = [
            models.Index(fields=["parent", "name_folded"], name="place_parent_name"),
            models.Index(
                fields=["path"], name="place_path_prefix", opclasses=["varchar_pattern_ops"]
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="place_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its kind, as people write it: “xã Bãi Trầm”."""
        kind = self.kind.removesuffix(" trung ương")
        return f"{kind} {self.name}"


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Conditions on bodies."""

    def in_force(self, on: object) -> "OrganisationQuerySet":
        """Bodies that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=on),
            Q(valid_to__isnull=True) | Q(valid_to__gt=on),
        )


class Organisation(models.Model):
    """One body (cơ quan, tổ chức) of any line: it receives, does, reports and answers.

    A body has one superior in its own line and stands at one place (architecture §19.1).
    Names of bodies are public, so the table needs no scope door.
    """

    public_id = public_id_field()
    code = models.CharField("mã", max_length=40, unique=True)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=100)
    name_folded = models.CharField("tên không dấu", max_length=200)
    aliases = models.JSONField("tên gọi khác", default=list)
    kind = models.CharField("loại", max_length=60)
    line = models.CharField("tuyến", max_length=40)
    symbol = models.CharField("ký hiệu", max_length=40, default="")
    superior = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="cấp trên"
    )
    line_path = models.CharField("đường dẫn theo tuyến", max_length=PATH_LENGTH, unique=True)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, related_name="+", verbose_name="địa bàn"
    )
    place_path = models.CharField("đường dẫn theo địa bàn", max_length=PATH_LENGTH)
    valid_from = models.DateField("hiệu lực từ", null=True)
    valid_to = models.DateField("hiệu lực đến", null=True)

    objects: ClassVar = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, tổ chức"
        verbose_name_plural = "cơ quan, tổ chức"
        indexes: ClassVar = [
            models.Index(
                fields=["line_path"], name="body_line_prefix", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(
                fields=["place_path"], name="body_place_prefix", opclasses=["varchar_pattern_ops"]
            ),
            models.Index(fields=["kind", "place"], name="body_kind_place"),
            models.Index(fields=["name_folded"], name="body_name_folded"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="body_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực.",
            )
        ]

    def __str__(self) -> str:
        return self.name
