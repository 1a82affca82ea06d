"""A form sent late, twice, or beside its purpose changes nothing that it should not."""

from functools import partial

import pytest

from behoc.direction.assignments.models import AssignedBody, ProgressReport
from behoc.direction.assignments.services import amending
from behoc.direction.assignments.services.breaking_down import NewPart, break_down
from behoc.direction.assignments.services.giving import give_task
from behoc.direction.assignments.services.same_work import mark_same, report_for_all
from behoc.direction.assignments.services.working import accept_task
from behoc.direction.documents.models import Delivery
from behoc.direction.drafting.services.approving import approve_draft, submit_draft
from behoc.direction.handling.models import Submission
from behoc.direction.registers.models import RegisterEntry
from behoc.ground.accounts.services import create_membership, end_membership
from behoc.kernel.clock import today
from behoc.kernel.errors import RuleBroken
from tests.kits.committed import at_once
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    numbered,
    sample_reading,
    share_of,
)
from tests.kits.drafts import settle_drafts
from tests.kits.world import SINCE

REASON = "a test looks at what was kept"


def _pair(world):
    """Two shares of the commune, taken on and marked as one piece of work."""
    clerk = world.actor(world.commune.clerk)
    plans = [sample_reading(), numbered(sample_reading(), "14/KH-UBND")]
    shares = [share_of(assigned_dispatch(world, reading=each), world.commune) for each in plans]
    return clerk, [accept_task(clerk, each) for each in shares]


def _report(actor, share, key):
    return report_for_all(actor, share, text="Đã mở.", finished=False, files=[], submission_key=key)


def _reports(share):
    rows = ProgressReport.objects.everything(reason=REASON)
    return rows.filter(assigned=share).count()


def test_reports_on_both_of_two_joined_tasks_at_once_wait_for_each_other(committed_world):
    clerk, (first, second) = _pair(committed_world)
    mark_same(clerk, first, second)
    people = [clerk, committed_world.actor(committed_world.commune.head)] * 4

    acts = [
        partial(_report, actor, share, f"lan-{number}")
        for number, (actor, share) in enumerate(zip(people, [first, second] * 4, strict=True))
    ]
    results = at_once(acts)

    assert [type(each).__name__ for each in results] == ["ProgressReport"] * 8
    assert (_reports(first), _reports(second)) == (8, 8)


def test_a_report_sent_again_says_nothing_of_a_task_that_was_joined_since(world):
    clerk, (first, second) = _pair(world)
    _report(clerk, first, "lan-1")
    mark_same(clerk, first, second)

    _report(clerk, first, "lan-1")

    assert (_reports(first), _reports(second)) == (1, 0)


def test_an_opinion_of_an_approved_draft_comes_too_late(world):
    desk = world.commune
    drafts = settle_drafts(world, desk)
    submit_draft(world.actor(desk.clerk), drafts.open, leader_id=desk.head.pk)
    approve_draft(world.actor(desk.head), drafts.open, version=1)

    response = world.client(desk.specialist).post(
        f"/gop-y/{drafts.opinion.public_id}/", {"verdict": "amend", "text": "Sửa lại cả đoạn."}
    )

    drafts.opinion.refresh_from_db()
    assert response.status_code == 422
    assert "Sửa lại cả đoạn." in response.content.decode()
    assert drafts.opinion.verdict == ""


def test_a_key_used_for_one_paper_does_not_swallow_the_submission_of_another(world):
    clerk = world.client(world.province.clerk)
    papers = [
        assigned_dispatch(world),
        assigned_dispatch(world, reading=numbered(sample_reading(), "14/KH-UBND")),
    ]
    leader = world.province.head
    page = clerk.get(f"/van-ban/{papers[0].public_id}/trinh/").content.decode()
    code = page.split('name="leader"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    facts = {"submission_key": "a", "leader": code}

    answers = [clerk.post(f"/van-ban/{each.public_id}/trinh/", facts) for each in papers]

    assert [each.status_code for each in answers] == [303, 422]
    rows = Submission.objects.everything(reason=REASON)
    assert [each.dispatch_id for each in rows.filter(leader=leader)] == [papers[0].pk]


def test_a_form_for_a_body_whose_role_has_ended_is_not_done_for_another_body(world):
    person = world.commune.clerk
    second = create_membership(
        person, world.neighbour.body.pk, "clerk", granted_by_id=None, starts_on=SINCE
    )
    browser = world.client(person)
    browser.post("/lam-viec-cho/", {"body": world.neighbour.body.public_id})
    paper = {"direction": "den", "subject": "Giấy mời", "submission_key": "a"}
    end_membership(second)

    refused = browser.post("/so-van-ban/giay/", paper)

    entries = RegisterEntry.objects.everything(reason=REASON)
    assert (refused.status_code, entries.count()) == (409, 0)
    assert browser.post("/so-van-ban/giay/", paper).status_code == 303
    assert entries.get().organisation == world.commune.body


@pytest.fixture
def part(world):
    """The association of the commune gave a part of its share to the chapter in the village."""
    desk = world.commune_association
    share = share_of(assigned_dispatch(world, reading=sample_reading(desk.body.name)), desk)
    actor = world.actor(desk.clerk)
    taken = accept_task(actor, share)
    return break_down(actor, taken, NewPart(text="Mở lớp.", bodies=(world.cell.body.pk,)))


def _add(actor, assignment, body):
    change = amending.Change(text=assignment.text, due_on=None, added=(body.pk,))
    return amending.amend_task(actor, assignment, change, amending.Ground("Thêm.", today()), seen=0)


def _holds(body):
    shares = AssignedBody.objects.everything(reason=REASON).filter(organisation=body)
    papers = Delivery.objects.everything(reason=REASON).filter(organisation=body)
    return shares.exists() or papers.exists()


@pytest.mark.parametrize("name", ["department", "neighbour_association", "province_association"])
def test_a_part_of_a_share_is_amended_onto_nobody_but_bodies_directly_below(world, part, name):
    """Or a commune could give orders, and other bodies' papers, to anybody in the country."""
    body = getattr(world, name).body
    before = _holds(body)

    with pytest.raises(RuleBroken):
        _add(world.actor(world.commune_association.clerk), part, body)

    assert _holds(body) is before


def test_a_word_of_a_leader_is_amended_onto_nobody_but_bodies_directly_below(world):
    head = world.actor(world.province.head)
    paper = document_of(assigned_dispatch(world))
    shares = give_task(
        head, paper, text="Làm ngay.", roles={world.commune.body.pk: "lead"}, due_on=None
    )
    given = shares[world.commune.body.pk].assignment

    with pytest.raises(RuleBroken):
        _add(head, given, world.province_association.body)

    added = _add(head, given, world.neighbour.body)
    assert added.after["bodies"] == [world.commune.body.name, world.neighbour.body.name]


def test_the_page_offers_no_body_that_may_not_be_added(world, part):
    share = AssignedBody.objects.everything(reason=REASON).get(assignment=part)
    clerk = world.client(world.commune_association.clerk)

    page = clerk.post(f"/nhiem-vu/{share.public_id}/sua/", {"tim": "Hội", "search": "1"})

    assert page.status_code == 200
    assert world.province_association.body.public_id not in page.content.decode()
