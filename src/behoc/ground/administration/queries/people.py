"""What the screens of administration show, within the actor's reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from behoc.ground.access.queries import (
    body_in_reach,
    deed_sentence,
    may,
    may_grant,
    role_name,
    scope_for,
)
from behoc.ground.accounts import queries as people
from behoc.ground.audit.queries import list_history
from behoc.ground.organisations import queries as register
from behoc.kernel.actor import Actor
from behoc.kernel.clock import today

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Membership, Person
    from behoc.ground.audit.models import AuditEntry
    from behoc.ground.organisations.models import Organisation

VIEW, MANAGE = "person.view", "person.manage"
_BODIES_OFFERED = 20
_BODY = gettext_noop("cơ quan")
# An administrator keeps the log of what was done, not the papers and tasks themselves.
_CONTENT = frozenset({"document.view", "assignment.view"})


@dataclass(frozen=True, slots=True)
class Post:
    """One role of a person in one body, as the screen shows it."""

    public_id: str
    role: str
    body: str
    position: str
    starts_on: Any
    ends_on: Any
    open: bool
    may_end: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in the list, with what they hold in reach."""

    person: "Person"
    posts: tuple[Post, ...]


@dataclass(frozen=True, slots=True)
class PersonSheet:
    """One person: what they hold, what they held, what happened, what may be done."""

    person: "Person"
    posts: tuple[Post, ...]
    past: tuple[Post, ...]
    elsewhere: int
    in_hands: bool
    may_grant: bool
    history: tuple["LogRow", ...]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the log in words."""

    at: Any
    who: str
    body: str
    deed: str
    subject: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody who can give a role."""

    name: str
    body: str
    phone: str


def get_person(actor: Actor, public_id: str, *, action: str = VIEW) -> "Person":
    """The person in reach with that public id, or NotFound."""
    return people.get_person(scope_for(actor, action), public_id)


def get_membership(actor: Actor, public_id: str) -> "Membership":
    """The membership that the actor may end, or NotFound."""
    return people.get_membership(scope_for(actor, MANAGE), public_id)


def list_people(actor: Actor, *, words: str = "", body_id: int | None = None, locked: bool) -> Any:
    """The people in reach by given name; a query set to page."""
    scope = scope_for(actor, VIEW)
    return people.list_people(scope, words=words, body_id=body_id, active=not locked)


def build_rows(actor: Actor, found: Iterable["Person"]) -> list[PersonRow]:
    """The people of one page with what they hold in reach."""
    found = list(found)
    held: dict[int, list[Post]] = {person.pk: [] for person in found}
    for membership in people.list_memberships_of_people(scope_for(actor, VIEW), found):
        held[membership.person_id].append(_post(actor, membership))
    return [
        PersonRow(person, tuple(post for post in held[person.pk] if post.open)) for person in found
    ]


def build_sheet(actor: Actor, person: "Person") -> PersonSheet:
    """Everything that the person's page shows to this actor."""
    reached = people.list_memberships_of_people(scope_for(actor, VIEW), [person])
    posts = [_post(actor, membership) for membership in reached]
    everywhere = people.list_open_memberships_of(person)
    seen = {membership.pk for membership in reached}
    return PersonSheet(
        person=person,
        posts=tuple(post for post in posts if post.open),
        past=tuple(post for post in posts if not post.open),
        elsewhere=sum(membership.pk not in seen for membership in everywhere),
        in_hands=is_in_hands(actor, person),
        may_grant=person.is_active and person.pk != actor.person_id,
        history=_history(actor, person, {post.body for post in posts}),
    )


def is_in_hands(actor: Actor, person: "Person") -> bool:
    """True when all that the person holds lies in the actor's reach and gift; never oneself."""
    if person.pk == actor.person_id:
        return False
    known = people.list_memberships_of_people(scope_for(actor, MANAGE), [person])
    reached = {membership.pk for membership in known}
    return bool(known) and all(
        held.pk in reached and may_grant(actor, held.role)
        for held in people.list_open_memberships_of(person)
    )


def list_body_choices(
    actor: Actor, *, person: "Person | None" = None, words: str = "", chosen: str = ""
) -> list[tuple[str, str]]:
    """Bodies for a form: the one named, those found by words, the person's, one's own."""
    scope = scope_for(actor, MANAGE)
    offered: list[Organisation] = []
    if chosen:
        offered.append(register.get_body(chosen))
    if words:
        offered += list(register.list_bodies_in_reach(scope, words=words)[:_BODIES_OFFERED])
    if person is not None:
        held = people.list_memberships_of_people(scope, [person])
        offered += [membership.organisation for membership in held]
    offered.append(register.get_body_by_id(actor.body))
    reached = {body.public_id: body.name for body in offered if body_in_reach(actor, MANAGE, body)}
    return list(reached.items())


def list_contacts(person: "Person") -> list[Contact]:
    """Whom a person without a role may ask for one."""
    found = people.list_contacts_for(person, "body_administrator", "system_operator")
    return [
        Contact(each.person.full_name, each.organisation.name, each.person.phone or "")
        for each in found
    ]


def build_log_row(actor: Actor, entry: "AuditEntry") -> LogRow:
    """One entry in words; what papers and tasks say only where the actor may read them."""
    changes = entry.changes if _may_read(actor, entry) else {}
    return LogRow(
        at=entry.at,
        who=entry.person_name,
        body=entry.organisation.name if entry.organisation else "",
        deed=deed_sentence(entry.action),
        subject=entry.subject_label,
        changes=tuple(
            (name, _words(before), _words(after)) for name, (before, after) in changes.items()
        ),
    )


def _post(actor: Actor, membership: "Membership") -> Post:
    is_open = membership.ends_on is None or membership.ends_on > today()
    body = membership.organisation
    return Post(
        public_id=membership.public_id,
        role=_(role_name(membership.role)),
        body=body.name,
        position=membership.position,
        starts_on=membership.starts_on,
        ends_on=membership.ends_on,
        open=is_open,
        may_end=is_open
        and may_grant(actor, membership.role)
        and body_in_reach(actor, MANAGE, body),
    )


def _history(actor: Actor, person: "Person", bodies: set[str]) -> tuple[LogRow, ...]:
    """What happened to the person, without what other bodies gave or took."""
    rows = [build_log_row(actor, entry) for entry in list_history("Person", person.public_id)]
    return tuple(reversed([row for row in rows if _bodies_named(row) <= bodies]))


def _may_read(actor: Actor, entry: "AuditEntry") -> bool:
    view = f"{entry.action.partition('.')[0]}.view"
    return may(actor, view) if view in _CONTENT else True


def _bodies_named(row: LogRow) -> set[str]:
    named = {word for name, *words in row.changes if name == _BODY for word in words}
    return named - {""}


def _words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return str(value)
