"""A target that was read in a document becomes one of the body's, tied to its line."""

import pytest

from behoc.measure.indicators.models import Target
from behoc.measure.indicators.queries.reading import guess_indicator, list_read_goals
from behoc.measure.indicators.queries.values import list_indicators
from tests.kits import dispatches
from tests.kits.figures import families

pytestmark = pytest.mark.usefixtures("steady_clock")


@pytest.fixture
def read(world):
    """The commune entered a paper in which a target was read and confirmed."""
    name = world.commune.body.name
    reading = dispatches.sample_reading(name, name, name)
    families()
    return dispatches.assigned_dispatch(world, world.commune, reading=reading)


def goals(world, desk):
    return list_read_goals(world.actor(desk.clerk), list_indicators([]))


def test_it_waits_until_a_person_says_what_it_is_of(world, read):
    (goal,) = goals(world, world.commune)

    assert goal.taken_as == ""
    assert not Target.objects.exists()
    page = world.client(world.commune.clerk).get("/chi-tieu/tu-van-ban/").content.decode()
    assert goal.text in page


def test_taken_it_keeps_its_paper_and_line_and_is_taken_once(world, read):
    (goal,) = goals(world, world.commune)
    client = world.client(world.commune.clerk)
    sent = {"find": goal.id, "indicator": families().public_id, "value": "75", "year": "2027"}

    for _again in range(2):
        assert client.post("/chi-tieu/tu-van-ban/", sent).status_code == 303

    target = Target.objects.get()
    assert (target.value, target.year, target.organisation) == (75, 2027, world.commune.body)
    assert target.document.dispatch == read
    assert target.line == target.find.line
    assert goals(world, world.commune)[0].taken_as == families().name


def test_without_an_indicator_it_is_not_taken_and_nothing_typed_is_lost(world, read):
    (goal,) = goals(world, world.commune)
    sent = {"find": goal.id, "indicator": "", "value": "76,5", "year": "2029"}

    answer = world.client(world.commune.clerk).post("/chi-tieu/tu-van-ban/", sent)

    assert answer.status_code == 422
    assert "Chọn chỉ số." in answer.content.decode()
    assert 'value="76,5"' in answer.content.decode()
    assert not Target.objects.exists()


def test_a_neighbour_neither_sees_nor_takes_it(world, read):
    (goal,) = goals(world, world.commune)
    sent = {"find": goal.id, "indicator": families().public_id, "value": "75", "year": "2027"}

    assert goals(world, world.neighbour) == []
    answer = world.client(world.neighbour.clerk).post("/chi-tieu/tu-van-ban/", sent)
    assert answer.status_code == 404


def test_the_indicator_is_guessed_by_its_name_not_by_words_that_all_share(world):
    of = [families()]

    assert guess_indicator("80% gia đình đạt Gia đình học tập", of) == families().public_id
    assert guess_indicator("80% dòng họ đạt Dòng họ học tập", of) == ""
