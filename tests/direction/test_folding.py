"""A body takes a duty into a plan that it has already; whoever gave the duty sees it."""

from datetime import date

import pytest
from django.urls import reverse

from behoc.direction.assignments.queries.folding import list_folded
from behoc.direction.assignments.services.folding import fold_into
from behoc.direction.relations.models import CitedText
from behoc.direction.relations.queries import list_responses
from behoc.direction.relations.rules import TextFacts
from behoc.direction.relations.services import declare_response
from behoc.direction.relations.services.responding import take_out
from behoc.kernel.errors import NotAllowed, RuleBroken
from behoc.surface.dashboards.queries.cascade import load_cascade
from tests.kits.dispatches import (
    assigned_dispatch,
    document_of,
    fresh_share,
    sample_reading,
    share_of,
)
from tests.kits.related import issued_by

NAMED = TextFacts("09/KH-UBND", date(2026, 1, 15), None, "Học tập suốt đời năm 2026")


@pytest.fixture
def directive(world):
    return assigned_dispatch(world)


@pytest.fixture
def task(world, directive):
    return share_of(directive, world.commune)


@pytest.fixture
def plan(world):
    reading = issued_by(sample_reading(), world.commune.body.name, "2/KH-UBND")
    return document_of(assigned_dispatch(world, world.commune, reading=reading))


def _clerk(world):
    return world.actor(world.commune.clerk)


def _kinds(directive) -> list[str]:
    document = document_of(directive)
    return [one.kind for one in list_responses([document.pk])[document.pk]]


def _said_of(world, directive) -> str:
    cascade = load_cascade(world.actor(world.province.head), directive.public_id)
    body = next(each for each in cascade.bodies if each.id == world.commune.body.pk)
    return body.response.words if body.response else ""


def test_a_plan_held_here_answers_the_dispatch_once_whichever_duties_it_takes(
    world, directive, task, plan
):
    fold_into(_clerk(world), task, plan)
    fold_into(_clerk(world), task, plan)

    assert _kinds(directive) == ["folds"]
    assert fresh_share(task).folded_into == "Kế hoạch 2/KH-UBND (02/02/2026)"
    assert _said_of(world, directive) == "2/KH-UBND"


def test_a_plan_that_is_only_named_is_known_by_number_and_day_and_counts(world, directive, task):
    fold_into(_clerk(world), task, NAMED)

    text = CitedText.objects.everything(reason="a test looks").get(symbol="09/KH-UBND")
    assert (fresh_share(task).folded_plan, text.organisation) == (text, world.commune.body)
    assert list_folded(directive) == {world.commune.body.pk: "09/KH-UBND (15/01/2026)"}
    assert _said_of(world, directive) == "09/KH-UBND (15/01/2026)"


def test_taking_the_word_back_ends_the_relation_too(world, directive, task, plan):
    fold_into(_clerk(world), task, plan)

    fold_into(_clerk(world), task, None)

    assert _kinds(directive) == []
    assert (fresh_share(task).folded_into, list_folded(directive)) == ("", {})


def test_a_document_that_implements_the_dispatch_keeps_saying_so(world, directive, task, plan):
    declare_response(_clerk(world), directive, plan, "implements")

    fold_into(_clerk(world), task, plan)
    fold_into(_clerk(world), task, None)

    assert _kinds(directive) == ["implements"]


def test_another_plan_takes_the_place_of_the_first(world, directive, task, plan):
    fold_into(_clerk(world), task, plan)

    fold_into(_clerk(world), task, NAMED)

    assert _kinds(directive) == []
    assert _said_of(world, directive) == "09/KH-UBND (15/01/2026)"


def test_nobody_folds_into_a_plan_of_another_body_or_into_nothing(world, directive, task):
    with pytest.raises(RuleBroken, match="của chính cơ quan mình"):
        fold_into(_clerk(world), task, document_of(directive))
    with pytest.raises(RuleBroken, match="ghi số, ký hiệu hay tên"):
        fold_into(_clerk(world), task, TextFacts())


def test_a_neighbour_takes_nothing_out_of_our_plan(world, directive, task, plan):
    fold_into(_clerk(world), task, plan)

    with pytest.raises(NotAllowed):
        take_out(world.actor(world.neighbour.clerk), directive, plan)

    assert _kinds(directive) == ["folds"]


def test_the_page_offers_own_plans_and_keeps_what_was_typed(world, task, plan):
    client, address = (
        world.client(world.commune.clerk),
        reverse("assignments:fold", args=[task.public_id]),
    )

    assert "Kế hoạch 2/KH-UBND" in client.get(address).content.decode()
    both = client.post(address, {"paper": plan.public_id, "symbol": "9/KH"})
    assert both.status_code == 422
    assert 'value="9/KH"' in both.content.decode()
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"paper": plan.public_id}).status_code == 303
    page = client.get(reverse("assignments:arrange", args=[task.public_id])).content.decode()
    assert reverse("documents:detail", args=[plan.dispatch.public_id]) in page
    assert client.post(address, {"verdict": "none"}).status_code == 303
    assert fresh_share(task).folded_into == ""
