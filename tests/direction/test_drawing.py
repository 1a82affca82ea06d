"""A body puts its report together from what was reported on the parts of its share."""

from decimal import Decimal

import pytest
from django.urls import reverse

from behoc.direction.assignments.models import ProgressReport
from behoc.direction.assignments.queries.drawing import draw, list_drawn, list_part_reports
from behoc.direction.assignments.rules.figures import Figure
from behoc.direction.assignments.services.breaking_down import NewPart, break_down
from behoc.direction.assignments.services.working import accept_task, report_progress
from behoc.kernel.errors import RuleBroken
from tests.kits.dispatches import assigned_dispatch, assigned_task, sample_reading, share_of


@pytest.fixture
def task(world):
    """The association of the commune has taken a task on."""
    desk = world.commune_association
    share = share_of(assigned_dispatch(world, reading=sample_reading(desk.body.name)), desk)
    return accept_task(world.actor(desk.clerk), share)


@pytest.fixture
def reports(world, task):
    """The village chapter and a person of the association reported on their parts."""
    head = world.actor(world.commune_association.head)
    cell = break_down(head, task, NewPart("Mở lớp.", bodies=(world.cell.body.pk,)))
    inner = break_down(head, task, NewPart("Mua sách.", person=world.commune_association.clerk))
    return [
        _report(world.actor(world.cell.clerk), cell.assigned.get(), "Đã mở 2 lớp.", "40"),
        _report(
            world.actor(world.commune_association.clerk), inner.assigned.get(), "Đủ sách.", "2,5"
        ),
    ]


def _report(actor, share, text, people, **drawn) -> ProgressReport:
    figures = [Figure("Số người học", Decimal(people.replace(",", ".")), "người")]
    share = accept_task(actor, share)
    return report_progress(
        actor,
        share,
        text=text,
        finished=False,
        files=[],
        submission_key=text,
        figures=figures,
        **drawn,
    )


def _ids(reports):
    return [each.public_id for each in reports]


def test_chosen_reports_become_lines_and_their_figures_are_added_up(world, task, reports):
    drawn = draw(task, _ids(reports))

    clerk = world.commune_association.clerk.full_name
    assert drawn.text == f"– Chi hội Khuyến học thôn Đông: Đã mở 2 lớp.\n– {clerk}: Đủ sách."
    assert drawn.figures == [("Số người học", "42,5", "người")]
    assert draw(task, _ids(reports[:1])).figures == [("Số người học", "40", "người")]


def test_the_form_offers_what_the_parts_said_and_keeps_where_it_is_from(world, task, reports):
    client = world.client(world.commune_association.head)
    address = reverse("assignments:report", args=[task.public_id])

    form = client.get(address, {"lay": _ids(reports)}).content.decode()
    assert "– Chi hội Khuyến học thôn Đông: Đã mở 2 lớp." in form
    assert 'value="42,5"' in form
    sent = {"text": "Hai nơi đã làm.", "submission_key": "tong-1", "drawn": " ".join(_ids(reports))}
    assert client.post(address, sent).status_code == 303

    page = client.get(reverse("assignments:detail", args=[task.public_id])).content.decode()
    assert "Tổng hợp từ:" in page
    assert reverse("assignments:detail", args=[reports[0].assigned.public_id]) in page


def test_nobody_draws_from_what_is_no_part_of_the_share(world, task, reports):
    other = assigned_task(world)
    stranger = _report(world.actor(world.commune.clerk), other, "Việc khác.", "1")

    assert list_drawn(task, [stranger.public_id]) == []
    with pytest.raises(RuleBroken, match="các phần đã chia"):
        _report(world.actor(world.commune_association.clerk), task, "Gộp.", "1", drawn=[stranger])


def test_only_the_body_itself_is_offered_the_reports_of_its_parts(world, task, reports):
    own, giver = world.commune_association.head, world.province.head

    assert len(list_part_reports(world.actor(own), task)) == 2
    assert list_part_reports(world.actor(giver), task) == []
