"""What is approved may be locked, lifted and corrected; each says who and why."""

import pytest

from behoc.ground.audit.queries import list_history
from behoc.ground.notifications.models import Notice
from behoc.kernel.errors import NotAllowed, RuleBroken
from behoc.measure.indicators.models import Figure
from behoc.measure.reporting.models import Report, ReportVersion
from behoc.measure.reporting.queries.desk import build_items, count_waiting, list_waiting
from behoc.measure.reporting.rules import ReportState
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import (
    approve,
    correct,
    lock,
    send_back,
    submit,
    take_back,
    unlock,
)
from tests.kits.reports import ask, full

REASON = "a test looks at what is kept"


@pytest.fixture
def asked(world):
    return ask(world, world.province, world.commune)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.specialist)


@pytest.fixture
def receiver(world):
    return world.actor(world.province.specialist)


@pytest.fixture
def approved(asked, writer, receiver):
    send(asked, writer, full())
    approve(receiver, asked.public_id)
    return asked


def kept(asked):
    return Report.objects.everything(reason=REASON).get(pk=asked.report.pk)


def send(asked, writer, patch):
    seen = kept(asked).revision
    at = save_answers(writer, asked.public_id, revision=seen, patch=patch, key="")
    return submit(writer, asked.public_id, revision=at.revision, key="")


def figure(asked, part=0):
    rows = Figure.objects.everything(reason=REASON)
    return rows.filter(organisation=asked.report.organisation, part=part).first()


def titles(person):
    rows = Notice.objects.everything(reason=REASON)
    return [each.kind for each in rows.filter(person=person, done_at__isnull=True)]


def test_a_locked_report_is_not_corrected_until_a_leader_of_the_receiver_lifts_it(
    world, approved, writer, receiver
):
    lock(receiver, approved.public_id, reason="Đã gộp vào báo cáo tỉnh.")
    lock(receiver, approved.public_id, reason="Bấm lần nữa.")
    with pytest.raises(RuleBroken, match="chưa khóa"):
        correct(writer, approved.public_id, reason="Sót một thôn.")
    with pytest.raises(NotAllowed):
        unlock(receiver, approved.public_id, reason="Tự mở.")

    assert kept(approved).lock_reason == "Đã gộp vào báo cáo tỉnh."
    unlock(world.actor(world.province.head), approved.public_id, reason="Xã sót một thôn.")

    assert kept(approved).state == ReportState.APPROVED
    said = [entry.changes for entry in list_history("Report", approved.public_id)]
    assert any(each.get("reason", ["", ""])[1] == "Xã sót một thôn." for each in said)


def test_locks_and_corrections_say_why(approved, writer, receiver):
    with pytest.raises(RuleBroken, match="lý do"):
        lock(receiver, approved.public_id, reason=" ")
    with pytest.raises(RuleBroken, match="lý do"):
        correct(writer, approved.public_id, reason="")


def test_a_correction_is_a_version_of_its_own_and_counts_only_once_approved(
    approved, writer, receiver
):
    correct(writer, approved.public_id, reason="Sót thôn Đông.")
    send(approved, writer, {"cells": {"families": {"n": "33"}, "poor": {"n": None}}})

    assert (figure(approved).numerator, figure(approved).approved_numerator) == (33, 30)
    assert figure(approved, part=1).approved_numerator == 5

    approve(receiver, approved.public_id)

    assert figure(approved).approved_numerator == 33
    assert figure(approved, part=1) is None, "what was taken out counts no more"
    versions = ReportVersion.objects.everything(reason=REASON).order_by("number")
    assert [each.kind for each in versions] == ["submitted", "approved", "corrected", "approved"]
    assert versions[2].reason == "Sót thôn Đông."
    assert versions[1].answers["cells"]["families"]["n"] == "30", "an old version never changes"
    assert kept(approved).correction_reason == ""


@pytest.mark.parametrize("way", ["taken back", "sent back"])
def test_what_does_not_stand_as_sent_counts_for_nothing(asked, writer, receiver, way):
    send(asked, writer, full())
    assert figure(asked).numerator is not None

    _back(asked, writer, receiver, way)

    assert figure(asked).numerator is None
    assert figure(asked).denominator is None


@pytest.mark.parametrize("way", ["taken back", "sent back"])
def test_a_correction_that_goes_back_leaves_what_was_approved(approved, writer, receiver, way):
    before = figure(approved).numerator
    correct(writer, approved.public_id, reason="Sót một thôn.")
    send(approved, writer, {"cells": {"families": {"n": "7", "d": "20"}}})
    assert figure(approved).numerator == 7

    _back(approved, writer, receiver, way)

    assert figure(approved).numerator == figure(approved).approved_numerator == before


def _back(asked, writer, receiver, way):
    if way == "taken back":
        take_back(writer, asked.public_id)
    else:
        send_back(receiver, asked.public_id, "Xem lại số gia đình.")


def test_a_cell_summed_from_below_is_no_figure_of_its_own(asked, writer):
    patch = full()
    patch["cells"]["families"]["from"] = "below"
    send(asked, writer, patch)

    assert figure(asked) is None
    assert figure(asked, part=1).numerator == 5


def test_a_number_typed_over_a_sum_is_a_figure_of_its_own(asked, writer):
    patch = full()
    patch["cells"]["families"]["from"] = "below"
    saved = save_answers(writer, asked.public_id, revision=0, patch=patch, key="")
    typed = {"cells": {"families": {"n": "29"}, "poor": {"n": "4"}}}
    saved = save_answers(writer, asked.public_id, revision=saved.revision, patch=typed, key="")
    submit(writer, asked.public_id, revision=saved.revision, key="")

    assert kept(asked).answers["cells"]["families"] == {"n": "29", "d": "40"}
    assert figure(asked).numerator == 29


def test_each_is_told_and_no_longer_once_it_is_done(world, writer, receiver, asked):
    assert "report.asked" in titles(world.commune.specialist)
    send(asked, writer, full())
    assert "report.asked" not in titles(world.commune.specialist)
    assert "report.submitted" in titles(world.province.specialist)

    send_back(receiver, asked.public_id, "Sửa một số.")
    assert "report.submitted" not in titles(world.province.specialist)
    assert "report.decided" in titles(world.commune.specialist)

    send(asked, writer, full("31"))
    take_back(writer, asked.public_id)
    assert "report.submitted" not in titles(world.province.specialist)


def test_the_desk_says_what_to_write_and_what_to_decide(asked, writer, receiver):
    (item,) = build_items(list_waiting(writer))
    assert (item["title"], item["action_label"]) == ("Báo cáo năm", "Nhập báo cáo")
    send(asked, writer, full())
    assert count_waiting(writer) == 0
    assert [each["action_label"] for each in build_items(list_waiting(receiver))] == [
        "Xem và duyệt"
    ]

    send_back(receiver, asked.public_id, "Sửa một số.")
    assert build_items(list_waiting(writer))[0]["quote"] == "Sửa một số."
    assert count_waiting(receiver) == 0
