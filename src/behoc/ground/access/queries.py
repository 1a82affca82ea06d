"""Who acts, and what they may reach."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps
from django.utils.translation import gettext

from behoc.ground.access import rules
from behoc.ground.accounts.queries import list_memberships_of, list_people_in_roles
from behoc.kernel.actor import Actor
from behoc.kernel.scope import Scope

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Membership, Person
    from behoc.ground.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class Post:
    """The roles that one person holds in one body today: what the switcher offers."""

    organisation: "Organisation"
    roles: tuple[str, ...]

    @property
    def role_names(self) -> str:
        """The official names of the roles, for the screen."""
        return ", ".join(gettext(role_name(role)) for role in self.roles)


def list_posts(person: "Person") -> list[Post]:
    """Every body in which the person holds a role today, in the order first granted."""
    held: dict[int, list[Membership]] = {}
    for membership in list_memberships_of(person):
        held.setdefault(membership.organisation_id, []).append(membership)
    return [Post(rows[0].organisation, tuple(row.role for row in rows)) for rows in held.values()]


def actor_for(
    person: "Person", acting_for: str | None = None, *, request_id: str = ""
) -> tuple[Actor, list[Post]]:
    """The actor that the person is now: in the body with that public id, else in the first one."""
    posts = list_posts(person)
    post = next((each for each in posts if each.organisation.public_id == acting_for), None)
    post = post or next(iter(posts), None)
    if post is None:
        return Actor(person.pk, person.full_name, request_id=request_id), posts
    return build_actor(person, post, request_id=request_id), posts


def build_actor(person: "Person", post: Post, *, request_id: str = "") -> Actor:
    """The actor for a person in one post."""
    body = post.organisation
    return Actor(
        person_id=person.pk,
        name=person.full_name,
        body_id=body.pk,
        body_name=body.name,
        line_path=body.line_path,
        place_path=body.place_path,
        roles=frozenset(post.roles),
        request_id=request_id,
    )


def scope_for(actor: Actor, action: str) -> Scope:
    """The rows that the actor may reach for the action; the only producer of scopes."""
    if actor.body_id is None:
        return Scope()
    held = rules.reaches(actor.roles, action)
    own = frozenset({actor.body_id})
    return Scope(
        owners=own if rules.Reach.OWN in held else frozenset(),
        lines=(actor.line_path,) if rules.Reach.LINE in held else (),
        places=(actor.place_path,) if rules.Reach.PLACE in held else (),
        addressed=own if rules.Reach.ADDRESSED in held else frozenset(),
        people=frozenset({actor.person_id})
        if rules.Reach.SELF in held and actor.person_id
        else frozenset(),
    )


def may(actor: Actor, action: str) -> bool:
    """True when some role of the actor carries the action, however far."""
    return bool(rules.reaches(actor.roles, action))


def body_in_reach(actor: Actor, action: str, body: "Organisation") -> bool:
    """True when the actor may do the action on that very body."""
    scope = scope_for(actor, action)
    if body.pk in scope.owners:
        return True
    if any(body.line_path.startswith(line) for line in scope.lines):
        return True
    return any(body.place_path.startswith(place) for place in scope.places)


def list_people_who_may(body_ids: Iterable[int], action: str) -> dict[int, list[int]]:
    """For each body, the ids of those who hold a role there today that carries the action."""
    found: dict[int, list[int]] = {}
    for body_id, person_id in list_people_in_roles(body_ids, rules.roles_with(action)):
        found.setdefault(body_id, []).append(person_id)
    return found


def may_grant(actor: Actor, role: str) -> bool:
    """True when the actor's roles may give that role; named system work gives any."""
    if actor.is_system:
        return role in rules.roles()
    return role in rules.grantable(actor.roles)


def list_grantable_roles(actor: Actor) -> list[tuple[str, str]]:
    """Code and official name of the roles that the actor may give, in the table's order."""
    return [
        (role.code, gettext(role.name))
        for role in rules.roles().values()
        if may_grant(actor, role.code)
    ]


def deed_sentence(action: str) -> str:
    """The sentence of a logged action for its reader; its code where no app names it."""
    return gettext(_sentences().get(action, action))


def role_name(code: str) -> str:
    """The official Vietnamese name of a role, as the log keeps it; screens translate it."""
    return rules.roles()[code].name


@cache
def _sentences() -> dict[str, str]:
    """Every app's own table: ACTIONS that roles carry, and DEEDS that only the log names."""
    found: dict[str, str] = {}
    for app in apps.get_app_configs():
        if app.name.startswith("behoc.") and find_spec(f"{app.name}.policy") is not None:
            policy = import_module(f"{app.name}.policy")
            found |= getattr(policy, "ACTIONS", {}) | getattr(policy, "DEEDS", {})
    return found
