"""Duties: whom they ask, by level or one by one."""

import pytest

from behoc.kernel.errors import RuleBroken
from behoc.measure.reporting.models import Duty
from behoc.measure.reporting.queries.reporters import find_nameable, list_reporters
from behoc.measure.reporting.services.duties import DutyFacts, set_duty
from tests.kits.reports import duty_of

REASON = "a test looks at what is kept"
ADDRESS = "/che-do-bao-cao/moi/"


@pytest.fixture
def form(world):
    return duty_of(world, world.cell).form


def typed(form, **more):
    return {
        "name": "Báo cáo học kỳ hè",
        "source": "Công văn 9/UBND",
        "form": form.public_id,
        "period_kind": "1",
        "last_day": "31/8",
        "tree": "place",
        **more,
    }


def kept():
    return Duty.objects.everything(reason=REASON).get(name="Báo cáo học kỳ hè")


def test_bodies_are_found_by_name_and_what_was_typed_stays(world, form):
    client = world.client(world.province.specialist)
    already = [world.commune.body.public_id]

    answer = client.post(
        ADDRESS, typed(form, name="", levels=["commune"], named=already, tim="tan loc", search="1")
    )

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "Ủy ban nhân dân xã Tân Lộc" in shown
    assert f'value="{already[0]}" id="id_named_0" checked' in shown
    assert 'value="31/8"' in shown
    assert "errorlist" not in shown, "a search checks nothing"
    assert not Duty.objects.everything(reason=REASON).filter(source="Công văn 9/UBND").exists()


def test_a_search_without_result_says_so(world, form):
    client = world.client(world.commune.head)

    answer = client.post(ADDRESS, typed(form, tim="tan loc", search="1"))

    assert "Không tìm thấy cơ quan nào" in answer.content.decode()


def test_named_bodies_are_asked_besides_those_of_a_level(world, form):
    named = [world.department.body.public_id, world.commune_party.body.public_id]
    client = world.client(world.province.head)

    answer = client.post(
        ADDRESS, typed(form, kinds=["people_committee"], levels=["commune"], named=named)
    )

    assert answer.status_code == 303
    asked = [world.commune, world.neighbour, world.department, world.commune_party]
    assert {each.pk for each in list_reporters(kept())} == {each.body.pk for each in asked}


def test_only_the_named_are_asked_where_no_level_is_chosen(world, form):
    client = world.client(world.province.head)

    client.post(ADDRESS, typed(form, named=[world.neighbour.body.public_id]))

    assert list_reporters(kept()) == [world.neighbour.body]


def test_nobody_names_a_body_above_beside_or_out_of_its_place(world, form):
    head = world.actor(world.commune.head)
    for desk in (world.neighbour, world.province, world.province_party):
        with pytest.raises(RuleBroken, match="ngoài địa bàn"):
            set_duty(head, DutyFacts(form=form, name="X", whom={"named": [desk.body.public_id]}))
    assert find_nameable(world.actor(world.department.head), "ủy ban tỉnh") == []
    assert find_nameable(head, "") == []
    assert find_nameable(head, "chi hội thôn đông") == [world.cell.body]

    client = world.client(world.commune.head)
    answer = client.post(ADDRESS, typed(form, named=[world.neighbour.body.public_id]))

    assert answer.status_code == 422
    assert "Tìm và chọn lại" in answer.content.decode()
