from datetime import date, timedelta

import pytest

from behoc.direction.drafting.models import Draft, Opinion
from behoc.direction.drafting.queries.drafts import list_versions, list_waiting
from behoc.direction.drafting.rules import Line, compare
from behoc.direction.drafting.services import approving, writing
from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.services import create_membership
from behoc.ground.audit.models import AuditEntry
from behoc.ground.notifications.models import Notice
from behoc.kernel.clock import today
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken
from tests.kits.dispatches import assigned_dispatch
from tests.kits.world import SINCE

SOON = timedelta(days=3)


@pytest.fixture
def writer(world):
    return world.actor(world.commune.specialist)


@pytest.fixture
def head(world):
    return world.actor(world.commune.head)


@pytest.fixture
def draft(world, writer):
    beginning = writing.Beginning(
        "V/v mở lớp", "answer", "Dòng một\nDòng hai", dispatch=assigned_dispatch(world)
    )
    return writing.start_draft(writer, beginning, files=[], submission_key="1")


def _next(actor, draft, text, based_on=1):
    return writing.add_version(actor, draft, text=text, note="", based_on=based_on, files=[])


def _ask(actor, draft, person):
    writing.ask_opinions(actor, draft, [person.pk], due_on=today() + SOON)
    return Opinion.objects.everything(reason="a test picks what was asked").get(person=person)


def _submitted(world, writer, draft):
    return approving.submit_draft(writer, draft, leader_id=world.commune.head.pk)


def _told(person):
    rows = Notice.objects.everything(reason="a test reads what was told")
    return set(rows.filter(person=person, kind__startswith="draft").values_list("kind", flat=True))


def test_the_same_submission_twice_is_one_draft(writer, draft):
    again = writing.Beginning("V/v mở lớp", "answer", "Khác")

    assert writing.start_draft(writer, again, files=[], submission_key="1") == draft


def test_versions_are_kept_and_differ_line_by_line(writer, draft):
    _next(writer, draft, "Dòng một\r\nDòng ba\r\n")

    second, first = list_versions(draft)
    assert (first.number, second.number) == (1, 2)
    assert compare(first.text, second.text) == [
        Line("same", "Dòng một"),
        Line("removed", "Dòng hai"),
        Line("added", "Dòng ba"),
    ]


def test_an_unchanged_text_makes_no_version(writer, draft):
    _next(writer, draft, "Dòng một\r\nDòng hai")

    assert len(list_versions(draft)) == 1


def test_who_writes_on_an_old_version_overwrites_nobody(world, writer, draft):
    _next(writer, draft, "Mới")

    with pytest.raises(Conflict, match="bản 2"):
        _next(world.actor(world.commune.clerk), draft, "Cũ mà khác")


def test_a_colleague_is_asked_answers_and_is_told_of_it(world, writer, draft):
    clerk = world.commune.clerk
    opinion = _ask(writer, draft, clerk)

    assert list_waiting(world.actor(clerk)).opinions == (opinion,)
    writing.give_opinion(world.actor(clerk), opinion, verdict="amend", text="Thêm kinh phí")

    opinion.refresh_from_db()
    assert (opinion.verdict, opinion.text) == ("amend", "Thêm kinh phí")
    assert list_waiting(world.actor(clerk)).count == 0
    assert _told(clerk) == {"draft.opinion"}


def test_nobody_of_another_body_is_asked(world, writer, draft):
    with pytest.raises(RuleBroken, match="Chưa chọn ai"):
        writing.ask_opinions(writer, draft, [world.neighbour.clerk.pk], due_on=today() + SOON)


def test_a_day_gone_by_is_no_day_to_answer(world, writer, draft):
    with pytest.raises(RuleBroken, match="đã qua"):
        writing.ask_opinions(writer, draft, [world.commune.clerk.pk], due_on=date(2026, 1, 1))


def test_nobody_answers_in_a_colleagues_place(world, writer, draft):
    opinion = _ask(writer, draft, world.commune.clerk)

    with pytest.raises(NotAllowed):
        writing.give_opinion(writer, opinion, verdict="agree", text="")


