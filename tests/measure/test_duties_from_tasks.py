"""A task of the own dispatch that asks for reports becomes a duty; the clause stays its source."""

import pytest

from behoc.kernel.errors import NotFound
from behoc.kernel.periods import Kind
from behoc.measure.reporting.models import Duty
from behoc.measure.reporting.queries.from_tasks import find_offer, get_from_task
from behoc.measure.reporting.queries.reporters import list_reporters
from behoc.measure.reporting.rules.from_tasks import asks_report, read_asked
from tests.kits.dispatches import assigned_dispatch, share_of
from tests.kits.reports import duty_of, edition_of

REASON = "a test looks at what is kept"


@pytest.fixture
def share(world):
    """The province tells the communes to send their results by 20 November of every year."""
    return share_of(assigned_dispatch(world, world.province), world.commune)


@pytest.fixture
def client(world):
    return world.client(world.province.specialist)


def drawn(share):
    return Duty.objects.everything(reason=REASON).filter(assignment=share.assignment)


def test_the_form_begins_with_what_the_task_says(world, share):
    actor = world.actor(world.province.specialist)

    initial = get_from_task(actor, share.public_id).initial

    assert initial["name"].startswith("Ủy ban nhân dân các xã mở một buổi học")
    assert "12/KH-UBND ngày 02/02/2026" in initial["source"]
    assert "Ủy ban nhân dân tỉnh Mộc Sơn" in initial["source"]
    assert "dòng 9" in initial["source"]
    assert (initial["last_day"], initial["period_kind"]) == ("19/11", Kind.YEAR)
    assert (initial["kinds"], initial["levels"]) == (["people_committee"], ["commune"])


def test_a_duty_drawn_from_a_task_keeps_paper_task_day_and_words(world, share, client):
    form = duty_of(world, world.cell).form
    edition_of(form)
    page = f"/che-do-bao-cao/moi/?nhiem-vu={share.public_id}"
    shown = client.get(page)
    began = shown.context["form"].initial

    answer = client.post(page, {**began, "form": form.public_id})
    again = client.post(page, {**began, "form": form.public_id})

    duty = drawn(share).get()
    assert (answer.status_code, again.status_code) == (303, 303)
    assert duty.document == share.assignment.document
    assert duty.due == [{"day": "--11-19", "kind": "year"}]
    assert duty.due_words == "trước ngày 20/11 hằng năm"
    assert list_reporters(duty) == [world.commune.body, world.neighbour.body]
    listed = client.get("/che-do-bao-cao/").content.decode()
    assert any(f"/nhiem-vu/{each.public_id}/" in listed for each in duty.assignment.assigned.all())


def test_the_page_of_the_task_offers_the_step_and_then_leads_on(world, share, client):
    address = f"/nhiem-vu/{share.public_id}/ky-bao-cao/"
    page = client.get(f"/nhiem-vu/{share.public_id}/").content.decode()
    assert address in page

    offered = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Đặt kỳ báo cáo từ nhiệm vụ này" in offered
    assert client.get(address).url.endswith(f"?nhiem-vu={share.public_id}")

    form = duty_of(world, world.cell).form
    start = f"/che-do-bao-cao/moi/?nhiem-vu={share.public_id}"
    began = client.get(start).context["form"].initial
    client.post(start, {**began, "form": form.public_id})

    after = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Đã đặt kỳ báo cáo" in after
    assert f"/che-do-bao-cao/{drawn(share).get().public_id}/mo-dot/" in after


def test_who_only_does_the_task_is_offered_nothing(world, share):
    receiver = world.client(world.commune.head)

    assert (
        f"/nhiem-vu/{share.public_id}/ky-bao-cao/"
        not in receiver.get(f"/nhiem-vu/{share.public_id}/").content.decode()
    )
    assert find_offer(world.actor(world.commune.head), share.public_id) is None
    assert find_offer(world.actor(world.province.follower), share.public_id) is None
    with pytest.raises(NotFound):
        get_from_task(world.actor(world.commune.head), share.public_id)
    assert receiver.get(f"/che-do-bao-cao/moi/?nhiem-vu={share.public_id}").status_code == 404


def test_who_only_entered_the_paper_of_another_is_offered_nothing(world):
    clerk = world.actor(world.province_association.clerk)
    dispatch = assigned_dispatch(world, world.province_association)
    share = share_of(dispatch, world.commune)
    assert share.assignment.document.issuer == world.province.body

    assert find_offer(clerk, share.public_id) is None
    with pytest.raises(NotFound):
        get_from_task(clerk, share.public_id)


def test_a_task_that_asks_for_no_report_offers_nothing(world, share, client):
    department = share_of(share.assignment.document.dispatch, world.department)

    assert find_offer(world.actor(world.province.head), department.public_id) is None
    answer = client.get(f"/nhiem-vu/{department.public_id}/ky-bao-cao/", follow=True)
    assert "không hỏi báo cáo" in answer.content.decode()


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Định kỳ 6 tháng, năm BÁO CÁO kết quả về Sở", True),
        ("mở lớp, gửi kết quả trước ngày 20/11", True),
        ("Soạn tài liệu cho các buổi học", False),
    ],
)
def test_words_say_whether_a_report_is_asked(text, asks):
    assert asks_report(text) is asks


@pytest.mark.parametrize(
    ("codes", "intervals", "kind", "days"),
    [
        (["--11-19"], [""], Kind.YEAR, ["--11-19"]),
        (["--05-19", "--10-19"], [""], Kind.HALF, ["--05-19", "--10-19"]),
        ([], ["P3M"], Kind.QUARTER, []),
        (["P1M"], [""], Kind.MONTH, []),
        (["2026-06-14"], [""], Kind.YEAR, ["2026-06-14"]),
        (["2025", "2030"], [""], Kind.YEAR, ["2025", "2030"]),
        (["khi có yêu cầu"], [""], Kind.YEAR, []),
    ],
)
def test_the_rhythm_comes_from_the_days_of_the_task(codes, intervals, kind, days):
    asked = read_asked(codes, intervals)

    assert asked.kind == kind
    assert [each["day"] for each in asked.due] == days
