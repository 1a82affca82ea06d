"""A report is written, goes up, comes back, and its figures go with it."""

from decimal import Decimal

import pytest

from behoc.kernel.errors import Conflict, NotAllowed, NotFound, RuleBroken
from behoc.kernel.periods import Kind, Period
from behoc.measure.indicators.models import Figure
from behoc.measure.reporting.models import Report, ReportReceipt, ReportVersion
from behoc.measure.reporting.queries.before import get_before
from behoc.measure.reporting.queries.reports import (
    get_answers,
    get_report,
    get_shown_answers,
    list_mine,
    list_remarks,
    list_to_decide,
)
from behoc.measure.reporting.rules import ReportState
from behoc.measure.reporting.services.drafting import save_answers
from behoc.measure.reporting.services.going_up import approve, send_back, submit, take_back
from behoc.measure.reporting.services.rounds import open_round
from tests.kits.reports import YEAR, ask, duty_of, edition_of, full

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


def kept(asked):
    return Report.objects.everything(reason=REASON).get(pk=asked.report.pk)


def figure(asked, part=0):
    rows = Figure.objects.everything(reason=REASON)
    return rows.filter(organisation=asked.report.organisation, part=part).first()


def send(writer, asked, patch=None, *, key="gui-1"):
    seen = kept(asked).revision
    at = save_answers(writer, asked.public_id, revision=seen, patch=patch or full(), key="")
    return submit(writer, asked.public_id, revision=at.revision, key=key)


def test_a_round_opens_one_report_for_each_body_that_has_to(world):
    duty = duty_of(world, world.province)
    edition = edition_of(duty.form)
    head = world.actor(world.province.head)

    turn = open_round(head, duty, period=YEAR, due_on=YEAR.last_day, edition=edition)
    again = open_round(head, duty, period=YEAR, due_on=YEAR.last_day, edition=edition)

    rows = Report.objects.everything(reason=REASON).filter(round=turn)
    assert {each.organisation.code for each in rows} == {"UB-BG", "UB-TL"}
    assert again.pk == turn.pk, "the same period is the same round"


def test_only_what_was_sent_is_kept_and_the_receipt_says_the_revision(asked, writer):
    first = save_answers(
        writer, asked.public_id, revision=0, patch={"cells": {"families": {"n": "7"}}}, key="a"
    )
    second = save_answers(
        writer, asked.public_id, revision=1, patch={"texts": {"results": "Có."}}, key="b"
    )

    assert (first.revision, second.revision) == (1, 2)
    assert kept(asked).answers == {"texts": {"results": "Có."}, "cells": {"families": {"n": "7"}}}


def test_the_same_key_gives_the_same_receipt_and_changes_nothing(asked, writer):
    patch = {"cells": {"families": {"n": "7"}}}
    first = save_answers(writer, asked.public_id, revision=0, patch=patch, key="mot")
    other = {"cells": {"families": {"n": "8"}}}
    again = save_answers(writer, asked.public_id, revision=0, patch=other, key="mot")

    assert again == first
    assert kept(asked).answers["cells"]["families"]["n"] == "7"
    assert ReportReceipt.objects.everything(reason=REASON).count() == 1


def test_two_who_write_different_cells_both_keep_theirs(world, asked, writer):
    colleague = world.actor(world.commune.clerk)
    save_answers(
        writer, asked.public_id, revision=0, patch={"cells": {"families": {"n": "7"}}}, key=""
    )
    later = save_answers(
        colleague, asked.public_id, revision=0, patch={"cells": {"families": {"d": "9"}}}, key=""
    )

    assert later.clashes == ()
    assert kept(asked).answers["cells"]["families"] == {"n": "7", "d": "9"}


def test_a_cell_that_a_colleague_changed_meanwhile_stays_and_the_writer_is_told(
    world, asked, writer
):
    colleague = world.actor(world.commune.clerk)
    save_answers(
        writer, asked.public_id, revision=0, patch={"cells": {"families": {"n": "7"}}}, key=""
    )
    told = save_answers(
        colleague, asked.public_id, revision=0, patch={"cells": {"families": {"n": "8"}}}, key=""
    )

    (clash,) = told.clashes
    assert (clash.path, clash.kind) == ("cells.families.n", "changed")
    assert (clash.mine, clash.theirs, clash.person) == ("8", "7", writer.person_id)
    assert kept(asked).answers["cells"]["families"] == {"n": "7"}

    settled = save_answers(
        colleague,
        asked.public_id,
        revision=told.revision,
        patch={"cells": {"families": {"n": "8"}}},
        key="",
    )
    assert settled.clashes == (), "having seen the other value, one's own may be set"


