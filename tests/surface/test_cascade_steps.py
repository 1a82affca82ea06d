"""How far bodies are, step by step: own plans, what the dispatch rests on, levels, the leader."""

import html
import re

import pytest
from django.urls import reverse

from behoc.direction.documents.services.receipts import open_delivery
from behoc.direction.relations.models import Relation
from behoc.direction.relations.queries.ladder import list_steps_above
from behoc.direction.relations.rules import RelationState
from behoc.direction.relations.services import declare_response
from behoc.direction.relations.services.deciding import decide_relation
from behoc.surface.dashboards.queries.cascade import load_cascade
from behoc.surface.dashboards.queries.cascade_tabs import build_levels
from behoc.surface.dashboards.rules import Step
from tests.kits.dispatches import assigned_dispatch, document_of, numbered, sample_reading
from tests.kits.related import answering, issued_by


@pytest.fixture
def dispatch(world):
    """From the province to both communes, its department and the association."""
    return assigned_dispatch(world)


def test_an_own_plan_and_a_plan_that_takes_the_duty_in_are_told_apart(world, dispatch):
    plan = own_plan(world, world.commune, "2/KH-UBND")
    folded = own_plan(world, world.neighbour, "3/KH-UBND")
    declare_response(world.actor(world.commune.clerk), dispatch, plan, "implements")
    declare_response(world.actor(world.neighbour.clerk), dispatch, folded, "folds")

    cascade = load_cascade(world.actor(world.province.head), dispatch.public_id)

    said = {body.id: body.response for body in cascade.bodies if body.response}
    assert (said[world.commune.body.pk].words, said[world.commune.body.pk].folded) == (
        "2/KH-UBND",
        False,
    )
    assert said[world.neighbour.body.pk].folded
    assert cascade.tally.by_step[Step.PLANNED] == cascade.tally.by_step[Step.FOLDED] == 1


def test_a_plan_that_was_only_read_counts_and_is_marked_until_somebody_accepts(world, dispatch):
    reading = answering(sample_reading(), "12/KH-UBND", "2026-02-02")
    own = issued_by(reading, "Ủy ban nhân dân xã Bình Giang", "7/KH-UBND")
    assigned_dispatch(world, world.commune, reading=own)
    client = world.client(world.province.head)

    cascade = load_cascade(world.actor(world.province.head), dispatch.public_id)
    page = client.get(reverse("dashboards:cascade", args=[dispatch.public_id])).content.decode()

    assert [body.response.proposed for body in cascade.bodies if body.response] == [True]
    assert re.search(r'data-s="wait" data-i="person-check"[^>]*>7/KH', page)


def test_a_rejected_plan_counts_no_more(world, dispatch):
    plan = own_plan(world, world.commune, "2/KH-UBND")
    relation = declare_response(world.actor(world.commune.clerk), dispatch, plan, "implements")
    decide_relation(world.actor(world.commune.clerk), relation, RelationState.REJECTED)

    cascade = load_cascade(world.actor(world.province.head), dispatch.public_id)

    assert cascade.tally.planned == 0


def own_plan(world, desk, number):
    reading = numbered(sample_reading(), number)
    return document_of(assigned_dispatch(world, desk, reading=reading))


def test_what_the_dispatch_rests_on_comes_from_its_relations_and_a_proposal_is_marked(
    world, dispatch
):
    head = world.actor(world.province.head)
    relation = next(
        each
        for each in Relation.objects.everything(reason="a test decides")
        if each.document.dispatch_id == dispatch.pk
    )
    others = Relation.objects.everything(reason="a test rejects").exclude(pk=relation.pk)
    others.filter(document__dispatch=dispatch).update(state=RelationState.REJECTED)

    before = list_steps_above(head, dispatch)
    decide_relation(head, relation, RelationState.ACCEPTED)
    accepted = list_steps_above(head, dispatch)
    decide_relation(head, relation, RelationState.REJECTED)

    assert [step.is_proposed for step in before] == [True]
    assert [step.is_proposed for step in accepted] == [False]
    assert relation.cited.symbol in before[0].words
    assert list_steps_above(head, dispatch) == ()


def test_each_level_and_line_is_counted_step_by_step(world, dispatch):
    open_delivery(world.actor(world.commune.clerk), dispatch)
    actor = world.actor(world.province.head)

    rows = build_levels(actor, load_cascade(actor, dispatch.public_id))

    counts = {(row.name, row.is_sum): [fact.count for fact in row.numbers] for row in rows}
    # received, opened, instructed, own document, folded in, tasks done, late, silent
    assert counts["Cấp xã", False] == [1, 1, 0, 0, 0, 0, 0, 0]
    assert [row.bodies for row in rows if row.is_sum] == [3, 1]


def test_every_number_of_the_leaders_page_leads_to_those_it_counts(world, dispatch):
    client = world.client(world.province.head)
    address = reverse("dashboards:cascade", args=[dispatch.public_id])
    brief = client.get(address, {"xem": "tom-tat"}).content.decode()
    links = re.findall(r'<a href="([^"]+)"><b><span class="num">', brief)

    pages = [client.get(html.unescape(link)) for link in links]

    assert len(links) == 6
    assert [page.status_code for page in pages] == [200] * 6
    assert "Đang xem 4 trong 4 nơi" in pages[0].content.decode() or "4 nơi" in brief
