"""The desk says as many as its badge shows, groups what is many, and puts the own work first."""

import pytest
from django.urls import reverse

from behoc.direction.assignments.models import AssignedBody
from behoc.surface.dashboards.queries.desk import build_desk, count_waiting
from behoc.surface.dashboards.queries.desk_items import GROUP_FROM
from tests.kits.belongings import settle
from tests.kits.dispatches import (
    assigned_dispatch,
    numbered,
    read_dispatch,
    sample_reading,
    share_of,
)

ROLES = ("clerk", "head", "specialist", "follower", "body_administrator")


def spoken_of(desk):
    """How many things the items of the desk speak of, a group for as many as it holds."""
    items = [*desk.waiting, *desk.returned, *desk.pressing]
    return sum(item.get("size", 1) for item in items) + bool(desk.focus)


def many_papers(world, number):
    return [
        assigned_dispatch(world, reading=numbered(sample_reading(), f"{each}/CV-UBND"))
        for each in range(1, number + 1)
    ]


@pytest.mark.parametrize("role", ROLES)
def test_the_badge_shows_what_the_desk_speaks_of(world, role):
    settle(world, world.commune)
    actor = world.actor(world.commune.holder(role))

    desk = build_desk(actor)

    assert spoken_of(desk) == desk.total == count_waiting(actor)


def test_the_clerk_of_a_settled_body_has_work_of_several_kinds(world):
    settle(world, world.commune)

    desk = build_desk(world.actor(world.commune.clerk))

    assert desk.total > 5
    assert f"Có {desk.total} việc" in desk.situation_words


def test_papers_for_the_register_are_one_item(world):
    many_papers(world, 3)

    desk = build_desk(world.actor(world.commune.clerk))

    found = [item for item in desk.waiting if item["id"] == "cho-vao-so-den"]
    assert [item["title"] for item in found] == ["3 văn bản chờ vào sổ đến"]
    assert not [item for item in desk.waiting if item["icon"] == "mail"]


def test_many_papers_to_review_are_one_item(world):
    for each in range(GROUP_FROM):
        name = numbered(sample_reading(), f"{each}/KH-UBND")
        read_dispatch(world, world.commune, reading=name)

    desk = build_desk(world.actor(world.commune.clerk))

    assert [item["size"] for item in desk.waiting] == [GROUP_FROM]
    assert desk.total == GROUP_FROM


def test_new_tasks_of_many_papers_stay_a_short_list(world):
    papers = many_papers(world, 12)
    actor = world.actor(world.commune.clerk)

    desk = build_desk(actor)

    tasks = [item for item in desk.waiting if item["icon"] == "tasks"]
    assert len(tasks) <= GROUP_FROM + 1
    assert sum(item["size"] for item in tasks) >= len(papers)
    assert spoken_of(desk) == desk.total


def test_what_the_person_answers_for_comes_before_other_new_tasks(world):
    first, second = many_papers(world, 2)
    person = world.commune.specialist
    shares = AssignedBody.objects.everything(reason="a test names who answers")
    shares.filter(pk=share_of(second, world.commune).pk).update(person_answerable=person)

    desk = build_desk(world.actor(person))

    tasks = [item for item in desk.waiting if item["icon"] == "tasks"]
    mine = share_of(second, world.commune).public_id
    assert tasks[0]["id"] == mine
    assert "Anh/chị chịu trách nhiệm" in tasks[0]["origin"]
    assert share_of(first, world.commune).public_id in [item["id"] for item in tasks[1:]]


def test_what_others_have_not_done_leads_to_how_far_the_document_came(world):
    dispatch = assigned_dispatch(world)

    desk = build_desk(world.actor(world.province.clerk))

    assert reverse("dashboards:cascade", args=[dispatch.public_id]) in [
        item["url"] for item in desk.elsewhere
    ]
    assert desk.elsewhere_total == 1


def test_the_page_of_an_empty_desk_says_so(world):
    client = world.client(world.commune.follower)

    answer = client.get(reverse("dashboards:desk"))

    assert "Bàn làm việc đang trống" in answer.content.decode()
