"""A report on a line that comes and goes: cut at every step, nothing is lost or comes twice."""

import pytest
from playwright.sync_api import expect

from behoc.measure.reporting.models import FormEdition, Report
from behoc.measure.reporting.rules import EditionState
from behoc.measure.reporting.services.drafting import save_answers
from tests.kits.filling import moved, open_filling
from tests.kits.world import MOMENT

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def filling(committed_world, desk):
    """The report on its page, with a line as yet."""
    return open_filling(committed_world, desk)


def gone(filling):
    return filling.page.locator("[data-line-notice=gone]")


def press_send(filling):
    filling.page.get_by_role("button", name="Kiểm tra rồi gửi").click()


def write_all(filling):
    filling.line("families.n").fill("31")
    filling.line("families.d").fill("40")
    filling.page.locator("[data-text=results]").fill("Đã mở lớp.")


def test_cut_from_the_opening_to_the_sending(filling, run_jobs):
    page = filling.page
    filling.cut()
    page.reload()  # the page itself comes from this machine
    filling.line("families.n").fill("31")
    filling.is_kept("here")
    expect(gone(filling)).to_contain_text("Đang mất mạng")
    filling.line("families.n").fill("99")
    filling.line("families.d").fill("40")
    expect(page.locator('tr[data-said="families"]')).to_contain_text("99 lớn hơn mẫu số 40")
    filling.line("families.n").fill("31")
    filling.is_stored("families", "31")
    page.reload()  # as after a power cut
    expect(filling.line("families.n")).to_have_value("31")
    page.locator("[data-text=results]").fill("Đã mở lớp.")
    press_send(filling)

    expect(page.locator("[data-queued]")).to_contain_text("chờ gửi")
    expect(page.locator("[data-when=there]")).to_be_hidden()
    assert filling.saved.revision == 0
    page.reload()
    expect(page.locator("[data-queued]")).to_be_visible()

    filling.cut(line=True)
    expect(page.locator(".toast")).to_contain_text("Máy chủ đã nhận báo cáo")
    expect(page.locator("main")).to_contain_text("Đã nhận, đang kiểm tra")
    run_jobs()
    expect(page.locator(".toast")).to_contain_text("Đã gửi báo cáo")
    assert filling.saved.state == "submitted"
    assert filling.saved.answers["cells"] == {"families": {"n": "31", "d": "40"}}
    assert filling.versions == 1


def test_cut_while_another_page_is_open_it_still_goes(filling, run_jobs):
    write_all(filling)
    filling.is_kept("there")
    filling.cut()
    press_send(filling)
    expect(filling.page.locator("[data-queued]")).to_be_visible()
    filling.page.goto("/nhiem-vu/")
    expect(filling.page.locator("h1")).to_have_text("Đang mất mạng")
    expect(filling.page.locator("[data-kept-pages]")).to_contain_text("Báo cáo năm")

    filling.cut(line=True)
    filling.page.goto("/nhiem-vu/")
    expect(filling.page.locator("#bao-cao-cho")).to_be_hidden()
    run_jobs()
    page = filling.page
    page.goto(f"/bao-cao/{filling.asked.public_id}/")
    expect(page.locator("main")).to_contain_text("Chờ duyệt")
    assert filling.versions == 1


def test_a_receipt_lost_on_the_way_changes_nothing_twice(filling):
    saved = filling.lose_answers("**/giu/")
    filling.line("families.n").fill("31")
    filling.is_kept("here")
    assert filling.saved.answers["cells"] == {"families": {"n": "31"}}
    filling.page.get_by_role("button", name="Thử lại ngay").click()

    filling.is_kept("there")
    assert len(saved.seen) == 2
    assert filling.saved.revision == 1
    expect(filling.page.locator("[data-differs]")).to_be_hidden()


def test_the_receipt_of_the_sending_itself_lost_makes_no_second_report(filling, run_jobs):
    write_all(filling)
    filling.is_kept("there")
    sent = filling.lose_answers("**/gui/")
    press_send(filling)
    expect(gone(filling)).to_be_visible()
    expect(filling.page.locator("[data-queued]")).to_be_visible()
    run_jobs()
    assert filling.saved.state == "submitted"
    filling.page.get_by_role("button", name="Thử lại ngay").click()

    expect(filling.page.locator(".toast")).to_contain_text("Máy chủ đã nhận báo cáo")
    assert len(sent.seen) == 2
    assert filling.versions == 1


