"""Telling people once, in one act, whoever holds the role today."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.kits.world import MOMENT, appoint

from behoc.ground.accounts.queries import list_memberships_of
from behoc.ground.accounts.services import end_membership, set_active
from behoc.ground.notifications.models import Notice
from behoc.ground.notifications.rules.told import BodyMessage, as_kept, as_told
from behoc.ground.notifications.services import (
    notify,
    notify_bodies,
    notify_body,
    settle_notices,
)
from behoc.kernel import clock
from behoc.kernel.words import sentence

KIND = "assignment.new"
ACTION = "assignment.accept"
TOLD = {"kind": KIND, "title": "Có việc mới", "url": "/nhiem-vu/", "key": "viec-1"}


def _notices():
    return Notice.objects.everything(reason="a test looks at all").order_by("pk")


def _told():
    return set(_notices().values_list("person_id", flat=True))


def test_the_same_key_tells_a_person_once(world):
    clerk = world.commune.clerk

    notify([clerk.pk, clerk.pk], **TOLD)
    notify([clerk.pk], **TOLD)

    assert _notices().count() == 1


def test_another_key_or_another_person_is_told_anew(world):
    notify([world.commune.clerk.pk, world.commune.head.pk], **TOLD)
    notify([world.commune.clerk.pk], **(TOLD | {"key": "viec-2"}))

    assert _notices().count() == 3


def test_a_kind_that_no_policy_names_is_refused(world):
    with pytest.raises(LookupError, match="NOTICES"):
        notify([world.commune.clerk.pk], **(TOLD | {"kind": "assignment.made_up"}))


def test_those_of_a_body_who_may_do_the_action_are_told_and_nobody_else(world):
    desk = world.commune
    clerk, head = desk.clerk, desk.head
    _ = desk.follower, desk.administrator, world.neighbour.clerk

    notify_body(desk.body.pk, ACTION, **TOLD)

    assert _told() == {clerk.pk, head.pk}
    assert set(_notices().values_list("organisation_id", flat=True)) == {desk.body.pk}


def test_who_holds_the_role_no_longer_or_is_locked_is_not_told(world):
    desk = world.commune
    left = appoint(desk.body, "clerk", "Văn thư", mark="cu")
    locked = appoint(desk.body, "clerk", "Văn thư", mark="khoa")
    end_membership(list_memberships_of(left)[0])
    set_active(locked, active=False)
    _ = desk.clerk

    with clock.held(MOMENT + timedelta(days=1)):
        notify_body(desk.body.pk, ACTION, **TOLD)

    assert _told() == {desk.clerk.pk}


def test_many_bodies_are_told_in_two_queries(world):
    desks = [world.commune, world.neighbour, world.commune_association, world.cell]
    people = {desk.clerk.pk for desk in desks}
    messages = [
        BodyMessage(desk.body.pk, f"Cho {desk.body.name}", "/nhiem-vu/", f"nhac:{desk.body.pk}")
        for desk in desks
    ]

    with CaptureQueriesContext(connection) as asked:
        notify_bodies(messages, ACTION, kind=KIND)

    assert _told() == people
    assert len([q for q in asked if "SAVEPOINT" not in q["sql"]]) == 2


def test_a_rolled_back_act_tells_nobody(world):
    with transaction.atomic():
        notify([world.commune.clerk.pk], **TOLD)
        transaction.set_rollback(True)

    assert _told() == set()


def test_a_settled_matter_waits_for_nobody(world):
    notify([world.commune.clerk.pk, world.commune.head.pk], **TOLD)
    notify([world.commune.clerk.pk], **(TOLD | {"key": "viec-2"}))

    settle_notices(["viec-1"])

    assert [notice.key for notice in _notices().unseen()] == ["viec-2"]


def test_a_sentence_is_kept_with_its_facts_and_those_inside_it():
    told = sentence("%(who)s nhắc %(what)s, còn %(days)s ngày", who=sentence("Xã %(n)s", n="A"),
                    what="việc 5%", days=3)  # fmt: skip

    assert str(as_told(as_kept(told))) == "Xã A nhắc việc 5%, còn 3 ngày"
    assert str(as_told(as_kept("Xong 100% rồi"))) == "Xong 100% rồi"
