"""Whatever the trees, roles and rows: the door shows exactly what a naive walk upwards would."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.documents.models import Delivery, Dispatch, Document, Find
from behoc.direction.documents.rules import FindKind
from behoc.ground.access.queries import scope_for
from behoc.ground.access.rules import Reach, reaches
from behoc.ground.accounts.models import Membership, Person
from behoc.ground.audit.models import AuditEntry
from behoc.ground.organisations.models import Organisation, Place
from behoc.kernel.actor import Actor
from tests.kits.strategies import LOOK_ALIKE, WAYS, Case, Ground, Row, cases
from tests.kits.world import MOMENT, SINCE

SENT = frozenset({Dispatch, AssignedBody})
PERSONAL = frozenset({Membership, AuditEntry})
LIMITED = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # a case is small already; making it smaller is slow
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


Ids = dict[type, list[tuple[int, Row]]]


@dataclass(frozen=True, slots=True)
class Built:
    """The case as rows: for each row of the case, the ids that it became in each table."""

    person: Person
    bodies: list[Organisation]
    ids: Ids


@pytest.mark.slow
@given(case=cases())
@LIMITED
def test_the_door_shows_what_a_naive_walk_would_show(db, case):
    with transaction.atomic():
        built = _build(case)
        wrong = [
            (here, role, action, model.__name__)
            for here in range(len(built.bodies))
            for role, action in WAYS
            for model, rows in built.ids.items()
            if _shown(built, here, role, action, model)
            != {pk for pk, row in rows if _is_in_reach(case, here, role, action, row, model)}
        ]
        transaction.set_rollback(True)

    assert wrong == []


def _shown(built: Built, here: int, role: str, action: str, model: type) -> set[int]:
    body = built.bodies[here]
    actor = Actor(
        person_id=built.person.pk,
        name="actor",
        body_id=body.pk,
        line_path=body.line_path,
        place_path=body.place_path,
        roles=frozenset({role}),
    )
    return set(model.objects.within(scope_for(actor, action)).values_list("pk", flat=True))


def _is_in_reach(case: Case, here: int, role: str, action: str, row: Row, model: type) -> bool:
    held = reaches([role], action)
    ground = case.ground
    below_in_line = ground.is_below("body", row.owner, here)
    below_in_place = ground.is_below("place", ground.place_of[row.owner], ground.place_of[here])
    return (
        (Reach.OWN in held and row.owner == here)
        or (Reach.LINE in held and below_in_line)
        or (Reach.PLACE in held and below_in_place)
        or (Reach.ADDRESSED in held and model in SENT and here in row.sent_to)
        or (Reach.SELF in held and model in PERSONAL and row.by_actor)
    )


def _build(case: Case) -> Built:
    bodies = _bodies(case.ground)
    actor, other = (
        Person.objects.create(sign_in_name=name, full_name=name) for name in ("actor", "other")
    )
    ids: Ids = {model: [] for model in (Dispatch, AssignedBody, Membership, AuditEntry)}
    for number, row in enumerate(case.rows):
        person = actor if row.by_actor else other
        dispatch = _dispatch(bodies, row, person)
        ids[Dispatch].append((dispatch.pk, row))
        ids[AssignedBody] += [
            (share.pk, Row(row.owner, frozenset({to}), row.by_actor))
            for to, share in _shares(bodies, row, dispatch)
        ]
        ids[Membership].append((_membership(bodies, row, person, number).pk, row))
        ids[AuditEntry].append((_entry(bodies, row, person).pk, row))
    return Built(actor, bodies, ids)


def _bodies(ground: Ground) -> list[Organisation]:
    places: list[Place] = []
    for index, above in enumerate(ground.place_above):
        pk = LOOK_ALIKE[index]
        path = f"{places[above].path if above is not None else '/'}{pk}/"
        parent = places[above] if above is not None else None
        places.append(Place.objects.create(pk=pk, code=str(pk), path=path, parent=parent))
    bodies: list[Organisation] = []
    for index, above in enumerate(ground.body_above):
        pk, place = LOOK_ALIKE[index], places[ground.place_of[index]]
        bodies.append(
            Organisation.objects.create(
                pk=pk,
                code=str(pk),
                superior=bodies[above] if above is not None else None,
                line_path=f"{bodies[above].line_path if above is not None else '/'}{pk}/",
                place=place,
                place_path=place.path,
            )
        )
    return bodies


def _dispatch(bodies: list[Organisation], row: Row, person: Person) -> Dispatch:
    dispatch = Dispatch(organisation=bodies[row.owner], person=person, created_at=MOMENT)
    dispatch.save()
    for to in row.sent_to:
        Delivery(
            dispatch=dispatch, organisation=bodies[to], purpose="act", delivered_at=MOMENT
        ).save()
    return dispatch


def _shares(
    bodies: list[Organisation], row: Row, dispatch: Dispatch
) -> list[tuple[int, AssignedBody]]:
    document = Document(dispatch=dispatch, position=0, first_line=1, last_line=1)
    document.save()
    find = Find(document=document, kind=FindKind.ASSIGNMENT, number=1)
    find.save()
    assignment = Assignment(
        organisation=bodies[row.owner],
        document=document,
        find=find,
        line=1,
        line_end=1,
        created_at=MOMENT,
    )
    assignment.save()
    shares = [
        (to, AssignedBody(assignment=assignment, organisation=bodies[to])) for to in row.sent_to
    ]
    for _, share in shares:
        share.save()
    return shares


def _membership(bodies: list[Organisation], row: Row, person: Person, number: int) -> Membership:
    membership = Membership(
        person=person, organisation=bodies[row.owner], role=f"role{number}", starts_on=SINCE
    )
    membership.save()
    return membership


def _entry(bodies: list[Organisation], row: Row, person: Person) -> AuditEntry:
    entry = AuditEntry(at=MOMENT, person=person, organisation=bodies[row.owner])
    entry.save()
    return entry
