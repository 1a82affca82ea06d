"""Two neighbours side by side, each with one of everything: the stage for questions of reach.

The stage is built once per module inside one transaction; `scene` gives it to a test and takes
back whatever the test did. The answers that the commune's people got before the neighbour owned
anything are kept, to be compared with those that they get afterwards.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import pytest
from django.db import models, transaction
from pytest_django import DjangoDbBlocker

from behoc.kernel import clock
from behoc.kernel.actor import Actor, system_actor
from tests.access.questions import QUESTIONS
from tests.kits.belongings import Ask, Belongings, settle
from tests.kits.discovery import own_models, scoped_models
from tests.kits.world import MOMENT, Desk, World, build_world

STAFF = ("clerk", "specialist", "head", "follower", "body_administrator")


@dataclass(frozen=True, slots=True, repr=False)
class Stage:
    """The commune asks; the neighbour's rows must stay out of its sight.

    `kept` is every row of the product as the stage was built; tests find it so and leave it so.
    """

    world: World
    commune: Belongings
    neighbour: Belongings
    rows_of_neighbour: dict[type[models.Model], frozenset[int]]
    earlier: dict[tuple[str, str], Any]
    kept: dict[str, list[Any]]

    def actor(self, role: str, own: Belongings | None = None) -> Actor:
        """The holder of a role at the commune, or at the body of those belongings.

        The system operator sits at the nation; "system" is a named job.
        """
        if role == "system":
            return system_actor("thử")
        if role == "system_operator":
            return self.world.actor(self.world.operator)
        return self.world.actor((own or self.commune).desk.holder(role))


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """Both neighbours, built once; take `scene` in tests."""
    with django_db_blocker.unblock(), clock.held(MOMENT), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


@pytest.fixture
def scene(stage: Stage, db: None) -> Stage:
    """The stage as built; what the test changes is taken back (`db` is a savepoint inside it)."""
    return stage


def seen_by(stage: Stage, ask: Ask, role: str) -> Any:
    """What the commune's holder of that role is shown, as plain values that can be compared."""
    return plain(ask(stage.actor(role), stage.commune))


def plain(answer: Any) -> Any:
    """Rows as (table, id), dataclasses by their fields, lists and query sets one by one."""
    if isinstance(answer, models.Model):
        return (answer._meta.label, answer.pk)
    if is_dataclass(answer) and not isinstance(answer, type):
        return [plain(getattr(answer, each.name)) for each in fields(answer)]
    if isinstance(answer, dict):
        return {str(key): plain(value) for key, value in answer.items()}
    if isinstance(answer, Iterable) and not isinstance(answer, str | bytes):
        return [plain(each) for each in answer]
    return answer


def everything_kept() -> dict[str, list[Any]]:
    """Every row of the product's own tables as it stands, to prove that nothing changed."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values_list())
        for model in own_models()
    }


def _build() -> Stage:
    world = build_world()
    _appoint(world.commune)
    commune = settle(world, world.commune)
    stage = Stage(world, commune, commune, {}, {}, {})
    earlier = {
        (name, role): _asked(stage, question.ask, role)
        for name, question in QUESTIONS.items()
        if not question.picks
        for role in STAFF
    }
    before = _ids()
    _appoint(world.neighbour)
    neighbour = settle(world, world.neighbour)
    new = {model: ids - before[model] for model, ids in _ids().items()}
    _ = world.operator, world.outsider
    return Stage(world, commune, neighbour, new, earlier, everything_kept())


def _asked(stage: Stage, ask: Ask, role: str) -> Any:
    """The answer, or the error: a question that is wrongly asked fails its own tests alone."""
    try:
        with transaction.atomic():
            return seen_by(stage, ask, role)
    except Exception as error:
        return error


def _appoint(desk: Desk) -> None:
    """People are made when first named: here, or else the first test would take them back."""
    for role in STAFF:
        desk.holder(role)


def _ids() -> dict[type[models.Model], frozenset[int]]:
    return {
        model: frozenset(model._base_manager.values_list("pk", flat=True))
        for model in scoped_models()
    }
