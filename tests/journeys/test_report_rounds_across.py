"""Rounds across lines through an advisory board, and rounds for which no paper names a day."""

import pytest
from playwright.sync_api import expect

from behoc.ground.organisations.services import NewBody, load_bodies
from behoc.kernel.periods import Kind, Period
from tests.kits.rounds import (
    ROWS,
    count_figures,
    decide,
    fill_in,
    load_shipped,
    open_turn,
    report_of,
    send,
    sent_by_itself,
    take_report,
    take_seat,
    take_up,
    write_texts,
)
from tests.kits.world import Desk

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ACROSS = "Báo cáo sáu tháng và năm gửi Ban Thường vụ"
ONCE = "Báo cáo kết quả một lần"
PERIODIC = "Báo cáo định kỳ"
ASSOCIATION = "Hội Khuyến học tỉnh Mộc Sơn"
COMMUNE = "Ủy ban nhân dân xã Bình Giang"
BOARD = NewBody(
    code="BTG",
    name="Ban Tuyên giáo và Dân vận Tỉnh ủy Mộc Sơn",
    kind="party_board",
    line="party",
    place_code="MS",
    superior_code="TU",
)


def test_half_and_whole_year_reach_the_standing_committee_through_its_board(
    world_of_today, open_page
):
    world = world_of_today
    load_shipped()
    board = Desk(load_bodies([BOARD])[0])
    committee = take_seat(world, open_page(), world.province_party.head)
    adviser = take_seat(world, open_page(), board.head)
    reporter = take_seat(world, open_page(), world.province_association.specialist)

    take_up(committee, ACROSS, through=board.body.public_id)
    half, year = _turns(committee)
    _opened(committee, half, f"{half.year}-05-19", f"19/05/{half.year}")
    half_url = committee.page.url
    committee.page.goto("/che-do-bao-cao/")
    committee.follow(f"Mở đợt: {ACROSS}")
    _opened(committee, year, f"{year.year}-10-09", f"09/10/{year.year}")
    year_url = committee.page.url
    reporter.page.goto("/bao-cao/")
    reporter.says(f"19/05/{half.year}", f"09/10/{year.year}")

    reports = world.province_association
    filling = take_report(reporter, report_of(reports, ACROSS, period=half.key))
    fill_in(filling, ROWS)
    write_texts(filling)
    send(reporter)
    sent_by_itself(world, reports, report_of(reports, ACROSS, period=year.key))
    committee.page.goto(half_url)
    _waits_for_the_board(committee)
    for round_url in (half_url, year_url):
        decide(adviser, round_url, ASSOCIATION, lambda: _pass_on(adviser))
        decide(committee, round_url, ASSOCIATION, lambda: _approve(committee))

    count_figures()
    committee.page.goto(f"/chi-tieu/?ky={year.year}&so=duyet")
    committee.follow("Gia đình học tập")
    committee.follow("Số này từ đâu")
    committee.says("812 trên 1.130", ASSOCIATION)


def _turns(committee):
    """Both turns of the paper are offered, the nearer one first."""
    options = committee.page.locator("main [name=period] option")
    offered = [Period.named(options.nth(at).get_attribute("value")) for at in range(2)]
    assert {each.kind for each in offered} == {Kind.HALF, Kind.YEAR}
    return sorted(offered, key=lambda period: period.kind == Kind.YEAR)


def _opened(committee, period, day, words):
    """The paper's own day stands without a word that the receiver has set it."""
    committee.says("5 nơi phải nộp")
    open_turn(committee, period=period.name, due_on=day)
    committee.says("0/5 đã nộp", f"Nộp trước hết ngày {words}", f"Qua {BOARD.name}")
    expect(committee.page.locator("main")).not_to_contain_text("nơi nhận đặt")


def _waits_for_the_board(committee):
    """Who asked sees what was sent and does not decide before the board has."""
    committee.says("Chờ duyệt", f"đang ở {BOARD.name}")
    committee.follow(ASSOCIATION)
    committee.says("1.490")
    expect(committee.page.get_by_role("button", name="Duyệt báo cáo")).to_have_count(0)


def _pass_on(adviser):
    adviser.press("Đồng ý, chuyển lên nơi yêu cầu", says="Đã chuyển lên Tỉnh ủy Mộc Sơn")


def _approve(seat):
    seat.press("Duyệt báo cáo", says="Đã duyệt")


def test_where_the_paper_names_no_day_the_receiver_sets_one(world_of_today, open_page):
    world = world_of_today
    load_shipped()
    receiver = take_seat(world, open_page(), world.province.head)
    commune = take_seat(world, open_page(), world.commune.specialist)

    take_up(receiver, ONCE)
    receiver.says("văn bản không ghi ngày; nơi nhận đặt")
    once_url = open_turn(receiver, due_on="2040-06-15")
    receiver.says("Nộp trước hết ngày 15/06/2040 (nơi nhận đặt)")
    _end(receiver, ONCE)
    take_up(receiver, PERIODIC, period_kind=str(Kind.HALF.value))
    receiver.says("văn bản ghi “định kỳ” mà không ghi bao lâu")
    open_turn(receiver, due_on="2040-07-10")
    receiver.says("nửa năm thứ", "Nộp trước hết ngày 10/07/2040 (nơi nhận đặt)")

    commune.page.goto("/bao-cao/")
    commune.says("15/06/2040 (nơi nhận đặt)", "10/07/2040 (nơi nhận đặt)", "nửa năm thứ")
    filling = take_report(commune, report_of(world.commune, ONCE))
    fill_in(filling, ROWS)
    write_texts(filling)
    send(commune)
    decide(receiver, once_url, COMMUNE, lambda: _approve(receiver))
    receiver.says("1/2 đã nộp")


def _end(receiver, duty):
    """What was asked once is not asked again; its round goes on."""
    receiver.page.goto("/che-do-bao-cao/")
    receiver.press(f"Thôi áp dụng: {duty}", says="Đã thôi chế độ này")
