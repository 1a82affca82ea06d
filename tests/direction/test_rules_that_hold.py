"""Rules that only one line of the code stands for, each seen to refuse."""

from datetime import date, timedelta

import pytest

from behoc.direction.assignments.models import Assignment
from behoc.direction.assignments.services.giving import give_task
from behoc.direction.drafting.rules import DraftState
from behoc.direction.drafting.services.approving import return_draft
from behoc.direction.registers.models import NumberSeries, RegisterEntry
from behoc.direction.registers.services.entering import register_incoming, register_outgoing
from behoc.direction.registers.services.keeping import cancel_entry, fill_entry
from behoc.direction.registers.services.papers import mend_paper
from behoc.ground.accounts.services import create_membership, set_active
from behoc.ground.notifications.services.calendars import open_calendar
from behoc.kernel.clock import today
from behoc.kernel.errors import Conflict, RuleBroken
from tests.kits.dispatches import assigned_dispatch, document_of, read_dispatch
from tests.kits.drafts import settle_drafts
from tests.kits.world import SINCE

REASON = "a test looks at what was kept"


def _numbered(world):
    """A plan of the commune's own with the number that its register gave it."""
    document = document_of(read_dispatch(world, world.commune))
    document.number_symbol, document.doc_type = None, "Kế hoạch"
    document.issued_on = date(2026, 3, 2)
    document.save()
    return register_outgoing(world.actor(world.commune.clerk), document)


def test_nothing_more_is_written_into_a_cancelled_line(world):
    clerk = world.actor(world.commune.clerk)
    entry = register_incoming(clerk, document_of(assigned_dispatch(world)))
    cancel_entry(clerk, entry, reason="Ghi nhầm sổ.")

    with pytest.raises(Conflict):
        fill_entry(clerk, entry, {"note": "Chuyển phòng Văn hóa"})

    assert RegisterEntry.objects.everything(reason=REASON).get(pk=entry.pk).note is None


def test_a_number_that_the_register_gave_is_not_mended_by_hand(world):
    clerk = world.actor(world.commune.clerk)
    entry = _numbered(world)
    document = entry.document
    document.dispatch.state = "confirmed"
    document.dispatch.save(update_fields=["state"])
    given = document.number_symbol

    with pytest.raises(RuleBroken):
        mend_paper(clerk, document, {"number_symbol": "99/KH-UBND"}, reason="Viết khác.")

    document.refresh_from_db()
    assert (document.number_symbol, document.number_symbol[:2]) == (given, "01")


def test_nothing_arrives_tomorrow_and_no_number_is_spent_on_it(world):
    clerk = world.actor(world.commune.clerk)
    document = document_of(assigned_dispatch(world))

    with pytest.raises(RuleBroken):
        register_incoming(clerk, document, arrived_on=today() + timedelta(days=1))

    rows = NumberSeries.objects.everything(reason=REASON)
    assert not rows.filter(organisation=world.commune.body, last_number__gt=0).exists()


def test_who_wrote_a_draft_does_not_return_it_in_a_leaders_place(world):
    desk = world.commune
    drafts = settle_drafts(world, desk)
    create_membership(desk.clerk, desk.body.pk, "head", granted_by_id=None, starts_on=SINCE)

    with pytest.raises(RuleBroken):
        return_draft(world.actor(desk.clerk), drafts.submitted, reason="Viết lại.")

    drafts.submitted.refresh_from_db()
    assert drafts.submitted.state == DraftState.SUBMITTED


@pytest.mark.parametrize("name", ["neighbour_association", "province_party", "province"])
def test_a_leaders_word_gives_a_task_to_nobody_but_bodies_directly_below(world, name):
    head = world.actor(world.province.head)
    paper = document_of(assigned_dispatch(world))
    before = Assignment.objects.everything(reason=REASON).count()
    body = getattr(world, name).body.pk

    with pytest.raises(RuleBroken):
        give_task(head, paper, text="Làm ngay.", roles={body: "lead"}, due_on=None)

    assert Assignment.objects.everything(reason=REASON).count() == before


def test_a_locked_account_leaves_no_calendar_open(world):
    clerk = world.commune.clerk
    _token, secret = open_calendar(world.actor(clerk), for_body=True)
    assert world.client().get(f"/lich/{secret}.ics").status_code == 200

    set_active(clerk, active=False)

    assert world.client().get(f"/lich/{secret}.ics").status_code == 404
