"""One press tells the bodies that lag behind a target what they lack, once a day."""

import pytest

from behoc.ground.notifications.models import Notice
from behoc.kernel.errors import NotAllowed, NotFound, RuleBroken
from behoc.measure.indicators.queries.board import load_board
from behoc.measure.indicators.queries.urging import build_plan
from behoc.measure.indicators.rules import Tree
from behoc.measure.indicators.rules.choices import Choice
from behoc.measure.indicators.services.gathering import gather
from behoc.measure.indicators.services.urging import urge
from tests.kits.figures import aim, approve, families

pytestmark = pytest.mark.usefixtures("steady_clock")


@pytest.fixture
def told(world):
    """One commune is behind the province's target, its neighbour is not."""
    approve(world.commune_association, 40, 100)
    approve(world.neighbour_association, 90, 100)
    aim(world, world.province_association, 75)
    gather()
    assert world.commune_association.head != world.neighbour_association.head  # people to be told
    return world


def choice(**asked):
    return Choice(**{"tree": Tree.PLACE, "code": "", "year": 2026, **asked})


def opened():
    return choice(indicator=families().public_id)


def plan(world, desk, asked):
    return build_plan(load_board(world.actor(desk.head), asked))


def notices(body):
    rows = Notice.objects.everything(reason="a test looks at who was told")
    return list(rows.filter(kind="indicator.urged", organisation=body))


def test_only_the_body_that_answers_for_a_place_behind_is_told(told):
    upper = told.province_association

    assert urge(told.actor(upper.head), plan(told, upper, opened()), text=" Rà lại. ") == 1

    kept = notices(told.commune_association.body)
    assert kept
    assert kept[0].text["template"] == "Rà lại."
    assert kept[0].title["facts"]["value"] == "40%"
    assert not notices(told.neighbour_association.body)
    assert not notices(told.commune.body)


def test_pressing_twice_on_a_day_tells_nobody_twice(told):
    upper = told.province_association
    for _time in range(2):
        urge(told.actor(upper.head), plan(told, upper, opened()))

    people = [each.person_id for each in notices(told.commune_association.body)]
    assert people
    assert len(people) == len(set(people))


def test_where_nobody_lags_there_is_nobody_to_urge(told):
    approve(told.commune_association, 80, 100)
    gather()

    upper = told.province_association
    with pytest.raises(RuleBroken):
        urge(told.actor(upper.head), plan(told, upper, opened()))


def test_a_node_out_of_reach_is_not_there_and_its_bodies_are_not_urged(told):
    with pytest.raises(NotFound):
        plan(told, told.commune_association, choice(code="MS"))

    found = plan(told, told.province_association, opened())
    with pytest.raises(NotAllowed):
        urge(told.actor(told.neighbour_association.head), found)


def test_a_clerk_urges_nobody(told):
    found = plan(told, told.province_association, opened())
    with pytest.raises(NotAllowed):
        urge(told.actor(told.province_association.clerk), found)


def test_the_page_names_who_will_be_told_and_tells_them(client, told):
    client.force_login(told.province_association.head)
    board = client.get(f"/chi-tieu/{opened().address()}").content.decode()
    assert "/chi-tieu/don-doc/" in board

    page = client.get(f"/chi-tieu/don-doc/{opened().address()}")
    assert told.commune_association.body.short_name in page.content.decode()

    sent = client.post(f"/chi-tieu/don-doc/{opened().address()}", {"text": "Rà lại."})
    assert sent.status_code == 303
    assert notices(told.commune_association.body)
