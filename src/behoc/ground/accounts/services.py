"""Writes on persons and memberships: unguarded primitives, called through administration."""

from datetime import date, timedelta

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from behoc.ground.accounts.models import Membership, Person, SignInFailure
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, RuleBroken, TooMany
from behoc.kernel.text import clean, name_sort_key

FAILURES_ALLOWED = 8
COUNTED_FOR = timedelta(minutes=15)


def create_person(
    *, sign_in_name: str, full_name: str, password: str | None, email: str = "", phone: str = ""
) -> Person:
    """Create a person with an account; a name already taken or a weak password is refused."""
    person = Person(
        sign_in_name=sign_in_name.strip().lower(),
        full_name=clean(full_name),
        sort_name=name_sort_key(full_name),
        email=email or None,
        phone=phone or None,
    )
    _set_password(person, password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise Conflict(
            f"Tên đăng nhập “{person.sign_in_name}” đã có người dùng. Chọn tên khác."
        ) from error
    return person


def create_membership(
    person: Person, organisation_id: int, role: str, *, granted_by_id: int | None, starts_on: date
) -> Membership:
    """Give a person a role in a body; the same open role twice is refused."""
    membership = Membership(
        person=person,
        organisation_id=organisation_id,
        role=role,
        starts_on=starts_on,
        granted_by_id=granted_by_id,
    )
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as error:
        raise Conflict("Người này đang giữ vai trò đó tại cơ quan.") from error
    return membership


def end_membership(membership: Membership) -> None:
    """End a membership today; its row stays, as history."""
    membership.ends_on = today()
    membership.save(update_fields=["ends_on"])


def check_sign_in_allowed(sign_in_name: str, device: str) -> None:
    """Refuse when this account failed too often on this device a short time ago."""
    row = SignInFailure.objects.filter(sign_in_name=sign_in_name.lower(), device=device).first()
    if row and row.failures >= FAILURES_ALLOWED and now() - row.last_failure_at < COUNTED_FOR:
        minutes = int((COUNTED_FOR - (now() - row.last_failure_at)).total_seconds() // 60) + 1
        raise TooMany(
            f"Đã nhập sai {row.failures} lần trên máy này. Anh/chị thử lại sau {minutes} phút, "
            f"hoặc nhờ người quản trị cơ quan đặt lại mật khẩu."
        )


def count_failed_sign_in(sign_in_name: str, device: str) -> None:
    """Count one more failure of the account on the device; old failures are forgotten."""
    rows = SignInFailure.objects.filter(sign_in_name=sign_in_name.lower(), device=device)
    rows.filter(last_failure_at__lt=now() - COUNTED_FOR).delete()
    row, _ = SignInFailure.objects.get_or_create(
        sign_in_name=sign_in_name.lower(), device=device, defaults={"last_failure_at": now()}
    )
    rows.filter(pk=row.pk).update(failures=F("failures") + 1, last_failure_at=now())


def forget_failed_sign_ins(sign_in_name: str, device: str) -> None:
    """A successful sign-in clears the count of the account on the device."""
    SignInFailure.objects.filter(sign_in_name=sign_in_name.lower(), device=device).delete()


def _set_password(person: Person, password: str | None) -> None:
    if password is None:
        person.set_unusable_password()
        return
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
    person.set_password(password)