def test_the_leader_approves_what_was_submitted_and_the_author_hears(world, writer, head, draft):
    _submitted(world, writer, draft)
    assert [each.pk for each in list_waiting(head).to_decide] == [draft.pk]

    approved = approving.approve_draft(head, draft, version=1)
    approving.approve_draft(head, draft, version=1)

    assert (approved.state, approved.decided_by) == ("approved", world.commune.head)
    assert _told(world.commune.specialist) == {"draft.decided"}
    entries = AuditEntry.objects.everything(reason="a test reads the log")
    assert entries.filter(action="draft.approve").count() == 1


def test_a_leader_approves_only_the_version_that_was_read(world, writer, head, draft):
    _submitted(world, writer, draft)
    approving.take_back_draft(writer, draft)
    _next(writer, draft, "Sửa sau khi lãnh đạo mở trang")
    _submitted(world, writer, draft)

    with pytest.raises(Conflict):
        approving.approve_draft(head, draft, version=1)


def test_a_returned_draft_stands_on_the_authors_desk_until_it_is_rewritten(
    world, writer, head, draft
):
    _submitted(world, writer, draft)
    with pytest.raises(RuleBroken, match="lý do"):
        approving.return_draft(head, draft, reason=" ")
    approving.return_draft(head, draft, reason="Thiếu số liệu")

    assert [each.return_reason for each in list_waiting(writer).returned] == ["Thiếu số liệu"]
    with pytest.raises(RuleBroken, match="bản mới"):
        _submitted(world, writer, draft)
    _next(writer, draft, "Đủ số liệu")
    _submitted(world, writer, draft)
    assert list_waiting(writer).returned == ()


def test_a_submitted_draft_is_not_written_on(world, writer, draft):
    _submitted(world, writer, draft)

    with pytest.raises(RuleBroken, match="Rút về"):
        _next(writer, draft, "Lén sửa")


def test_a_draft_goes_to_a_leader_of_the_own_body_alone(world, writer, draft):
    with pytest.raises(RuleBroken, match="lãnh đạo của cơ quan"):
        approving.submit_draft(writer, draft, leader_id=world.neighbour.head.pk)


def test_nobody_approves_a_draft_of_ones_own(world, draft):
    person, body = world.commune.specialist, world.commune.body
    create_membership(person, body.pk, "head", granted_by_id=None, starts_on=SINCE)
    both, _posts = actor_for(person)
    other = approving.submit_draft(both, draft, leader_id=world.commune.head.pk)

    with pytest.raises(RuleBroken, match="không tự duyệt"):
        approving.approve_draft(both, other, version=1)


def test_the_whole_way_through_the_browser(world):
    dispatch = assigned_dispatch(world)
    world.commune.clerk, world.commune.head  # noqa: B018 (people exist once they are named)
    specialist = world.client(world.commune.specialist)
    head = world.client(world.commune.head)

    begun = specialist.post(
        f"/du-thao/moi/?van-ban={dispatch.public_id}",
        {"title": "V/v trả lời", "kind": "answer", "text": "Kính gửi", "submission_key": "a"},
    )
    address = begun.url
    leader = world.commune.head.public_id
    assert specialist.post(f"{address}trinh/", {"leader": leader}).status_code == 303
    assert "Đọc và duyệt" in head.get("/").content.decode()
    assert "Duyệt dự thảo" in head.get(address).content.decode()
    assert head.post(f"{address}duyet/", {"version": "1"}).status_code == 303

    said = specialist.get(address).content.decode()
    assert "chờ phát hành" in said
    assert Draft.objects.everything(reason="counted by a test").get().state == "approved"


def test_a_refused_version_keeps_what_was_typed(world, writer, draft):
    _next(writer, draft, "Mới")
    client = world.client(world.commune.specialist)

    answer = client.post(
        f"/du-thao/{draft.public_id}/ban-moi/", {"text": "Phần tôi viết", "based_on": "1"}
    )

    assert answer.status_code == 422
    assert "Phần tôi viết" in answer.content.decode()
    assert "Đã có bản 2" in answer.content.decode()


def test_an_opinion_without_its_words_is_refused_on_the_form(world, writer, draft):
    opinion = _ask(writer, draft, world.commune.clerk)
    client = world.client(world.commune.clerk)

    answer = client.post(f"/gop-y/{opinion.public_id}/", {"verdict": "amend", "text": " "})

    assert answer.status_code == 422
    assert "Viết ít nhất một câu" in answer.content.decode()
    assert 'name="verdict"' in answer.content.decode()
