"""Notices, each for one person, and the letters that tell of them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from behoc.ground.notifications.rules.letters import USUAL_HOUR, LetterState, Wishes
from behoc.ground.notifications.rules.quiet_days import Leave
from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopedQuerySet, ScopeFields, closed_manager


class NoticeQuerySet(ScopedQuerySet["Notice"]):
    """Conditions on notices."""

    def unseen(self) -> "NoticeQuerySet":
        """Not looked at yet, and the matter is still open."""
        return self.filter(seen_at__isnull=True, done_at__isnull=True)


class Notice(Scoped):
    """One thing that one person is told, once (thông báo); `key` tells the same thing again."""

    public_id = public_id_field()
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="nhận thay mặt cơ quan",
    )
    kind = models.CharField("loại", max_length=60)
    title = models.JSONField("nội dung")
    text = models.JSONField("nói thêm", default=dict)
    url = models.CharField("trang", max_length=300)
    key = models.CharField("khóa", max_length=200)
    created_at = models.DateTimeField("báo lúc")
    seen_at = models.DateTimeField("xem lúc", null=True)
    done_at = models.DateTimeField("hết việc lúc", null=True)
    letter = models.ForeignKey(
        "notifications.Letter",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name="đã gửi trong thư",
    )

    scope_fields: ClassVar = ScopeFields(person="person")
    objects: ClassVar = closed_manager(NoticeQuerySet)

    class Meta(Scoped.Meta):
        verbose_name = "thông báo"
        verbose_name_plural = "thông báo"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "key"], name="one_notice_per_person_and_key")
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "-created_at"], name="notice_of_person"),
            models.Index(
                fields=["person"],
                name="notice_unseen",
                condition=Q(seen_at__isnull=True, done_at__isnull=True),
            ),
            models.Index(fields=["key"], name="notice_open_key", condition=Q(done_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.person}"


class NoticeWishes(Scoped):
    """How one person wants to be told (cách nhận thông báo); without a row the usual way holds."""

    public_id = public_id_field()
    person = models.OneToOneField(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người dùng"
    )
    by_mail = models.BooleanField("gửi thư hằng ngày", default=True)
    email = models.EmailField("gửi tới", default="")
    hour = models.PositiveSmallIntegerField("giờ gửi", default=USUAL_HOUR)
    muted = models.JSONField("loại không gửi", default=list)
    leave_from = models.DateField("nghỉ từ ngày", null=True)
    leave_until = models.DateField("nghỉ đến hết ngày", null=True)

    scope_fields: ClassVar = ScopeFields(person="person")

    class Meta(Scoped.Meta):
        verbose_name = "cách nhận thông báo"
        verbose_name_plural = "cách nhận thông báo"

    def __str__(self) -> str:
        return str(self.person)

    def as_wishes(self) -> Wishes:
        """The row as plain values."""
        return Wishes(
            by_mail=self.by_mail,
            address=self.email,
            hour=self.hour,
            muted=frozenset(self.muted),
            leave=Leave(self.leave_from, self.leave_until),
        )


class Letter(Scoped):
    """The e-mail of one day to one person (thư tổng hợp), and what became of it."""

    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người nhận"
    )
    day = models.DateField("ngày")
    due_at = models.DateTimeField("đến giờ gửi lúc")
    address = models.EmailField("gửi tới")
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=[(state.value, state.value) for state in LetterState],
        default=LetterState.WAITING,
    )
    attempts = models.PositiveSmallIntegerField("số lần thử", default=0)
    next_try_at = models.DateTimeField("thử lại lúc", null=True)
    sending_at = models.DateTimeField("bắt đầu gửi lúc", null=True)
    sent_at = models.DateTimeField("gửi xong lúc", null=True)
    notices = models.PositiveIntegerField("số thông báo", default=0)
    failure = models.CharField("lý do hỏng", max_length=300, default="")
    message_id = models.CharField("mã thư", max_length=120, default="")

    scope_fields: ClassVar = ScopeFields(person="person")

    class Meta(Scoped.Meta):
        verbose_name = "thư tổng hợp"
        verbose_name_plural = "thư tổng hợp"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "day"], name="one_letter_per_person_and_day")
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["state", "next_try_at"],
                name="letter_under_way",
                condition=models.Q(state__in=("waiting", "sending")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.day:%d/%m/%Y}"


class CalendarToken(Scoped):
    """A secret address under which a calendar program fetches due days (địa chỉ lịch).

    It shows what its maker may see of that one body today, or of all bodies of the maker. Only a
    digest is kept, so whoever reads the table cannot fetch a calendar.
    """

    public_id = public_id_field()
    person = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, related_name="+", verbose_name="người tạo"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="lịch của cơ quan",
    )
    digest = models.CharField("dấu của địa chỉ", max_length=64, unique=True)
    created_at = models.DateTimeField("tạo lúc")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    fetched_at = models.DateTimeField("lấy lần cuối lúc", null=True)
    hour_began_at = models.DateTimeField("giờ đang đếm từ", null=True)
    fetched_times = models.PositiveIntegerField("số lần trong giờ", default=0)

    scope_fields: ClassVar = ScopeFields(person="person")

    class Meta(Scoped.Meta):
        verbose_name = "địa chỉ lịch"
        verbose_name_plural = "địa chỉ lịch"

    def __str__(self) -> str:
        return str(self.organisation or self.person)