def test_what_a_colleague_wrote_meanwhile_is_shown_and_chosen(filling):
    page, world = filling.page, filling.world
    filling.cut()
    filling.line("families.n").fill("31")
    filling.line("poor.n").fill("6")
    filling.is_kept("here")
    theirs = {"cells": {"families": {"n": "35"}, "poor": {"n": "7"}, "books": {"n": "900"}}}
    colleague = world.actor(world.commune.specialist)
    save_answers(colleague, filling.asked.public_id, revision=0, patch=theirs, key="colleague")
    filling.cut(line=True)

    differs = page.locator("[data-differs] li")
    expect(differs).to_have_count(2)
    expect(differs.first).to_contain_text("35")
    expect(differs.first).to_contain_text("31")
    expect(differs.first).to_contain_text(world.commune.specialist.full_name)
    expect(filling.line("books.n")).to_have_value("900")
    page.reload()  # what is not decided waits
    expect(differs).to_have_count(2)
    differs.first.get_by_role("button", name="Giữ của mình").click()
    expect(differs).to_have_count(1)
    page.get_by_role("button", name="Lấy của người kia").click()

    expect(page.locator("[data-differs]")).to_be_hidden()
    expect(filling.line("families.n")).to_have_value("31")
    expect(filling.line("poor.n")).to_have_value("7")
    filling.is_kept("there")
    cells = filling.saved.answers["cells"]
    assert (cells["families"]["n"], cells["poor"]["n"]) == ("31", "7")


def test_a_form_that_changed_meanwhile_loses_nothing_and_says_so(filling):
    filling.cut()
    filling.line("families.n").fill("31")
    filling.line("books.n").fill("1200")
    filling.is_kept("here")
    change_form(filling.asked)
    filling.cut(line=True)

    differs = filling.page.locator("[data-differs] li")
    expect(differs).to_contain_text("biểu mẫu mới không còn hỏi")
    expect(differs).to_contain_text("1.200")
    expect(filling.line("books.n")).to_have_count(0)
    expect(filling.line("readers.n")).to_be_visible()
    expect(filling.line("families.n")).to_have_value("31")
    assert filling.saved.answers["cells"] == {"families": {"n": "31"}}


def change_form(asked):
    rows = FormEdition.objects.everything(reason="a test sets a newer edition")
    old = rows.get(pk=asked.edition.pk)
    [table] = old.content["tables"]
    kept = [row for row in table["rows"] if row["key"] != "books"]
    new = {"key": "readers", "number": "3", "label": "Người đọc"}
    edition = FormEdition(
        form=old.form,
        version=2,
        content={**old.content, "tables": [{**table, "rows": [*kept, new]}]},
        state=EditionState.CONFIRMED,
        confirmed_at=MOMENT,
        created_at=MOMENT,
    )
    edition.save()
    reports = Report.objects.everything(reason="a test gives the report the newer edition")
    reports.filter(pk=asked.report.pk).update(edition=edition)


def test_what_the_server_refuses_is_said_and_stays(filling):
    page = filling.page
    page.route("**/giu/", lambda route: route.fulfill(status=409, json={"message": "Đã khóa."}))
    filling.line("families.n").fill("31")

    expect(page.locator("[data-line-notice=refused]")).to_contain_text("Đã khóa.")
    page.reload()
    expect(filling.line("families.n")).to_have_value("31")
    page.unroute("**/giu/")
    page.get_by_role("button", name="Gửi lại").click()
    filling.is_kept("there")
    assert filling.saved.answers["cells"] == {"families": {"n": "31"}}


def test_who_was_signed_out_meanwhile_signs_in_and_it_goes_on(filling):
    page, world = filling.page, filling.world
    page.context.clear_cookies()
    filling.line("families.n").fill("31")

    expect(page.locator("[data-line-notice=away]")).to_contain_text("Đăng nhập lại")
    assert filling.saved.revision == 0
    client = world.client(world.commune.head)
    cookies = [
        {"name": name, "value": cookie.value, "url": page.url}
        for name, cookie in client.cookies.items()
    ]
    page.context.add_cookies(cookies)
    page.reload()
    filling.is_kept("there")
    assert filling.saved.answers["cells"] == {"families": {"n": "31"}}


def test_two_windows_of_one_person_do_not_fight(filling):
    other = moved(filling, filling.page.context.new_page())
    other.open()
    filling.line("families.n").fill("31")
    filling.is_kept("there")
    other.line("books.n").fill("5")
    other.is_kept("there")

    other.page.reload()
    expect(other.line("families.n")).to_have_value("31")
    assert filling.saved.answers["cells"] == {"families": {"n": "31"}, "books": {"n": "5"}}


def test_nothing_of_a_person_stays_to_be_opened_by_the_next(filling):
    page = filling.page
    kept = "caches.keys().then((names) => names.filter((name) => name.startsWith('behoc-kept:')))"
    assert len(page.evaluate(kept)) == 1
    page.context.clear_cookies()
    page.goto("/tai-khoan/login/")

    page.wait_for_function(f"{kept}.then((names) => names.length === 0)")
    filling.cut()
    page.goto(f"/bao-cao/{filling.asked.public_id}/")
    expect(page.locator("h1")).to_have_text("Đang mất mạng")
    expect(page.locator("[data-none-kept]")).to_be_visible()
