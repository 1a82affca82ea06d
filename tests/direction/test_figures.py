"""Figures and links as people type them into a report."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from behoc.direction.assignments.models import EvidenceLink, ReportedFigure
from behoc.direction.assignments.rules import figures
from behoc.direction.assignments.services import working
from behoc.kernel.errors import RuleBroken
from tests.kits.dispatches import assigned_task


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("42", "42"),
        ("1.234,5", "1234.5"),
        ("1.234", "1234"),
        ("12.345.678", "12345678"),
        ("72,4", "72.4"),
        ("0,05", "0.05"),
        (" 1 234 ", "1234"),
        ("1\u00a0234,5", "1234.5"),
        ("-3", "-3"),
        ("−3,5", "-3.5"),
    ],
)
def test_numbers_are_read_the_vietnamese_way(typed, meant):
    assert figures.parse_number(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "1.23", "1,234.5", "12.34.567", "72%", "năm", "1e9", "1,23456", "--3", "٣"]
)
def test_what_could_mean_two_things_is_asked_again(typed):
    with pytest.raises(RuleBroken, match="chưa phải một con số"):
        figures.parse_number(typed)


@given(st.decimals(min_value=-(10**13), max_value=10**13, places=4))
def test_a_number_said_in_words_reads_as_itself(value):
    assert figures.parse_number(figures.number_words(value)) == value


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.vn/x",
        "//a.vn/x",
        "a.vn/x",
        "https://",
        "https://may",
        "https://ten:mat-khau@a.vn/",
        "https://a.vn/x y",
        "https://[a.vn",
        "https:\\\\a.vn",
    ],
)
def test_only_whole_web_addresses_are_links(typed):
    with pytest.raises(RuleBroken, match="chưa phải liên kết"):
        figures.check_link(typed)


def test_a_link_keeps_its_words_and_shows_its_host():
    address = figures.check_link("  https://binhgiang.mocson.gov.vn/tin/1?x=á ")

    assert address == "https://binhgiang.mocson.gov.vn/tin/1?x=á"
    assert figures.host_of(address) == "binhgiang.mocson.gov.vn"


@pytest.fixture
def clerk(world):
    return world.actor(world.commune.clerk)


def test_a_report_keeps_its_figures_and_links_in_order(world, clerk):
    task = working.accept_task(clerk, assigned_task(world))

    working.report_progress(
        clerk,
        task,
        text="Đã mở 3 lớp.",
        finished=False,
        files=[],
        submission_key="lan-1",
        figures=[
            figures.Figure("Lớp đã mở", Decimal(3), "lớp"),
            figures.Figure("Người dự", Decimal("1234.5")),
        ],
        links=["https://a.vn/1"],
    )

    kept = ReportedFigure.objects.values_list("position", "name", "value", "unit")
    assert list(kept) == [(0, "Lớp đã mở", 3, "lớp"), (1, "Người dự", Decimal("1234.5"), "")]
    assert [each.address for each in EvidenceLink.objects.all()] == ["https://a.vn/1"]


@pytest.fixture
def page(world, clerk):
    """The clerk's browser and the address to report to."""
    task = working.accept_task(clerk, assigned_task(world))
    return world.client(world.commune.clerk), f"/nhiem-vu/{task.public_id}/bao/"


def _send(page, **typed):
    browser, address = page
    return browser.post(address, {"text": "Đã mở 3 lớp.", "submission_key": "lan-1"} | typed)


def test_a_wrong_figure_is_refused_and_nothing_typed_is_lost(page):
    answer = _send(
        page,
        figure_name=["Người dự", "Lớp"],
        figure_value=["1.23", "3"],
        figure_unit=["người", "lớp"],
    )

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "chưa phải một con số" in shown
    assert 'value="1.23"' in shown
    assert "Đã mở 3 lớp." in shown
    assert not ReportedFigure.objects.exists()


def test_a_figure_without_a_value_is_refused(page):
    answer = _send(page, figure_name=["Người dự"], figure_value=[""], figure_unit=[""])

    assert answer.status_code == 422
    assert "còn thiếu tên hoặc giá trị" in answer.content.decode()


def test_figures_and_links_arrive_through_the_form(page):
    answer = _send(
        page,
        figure_name=["Người dự", "", ""],
        figure_value=["1.234,5", "", ""],
        figure_unit=["người", "", ""],
        links="https://a.vn/1\nhttp://b.vn/2",
    )

    assert answer.status_code == 303
    assert ReportedFigure.objects.get().value == Decimal("1234.5")
    assert [each.address for each in EvidenceLink.objects.order_by("position")] == [
        "https://a.vn/1",
        "http://b.vn/2",
    ]


def test_the_same_form_with_other_words_keeps_the_first_and_says_so(page):
    _send(page)

    answer = _send(page, text="Đã mở 4 lớp.")

    browser, _ = page
    assert "nội dung khác" in browser.get(answer.url).content.decode()
