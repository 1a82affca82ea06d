"""Programmes are shipped as data, proposed by what a document names, hung on by a person."""

import pytest

from behoc.direction.assignments.models import Assignment
from behoc.direction.assignments.queries.programmes import list_choices, list_tasks_of_programme
from behoc.direction.assignments.services.filing import file_dispatch
from behoc.direction.documents.queries.programmes import (
    build_filing,
    list_dispatches_of_programme,
    propose_programmes,
)
from behoc.direction.programmes.models import LocalProgramme, Programme
from behoc.direction.programmes.queries import build_page
from behoc.direction.programmes.rules import read_programmes
from behoc.direction.programmes.services import load_programmes, name_locally
from behoc.ground.audit.models import AuditEntry
from behoc.kernel import data
from behoc.kernel.actor import system_actor
from behoc.kernel.errors import NotAllowed, RuleBroken
from tests.kits.dispatches import assigned_dispatch, read_dispatch, sample_reading
from tests.kits.related import answering, national


@pytest.fixture
def movement(world):
    return national()


def _naming_it(day="2023-11-09"):
    return answering(sample_reading(), "1315/QĐ-TTg", day, "rests_on")


def _tasks(programme):
    rows = Assignment.objects.everything(reason="counted by a test")
    return rows.filter(programmes=programme).count()


def test_every_shipped_programme_says_on_what_it_rests():
    shipped = list(read_programmes(data.path("programmes")))

    assert {one.founding_symbol for one in shipped} >= {
        "1315/QĐ-TTg",
        "1373/QĐ-TTg",
        "387/QĐ-TTg",
        "677/QĐ-TTg",
    }
    assert [one.code for one in shipped if not one.source or not one.founding_on] == []


def test_loading_again_changes_nothing_and_a_mended_file_mends_the_row(movement):
    shipped = list(read_programmes(data.path("programmes")))
    entries = AuditEntry.all_rows.count()

    assert load_programmes(system_actor("thử"), shipped) == 0
    assert AuditEntry.all_rows.count() == entries
    Programme.objects.filter(pk=movement.pk).update(last_year=2029)
    assert load_programmes(system_actor("thử"), shipped) == 1
    assert Programme.objects.get(pk=movement.pk).last_year == 2030


def test_nobody_loads_what_the_nation_ships(world):
    with pytest.raises(NotAllowed):
        load_programmes(world.actor(world.province.head), [])


def test_a_document_that_names_the_founding_text_is_proposed_and_not_yet_hung_on(world, movement):
    dispatch = read_dispatch(world, reading=_naming_it())

    assert propose_programmes(dispatch) == [movement]
    assert [one.is_proposed for one in list_choices(dispatch)][:2] == [True, False]
    assert list(dispatch.programmes.all()) == []


def test_the_same_number_of_another_day_is_another_text(world, movement):
    assert propose_programmes(read_dispatch(world, reading=_naming_it("2019-11-09"))) == []


def test_tasks_hang_on_what_their_dispatch_hangs_on_before_and_after_it_is_entered(world, movement):
    dispatch = assigned_dispatch(world)
    head = world.actor(world.province.head)

    file_dispatch(head, dispatch, [movement])

    assert _tasks(movement) == 2
    file_dispatch(head, dispatch, [])
    assert _tasks(movement) == 0


def test_whoever_received_the_dispatch_sees_it_under_the_programme_and_nobody_else_does(
    world, movement
):
    dispatch = assigned_dispatch(world)
    file_dispatch(world.actor(world.province.head), dispatch, [movement])
    commune, outside = world.commune.clerk, world.commune_party.clerk

    assert list(list_dispatches_of_programme(world.actor(commune), movement)) == [dispatch]
    assert list_tasks_of_programme(world.actor(commune), movement).count() == 1
    assert list(list_dispatches_of_programme(world.actor(outside), movement)) == []


def test_only_the_owner_is_asked_which_programme_it_is(world, movement):
    dispatch = assigned_dispatch(world, reading=_naming_it())

    assert build_filing(world.actor(world.province.clerk), dispatch).proposed == 1
    assert build_filing(world.actor(world.commune.clerk), dispatch).can_file is False


def test_each_body_has_its_own_name_and_period_for_one_movement(world, movement):
    first, second = world.actor(world.province.clerk), world.actor(world.commune.clerk)

    name_locally(first, movement, name="Tỉnh nhà thi đua học", years=(2023, 2030))
    name_locally(second, movement, name="Bình Giang học", years=(2024, 2030))
    name_locally(second, movement, name="Bình Giang thi đua học", years=(2024, 2030))

    shown = build_page(second, movement)
    assert LocalProgramme.objects.count() == 2
    assert (shown.own["name"], shown.own["years"]) == ("Bình Giang thi đua học", "2024–2030")
    assert [one["years"] for one in shown.local] == ["2023–2030"]


def test_a_local_period_does_not_end_before_it_begins(world, movement):
    with pytest.raises(RuleBroken, match="trước năm bắt đầu"):
        name_locally(world.actor(world.commune.clerk), movement, name="Học", years=(2030, 2024))


def test_the_page_shows_phases_and_the_list_the_phase_of_this_year(world, movement):
    client = world.client(world.commune.clerk)

    page = client.get(f"/phong-trao/{movement.public_id}/").content.decode()
    listed = client.get("/phong-trao/").content.decode()

    assert "2023–2025" in page
    assert "Đang ở giai đoạn này" in page
    assert "Giai đoạn 2" in listed


def test_a_body_adds_a_movement_of_its_own_by_the_form(world):
    client = world.client(world.commune.clerk)
    sent = {"kind": "movement", "name": "Mỗi nhà một tủ sách", "first_year": "2026"}

    assert client.post("/phong-trao/them/", {**sent, "last_year": "2020"}).status_code == 422
    assert client.post("/phong-trao/them/", {**sent, "last_year": "2028"}).status_code == 303

    assert Programme.objects.get().organisation == world.commune.body
