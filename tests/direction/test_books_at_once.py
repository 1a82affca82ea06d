"""Registers, deliveries, relations and drafts: two people at the very same moment on PostgreSQL."""

from datetime import date
from functools import partial

import pytest

from behoc.direction.assignments.models import ProgressReport
from behoc.direction.assignments.rules import WorkState
from behoc.direction.assignments.services.withdrawing import withdraw_directive
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.direction.documents.models import Delivery, Dissemination
from behoc.direction.documents.services import delivering, disseminating, receipts
from behoc.direction.drafting.models import Draft
from behoc.direction.drafting.services import approving, writing
from behoc.direction.handling.services.instructing import instruct
from behoc.direction.registers.models import NumberSeries, RegisterEntry
from behoc.direction.registers.rules.likeness import CameBefore
from behoc.direction.registers.services.entering import enter_delivered
from behoc.direction.registers.services.keeping import fill_entry, set_number_aside
from behoc.direction.registers.services.papers import Arrival, enter_paper
from behoc.direction.relations.models import CitedText, Relation
from behoc.direction.relations.rules import RelationKind, RelationState, Sameness, TextFacts
from behoc.direction.relations.services.deciding import add_relation, decide_relation
from behoc.direction.relations.services.joining import join_texts
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.errors import Conflict, NotAllowed, NotFound, RuleBroken
from tests.kits import handling
from tests.kits.committed import at_once
from tests.kits.dispatches import assigned_dispatch, document_of, fresh_share, share_of

REASON = "looked at by a test"
DAY = date(2026, 3, 2)


def logged(action):
    return AuditEntry.objects.everything(reason=REASON).filter(action=action).count()


def refusals(results, *kinds):
    """The refusals among the results; anything else that went wrong fails here."""
    wrong = [each for each in results if isinstance(each, Exception)]
    assert all(isinstance(each, kinds) for each in wrong), wrong
    return wrong


# Registers


def test_one_paper_written_down_by_two_clerks_at_once_is_asked_about(committed_world):
    world = committed_world
    people = [world.actor(world.commune.clerk), world.actor(world.commune.head)]
    facts = {"number_symbol": "7/HKH", "issuer_name": "Hội Khuyến học tỉnh"}
    acts = [
        partial(enter_paper, actor, facts, Arrival(True, None, None, None, f"giay-{number}"))
        for number, actor in enumerate(people)
    ]

    results = at_once(acts)

    assert len(refusals(results, CameBefore)) == 1
    assert RegisterEntry.objects.everything(reason=REASON).get().number == 1


def test_what_the_clerk_writes_while_the_leader_instructs_stands(committed_world):
    world = committed_world
    dispatch = assigned_dispatch(world)
    clerk = world.actor(world.commune.clerk)
    entry = enter_delivered(clerk, dispatch)
    submission = handling.submitted(world, world.commune, dispatch)
    word = handling.word(world.commune)
    head = world.actor(world.commune.head)

    results = at_once(
        [
            partial(fill_entry, clerk, entry, {"forwarded_to": "Trạm Y tế"}),
            partial(instruct, head, submission, word, submission_key="lan-1"),
        ]
    )

    assert not refusals(results)
    kept = RegisterEntry.objects.everything(reason=REASON).get(pk=entry.pk)
    assert kept.forwarded_to == "Trạm Y tế"


def test_a_number_set_aside_twice_at_once_is_one_number(committed_world):
    world = committed_world
    clerk = world.actor(world.commune.clerk)
    enter_paper(clerk, {"subject": "Giấy mời"}, Arrival(True, None, None, None, "giay-1"))
    series = NumberSeries.objects.everything(reason=REASON).get()
    act = partial(set_number_aside, clerk, series, seen=1)

    results = at_once([act, act])

    assert len(refusals(results, Conflict)) == 1
    kept = NumberSeries.objects.everything(reason=REASON).get()
    assert (kept.last_number, kept.set_aside) == (2, [2])


# Deliveries


@pytest.mark.parametrize("opens_first", [True, False])
def test_taking_a_delivery_back_while_it_is_opened_leaves_one_of_the_two(
    committed_world, opens_first
):
    world = committed_world
    dispatch = assigned_dispatch(world)
    body, clerk = world.commune_party.body, world.actor(world.province.clerk)
    delivering.add_recipient(
        clerk, dispatch, body=body, name="", purpose="know", reason="Cùng theo dõi"
    )
    rows = Delivery.objects.everything(reason=REASON).filter(dispatch=dispatch, organisation=body)
    reader = world.actor(world.commune_party.head)
    acts = [
        partial(receipts.open_delivery, reader, dispatch),
        partial(delivering.withdraw_delivery, clerk, rows.get(), reason="Gửi nhầm"),
    ]

    results = at_once(acts if opens_first else acts[::-1])

    refused = refusals(results, Conflict, NotAllowed, NotFound)
    delivery = rows.first()
    if delivery is None:
        assert (logged("document.withdraw"), logged("document.open")) == (1, 0)
    else:
        assert delivery.opened_at is not None
        assert [type(each) for each in refused] == [Conflict]
        assert (logged("document.withdraw"), logged("document.open")) == (0, 1)


