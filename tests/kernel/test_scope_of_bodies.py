from behoc.direction.documents.models import Dispatch
from behoc.ground.accounts.models import Membership
from behoc.kernel.scope import Scope
from tests.kits.dispatches import waiting_dispatch
from tests.kits.world import SINCE


def test_a_row_reached_in_several_ways_is_seen_once(world):
    waiting_dispatch(world)
    body = world.province.body
    scope = Scope(
        owners=frozenset({body.pk}),
        lines=(body.line_path,),
        places=(body.place_path, "/"),
        addressed=frozenset({body.pk}),
    )

    assert Dispatch.objects.within(scope).count() == 1


def test_a_look_alike_prefix_reaches_nothing(world):
    waiting_dispatch(world, world.commune)
    look_alike = world.commune.body.line_path.removesuffix("/")[:-1] + "/"

    assert not Dispatch.objects.within(Scope(lines=(look_alike,))).exists()


def test_a_role_that_has_ended_reaches_nothing(world):
    rows = Membership.objects.everything(reason="a test ends a role")
    rows.filter(person=world.commune.clerk).update(ends_on=SINCE)

    assert world.actor(world.commune.clerk).body_id is None
