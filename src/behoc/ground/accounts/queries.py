"""Reads on persons and memberships."""

from typing import TYPE_CHECKING

from behoc.ground.accounts.models import Membership, Person
from behoc.kernel.clock import today
from behoc.kernel.errors import NotFound

if TYPE_CHECKING:
    from behoc.kernel.scope import Scope


def find_person(sign_in_name: str) -> Person | None:
    """The active person of that sign-in name, letter case apart."""
    return Person.objects.filter(sign_in_name__iexact=sign_in_name, is_active=True).first()


def list_memberships_of(person: Person) -> list[Membership]:
    """The memberships that a person holds today in bodies that exist today, oldest first."""
    rows = Membership.objects.everything(reason="a person's own memberships decide the reach")
    found = rows.in_force(today()).filter(person=person, person__is_active=True)
    return list(found.select_related("organisation", "organisation__place").order_by("pk"))


def list_memberships(scope: "Scope") -> list[Membership]:
    """The memberships in reach that hold today, by body and by given name."""
    rows = Membership.objects.within(scope).in_force(today())
    found = rows.select_related("person", "organisation")
    return list(found.order_by("organisation__name_folded", "person__sort_name", "role"))


def get_membership(scope: "Scope", public_id: str) -> Membership:
    """The membership in reach with that public id, or NotFound."""
    rows = Membership.objects.within(scope).select_related("person", "organisation")
    found: Membership | None = rows.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found
