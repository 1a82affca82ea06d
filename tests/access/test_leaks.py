"""Nobody sees a neighbour's rows: not through a query, not through a scope, not through a count."""

import pytest

from behoc.ground.access.queries import scope_for
from behoc.ground.access.rules import roles
from behoc.kernel.errors import NotFound
from behoc.kernel.scope import Scope, Scoped
from tests.access.questions import EXEMPT, QUESTIONS
from tests.kits.discovery import questions, scoped_models
from tests.kits.stage import STAFF, Stage, plain, seen_by

PICKING = sorted(name for name, question in QUESTIONS.items() if question.picks)
LISTING = sorted(name for name, question in QUESTIONS.items() if not question.picks)
ACTIONS = sorted({action for role in roles().values() for action in role.actions})


def test_every_query_that_takes_an_actor_is_asked_here():
    missing = sorted(set(questions()) - set(QUESTIONS) - set(EXEMPT))

    assert not missing, f"Say in tests/access/questions.py how these are asked: {missing}"


def test_every_question_is_about_a_query_that_exists():
    gone = sorted((set(QUESTIONS) | set(EXEMPT)) - set(questions()))

    assert not gone, f"Take these out of tests/access/questions.py: {gone}"


@pytest.mark.parametrize("name", sorted(QUESTIONS))
def test_a_body_sees_its_own_rows(scene, name):
    question = QUESTIONS[name]

    assert seen_by(scene, question.ask, question.by)


@pytest.mark.parametrize("name", PICKING)
def test_a_neighbours_row_is_not_found(scene, name):
    for role in STAFF:
        with pytest.raises(NotFound):
            QUESTIONS[name].ask(scene.actor(role), scene.neighbour)


@pytest.mark.parametrize("name", LISTING)
def test_an_answer_does_not_change_when_a_neighbour_comes_to_own_rows(scene, name):
    answers = {role: seen_by(scene, QUESTIONS[name].ask, role) for role in STAFF}

    assert answers == {role: scene.earlier[name, role] for role in STAFF}


@pytest.mark.parametrize("name", LISTING)
def test_asked_about_a_neighbours_rows_it_tells_nothing_new(scene, name):
    for role in STAFF:
        answer = plain(QUESTIONS[name].ask(scene.actor(role), scene.neighbour))

        assert answer in ([], {}, scene.earlier[name, role]), role


@pytest.mark.parametrize("model", scoped_models(), ids=lambda model: model.__name__)
def test_no_scope_of_the_commune_holds_a_row_of_its_neighbour(scene, model):
    own, foreign = _within_any_scope(scene, model)

    assert scene.rows_of_neighbour[model], f"Give a body one {model.__name__}: kits/belongings.py"
    assert own, f"No role of the commune reaches its own {model.__name__}."
    assert not foreign


def _within_any_scope(scene: Stage, model: type[Scoped]) -> tuple[set[int], set[int]]:
    """What the commune's people reach by any action: not the neighbour's, and the neighbour's."""
    reached: set[int] = set()
    for actor in map(scene.actor, STAFF):
        scopes = [scope_for(actor, action) for action in ACTIONS]
        scopes.append(Scope(people=frozenset({actor.person})))
        for scope in scopes:
            reached |= set(model.objects.within(scope).values_list("pk", flat=True))
    return reached - scene.rows_of_neighbour[model], reached & scene.rows_of_neighbour[model]
