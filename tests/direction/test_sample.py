"""The sample dispatch that other tests build on really goes all the way."""

from behoc.direction.assignments.models import AssignedBody
from behoc.direction.documents.rules import DispatchState
from tests.kits.dispatches import assigned_dispatch


def test_the_sample_dispatch_reaches_every_desk_that_it_names(world):
    dispatch = assigned_dispatch(world)

    shares = AssignedBody.objects.everything(reason="counting shares")
    assert dispatch.state == DispatchState.CONFIRMED
    assert {(share.organisation.code, share.role) for share in shares.all()} == {
        ("UB-BG", "carry_out"),
        ("UB-TL", "carry_out"),
        ("SG", "lead"),
        ("KH", "coordinate"),
    }
