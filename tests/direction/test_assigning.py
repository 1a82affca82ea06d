from datetime import date

import pytest

from behoc.direction.assignments.models import AssignedBody, Assignment
from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.documents.models import Delivery, Find
from behoc.direction.documents.rules import DispatchState, FindKind
from behoc.direction.documents.services import reviewing
from behoc.direction.documents.services.confirming import confirm_dispatch
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    find_ids,
    find_of,
    fresh,
    read_dispatch,
    reviewed_dispatch,
    sample_reading,
    share_of,
)
from tests.kits.world import MOMENT


@pytest.fixture
def head(world):
    return world.actor(world.province.head)


def _shares():
    shares = AssignedBody.objects.everything(reason="counted by a test")
    return {
        (share.organisation.code, share.role, share.due_on)
        for share in shares.select_related("organisation")
    }


def _tasks():
    return Assignment.objects.everything(reason="counted by a test").count()


def test_each_body_that_was_named_gets_its_share_with_role_and_last_good_day(world, head):
    assign_dispatch(head, reviewed_dispatch(world))

    assert _shares() == {
        ("UB-BG", "carry_out", date(2026, 11, 19)),
        ("UB-TL", "carry_out", date(2026, 11, 19)),
        ("SG", "lead", date(2027, 6, 14)),
        ("KH", "coordinate", date(2027, 6, 14)),
    }


def test_the_dispatch_reaches_the_bodies_with_a_task_to_act_and_the_list_to_know(world, head):
    assign_dispatch(head, reviewed_dispatch(world))

    deliveries = Delivery.objects.everything(reason="counted by a test")
    reached = deliveries.values_list("organisation__code", "purpose")
    acting = [("KH", "act"), ("SG", "act"), ("UB-BG", "act"), ("UB-TL", "act")]
    assert sorted(reached) == sorted([*acting, ("TU", "know")])


def test_it_says_how_many_tasks_there_are_and_the_log_says_who_gave_them(world, head):
    assert assign_dispatch(head, reviewed_dispatch(world)) == 2

    entries = AuditEntry.objects.everything(reason="a test reads the log")
    deeds = entries.filter(action__in=["document.assign", "assignment.create"])
    assert {(entry.action, entry.person) for entry in deeds} == {
        ("document.assign", world.province.head),
        ("assignment.create", world.province.head),
    }


def test_a_confirmed_dispatch_keeps_who_and_when_and_its_facts(world):
    dispatch = assigned_dispatch(world)
    document = document_of(dispatch)

    assert (dispatch.state, dispatch.confirmed_by, dispatch.confirmed_at) == (
        DispatchState.CONFIRMED,
        world.province.head,
        MOMENT,
    )
    assert (document.number_symbol, document.issued_on, document.signer_name) == (
        "12/KH-UBND",
        date(2026, 2, 2),
        "Trần Văn Sông",
    )


def test_a_fact_that_was_rejected_stays_unknown(world, head):
    dispatch = read_dispatch(world)
    number = Find.objects.everything(reason="a test looks").get(field="number_symbol")
    reviewing.reject_find(head, number)
    _accept_rest(head, dispatch)

    assign_dispatch(head, dispatch)

    assert document_of(fresh(dispatch)).number_symbol is None


def test_a_rejected_task_reaches_nobody(world, head):
    dispatch = read_dispatch(world)
    reviewing.reject_find(head, find_of(dispatch, FindKind.ASSIGNMENT))
    _accept_rest(head, dispatch)

    assign_dispatch(head, dispatch)

    assert {code for code, _, _ in _shares()} == {"SG", "KH"}


def test_an_amended_actor_gets_the_task(world, head):
    dispatch = read_dispatch(world)
    find = find_of(dispatch, FindKind.ASSIGNMENT)
    reviewing.amend_find(head, find, text=None, value={"actor": "Tỉnh ủy Mộc Sơn"})
    _accept_rest(head, dispatch)

    assign_dispatch(head, dispatch)

    assert {code for code, _, _ in _shares()} == {"TU", "SG", "KH"}


def test_a_rejected_deadline_binds_nobody(world, head):
    dispatch = read_dispatch(world)
    reviewing.reject_find(head, find_of(dispatch, FindKind.DEADLINE))
    _accept_rest(head, dispatch)

    assign_dispatch(head, dispatch)

    assert share_of(dispatch, world.commune).due_on is None


def test_a_body_named_as_actor_and_as_co_ordinator_has_one_share(world, head):
    name = "Sở Giáo dục và Đào tạo"
    dispatch = reviewed_dispatch(world, reading=sample_reading("Tỉnh ủy Mộc Sơn", name, name))

    assign_dispatch(head, dispatch)

    assert ("SG", "lead") in {(code, role) for code, role, _ in _shares()}
    assert len(_shares()) == 2


def test_nothing_is_confirmed_while_a_find_is_undecided(world, head):
    dispatch = read_dispatch(world)

    with pytest.raises(RuleBroken, match="chưa kiểm"):
        assign_dispatch(head, dispatch)

    assert fresh(dispatch).state == DispatchState.REVIEW
    assert _tasks() == 0


def test_confirming_twice_makes_one_set_of_tasks(world, head):
    dispatch = assigned_dispatch(world)
    tasks, shares = _tasks(), _shares()

    with pytest.raises(Conflict):
        assign_dispatch(head, dispatch)

    assert (_tasks(), _shares()) == (tasks, shares)


def test_only_who_may_assign_confirms(world):
    dispatch = reviewed_dispatch(world)

    with pytest.raises(NotAllowed):
        confirm_dispatch(world.actor(world.province.specialist), dispatch)

    assert fresh(dispatch).state == DispatchState.REVIEW


def _accept_rest(actor, dispatch):
    reviewing.accept_all(actor, dispatch, find_ids(dispatch))
