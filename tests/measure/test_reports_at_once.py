"""Several people at one report in the same moment lose nothing and send once."""

import pytest

from behoc.measure.indicators.models import Figure
from behoc.measure.reporting.models import Report, ReportVersion
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import approve, send_back, submit
from tests.kits.committed import at_once
from tests.kits.reports import ask, full

REASON = "a test looks at what is kept"

pytestmark = pytest.mark.django_db(transaction=True)


def test_many_who_write_different_cells_at_once_keep_all_of_them(committed_world):
    world = committed_world
    asked = ask(world, world.province, world.commune)
    people = [world.actor(each) for each in (world.commune.clerk, world.commune.specialist)]
    patches = [
        {"cells": {key: {name: str(number)}}}
        for number, (key, name) in enumerate(
            [("families", "n"), ("families", "d"), ("poor", "n"), ("books", "n")], start=1
        )
    ]

    told = at_once(
        [
            lambda number=number, patch=patch: save_answers(
                people[number % 2], asked.public_id, revision=0, patch=patch, key=f"k{number}"
            )
            for number, patch in enumerate(patches)
        ]
    )

    assert [each.clashes for each in told] == [(), (), (), ()]
    kept = Report.objects.everything(reason=REASON).get(pk=asked.report.pk)
    assert kept.revision == 4
    assert kept.answers["cells"] == {
        "families": {"n": "1", "d": "2"},
        "poor": {"n": "3"},
        "books": {"n": "4"},
    }


def test_one_sending_that_arrives_eight_times_is_one_version_and_one_receipt(committed_world):
    world = committed_world
    asked = ask(world, world.province, world.commune)
    writer = world.actor(world.commune.specialist)
    kept = save_answers(writer, asked.public_id, revision=0, patch=full(), key="")

    told = at_once([lambda: submit(writer, asked.public_id, revision=kept.revision, key="mot")] * 8)

    assert len(set(told)) == 1
    assert ReportVersion.objects.everything(reason=REASON).count() == 1
    assert Figure.objects.everything(reason=REASON).count() == 2


def test_of_approving_and_sending_back_at_once_one_holds(committed_world):
    world = committed_world
    asked = ask(world, world.province, world.commune)
    writer = world.actor(world.commune.specialist)
    kept = save_answers(writer, asked.public_id, revision=0, patch=full(), key="")
    submit(writer, asked.public_id, revision=kept.revision, key="")
    first, second = (world.actor(each) for each in (world.province.specialist, world.province.head))

    told = at_once(
        [
            lambda: approve(first, asked.public_id),
            lambda: send_back(second, asked.public_id, "Sửa một số."),
        ]
    )

    refused = [each for each in told if isinstance(each, Exception)]
    report = Report.objects.everything(reason=REASON).get(pk=asked.report.pk)
    assert report.state in ("approved", "returned")
    assert len(refused) == 1
    assert "không còn chờ duyệt" in str(refused[0])