def test_what_the_form_does_not_ask_or_is_no_number_comes_back_and_the_rest_is_kept(asked, writer):
    patch = {"cells": {"unknown": {"n": "1"}, "families": {"n": "1.234,5"}, "books": {"n": "3"}}}
    told = save_answers(writer, asked.public_id, revision=0, patch=patch, key="")

    assert {(each.path, each.kind) for each in told.clashes} == {
        ("cells.unknown.n", "gone"),
        ("cells.families.n", "wrong"),
    }
    assert kept(asked).answers["cells"] == {"books": {"n": "3"}}


@pytest.mark.parametrize("patch", [None, [], "x", {"cells": []}, {"texts": 4}, {"cells": {"a": 1}}])
def test_a_patch_of_another_shape_changes_nothing(asked, writer, patch):
    told = save_answers(writer, asked.public_id, revision=0, patch=patch, key="")

    assert told.revision == 0
    assert kept(asked).answers == {}


def test_sending_keeps_a_version_and_its_figures_count_as_sent(asked, writer):
    receipt = send(writer, asked)

    assert (receipt.state, receipt.version) == ("submitted", 1)
    assert (figure(asked).numerator, figure(asked).denominator) == (30, 40)
    assert figure(asked).approved_numerator is None
    assert figure(asked, part=1).numerator == 5


def test_sending_twice_with_one_key_is_one_sending(asked, writer):
    first = send(writer, asked)
    again = submit(writer, asked.public_id, revision=99, key="gui-1")

    assert again == first
    assert ReportVersion.objects.everything(reason=REASON).count() == 1


def test_another_sending_of_a_sent_report_is_refused(asked, writer):
    receipt = send(writer, asked)

    with pytest.raises(RuleBroken):
        submit(writer, asked.public_id, revision=receipt.revision, key="gui-2")


def test_who_has_not_seen_the_latest_writing_does_not_send_it(asked, writer):
    save_answers(writer, asked.public_id, revision=0, patch=full(), key="")

    with pytest.raises(Conflict):
        submit(writer, asked.public_id, revision=0, key="gui-1")


def test_a_required_number_that_is_missing_is_named(asked, writer):
    patch = full() | {"cells": {"families": {"n": "3"}}}

    with pytest.raises(RuleBroken, match=r"Gia đình học tập.*mẫu số"):
        send(writer, asked, patch)


def test_a_sent_report_is_not_written_on_until_it_is_taken_back(asked, writer):
    send(writer, asked)
    with pytest.raises(RuleBroken):
        save_answers(writer, asked.public_id, revision=1, patch=full("31"), key="")

    take_back(writer, asked.public_id)

    assert save_answers(writer, asked.public_id, revision=1, patch=full("31"), key="").revision == 2


def test_the_receiver_sends_back_with_remarks_at_the_cells(asked, writer, receiver):
    send(writer, asked)
    send_back(receiver, asked.public_id, "Xem lại hai ô.", {"families": "Thiếu thôn Đông."})

    report = kept(asked)
    assert (report.state, report.return_reason) == (ReportState.RETURNED, "Xem lại hai ô.")
    assert [(each.place, each.text) for each in list_remarks(report)] == [
        ("families", "Thiếu thôn Đông.")
    ]

    send(writer, asked, {"cells": {"families": {"n": "35"}}}, key="gui-2")
    assert list_remarks(report) == [], "sent anew, the remark is answered"
    assert figure(asked).numerator == 35


def test_sending_back_says_why(asked, writer, receiver):
    send(writer, asked)

    with pytest.raises(RuleBroken, match="lý do"):
        send_back(receiver, asked.public_id, "  ", {"families": " "})
    with pytest.raises(RuleBroken, match="không có dòng"):
        send_back(receiver, asked.public_id, "Sửa.", {"khong-co": "x"})


