"""Reads on persons and memberships."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from behoc.ground.accounts.models import Membership, Person
from behoc.kernel.clock import today
from behoc.kernel.scope import one
from behoc.kernel.text import fold

if TYPE_CHECKING:
    from behoc.kernel.scope import Scope


def find_person(sign_in_name: str) -> Person | None:
    """The active person of that sign-in name, letter case apart."""
    return Person.objects.filter(sign_in_name__iexact=sign_in_name, is_active=True).first()


def find_account(sign_in_name: str) -> Person | None:
    """The person of that sign-in name, locked or not."""
    return Person.objects.filter(sign_in_name__iexact=sign_in_name).first()


def get_person(scope: "Scope", public_id: str) -> Person:
    """The person with that public id who holds or held a role in reach, or NotFound."""
    return one(Person, _people(scope).filter(public_id=public_id))


def get_person_by_id(person_id: int) -> Person:
    """The person with that database id; only ids that came from the database are passed."""
    return Person.objects.get(pk=person_id)


def list_people(
    scope: "Scope", *, words: str = "", body_id: int | None = None, active: bool = True
) -> "QuerySet[Person]":
    """The people who hold or held a role in reach, by given name; a query set to page."""
    rows = _people(scope, body_id).filter(is_active=active)
    for word in fold(words).split():
        rows = rows.filter(Q(name_folded__contains=word) | Q(sign_in_name__contains=word))
    return rows.order_by("sort_name", "pk")


def list_memberships_of(person: Person) -> list[Membership]:
    """The memberships that a person holds today in bodies that exist today, oldest first."""
    rows = Membership.objects.everything(reason="a person's own memberships decide the reach")
    found = rows.in_force(today()).filter(person=person, person__is_active=True)
    return list(found.select_related("organisation", "organisation__place").order_by("pk"))


def list_open_memberships_of(person: Person) -> list[Membership]:
    """Everything that a person holds or will hold, locked account or not: what a change touches."""
    rows = Membership.objects.everything(reason="who may change a person depends on all they hold")
    found = rows.not_ended(today()).filter(person=person)
    return list(found.select_related("organisation").order_by("pk"))


def list_all_memberships_of(person: Person) -> list[Membership]:
    """Everything that a person holds or ever held: so that a file loaded twice changes nothing."""
    rows = Membership.objects.everything(reason="a file of people must not give a role twice")
    return list(rows.filter(person=person).order_by("pk"))


def list_memberships_of_people(scope: "Scope", people: Iterable[Person]) -> list[Membership]:
    """All that those people hold or held in reach, newest first; ended ones too."""
    rows = Membership.objects.within(scope).filter(person__in=list(people))
    return list(rows.select_related("organisation", "person").order_by("-starts_on", "-pk"))


def list_holders(organisation_id: int, role: str) -> list[Membership]:
    """Who holds a role in a body today and may sign in; the rows are locked for the change."""
    rows = Membership.objects.everything(reason="a body's own administrators are counted")
    held = rows.in_force(today()).filter(organisation_id=organisation_id, role=role)
    found = held.filter(person__is_active=True).select_for_update(of=("self",))
    return list(found.select_related("person").order_by("pk"))


def list_contacts_of(body_id: int, roles: Sequence[str]) -> list[Membership]:
    """Who may be rung up in a body today: the holders of those roles, in the order of the roles."""
    rows = Membership.objects.everything(reason="a body is called by the people who answer for it")
    held = rows.in_force(today()).filter(organisation_id=body_id, role__in=list(roles))
    found = held.filter(person__is_active=True).select_related("person").order_by("pk")
    return sorted(found, key=lambda member: list(roles).index(member.role))


def list_members(organisation_id: int) -> list[Membership]:
    """Who holds a role in a body today and may sign in, by given name; colleagues know each other.

    A person with several roles there comes several times.
    """
    rows = Membership.objects.everything(reason="colleagues of one body are named to each other")
    held = rows.in_force(today()).filter(organisation_id=organisation_id, person__is_active=True)
    return list(held.select_related("person").order_by("person__sort_name", "person_id", "pk"))


def list_people_in_roles(body_ids: Iterable[int], roles: Iterable[str]) -> list[tuple[int, int]]:
    """Body and person, once each, of who holds one of those roles there today and may sign in."""
    rows = Membership.objects.everything(reason="who is told of a body's matter, by its roles")
    held = rows.in_force(today()).filter(
        organisation_id__in=list(body_ids), role__in=list(roles), person__is_active=True
    )
    pairs = held.order_by("organisation_id", "person_id").distinct()
    return list(pairs.values_list("organisation_id", "person_id"))


def list_addresses(person_ids: Iterable[int]) -> dict[int, str]:
    """The e-mail address of each of those who may sign in, empty where none is known."""
    rows = Person.objects.filter(pk__in=list(person_ids), is_active=True)
    return {pk: email or "" for pk, email in rows.values_list("pk", "email")}


def list_colleagues(organisation_id: int) -> list[Person]:
    """Who holds any role in a body today and may sign in, by given name."""
    rows = Membership.objects.everything(reason="people of one body choose among themselves")
    held = rows.in_force(today()).filter(organisation_id=organisation_id)
    people = Person.objects.filter(pk__in=held.order_by().values("person"), is_active=True)
    return list(people.order_by("sort_name", "pk"))


def list_contacts_for(person: Person, role: str, fallback_role: str) -> list[Membership]:
    """Who holds a role where the person is or was; failing that, who holds the other anywhere."""
    rows = Membership.objects.everything(reason="a person without a role must know whom to ask")
    known = rows.filter(person=person).order_by().values("organisation")
    held = rows.in_force(today()).filter(person__is_active=True).exclude(person=person)
    found = held.filter(role=role, organisation__in=known)
    found = found or held.filter(role=fallback_role)
    return list(found.select_related("person", "organisation").order_by("person__sort_name")[:5])


def get_membership(scope: "Scope", public_id: str) -> Membership:
    """The membership in reach with that public id, or NotFound."""
    rows = Membership.objects.within(scope).select_related("person", "organisation")
    return one(Membership, rows.filter(public_id=public_id))


def _people(scope: "Scope", body_id: int | None = None) -> "QuerySet[Person]":
    held = Membership.objects.within(scope)
    if body_id is not None:
        held = held.filter(organisation_id=body_id)
    return Person.objects.filter(pk__in=held.order_by().values("person"))
