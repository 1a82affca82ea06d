"""Adding people, giving and ending roles, passwords, locks: each checked and logged.

Three rules hold throughout. An administrator gives only roles that their own roles may give, only
in bodies in reach. Who holds anything beyond that reach keeps their account out of the
administrator's hands: a password reset would be a way up. A body keeps one administrator.
"""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from behoc.ground.access.queries import may_grant, role_name
from behoc.ground.access.services import require, require_on_body, require_right
from behoc.ground.accounts import queries as people
from behoc.ground.accounts import services as accounts
from behoc.ground.accounts.rules import new_one_time_password
from behoc.ground.administration.queries.people import MANAGE, is_in_hands
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from behoc.kernel.words import Sentence

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Membership, Person
    from behoc.ground.organisations.models import Organisation

ADMINISTRATOR = "body_administrator"
_IN_USE = gettext_noop("đang dùng")
_HOLDS_MORE = gettext_noop(
    "Người này còn giữ vai trò ngoài phạm vi anh/chị quản trị. "
    "Nhờ quản trị của cơ quan đó hoặc quản trị hệ thống làm việc này."
)


@transaction.atomic
def add_person(
    actor: Actor,
    body: "Organisation",
    *,
    sign_in_name: str,
    full_name: str,
    role: str,
    position: str = "",
    email: str = "",
    phone: str = "",
) -> "tuple[Person, str]":
    """Add a person with their first role; returns the one-time password, shown once."""
    _require_may_give(actor, body, role)
    password = new_one_time_password()
    person = accounts.create_person(
        sign_in_name=sign_in_name,
        full_name=full_name,
        password=password,
        password_is_one_time=True,
        email=email,
        phone=phone,
    )
    kept = {
        gettext_noop("tên đăng nhập"): person.sign_in_name,
        gettext_noop("họ và tên"): person.full_name,
    }
    record(actor, "person.add", person, after=kept)
    _give(actor, person, body, role, position, today())
    return person, password


@transaction.atomic
def grant_role(
    actor: Actor,
    person: "Person",
    body: "Organisation",
    role: str,
    *,
    position: str = "",
    starts_on: date | None = None,
) -> "Membership":
    """Give a person one more role in a body in reach; nobody gives a role to themselves."""
    _require_may_give(actor, body, role)
    if person.pk == actor.person_id:
        raise RuleBroken("Anh/chị không tự giao vai trò cho mình. Nhờ một quản trị khác giao.")
    person = accounts.lock_person(person)
    if not person.is_active:
        raise RuleBroken(
            "Tài khoản của %(person)s đang khóa. Mở khóa rồi giao vai trò.", person=person
        )
    return _give(actor, person, body, role, position, starts_on or today())


@transaction.atomic
def end_role(actor: Actor, membership: "Membership", *, even_if_last: bool = False) -> None:
    """End a membership today; the last administrator of a body goes only when said so."""
    require(actor, MANAGE, membership)
    if not may_grant(actor, membership.role):
        raise NotAllowed(
            "Vai trò %(role)s do quản trị cấp trên giao và thôi.",
            role=Sentence(role_name(membership.role)),
        )
    accounts.lock_person(membership.person)
    membership.refresh_from_db(fields=["ends_on"])
    if membership.ends_on is not None and membership.ends_on <= today():
        raise Conflict("Vai trò này đã thôi trước đó. Tải lại trang để xem.")
    if not even_if_last:
        _refuse_last_administrator(membership)
    accounts.end_membership(membership)
    record(
        actor,
        "person.end_role",
        membership.person,
        before=_told(membership),
        after={gettext_noop("vai trò"): ""},
    )


@transaction.atomic
def reset_password(actor: Actor, person: "Person", *, forget_second_factor: bool = False) -> str:
    """Give a one-time password, shown once; on request the lost second factor goes too."""
    person = _require_whole_person(actor, person)
    password = new_one_time_password()
    accounts.set_one_time_password(person, password)
    removed = accounts.remove_second_factor(person) if forget_second_factor else 0
    record(
        actor,
        "person.reset_password",
        person,
        after={gettext_noop("bỏ bảo mật hai lớp"): bool(removed)},
    )
    return password


@transaction.atomic
def deactivate_person(actor: Actor, person: "Person", *, even_if_last: bool = False) -> None:
    """Lock an account: no sign-in, signed out at the next click; what was done stays."""
    person = _require_whole_person(actor, person)
    if not person.is_active:
        raise Conflict("Tài khoản này đã khóa trước đó. Tải lại trang để xem.")
    if not even_if_last:
        for membership in people.list_open_memberships_of(person):
            _refuse_last_administrator(membership)
    accounts.set_active(person, active=False)
    record(actor, "person.lock", person, before={_IN_USE: True}, after={_IN_USE: False})


@transaction.atomic
def reactivate_person(actor: Actor, person: "Person") -> None:
    """Unlock an account; its password and roles are as they were."""
    person = _require_whole_person(actor, person)
    if person.is_active:
        raise Conflict("Tài khoản này đang dùng bình thường.")
    accounts.set_active(person, active=True)
    record(actor, "person.unlock", person, before={_IN_USE: False}, after={_IN_USE: True})


def _require_may_give(actor: Actor, body: "Organisation", role: str) -> None:
    require_on_body(actor, MANAGE, body)
    if not may_grant(actor, role):
        raise NotAllowed("Vai trò này do quản trị cấp trên giao. Anh/chị chọn vai trò khác.")
    if body.valid_to is not None and body.valid_to <= today():
        raise RuleBroken(
            "%(body)s đã thôi hoạt động từ %(day)s.", body=body, day=f"{body.valid_to:%d/%m/%Y}"
        )


def _require_whole_person(actor: Actor, person: "Person") -> "Person":
    """Refuse unless everything that the person holds is in the actor's hands; lock the row."""
    require_right(actor, MANAGE)
    person = accounts.lock_person(person)
    if actor.is_system:
        return person
    if person.pk == actor.person_id:
        raise RuleBroken(
            "Anh/chị không làm việc này với chính tài khoản của mình. Nhờ một quản trị khác."
        )
    if not is_in_hands(actor, person):
        raise NotAllowed(_HOLDS_MORE)
    return person


def _refuse_last_administrator(membership: "Membership") -> None:
    if membership.role != ADMINISTRATOR:
        return
    holders = people.list_holders(membership.organisation_id, ADMINISTRATOR)
    if [holder.person_id for holder in holders] == [membership.person_id]:
        raise RuleBroken(
            "%(person)s là quản trị cuối cùng của %(body)s. "
            "Giao vai trò này cho người khác trước, hoặc đánh dấu đồng ý để cơ quan "
            "không còn quản trị.",
            person=membership.person,
            body=membership.organisation,
        )


def _give(
    actor: Actor, person: "Person", body: "Organisation", role: str, position: str, starts_on: date
) -> "Membership":
    membership = accounts.create_membership(
        person,
        body.pk,
        role,
        granted_by_id=actor.person_id,
        starts_on=starts_on,
        position=position,
    )
    record(actor, "person.grant_role", person, after=_told(membership))
    return membership


def _told(membership: "Membership") -> dict[str, object]:
    return {
        gettext_noop("vai trò"): role_name(membership.role),
        gettext_noop("cơ quan"): membership.organisation.name,
        gettext_noop("chức vụ"): membership.position,
        gettext_noop("từ ngày"): membership.starts_on,
    }
