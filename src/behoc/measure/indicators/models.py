"""Indicators, the figures of bodies, and the totals above them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from behoc.kernel.ids import public_id_field
from behoc.kernel.periods import Kind
from behoc.kernel.scope import Scoped, ScopeFields
from behoc.measure.indicators.rules import Aggregation, Direction, Tree

WHOLE = 0  # the part of a figure that is not split


class Indicator(models.Model):
    """One thing that is measured (chỉ số): what is counted, of what, how often, by whom.

    Without an owner it is the nation's and comes from a shipped file. What is measured is public,
    so the table needs no scope door.
    """

    public_id = public_id_field()
    code = models.CharField("mã", max_length=40, unique=True, null=True)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cơ quan đặt",
    )
    name = models.CharField("tên", max_length=300)
    unit = models.CharField("đơn vị tính", max_length=60)
    decimals = models.PositiveSmallIntegerField("số chữ số lẻ", default=0)
    numerator = models.CharField("tử số là", max_length=300)
    denominator = models.CharField("mẫu số là", max_length=300, null=True)
    within = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="mẫu số nằm trong",
    )
    aggregation = models.CharField(
        "cách gộp", max_length=10, choices=[(each.value, each.value) for each in Aggregation]
    )
    direction = models.CharField(
        "chiều tốt", max_length=5, choices=[(each.value, each.value) for each in Direction]
    )
    period_kind = models.PositiveSmallIntegerField(
        "kỳ", choices=[(each.value, each.name) for each in Kind]
    )
    line = models.CharField("tuyến chịu trách nhiệm", max_length=40, default="")
    source = models.CharField("nguồn", max_length=300, default="")
    created_at = models.DateTimeField("thêm lúc")

    class Meta:
        verbose_name = "chỉ số"
        verbose_name_plural = "chỉ số"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(denominator__isnull=False) | ~Q(aggregation=Aggregation.RATIO),
                name="a_ratio_names_its_denominator",
                violation_error_message="Tỷ lệ phải ghi rõ mẫu số.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """What an act or a body asks an indicator to be by a year (chỉ tiêu), anywhere or at a place.

    Targets of several acts and levels stand side by side; none overwrites another. They are
    announced to everybody, so the table needs no scope door.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="+", verbose_name="chỉ số"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="cơ quan đặt",
    )
    place = models.ForeignKey(
        "organisations.Place",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="địa bàn",
    )
    year = models.PositiveSmallIntegerField("đến năm")
    value = models.DecimalField("phải đạt", max_digits=20, decimal_places=4)
    symbol = models.CharField("văn bản đặt", max_length=120)
    issued_on = models.DateField("ngày văn bản", null=True)
    issuer = models.CharField("cơ quan ban hành", max_length=300)
    document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="văn bản có trên hệ thống",
    )
    line = models.PositiveIntegerField("dòng", null=True)
    find = models.ForeignKey(
        "documents.Find",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="mục đọc được",
    )
    note = models.CharField("ghi chú", max_length=300, default="")
    seen = models.CharField("mức chắc chắn", max_length=10, default="")

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["indicator", "symbol", "organisation", "place", "year"],
                nulls_distinct=False,
                name="one_target_per_act_place_and_year",
            )
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} · {self.year} · {self.symbol}"


class Figure(Scoped):
    """What one body says of one indicator in one period (số liệu): as sent, and as approved.

    No row means not reported, which is not zero. `covers` marks a figure typed for the whole of
    what lies below the body: it stands in place of what the bodies below say, which is kept.
    """

    pk = models.CompositePrimaryKey("organisation_id", "period", "indicator_id", "part")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan",
        db_index=False,  # the key begins with it
    )
    period = models.IntegerField("kỳ")
    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="+", verbose_name="chỉ số", db_index=False
    )
    part = models.IntegerField("phần tách", default=WHOLE)
    numerator = models.DecimalField("tử số", max_digits=20, decimal_places=4, null=True)
    denominator = models.DecimalField("mẫu số", max_digits=20, decimal_places=4, null=True)
    approved_numerator = models.DecimalField(
        "tử số đã duyệt", max_digits=20, decimal_places=4, null=True
    )
    approved_denominator = models.DecimalField(
        "mẫu số đã duyệt", max_digits=20, decimal_places=4, null=True
    )
    covers = models.BooleanField("thay cho cấp dưới", default=False)

    scope_fields: ClassVar = ScopeFields(owner="organisation")

    class Meta(Scoped.Meta):
        verbose_name = "số liệu"
        verbose_name_plural = "số liệu"

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.period} · {self.indicator_id}"


class FigureMark(models.Model):
    """A body's figures of a period changed and are not yet in the totals (số liệu chờ gộp).

    Marks are only added, by a trigger, and taken away by the worker that gathers: writers never
    wait for each other or for the totals above them.
    """

    organisation_id = models.BigIntegerField("cơ quan")
    period = models.IntegerField("kỳ")
    at = models.DateTimeField("lúc", db_default=Now())

    class Meta:
        verbose_name = "số liệu chờ gộp"
        verbose_name_plural = "số liệu chờ gộp"

    def __str__(self) -> str:
        return f"{self.organisation_id} · {self.period}"


class Total(models.Model):
    """The sum of figures at one node of one tree (số cộng dồn), as sent and as approved.

    It is made from other rows by `services.gathering` and may be made anew at any time. Only
    nodes where several bodies may count have totals, those with something below them and places
    where several bodies stand: elsewhere the one figure is its own total.
    """

    pk = models.CompositePrimaryKey("tree", "node", "period", "indicator_id", "part")
    tree = models.PositiveSmallIntegerField(
        "cây", choices=[(each.value, each.name) for each in Tree]
    )
    node = models.BigIntegerField("nút")
    period = models.IntegerField("kỳ")
    indicator = models.ForeignKey(
        Indicator,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="chỉ số",
        db_index=False,
        db_constraint=False,  # it comes from figures, which have it; checking again is a third more
    )
    part = models.IntegerField("phần tách", default=WHOLE)
    numerator = models.DecimalField("tử số", max_digits=24, decimal_places=4, null=True)
    denominator = models.DecimalField("mẫu số", max_digits=24, decimal_places=4, null=True)
    bodies = models.IntegerField("số nơi có số liệu", default=0)
    approved_numerator = models.DecimalField(
        "tử số đã duyệt", max_digits=24, decimal_places=4, null=True
    )
    approved_denominator = models.DecimalField(
        "mẫu số đã duyệt", max_digits=24, decimal_places=4, null=True
    )
    approved_bodies = models.IntegerField("số nơi đã duyệt", default=0)

    class Meta:
        verbose_name = "số cộng dồn"
        verbose_name_plural = "số cộng dồn"
        indexes: ClassVar = [
            models.Index(fields=["tree", "indicator", "period", "node"], name="total_by_indicator"),
        ]

    def __str__(self) -> str:
        return f"{self.tree}/{self.node} · {self.period} · {self.indicator_id}"
