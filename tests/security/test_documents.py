"""Papers under attack: sent twice at once, with facts too long, with signs that no column takes."""

from functools import partial

import pytest

from behoc.direction.assignments.services.assigning import assign_dispatch
from behoc.direction.documents.models import Dispatch, Resolution
from behoc.direction.documents.rules import DispatchState, FindKind
from behoc.direction.documents.services import reading
from behoc.direction.documents.services.addressing import settle_phrase
from behoc.direction.documents.services.receiving import receive_dispatch
from behoc.direction.documents.services.reviewing import amend_find
from behoc.ground.attachments.services import finish_upload, open_upload, store_file, take_chunk
from behoc.kernel.errors import Conflict, RuleBroken
from tests.kits.committed import at_once
from tests.kits.dispatches import find_of, fresh, read_dispatch, reviewed_dispatch, sample_reading
from tests.kits.world import MOMENT

CONTENT = b"noi dung"


@pytest.fixture
def clerk(world):
    return world.actor(world.province.clerk)


def _sent(actor, name="a.txt"):
    return store_file(actor, name=name, chunks=[CONTENT], size=len(CONTENT))


def _dispatches():
    return Dispatch.objects.everything(reason="counted by a test")


def test_an_upload_finished_by_two_requests_at_once_is_one_file(committed_world):
    actor = committed_world.actor(committed_world.province.clerk)
    upload = open_upload(actor, name="a.txt", size=len(CONTENT))
    upload = take_chunk(actor, upload, offset=0, chunk=CONTENT)

    first, second, third = at_once([partial(finish_upload, actor, upload)] * 3)

    assert first == second == third


def test_the_same_files_handed_in_at_once_are_one_dispatch(committed_world):
    actor = committed_world.actor(committed_world.province.clerk)
    file = _sent(actor)

    first, second, third = at_once([partial(receive_dispatch, actor, [file])] * 3)

    assert first == second == third
    assert _dispatches().count() == 1


def test_a_file_that_came_later_is_not_lost(clerk):
    first, second = _sent(clerk), _sent(clerk, "b.txt")
    alone = receive_dispatch(clerk, [first])

    both = receive_dispatch(clerk, [first, second])

    assert both != alone
    assert [file.stored_file for file in both.files.order_by("position")] == [first, second]


def test_a_file_named_twice_is_in_the_dispatch_once(clerk):
    file = _sent(clerk)

    assert receive_dispatch(clerk, [file, file]).files.count() == 1


def test_a_fact_longer_than_the_register_takes_is_refused_where_it_is_mended(world):
    fact = find_of(read_dispatch(world), FindKind.FACT)
    sent = {f"{fact.public_id}-value": "x" * 4000}

    response = world.client(world.province.clerk).post(f"/muc/{fact.public_id}/sua/", sent)

    assert response.status_code == 422


def test_a_fact_longer_than_the_register_takes_stops_the_entering_with_a_sentence(world, clerk):
    dispatch = reviewed_dispatch(world)
    number = dispatch.documents.get().finds.get(field="number_symbol")
    number.value = {"value": "9" * 121}
    number.save()

    with pytest.raises(RuleBroken, match="dài quá 120"):
        assign_dispatch(clerk, dispatch)
    assert fresh(dispatch).state == DispatchState.REVIEW


def test_a_phrase_of_an_issuer_with_an_endless_name_is_settled(world, clerk):
    dispatch = read_dispatch(world)
    issuer = dispatch.documents.get().finds.get(field="issuer")
    amend_find(clerk, issuer, text=None, value={"value": "Ủy ban " * 200})
    resolution = find_of(dispatch, FindKind.ASSIGNMENT).resolutions.first()

    settle_phrase(clerk, resolution, [world.commune.body.pk])

    assert list(resolution.bodies.all()) == [world.commune.body]


def test_a_phrase_that_was_mended_meanwhile_is_not_settled(world, clerk):
    find = find_of(read_dispatch(world), FindKind.ASSIGNMENT)
    stale = Resolution.objects.select_related("find__document__dispatch").get(
        pk=find.resolutions.get().pk
    )
    amend_find(clerk, find, text=None, value={"actor": "Sở Giáo dục và Đào tạo"})

    with pytest.raises(Conflict):
        settle_phrase(clerk, stale, [world.commune.body.pk])


@pytest.mark.parametrize("line", ["a\0b", "\ud800"], ids=["nul", "half a sign"])
def test_a_text_that_no_column_takes_is_refused_and_not_left_half_read(clerk, line, monkeypatch):
    dispatch = receive_dispatch(clerk, [_sent(clerk)])
    unfit = {**sample_reading(), "lines": [line]}
    monkeypatch.setattr(reading, "read_file", lambda *_, **__: unfit)

    reading.read_dispatch(dispatch.pk)

    assert fresh(dispatch).state == DispatchState.REFUSED
    assert "bất thường" in fresh(dispatch).refusal


def test_a_body_that_is_gone_receives_nothing_by_a_settled_phrase(world, clerk):
    first = find_of(read_dispatch(world), FindKind.ASSIGNMENT)
    settle_phrase(clerk, first.resolutions.get(), [world.commune.body.pk, world.neighbour.body.pk])
    world.neighbour.body.valid_to = MOMENT.date()
    world.neighbour.body.save()

    again = find_of(read_dispatch(world), FindKind.ASSIGNMENT).resolutions.get()

    assert list(again.bodies.all()) == [world.commune.body]
    assert "1 nơi" in again.rule_text


def test_a_phrase_is_not_settled_for_a_body_that_is_gone(world):
    find = find_of(read_dispatch(world), FindKind.ASSIGNMENT)
    resolution = find.resolutions.get()
    gone = world.neighbour.body
    gone.valid_to = MOMENT.date()
    gone.save()

    world.client(world.province.clerk).post(
        f"/muc/{find.public_id}/noi/{resolution.pk}/",
        {"bodies": [gone.public_id, world.commune.body.public_id]},
    )

    assert list(resolution.bodies.all()) == [world.commune.body]
