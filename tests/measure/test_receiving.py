"""What a browser sends is received at once and checked behind: nothing lost, nothing twice."""

from datetime import timedelta
from decimal import Decimal

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from behoc.ground.audit.models import AuditEntry
from behoc.ground.organisations.models import Organisation
from behoc.kernel.clock import held
from behoc.kernel.errors import RuleBroken
from behoc.kernel.ids import new_public_id
from behoc.measure.indicators.models import Figure
from behoc.measure.indicators.queries.peers import FEWEST
from behoc.measure.indicators.services.keeping import Said, send_figures
from behoc.measure.reporting.models import FormEdition, Report
from behoc.measure.reporting.queries.desk import list_waiting
from behoc.measure.reporting.queries.filling import build_filling, fill
from behoc.measure.reporting.services.checking import check_received
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.filling import CHECK, hand_in, receive
from behoc.measure.reporting.services.going_up import send_back, submit
from behoc.measure.reporting.services.rounds import close_round
from tests.kits import reports
from tests.kits.receiving import (
    REASON,
    address,
    count_versions,
    notices,
    receipts,
    saved,
    send,
    write,
)
from tests.kits.world import MOMENT


@pytest.fixture
def asked(world):
    return reports.ask(world, world.province, world.commune)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.head)


def test_what_is_sent_is_answered_at_once_and_waits_to_be_checked(world, asked, writer):
    write(writer, asked)
    client = world.client(world.commune.head)
    answer = send(client, asked)
    html = client.get(address(asked)).content.decode()

    assert answer.status_code == 201
    assert answer.json()["address"] == address(asked)
    assert saved(asked).state == "draft"
    assert "Đã nhận, đang kiểm tra" in html
    assert "data-grid" not in html
    jobs = ProcrastinateJob.objects.filter(task_name=CHECK).values_list("status", flat=True)
    assert list(jobs) == ["todo"]


def test_checked_behind_it_is_sent_as_of_the_moment_of_the_receipt(world, asked, writer):
    revision = write(writer, asked)
    kept = receive(writer, asked.public_id, revision=revision, key="mot")

    assert check_received() == 1
    report = saved(asked)
    assert (report.state, report.sent_at, report.sent_by_id) == (
        "submitted", kept.at, writer.person
    )  # fmt: skip
    assert count_versions(asked) == 1
    assert Figure.objects.everything(reason=REASON).filter(period=asked.round.period).count() == 2
    assert notices(world.province.head, "report.submitted").count() == 1
    entry = AuditEntry.objects.everything(reason=REASON).filter(action="report.submit").get()
    assert (entry.person_id, entry.organisation_id) == (writer.person, world.commune.body.pk)
    assert entry.roles == sorted(writer.roles)


def test_nothing_is_left_to_check_twice(asked, writer):
    receive(writer, asked.public_id, revision=write(writer, asked), key="mot")

    assert check_received() == 1
    assert check_received() == 0
    assert count_versions(asked) == 1


def test_the_same_key_again_gives_the_same_receipt_before_and_after_the_check(asked, writer):
    revision = write(writer, asked)
    first = receive(writer, asked.public_id, revision=revision, key="mot")
    again = receive(writer, asked.public_id, revision=revision, key="mot")
    check_received()
    later = receive(writer, asked.public_id, revision=revision, key="mot")

    assert first == again == later
    assert first.state == "received"
    assert count_versions(asked) == 1


def test_a_sending_without_a_key_is_received_too(asked, writer):
    receive(writer, asked.public_id, revision=write(writer, asked), key="")

    assert check_received() == 1
    assert saved(asked).state == "submitted"


@pytest.mark.parametrize("way", [receive, hand_in, submit])
def test_while_one_sending_is_checked_no_other_is_taken(world, asked, writer, way):
    revision = write(writer, asked)
    receive(writer, asked.public_id, revision=revision, key="mot")
    other = world.actor(world.commune.specialist)

    with pytest.raises(RuleBroken, match="đang kiểm tra"):
        way(other, asked.public_id, revision=revision, key="hai")
    check_received()
    assert saved(asked).sent_by_id == writer.person


