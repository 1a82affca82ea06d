"""The page on which a body arranges its share and the giver follows it; the board; the workbook."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from behoc.direction.assignments.queries.parts import list_parts
from behoc.direction.assignments.queries.periods import period_words
from behoc.direction.assignments.queries.tasks import list_own_tasks
from behoc.direction.assignments.services.answering import name_answerable
from behoc.direction.assignments.services.breaking_down import NewPart, break_down
from behoc.direction.assignments.services.working import accept_task
from tests.kits.dispatches import assigned_dispatch, assigned_task, sample_reading, share_of
from tests.kits.standing import undated


@pytest.fixture
def task(world):
    desk = world.commune_association
    share = share_of(assigned_dispatch(world, reading=sample_reading(desk.body.name)), desk)
    return accept_task(world.actor(desk.clerk), share)


def _post(world, person, name, task, **data):
    return world.client(person).post(reverse(f"assignments:{name}", args=[task.public_id]), data)


def _page(world, person, task) -> str:
    url = reverse("assignments:arrange", args=[task.public_id])
    return world.client(person).get(url).content.decode()


def test_a_part_is_given_out_from_the_page_with_its_amount(world, task):
    desk, cell = world.commune_association, world.cell.body

    answer = _post(
        world,
        desk.head,
        "divide",
        task,
        text="Mở lớp ở thôn.",
        role="carry_out",
        bodies=[cell.public_id],
        unit="người",
        seen="0",
        **{f"amount-{cell.public_id}": "1.250"},
    )

    assert answer.status_code == 303
    assert "1.250 người" in _page(world, desk.head, task)
    assert "0/1 nơi đã xong" in _page(world, desk.head, task)


def test_a_refused_part_keeps_what_was_typed(world, task):
    cell = world.cell.body

    answer = _post(
        world,
        world.commune_association.head,
        "divide",
        task,
        text="Mở lớp ở thôn.",
        role="carry_out",
        bodies=[cell.public_id],
        due_on="2026-12-25",
        seen="0",
        **{f"amount-{cell.public_id}": "mười"},
    )

    assert answer.status_code == 422
    assert "Mở lớp ở thôn." in answer.content.decode()
    assert 'value="mười"' in answer.content.decode()
    assert list_parts(task) == []


def test_a_day_after_the_bodys_own_comes_back_with_the_sentence(world, task):
    answer = _post(
        world,
        world.commune_association.head,
        "divide",
        task,
        text="Mở lớp.",
        role="carry_out",
        bodies=[world.cell.body.public_id],
        due_on="2026-12-25",
    )

    assert answer.status_code == 422
    assert "25/12/2026 sau hạn của cơ quan mình" in answer.content.decode()


def test_the_person_answerable_finds_the_share_first_on_the_desk(world):
    dispatch = assigned_dispatch(world)
    first = accept_task(world.actor(world.commune.clerk), share_of(dispatch, world.commune))
    later = share_of(assigned_dispatch(world), world.commune)
    name_answerable(world.actor(world.commune.head), later, world.commune.specialist)

    own = list_own_tasks(world.actor(world.commune.specialist))

    assert [each.pk for each in own] == [later.pk, first.pk]


def test_the_giver_sees_and_answers_a_difficulty_on_the_page(world, task):
    desk = world.commune_association
    _post(world, desk.clerk, "difficulty", task, text="Thiếu phòng học.", submission_key="a")
    difficulty = task.difficulties.get()

    url = reverse("assignments:difficulty_answer", args=[difficulty.public_id])
    answer = world.client(world.province.clerk).post(url, {"text": "Mượn trường học."})

    assert answer.status_code == 303
    assert "Mượn trường học." in _page(world, desk.clerk, task)


def test_the_giver_reminds_from_the_page_once_a_day(world, task):
    first = _post(world, world.province.clerk, "remind", task, text="Gửi sớm.")
    again = _post(world, world.province.clerk, "remind", task, text="Gửi sớm nhé.")

    assert (first.status_code, again.status_code) == (303, 422)
    assert "Hôm nay đã nhắc rồi" in again.content.decode()
    assert "Gửi sớm nhé." in again.content.decode()


def test_an_event_is_stated_on_the_page_and_shown_with_its_day(world, task):
    undated(task, event="khi Bộ ban hành", count_days=30)
    url = reverse("assignments:state_event", args=[task.public_id, 0])

    answer = world.client(world.province.clerk).post(
        url, {"happened_on": "2026-03-01", "proof": "Thông tư 05"}
    )

    assert answer.status_code == 303
    assert "Hạn 31/03/2026" in _page(world, world.commune_association.clerk, task)
    assert world.client(world.province.clerk).post(url + "9/").status_code == 404


def test_who_only_reads_gets_no_form(world, task):
    page = _page(world, world.commune_association.follower, task)
    of_the_head = _page(world, world.commune_association.head, task)

    for form in ("Chia một phần việc", "Ghi người"):
        assert form in of_the_head
        assert form not in page


def test_the_board_puts_the_late_first_and_groups_by_person(world, task):
    desk = world.commune_association
    part = NewPart("Lo phòng học.", person=desk.specialist)
    break_down(world.actor(desk.head), task, part)
    client, url = world.client(desk.head), reverse("assignments:board")

    by_state = client.get(url).content.decode()
    by_person = client.get(url, {"theo": "nguoi"}).content.decode()

    assert by_state.index("Chưa nhận") < by_state.index("Đang làm")
    assert by_person.index("Chưa cử ai") < by_person.index(f">{desk.specialist.full_name}<")


def test_a_board_without_work_says_what_will_stand_there(world):
    page = world.client(world.cell.clerk).get(reverse("assignments:board")).content.decode()

    assert "Không có việc nào đang làm" in page


def test_the_list_comes_as_a_workbook_whose_words_are_never_formulas(world, task):
    rows = type(task.assignment).objects.everything(reason="a test makes a hostile text")
    rows.filter(pk=task.assignment_id).update(text="=HYPERLINK(1)")

    answer = world.client(world.commune_association.clerk).get(reverse("assignments:sheet"))

    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    cells = book.get_sheet_by_index(0).to_python()
    assert cells[4][1] == "Nhiệm vụ"
    assert cells[5][1] == "=HYPERLINK(1)"
    assert cells[5][7] == "năm 2026"


def test_the_workbook_keeps_to_the_filter_and_the_reach(world):
    assigned_task(world)

    answer = world.client(world.neighbour.clerk).get(
        reverse("assignments:sheet"), {"cua": "toi", "tinh-trang": "confirmed"}
    )

    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer.streaming_content)))
    assert len(book.get_sheet_by_index(0).to_python()) == 5


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("", ""),
        ("2026", "năm 2026"),
        ("2026-H1", "6 tháng đầu năm 2026"),
        ("2026-H2", "6 tháng cuối năm 2026"),
        ("2026-Q3", "quý III/2026"),
        ("2026-05", "tháng 5/2026"),
        ("2026-05-20", "kỳ 20/05/2026"),
    ],
)
def test_a_period_is_called_as_people_call_it(period, words):
    assert period_words(period) == words
