"""Persons with an account, what they are where and when, and failed sign-ins."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from behoc.kernel.ids import public_id_field
from behoc.kernel.scope import Scoped, ScopedQuerySet, ScopeFields, closed_manager


class PersonManager(BaseUserManager["Person"]):
    """What Django's sign-in needs to find a person."""

    def get_by_natural_key(self, username: str | None) -> "Person":
        """The person of that sign-in name, letter case apart."""
        return self.get(sign_in_name__iexact=username)


class Person(AbstractBaseUser):
    """A person with an account (người dùng); e-mail and phone number are optional."""

    public_id = public_id_field()
    sign_in_name = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=120)
    sort_name = models.CharField("khóa xếp theo tên", max_length=300)
    name_folded = models.CharField("họ và tên không dấu", max_length=120, default="")
    email = models.EmailField("thư điện tử", null=True, blank=True)
    phone = models.CharField("số điện thoại", max_length=20, null=True, blank=True)
    is_active = models.BooleanField("đang dùng", default=True)
    password_is_one_time = models.BooleanField("mật khẩu dùng một lần", default=False)
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)

    USERNAME_FIELD = "sign_in_name"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["full_name"]

    objects: ClassVar = PersonManager()

    class Meta:
        verbose_name = "người dùng"
        verbose_name_plural = "người dùng"

    def __str__(self) -> str:
        return self.full_name


class MembershipQuerySet(ScopedQuerySet["Membership"]):
    """Conditions on memberships."""

    def in_force(self, on: object) -> "MembershipQuerySet":
        """Memberships that hold on that day."""
        return self.not_ended(on).filter(starts_on__lte=on)

    def not_ended(self, on: object) -> "MembershipQuerySet":
        """Memberships that hold on that day or will hold later."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on))


class Membership(Scoped):
    """A person holds one role in one body from one day to another (vai trò tại cơ quan)."""

    public_id = public_id_field()
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", verbose_name="người dùng"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="cơ quan, tổ chức",
    )
    role = models.CharField("vai trò", max_length=40)
    position = models.CharField("chức vụ", max_length=120, default="")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày", null=True)
    granted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="người giao"
    )

    scope_fields: ClassVar = ScopeFields(owner="organisation", person="person")
    objects: ClassVar = closed_manager(MembershipQuerySet)

    class Meta(Scoped.Meta):
        verbose_name = "vai trò tại cơ quan"
        verbose_name_plural = "vai trò tại cơ quan"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ends_on__isnull=True),
                name="one_open_membership_per_role",
                violation_error_message="Người này đang giữ vai trò đó tại cơ quan.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_begins",
                violation_error_message="Ngày thôi phải từ ngày giao trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.role} · {self.organisation}"


class SignInFailure(models.Model):
    """Failed sign-ins of one account on one device (lần đăng nhập hỏng).

    Counted per account and device, never per address: a whole commune shares one address.
    """

    sign_in_name = models.CharField("tên đăng nhập", max_length=60)
    device = models.CharField("thiết bị", max_length=64)
    failures = models.PositiveIntegerField("số lần", default=0)
    last_failure_at = models.DateTimeField("lần cuối")

    class Meta:
        verbose_name = "lần đăng nhập hỏng"
        verbose_name_plural = "lần đăng nhập hỏng"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sign_in_name", "device"], name="one_count_per_account_and_device"
            )
        ]

    def __str__(self) -> str:
        return f"{self.sign_in_name}: {self.failures}"