def test_two_rounds_at_once_never_tell_more_people_than_there_are(committed_world):
    world = committed_world
    dispatch = assigned_dispatch(world)
    people = [world.actor(world.commune.clerk), world.actor(world.commune.head)]
    told = disseminating.Round(date(2026, 3, 1), "conference", told=30, total=50)

    results = at_once(
        [
            partial(
                disseminating.note_round,
                actor,
                dispatch,
                told,
                files=[],
                submission_key=f"dot-{number}",
            )
            for number, actor in enumerate(people)
        ]
    )

    assert len(refusals(results, RuleBroken)) == 1
    assert Dissemination.objects.everything(reason=REASON).get().told == 30


def test_a_document_withdrawn_while_two_bodies_report_loses_no_report(committed_world):
    world = committed_world
    dispatch = assigned_dispatch(world)
    desks = (world.commune, world.neighbour)
    shares = [accept_task(world.actor(each.clerk), share_of(dispatch, each)) for each in desks]
    reports = [
        partial(
            report_progress,
            world.actor(desk.clerk),
            share,
            text="Đã mở ba lớp.",
            finished=False,
            files=[],
            submission_key="lan-1",
        )
        for desk, share in zip(desks, shares, strict=True)
    ]
    head = world.actor(world.province.head)
    withdraw = partial(withdraw_directive, head, dispatch, reason="Ban hành nhầm.", on=DAY)

    results = at_once([reports[0], withdraw, reports[1]])

    assert not refusals(results)
    assert ProgressReport.objects.everything(reason=REASON).count() == 2
    assert {fresh_share(each).state for each in shares} == {WorkState.LAPSED}


# Relations


def test_of_two_who_decide_one_relation_at_once_the_log_tells_who_was_last(committed_world):
    world = committed_world
    dispatch = assigned_dispatch(world)
    relation = Relation.objects.everything(reason=REASON).get(document__dispatch=dispatch)
    head, clerk = world.actor(world.province.head), world.actor(world.province.clerk)

    results = at_once(
        [
            partial(decide_relation, head, relation, RelationState.ACCEPTED),
            partial(decide_relation, clerk, relation, RelationState.REJECTED),
        ]
    )

    assert not refusals(results)
    kept = Relation.objects.everything(reason=REASON).get(pk=relation.pk)
    rows = AuditEntry.objects.everything(reason=REASON).filter(subject_id=relation.public_id)
    first, last = rows.filter(action__in=("relation.accept", "relation.reject")).order_by("pk")
    assert first.changes["state"][1] == last.changes["state"][0]
    assert (kept.state, kept.decided_by.full_name) == (
        last.changes["state"][1],
        last.person_name,
    )


def test_one_text_named_by_two_people_at_once_is_one_text_and_one_relation(committed_world):
    world = committed_world
    document = document_of(assigned_dispatch(world))
    facts = TextFacts(symbol="88/NQ-HĐND", issued_on=date(2025, 7, 7))
    people = [world.actor(world.province.head), world.actor(world.province.clerk)]

    results = at_once(
        [partial(add_relation, actor, document, facts, kind=RelationKind.CITES) for actor in people]
    )

    assert not refusals(results)
    assert {each.pk for each in results} == {results[0].pk}
    rows = CitedText.objects.everything(reason=REASON).filter(symbol="88/NQ-HĐND")
    assert rows.count() == 1


def test_two_texts_joined_crosswise_at_once_make_no_circle(committed_world):
    world = committed_world
    document = document_of(assigned_dispatch(world))
    head, clerk = world.actor(world.province.head), world.actor(world.province.clerk)
    one, other = (
        add_relation(clerk, document, TextFacts(symbol=symbol), kind=RelationKind.CITES).cited
        for symbol in ("31/QĐ-UBND", "77/CT-TTg")
    )

    results = at_once(
        [partial(join_texts, head, one, other), partial(join_texts, clerk, other, one)]
    )

    assert len(refusals(results, RuleBroken)) == 1
    rows = CitedText.objects.everything(reason=REASON).filter(pk__in=(one.pk, other.pk))
    assert list(rows.values_list("same_state", flat=True)).count(Sameness.JOINED) == 1


# Drafts


def _submitted(world):
    writer, head = world.actor(world.commune.specialist), world.commune.head
    beginning = writing.Beginning("V/v mở lớp", "answer", "Dòng một")
    draft = writing.start_draft(writer, beginning, files=[], submission_key="1")
    return approving.submit_draft(writer, draft, leader_id=head.pk)


def test_a_draft_approved_twice_at_once_is_approved_once(committed_world):
    world = committed_world
    draft = _submitted(world)
    approve = partial(approving.approve_draft, world.actor(world.commune.head), draft, version=1)

    results = at_once([approve, approve])

    assert not refusals(results)
    assert logged("draft.approve") == 1


def test_a_draft_approved_and_returned_at_once_is_one_of_the_two(committed_world):
    world = committed_world
    draft = _submitted(world)
    head = world.actor(world.commune.head)

    results = at_once(
        [
            partial(approving.approve_draft, head, draft, version=1),
            partial(approving.return_draft, head, draft, reason="Thiếu số liệu."),
        ]
    )

    assert len(refusals(results, Conflict, RuleBroken)) == 1
    kept = Draft.objects.everything(reason=REASON).get(pk=draft.pk)
    assert (kept.state == "approved") == (logged("draft.approve") == 1)
    assert logged("draft.approve") + logged("draft.return") == 1