def test_while_it_is_checked_nothing_more_is_written(world, asked, writer):
    revision = write(writer, asked)
    receive(writer, asked.public_id, revision=revision, key="mot")
    more = {"cells": {"books": {"n": "9"}}}

    with pytest.raises(RuleBroken, match="đang kiểm tra"):
        save_answers(writer, asked.public_id, revision=revision, patch=more, key="giu-2")
    assert "books" not in saved(asked).answers["cells"]


def test_what_waits_to_be_checked_is_no_work_on_the_desk_and_says_so_in_the_list(
    world, asked, writer
):
    revision = write(writer, asked)
    assert [each.pk for each in list_waiting(writer).to_write] == [asked.report.pk]
    receive(writer, asked.public_id, revision=revision, key="mot")

    assert list_waiting(writer).to_write == ()
    html = world.client(world.commune.head).get("/bao-cao/").content.decode()
    assert "Đã nhận, đang kiểm tra" in html


def test_what_the_check_stops_stays_a_draft_and_its_sender_is_told_what_and_where(
    world, asked, writer
):
    revision = write(writer, asked, reports.full("50", "40"))
    receive(writer, asked.public_id, revision=revision, key="mot")
    check_received()

    report = saved(asked)
    assert (report.state, report.sent_at) == ("draft", None)
    assert report.answers["cells"]["families"] == {"n": "50", "d": "40"}
    html = world.client(world.commune.head).get(address(asked)).content.decode()
    assert "Chưa gửi được bản" in html
    assert "1: 50 lớn hơn mẫu số 40" in html
    assert "data-grid" in html
    told = notices(world.commune.head, "report.refused").get()
    assert told.url == address(asked)
    assert told.text["facts"]["name"] == "1"
    assert told.text["facts"]["said"]["facts"] == {"now": "50", "whole": "40"}
    entries = AuditEntry.objects.everything(reason=REASON).filter(action="report.refuse")
    assert [each.subject_id for each in entries] == [asked.public_id]


def test_mended_and_sent_again_it_goes_and_nothing_is_said_of_the_stop(world, asked, writer):
    receive(
        writer, asked.public_id, revision=write(writer, asked, reports.full("50", "40")), key="mot"
    )
    check_received()
    mended = {"cells": {"families": {"n": "30"}}}
    revision = write(writer, asked, mended, key="giu-2")
    receive(writer, asked.public_id, revision=revision, key="hai")
    check_received()

    assert saved(asked).state == "submitted"
    assert notices(world.commune.head, "report.refused").get().done_at is not None
    send_back(world.actor(world.province.head), asked.public_id, "Xem lại")
    assert build_filling(writer, asked.public_id).received is None


def test_of_many_that_are_checked_together_one_that_is_stopped_holds_up_none(world):
    duty = reports.duty_of(world, world.province)
    asked = [
        reports.ask(world, world.province, desk, duty=duty, period=period)
        for desk, period in ((world.commune, reports.YEAR), (world.commune, reports.YEAR.moved(-1)))
    ]
    writer = world.actor(world.commune.head)
    for each, answers in zip(asked, (reports.full("50", "40"), reports.full()), strict=True):
        receive(writer, each.public_id, revision=write(writer, each, answers), key="mot")

    assert check_received() == 2
    assert [saved(each).state for each in asked] == ["draft", "submitted"]


def test_one_that_cannot_be_checked_at_all_is_told_and_holds_up_none(world):
    duty = reports.duty_of(world, world.province)
    broken = reports.ask(world, world.province, world.commune, duty=duty)
    whole = reports.ask(
        world, world.province, world.commune, duty=duty, period=reports.YEAR.moved(-1)
    )
    writer = world.actor(world.commune.head)
    for each in (broken, whole):
        receive(writer, each.public_id, revision=write(writer, each), key="mot")
    edition = FormEdition(
        form=broken.form, version=9, content={"sections": "?"}, created_at=broken.report.created_at
    )
    edition.save()
    Report.objects.everything(reason=REASON).filter(pk=broken.report.pk).update(edition=edition)

    assert check_received() == 2
    assert [saved(each).state for each in (broken, whole)] == ["draft", "submitted"]
    assert "Máy chủ gặp trục trặc" in receipts(broken).get(key="mot").refusal["template"]
    assert notices(world.commune.head, "report.refused").count() == 1


