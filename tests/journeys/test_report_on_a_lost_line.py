"""A report with a picture on a line that is gone: kept on the machine, then sent once."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from behoc.direction.assignments.models import Evidence, ProgressReport
from behoc.direction.assignments.services.working import accept_task
from behoc.ground.attachments.services import content_path
from tests.kits import journeys
from tests.kits.dispatches import assigned_task

pytestmark = [pytest.mark.browser, pytest.mark.slow]
DAY_TAG, GPS_TAG = 0x0132, 0x8825


def photograph():
    """A large picture as a phone takes it: turned, with its day and its place inside."""
    picture = Image.effect_noise((2600, 1800), 90).convert("RGB")
    said = Image.Exif()
    said[DAY_TAG], said[0x0112] = "2026:11:20 08:15:00", 6
    said.get_ifd(GPS_TAG)[1] = "N"
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=92, exif=said)
    return {"name": "lop.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


@pytest.fixture
def task_page(committed_world, phone):
    """The page of a task that the commune has taken on, on a phone."""
    world = committed_world
    share = accept_task(world.actor(world.commune.clerk), assigned_task(world))
    journeys.carry_in(phone, world.client(world.commune.clerk))
    phone.goto(f"/nhiem-vu/{share.public_id}/")
    return phone


def reports():
    return list(ProgressReport.objects.everything(reason="counted by a test"))


def test_a_report_waits_for_the_line_and_arrives_once(task_page):
    page = task_page
    page.fill("#bao-cao textarea[name=text]", "Đã mở lớp ở nhà văn hóa.")
    page.set_input_files("#id_evidence", photograph())
    expect(page.locator("[data-shots] li")).to_have_count(1)
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi báo cáo").click()

    waiting = page.locator("#cho-gui")
    expect(waiting).to_contain_text("tự gửi khi có mạng")
    assert reports() == []

    page.context.set_offline(False)
    expect(page.locator(".toast")).to_contain_text("Máy chủ đã nhận")
    expect(waiting).to_be_hidden()
    page.reload()
    expect(waiting).to_be_hidden()
    expect(page.locator(".reports img")).to_have_count(1)
    assert len(reports()) == 1

    rows = Evidence.objects.everything(reason="a test looks at the picture that arrived")
    with Image.open(content_path(rows.get().stored_file)) as kept:
        assert max(kept.size) <= 2000
        said = kept.getexif()
    assert said[DAY_TAG] == "2026:11:20 08:15:00"
    assert said[0x0112] == 1
    assert said.get_ifd(GPS_TAG)[1] == "N"


def test_an_answer_lost_on_the_way_does_not_make_two_reports(task_page):
    page = task_page
    seen = []

    def swallow_once(route, request):
        seen.append(request.url)
        if len(seen) == 1:
            route.fetch()  # the server has it, the phone never hears of it
            return route.abort("internetdisconnected")
        return route.continue_()

    page.route("**/bao/", swallow_once)
    page.fill("#bao-cao textarea[name=text]", "Đã mở lớp.")
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator("#cho-gui")).to_be_visible()
    page.locator("#cho-gui").get_by_role("button", name="Gửi ngay").click()

    expect(page.locator("#cho-gui")).to_be_hidden()
    assert len(reports()) == 1
    assert len(seen) == 2


def test_what_the_server_refuses_stays_with_its_reason_until_it_is_let_go(task_page):
    page = task_page
    page.fill("#bao-cao textarea[name=text]", "Đã mở lớp.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Gửi báo cáo").click()
    expect(page.locator("#cho-gui")).to_be_visible()
    page.route(
        "**/bao/",
        lambda route: route.fulfill(status=409, body="<p data-error-sentence>Đã rút.</p>"),
    )
    page.context.set_offline(False)

    expect(page.locator("#cho-gui")).to_contain_text("Đã rút.")
    page.get_by_role("button", name="Bỏ báo cáo này").click()
    expect(page.locator("#cho-gui")).to_be_hidden()
    assert reports() == []
