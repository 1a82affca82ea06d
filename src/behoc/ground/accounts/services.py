"""Writes on persons and memberships: unguarded primitives, called through administration."""

from collections.abc import Sequence
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.dispatch import Signal

from behoc.ground.accounts.models import Membership, Person, SignInFailure
from behoc.ground.accounts.rules import is_sign_in_name, plain_sign_in_name
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, RuleBroken, TooMany
from behoc.kernel.text import clean, fold, name_sort_key

ATTEMPTS_ALLOWED = 8
COUNTED_FOR = timedelta(minutes=15)

# Sent once when attempts on an account begin to be refused, with its `sign_in_name`: the log stands
# above this app and listens.
attempts_refused = Signal()


def create_person(
    *,
    sign_in_name: str,
    full_name: str,
    password: str | None,
    password_is_one_time: bool = False,
    email: str = "",
    phone: str = "",
) -> Person:
    """Create a person with an account; a name already taken or a weak password is refused.

    Without a password nobody can sign in until an administrator gives a one-time one.
    """
    person = Person(
        sign_in_name=plain_sign_in_name(sign_in_name),
        full_name=clean(full_name),
        sort_name=name_sort_key(full_name),
        name_folded=fold(full_name),
        email=email or None,
        phone=phone or None,
        password_is_one_time=password_is_one_time,
    )
    if not is_sign_in_name(person.sign_in_name):
        raise RuleBroken(
            "Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối, "
            "ví dụ: lan.nguyen."
        )
    _set_password(person, password)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError as error:
        raise Conflict(
            "Tên đăng nhập “%(name)s” đã có người dùng. Chọn tên khác.", name=person.sign_in_name
        ) from error
    return person


def share_password(persons: Sequence[Person], password: str) -> None:
    """Give all of them one password that everybody is told; its slow hash is worked out once."""
    for person in persons:
        _check_password(person, password)
    hashed = make_password(password)
    for person in persons:
        person.password = hashed
    Person.objects.bulk_update(persons, ["password"])


def lock_person(person: Person) -> Person:
    """The person as they stand now, held until the transaction ends."""
    return Person.objects.select_for_update().get(pk=person.pk)


def set_one_time_password(person: Person, password: str) -> None:
    """Give a person a password that they must change; every device signs in anew."""
    _set_password(person, password)
    person.password_is_one_time = True
    person.save(update_fields=["password", "password_is_one_time"])
    SignInFailure.objects.filter(sign_in_name=person.sign_in_name).delete()


def keep_own_password(person: Person) -> None:
    """The person has chosen a password of their own."""
    person.password_is_one_time = False
    person.save(update_fields=["password_is_one_time"])


def remove_second_factor(person: Person) -> int:
    """Remove the authenticator and recovery codes of a lost phone; returns how many there were."""
    removed, _ = Authenticator.objects.filter(user_id=person.pk).delete()
    return int(removed)


def set_active(person: Person, *, active: bool) -> None:
    """Lock or unlock an account; a locked person is signed out at the next click."""
    person.is_active = active
    person.save(update_fields=["is_active"])


def create_membership(
    person: Person,
    organisation_id: int,
    role: str,
    *,
    granted_by_id: int | None,
    starts_on: date,
    position: str = "",
) -> Membership:
    """Give a person a role in a body; the same open role twice is refused."""
    membership = Membership(
        person=person,
        organisation_id=organisation_id,
        role=role,
        position=clean(position),
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
    """End a membership today, or on its first day when that is later; its row stays, as history."""
    membership.ends_on = max(today(), membership.starts_on)
    membership.save(update_fields=["ends_on"])


def count_sign_in_attempt(sign_in_name: str, device: str) -> None:
    """Count an attempt before it is tried, and refuse when there were too many on this device.

    Counting first means that many attempts sent at once cannot slip through together.
    """
    key = {"sign_in_name": plain_sign_in_name(sign_in_name)[:60], "device": device}
    with transaction.atomic():
        SignInFailure.objects.get_or_create(**key, defaults={"last_failure_at": now()})
        row = SignInFailure.objects.select_for_update().get(**key)
        if now() - row.last_failure_at >= COUNTED_FOR:
            row.failures = 0
        if row.failures < ATTEMPTS_ALLOWED:
            row.failures += 1
            row.last_failure_at = now()
            row.save(update_fields=["failures", "last_failure_at"])
            return
        if row.failures == ATTEMPTS_ALLOWED:
            row.failures += 1  # so that it is told once, not at every further attempt
            row.save(update_fields=["failures"])
            attempts_refused.send(count_sign_in_attempt, sign_in_name=row.sign_in_name)
    left = COUNTED_FOR - (now() - row.last_failure_at)
    raise TooMany(
        "Đã nhập sai %(times)s lần trên máy này. Anh/chị thử lại sau %(minutes)s phút, "
        "hoặc nhờ người quản trị cơ quan đặt lại mật khẩu.",
        times=ATTEMPTS_ALLOWED,
        minutes=-(-left // timedelta(minutes=1)),
    )


def forget_sign_in_attempts(sign_in_name: str, device: str) -> None:
    """A successful sign-in clears the count of the account on the device."""
    name = plain_sign_in_name(sign_in_name)
    SignInFailure.objects.filter(sign_in_name=name, device=device).delete()


def _set_password(person: Person, password: str | None) -> None:
    if password is None:
        person.set_unusable_password()
        return
    _check_password(person, password)
    person.set_password(password)


def _check_password(person: Person, password: str) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise RuleBroken(" ".join(error.messages)) from error