def test_what_the_others_sent_since_the_sender_looked_stops_nothing(world, asked, writer):
    rows = FormEdition.objects.everything(reason="a test changes what a form asks")
    edition = rows.get(pk=asked.edition.pk)
    edition.content["tables"][0]["rows"][0]["outlier"] = 1
    edition.save()
    revision = write(writer, asked, reports.full("39", "40"))
    receive(writer, asked.public_id, revision=revision, key="mot")
    for number in range(FEWEST):
        body = another_body(world, number)
        Report(
            round=asked.round, edition=edition, organisation=body, receiver=world.province.body,
            state="submitted", sent_at=MOMENT, created_at=MOMENT,
        ).save()  # fmt: skip
        send_figures(body, reports.YEAR, [Said(reports.families(), Decimal(10), Decimal(100))])
    codes = [each.code for each in fill(saved(asked), saved(asked).answers).faults]
    check_received()

    assert "outlier" in codes
    assert saved(asked).state == "submitted"


def another_body(world, number):
    """A commune like the one of the world, at the same place."""
    body = Organisation.objects.get(pk=world.commune.body.pk)
    body.pk, body.public_id, body.code = None, new_public_id(), f"KHAC-{number}"
    body.line_path = f"{body.line_path}{number}/"
    body.save()
    return body


def test_a_closed_round_receives_nothing_more(world, asked, writer):
    write(writer, asked)
    close_round(world.actor(world.province.head), asked.round)
    answer = send(world.client(world.commune.head), asked)

    assert answer.status_code == 422
    assert "Đợt báo cáo đã đóng" in answer.json()["message"]
    assert not receipts(asked).filter(waits=True).exists()


def test_what_was_received_before_the_round_closed_is_in_time(world, asked, writer):
    receive(writer, asked.public_id, revision=write(writer, asked), key="mot")
    with held(MOMENT + timedelta(minutes=1)):
        close_round(world.actor(world.province.head), asked.round)
        check_received()

    assert saved(asked).state == "submitted"


def test_a_receipt_from_before_a_return_sends_nothing_again(world, asked, writer):
    revision = write(writer, asked)
    first = receive(writer, asked.public_id, revision=revision, key="mot")
    check_received()
    send_back(world.actor(world.province.head), asked.public_id, "Xem lại", {"families": "Ít quá"})

    assert receive(writer, asked.public_id, revision=revision, key="mot") == first
    assert check_received() == 0
    assert saved(asked).state == "returned"


def test_what_changed_since_the_sender_looked_is_not_received(world, asked, writer):
    revision = write(writer, asked)
    more = {"cells": {"books": {"n": "9"}}}
    save_answers(
        world.actor(world.commune.specialist), asked.public_id, revision=1, patch=more, key="khac"
    )
    answer = send(world.client(world.commune.head), asked, revision=revision)

    assert answer.status_code == 409
    assert "thay đổi" in answer.json()["message"]
    assert not receipts(asked).filter(waits=True).exists()


def test_the_page_that_waits_asks_for_its_part_until_it_is_sent(world, asked, writer):
    receive(writer, asked.public_id, revision=write(writer, asked), key="mot")
    client = world.client(world.commune.head)
    waiting = client.get(address(asked), headers={"HX-Request": "true"})
    check_received()
    sent = client.get(address(asked), headers={"HX-Request": "true"})

    assert "hx-get" in waiting.content.decode()
    assert (sent.status_code, sent["HX-Redirect"]) == (204, address(asked))
    assert "Đã gửi báo cáo." in client.get(address(asked)).content.decode()
