"""Fifty clerks at the very same moment: no number twice, none left out."""

from functools import partial

import pytest
from django.db import connection, transaction

from behoc.direction.documents.models import Dispatch, Document
from behoc.direction.documents.rules import DispatchState
from behoc.direction.registers.models import NumberSeries, RegisterEntry
from behoc.direction.registers.services.entering import register_incoming, register_outgoing
from behoc.kernel import clock
from tests.kits.committed import at_once
from tests.kits.world import MOMENT

CLERKS = 50


def papers(world, count):
    """Papers of the commune without a number, each in a dispatch of its own."""
    clerk = world.commune.clerk
    made = []
    for number in range(count):
        dispatch = Dispatch(
            organisation=world.commune.body,
            person=clerk,
            title=f"Giấy thứ {number}",
            state=DispatchState.CONFIRMED,
            created_at=MOMENT,
        )
        dispatch.save()
        document = Document(dispatch=dispatch, position=0, first_line=1, last_line=1)
        document.doc_type, document.issued_on = "Kế hoạch", MOMENT.date()
        document.save()
        made.append(document)
    return made


def entries():
    return RegisterEntry.objects.everything(reason="counted by a test")


def held(act, *args):
    """The clock is held in each thread as in the test itself."""
    with clock.held(MOMENT):
        return act(*args)


@pytest.mark.slow
@pytest.mark.parametrize("act", [register_incoming, register_outgoing])
def test_fifty_clerks_at_once_get_the_numbers_one_to_fifty(committed_world, act):
    actor = committed_world.actor(committed_world.commune.clerk)
    made = papers(committed_world, CLERKS)

    results = at_once([partial(held, act, actor, document) for document in made])

    errors = [result for result in results if isinstance(result, Exception)]
    assert not errors
    assert sorted(entry.number for entry in results) == list(range(1, CLERKS + 1))
    assert sorted(entries().values_list("number", flat=True)) == list(range(1, CLERKS + 1))


def test_the_same_paper_entered_at_once_by_many_is_one_line(committed_world):
    actor = committed_world.actor(committed_world.commune.clerk)
    (document,) = papers(committed_world, 1)

    results = at_once([partial(held, register_incoming, actor, document) for _ in range(8)])

    assert {result.pk for result in results} == {entries().get().pk}
    assert NumberSeries.objects.everything(reason="counted by a test").get().last_number == 1


def test_a_number_given_in_a_transaction_that_fails_is_given_to_the_next(committed_world):
    actor = committed_world.actor(committed_world.commune.clerk)
    first, second, third = papers(committed_world, 3)

    def fails():
        with transaction.atomic():
            assert register_incoming(actor, second).number == 2
            raise KeyboardInterrupt

    register_incoming(actor, first)
    with pytest.raises(KeyboardInterrupt):
        fails()

    assert register_incoming(actor, third).number == 2
    assert not connection.in_atomic_block
    assert list(entries().order_by("number").values_list("number", flat=True)) == [1, 2]