def test_a_cell_emptied_before_sending_anew_counts_no_more(asked, writer, receiver):
    send(writer, asked)
    send_back(receiver, asked.public_id, "Bỏ số hộ nghèo.")

    send(writer, asked, {"cells": {"poor": {"n": None}}}, key="gui-2")

    assert figure(asked, part=1).numerator is None


def test_approved_figures_count_as_approved_and_a_second_press_changes_nothing(
    asked, writer, receiver
):
    send(writer, asked)
    approve(receiver, asked.public_id, revision=1)
    approve(receiver, asked.public_id, revision=1)

    assert kept(asked).state == ReportState.APPROVED
    assert figure(asked).approved_numerator == 30
    kinds = ReportVersion.objects.everything(reason=REASON).values_list("kind", flat=True)
    assert sorted(kinds) == ["approved", "submitted"]


def test_a_report_passes_the_advisory_body_before_it_is_approved(world):
    asked = ask(world, world.province, world.commune, through=world.department)
    writer = world.actor(world.commune.specialist)
    advisers = world.actor(world.department.specialist)
    province = world.actor(world.province.specialist)
    send(writer, asked)
    with pytest.raises(NotFound):
        approve(province, asked.public_id)

    approve(advisers, asked.public_id)
    assert kept(asked).state == ReportState.SUBMITTED
    assert kept(asked).receiver == world.province.body
    assert figure(asked).approved_numerator is None
    assert get_report(advisers, asked.public_id), "who passed it on still reads it"

    approve(province, asked.public_id)
    assert kept(asked).state == ReportState.APPROVED


def test_who_passes_a_report_on_is_not_told_that_it_is_approved(world):
    asked = ask(world, world.province, world.commune, through=world.department)
    send(world.actor(world.commune.specialist), asked)
    address = f"/bao-cao/{asked.public_id}/duyet/"
    turn = f"/dot-bao-cao/{asked.round.public_id}/"
    asks = world.client(world.province.head).get(turn).content.decode()
    assert "đang ở Sở Giáo dục và Đào tạo" in asks
    assert "Xem và duyệt" not in asks
    assert "Xem và duyệt" in world.client(world.department.head).get(turn).content.decode()

    passed = world.client(world.department.head).post(address, follow=True).content.decode()
    assert "Đã chuyển lên Ủy ban nhân dân tỉnh Mộc Sơn." in passed
    assert "Đã duyệt. Số liệu" not in passed
    approved = world.client(world.province.head).post(address, follow=True).content.decode()
    assert "Đã duyệt. Số liệu tính vào số đã duyệt." in approved


def test_a_draft_is_seen_by_its_body_alone(world, asked, writer, receiver):
    save_answers(writer, asked.public_id, revision=0, patch=full(), key="")

    assert list(list_mine(writer)) == [asked.report]
    for other in (receiver, world.actor(world.neighbour.specialist)):
        with pytest.raises(NotFound):
            get_report(other, asked.public_id)
    with pytest.raises(NotFound):
        approve(receiver, asked.public_id)


def test_the_receiver_sees_what_was_sent_while_the_body_writes_on(asked, writer, receiver):
    send(writer, asked)
    assert list(list_to_decide(receiver)) == [asked.report]
    send_back(receiver, asked.public_id, "Sửa.")
    save_answers(writer, asked.public_id, revision=1, patch=full("99"), key="")

    report = get_report(receiver, asked.public_id)
    assert get_shown_answers(receiver, report)["cells"]["families"]["n"] == "30"
    assert get_shown_answers(writer, report)["cells"]["families"]["n"] == "99"


def test_a_neighbour_and_a_follower_write_nothing(world, asked):
    with pytest.raises(NotFound):
        save_answers(
            world.actor(world.neighbour.specialist), asked.public_id, revision=0, patch={}, key=""
        )
    with pytest.raises(NotAllowed):
        save_answers(
            world.actor(world.commune.follower), asked.public_id, revision=0, patch={}, key=""
        )


def test_the_last_period_stands_beside(world, asked, writer):
    send(writer, asked)
    following = ask(
        world, world.province, world.commune, duty=asked.duty, period=Period(Kind.YEAR, 2027)
    )

    before = get_before(get_report(writer, following.public_id))

    assert before.period == YEAR
    assert before.answers.cell("families").n == Decimal(30)
    assert get_before(get_report(writer, asked.public_id)) is None
    assert get_answers(get_report(writer, following.public_id)).cells == {}
