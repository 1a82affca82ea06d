"""Files of places, bodies and people: a whole file or nothing, each told in the log."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop

from behoc.ground.access.queries import role_name, scope_for
from behoc.ground.access.services import require_right
from behoc.ground.accounts import queries as people
from behoc.ground.accounts import services as accounts
from behoc.ground.audit.services import Deed, record, record_all
from behoc.ground.organisations import queries as register
from behoc.ground.organisations import services as organisations
from behoc.ground.organisations.services import NewBody, PlaceFacts
from behoc.kernel.actor import Actor
from behoc.kernel.errors import NotAllowed, RuleBroken

if TYPE_CHECKING:
    from behoc.ground.organisations.models import Organisation
    from behoc.ground.organisations.rules.bodies_file import BodyRow, Sheet

LOAD = "organisation.load"
_NAME, _ROLE, _BODY = (
    gettext_noop("tên đăng nhập"),
    gettext_noop("vai trò"),
    gettext_noop("cơ quan"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """The file that rows came from, as the log names it."""

    public_id: str
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many rows of a file were new, corrected, or already there as written."""

    new: int
    corrected: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class NewMember:
    """One person's role in one body, as a file of people gives it."""

    sign_in_name: str
    full_name: str
    body_code: str
    role: str
    position: str
    starts_on: date


@transaction.atomic
def load_places(actor: Actor, rows: Iterable[PlaceFacts], source: Source) -> int:
    """Create the places that are not there yet; named system work alone lays out territory."""
    if not actor.is_system:
        raise NotAllowed
    new = organisations.load_places(rows)
    if new:
        record(actor, "place.load", source, after={gettext_noop("địa bàn mới"): new})
    return new


@transaction.atomic
def load_bodies(actor: Actor, sheet: "Sheet", source: Source) -> Loaded:
    """Keep the bodies of a file without faults, all in the actor's reach, or none of them."""
    require_right(actor, LOAD)
    if sheet.errors:
        raise RuleBroken(
            "Tệp còn %(count)s lỗi nên chưa nạp. Sửa hết rồi gửi lại.", count=len(sheet.errors)
        )
    _require_reach(actor, sheet)
    codes = [row.code for row in sheet.rows]
    before = register.describe_bodies(codes)
    bodies = organisations.load_bodies([_new_body(row) for row in sheet.rows])
    after = register.describe_bodies(codes)
    changed = [body for body in bodies if before.get(body.code) != after[body.code]]
    record_all(actor, "organisation.keep", [_deed(body, before, after) for body in changed])
    new = sum(body.code not in before for body in bodies)
    loaded = Loaded(new, len(changed) - new, len(bodies) - len(changed))
    if changed:
        counted = {gettext_noop("mới"): loaded.new, gettext_noop("sửa"): loaded.corrected}
        record(actor, LOAD, source, after=counted)
    return loaded


@transaction.atomic
def load_people(actor: Actor, rows: Sequence[NewMember], *, password: str) -> int:
    """Make the people of a sample file, all with one password; returns how many are new."""
    if not actor.is_system:
        raise NotAllowed
    new = []
    for row in rows:
        body = register.find_body_by_code(row.body_code)
        if body is None:
            raise RuleBroken("Không có cơ quan nào mang mã %(code)s.", code=row.body_code)
        person = people.find_account(row.sign_in_name)
        if person is None:
            person = accounts.create_person(
                sign_in_name=row.sign_in_name, full_name=row.full_name, password=None
            )
            record(actor, "person.add", person, after={_NAME: person.sign_in_name})
            new.append(person)
        held = people.list_all_memberships_of(person)
        if not any(one.organisation_id == body.pk and one.role == row.role for one in held):
            accounts.create_membership(
                person,
                body.pk,
                row.role,
                granted_by_id=None,
                starts_on=row.starts_on,
                position=row.position,
            )
            told = {_ROLE: role_name(row.role), _BODY: body.name}
            record(actor, "person.grant_role", person, after=told)
    accounts.share_password(new, password)
    return len(new)


def _require_reach(actor: Actor, sheet: "Sheet") -> None:
    """A file may touch neither places nor bodies beyond the actor's reach."""
    if actor.is_system:
        return
    scope = scope_for(actor, LOAD)
    reached: set[str] = set()
    for place in scope.places:
        reached |= register.list_place_codes(place)
    taken = register.list_codes_out_of_reach([row.code for row in sheet.rows], scope)
    if taken or any(row.place not in reached for row in sheet.rows):
        raise NotAllowed("Tệp có cơ quan ngoài địa bàn anh/chị quản trị. Bỏ các dòng đó rồi nạp.")


def _new_body(row: "BodyRow") -> NewBody:
    return NewBody(
        code=row.code,
        name=row.name,
        short_name=row.short_name,
        kind=row.kind,
        line=row.line,
        place_code=row.place,
        superior_code=row.superior,
        symbol=row.symbol,
        aliases=row.aliases,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _deed(
    body: "Organisation",
    before: dict[str, dict[str, object]],
    after: dict[str, dict[str, object]],
) -> Deed:
    return Deed(body, before.get(body.code, {}), after[body.code])
