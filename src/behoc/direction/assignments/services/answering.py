"""Who in a body answers for its share (người chịu trách nhiệm)."""

from typing import TYPE_CHECKING

from django.db import transaction

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.assignments.services.holding import lock_share
from behoc.direction.assignments.services.telling import tell_answerable
from behoc.ground.accounts.queries import list_memberships_of
from behoc.ground.audit.services import record
from behoc.kernel.actor import Actor
from behoc.kernel.errors import RuleBroken

if TYPE_CHECKING:
    from behoc.ground.accounts.models import Person
    from behoc.ground.organisations.models import Organisation


@transaction.atomic
def name_answerable(actor: Actor, assigned: AssignedBody, person: "Person | None") -> AssignedBody:
    """Name who answers for the share, or nobody; the same person again changes nothing."""
    assigned = lock_share(actor, "assignment.arrange", assigned)
    chosen = person.pk if person else None
    if assigned.person_answerable_id == chosen:
        return assigned
    if person:
        check_serves(person, assigned.organisation)
    before = {"person_answerable": str(assigned.person_answerable or "")}
    assigned.person_answerable = person
    assigned.save(update_fields=["person_answerable"])
    after = {"person_answerable": person.full_name if person else ""}
    tell_answerable(assigned)
    record(actor, "assignment.arrange", assigned, before=before, after=after)
    return assigned


def check_serves(person: "Person", body: "Organisation") -> None:
    """Refuse a person who holds no role in the body today."""
    held = {each.organisation_id for each in list_memberships_of(person)}
    if body.pk not in held:
        raise RuleBroken(
            "%(person)s không giữ vai trò nào ở %(body)s. Chọn người đang làm ở cơ quan này.",
            person=person.full_name,
            body=body,
        )
