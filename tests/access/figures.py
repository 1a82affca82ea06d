"""How the queries of indicators are asked, their services called and their addresses visited."""

from dataclasses import replace
from decimal import Decimal

from behoc.direction.documents.models import Find
from behoc.direction.documents.queries import goals
from behoc.direction.documents.rules import FindKind
from behoc.kernel import data
from behoc.measure.indicators.queries import board, nodes, reading, totals
from behoc.measure.indicators.queries.urging import Lagging, Plan
from behoc.measure.indicators.queries.values import list_indicators
from behoc.measure.indicators.rules import Tree, View, asking
from behoc.measure.indicators.rules.catalogue import read_indicators, read_placed_targets
from behoc.measure.indicators.rules.choices import Choice
from behoc.measure.indicators.services import loading, targets, urging
from behoc.measure.indicators.services.gathering import gather
from tests.access.asking import Order, Question
from tests.kits.figures import THIS, families
from tests.kits.visits import Visit

SHIPPED = list(read_indicators(data.path("indicators")))
PLACED = list(read_placed_targets(data.path("indicators", "targets")))
ASKED = targets.Asked(2030, Decimal(80), "12/KH-UBND")

EXEMPT_QUERIES = {
    "indicators.list_aims": "targets are announced, and the node was found within reach",
    "indicators.list_beside": "targets are announced, and the node is the actor's own",
    "indicators.list_way": "it leaves out what stands above the actor's reach",
}


def _goal(own):
    rows = Find.objects.everything(reason="a test picks one target that was read")
    return rows.filter(document=own.document, kind=FindKind.TARGET).first().public_id


def _placed():
    """A shipped target, set for a place and an indicator of the stage."""
    return replace(PLACED[0], place="MS", indicator=families().code)


def _place(own):
    return own.desk.body.place.code


def _lagging(own):
    body = own.desk.body
    behind = Lagging(body.pk, body.public_id, body.short_name, "40%", "35")
    return Plan(families(), own.desk.body.short_name, "75%", THIS.year, (behind,), ())


def _asked(own):
    gather()  # what the stage said counts at the node once it is in the totals
    which = asking.Which((families().pk,), (THIS,), View.SENT)
    return asking.Asked(Tree.LINE, own.desk.body.pk, which)


QUESTIONS = {
    "documents.list_goals": Question(lambda actor, own: goals.list_goals(actor)),
    "documents.get_goal": Question(
        lambda actor, own: goals.get_goal(actor, _goal(own)), picks=True
    ),
    "indicators.get_node": Question(
        lambda actor, own: nodes.get_node(actor, Tree.PLACE, _place(own)), picks=True
    ),
    "indicators.list_cells": Question(
        lambda actor, own: totals.list_cells(actor, _asked(own)), picks=True
    ),
    "indicators.load_board": Question(
        lambda actor, own: board.load_board(actor, Choice(Tree.PLACE, _place(own), 2026)),
        picks=True,
    ),
    "indicators.list_read_goals": Question(
        lambda actor, own: reading.list_read_goals(actor, list_indicators([]))
    ),
}

ORDERS = {
    "indicators.load_indicators": Order(
        lambda actor, own: loading.load_indicators(actor, SHIPPED), by="system"
    ),
    "indicators.load_placed_targets": Order(
        lambda actor, own: loading.load_placed_targets(actor, [_placed()]), by="system"
    ),
    "indicators.urge": Order(
        lambda actor, own: urging.urge(actor, _lagging(own)),
        action="indicator.urge",
        by="head",
    ),
    "indicators.set_target": Order(
        lambda actor, own: targets.set_target(actor, families(), ASKED),
        action="target.set",
        starts=True,
    ),
    "indicators.take_target": Order(
        lambda actor, own: targets.take_target(actor, _goal(own), families(), ASKED),
        action="target.set",
    ),
    "indicators.remove_target": Order(
        lambda actor, own: targets.remove_target(actor, own.target.pk), action="target.set"
    ),
}

VISITS = {
    "indicators:set": Visit(
        lambda own: {"public_id": families().public_id},
        data={"value": "80", "year": "2030", "symbol": "12/KH-UBND"},
        shared="what is measured is public; the target is of whoever sets it",
    ),
    "indicators:remove": Visit(
        lambda own: {"public_id": families().public_id, "target_id": own.target.pk}
    ),
}
