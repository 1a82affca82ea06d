import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from behoc.ground.accounts.models import Person
from behoc.ground.accounts.queries import list_all_memberships_of, list_memberships_of
from behoc.ground.administration.tests.factories import SYSTEM, add, file_of
from behoc.ground.organisations.models import Organisation
from behoc.ground.organisations.services import NewBody, load_bodies

PEOPLE, BODIES, LOG = "/quan-tri/nguoi-dung/", "/quan-tri/co-quan/", "/quan-tri/nhat-ky/"
NEW = ("SYT", "Sở Y tế tỉnh Mộc Sơn", "sở", "UB", "MS")


@pytest.fixture
def administrator(world):
    return world.client(world.commune.administrator)


@pytest.fixture
def operator(world):
    return world.client(world.operator)


def text(response):
    return response.content.decode()


def new_person(world, **facts):
    body = world.commune.body.public_id
    return {
        "full_name": "Nguyễn Thị Lan",
        "sign_in_name": "lan.nguyen",
        "body": body,
        "role": "clerk",
    } | facts


def open_ids(person):
    return [m.public_id for m in list_all_memberships_of(person)]


def test_an_administrator_sees_the_own_people_by_given_name(world, administrator):
    for number, name in enumerate(("Vũ Đức Ánh", "Đặng An")):
        add(SYSTEM, world.commune.body, name=f"nguoi.{number}", full_name=name)
    page = text(administrator.get(PEOPLE))

    assert page.index("Đặng An") < page.index("Vũ Đức Ánh")
    assert world.neighbour.body.name not in page


def test_people_are_searched_paged_and_filtered_by_body(world, operator):
    for number in range(40):
        add(SYSTEM, world.commune.body, name=f"nguoi.{number}", full_name=f"Người Thứ {number}")
    add(SYSTEM, world.neighbour.body, name="lac.long")

    assert "Trang 1/2" in text(operator.get(PEOPLE))
    assert "lac.long" in text(operator.get(PEOPLE, {"q": "lac"}))
    here = operator.get(PEOPLE, {"co-quan": world.neighbour.body.public_id, "q": "thu"})
    assert "Không thấy người nào" in text(here)
    assert operator.get(PEOPLE, {"co-quan": "khong-co"}).status_code == 404
    assert operator.get(PEOPLE, {"trang": "rất xa"}).status_code == 200


def test_a_page_of_people_takes_the_same_statements_for_few_and_for_many(world, operator):
    add(SYSTEM, world.commune.body, name="nguoi.dau")
    operator.get(PEOPLE)  # the first click keeps the session
    counts = []
    for batch in range(2):
        with CaptureQueriesContext(connection) as asked:
            operator.get(PEOPLE)
        counts.append(len(asked))
        for number in range(20):
            add(SYSTEM, world.commune.body, name=f"nguoi.{batch}.{number}")

    assert counts[0] == counts[1]
    assert counts[0] <= 16


def test_adding_a_person_shows_the_password_once_and_keeps_it_out_of_caches(world, administrator):
    response = administrator.post(PEOPLE + "them/", new_person(world))
    person = Person.objects.get(sign_in_name="lan.nguyen")
    password = response.context["password"]

    assert person.check_password(password)
    assert "no-store" in response["Cache-Control"]
    assert password in text(response)
    assert password not in text(administrator.get(f"{PEOPLE}{person.public_id}/"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"sign_in_name": "có dấu"}, "Chữ thường không dấu"),
        ({"full_name": ""}, "bắt buộc"),
        ({"role": "system_operator"}, "quản trị cấp trên giao"),
        ({"role": "ghost"}, "quản trị cấp trên giao"),
        ({"email": "không phải thư"}, "email"),
    ],
)
def test_a_form_that_cannot_be_kept_says_where_and_keeps_what_was_typed(
    world, administrator, wrong, said
):
    response = administrator.post(PEOPLE + "them/", new_person(world, phone="0912", **wrong))

    assert response.status_code == 422
    assert said in text(response)
    assert 'value="0912"' in text(response)
    assert not Person.objects.filter(full_name="Nguyễn Thị Lan").exists()


def test_a_body_out_of_reach_is_neither_offered_nor_taken(world, administrator):
    other = world.neighbour.body.public_id
    page = administrator.get(PEOPLE + "them/", {"co-quan": other, "tim": "tân lộc"})
    assert f'value="{other}"' not in text(page)

    response = administrator.post(
        f"{PEOPLE}them/?co-quan={other}&tim=tân lộc", new_person(world, body=other)
    )
    assert response.status_code == 422
    assert "ngoài phạm vi" in text(response)


def test_a_taken_name_is_said_on_the_form(world, administrator):
    add(SYSTEM, world.neighbour.body)
    response = administrator.post(PEOPLE + "them/", new_person(world))

    assert response.status_code == 422
    assert "đã có người dùng" in text(response)


def test_an_operator_finds_another_body_to_add_to_without_a_script(world, operator):
    address = PEOPLE + "them/"
    page = operator.get(address, {"tim": "tan loc"})
    assert world.neighbour.body.name in text(page)

    operator.post(f"{address}?tim=tan+loc", new_person(world, body=world.neighbour.body.public_id))
    person = Person.objects.get(sign_in_name="lan.nguyen")
    assert list_memberships_of(person)[0].organisation == world.neighbour.body


def test_a_role_is_given_and_ended_from_the_persons_page(world, administrator):
    person = world.commune.clerk
    address = f"{PEOPLE}{person.public_id}/"
    facts = {"body": world.commune.body.public_id, "role": "follower", "starts_on": "2026-03-02"}
    given = administrator.post(address + "giao/", facts)
    assert given.status_code == 303
    assert "Người theo dõi" in text(administrator.get(address))

    ended = open_ids(person)[-1]
    confirm = administrator.get(f"/quan-tri/vai-tro/{ended}/thoi/")
    assert "Thôi vai trò Người theo dõi" in text(confirm)
    administrator.post(f"/quan-tri/vai-tro/{ended}/thoi/")
    page = text(administrator.get(address))
    assert "Đã thôi" in page
    assert {m.role for m in list_memberships_of(person)} == {"clerk"}


def test_ending_the_last_administrator_asks_to_mean_it(world, administrator):
    last = open_ids(world.commune.administrator)[0]
    address = f"/quan-tri/vai-tro/{last}/thoi/"
    refused = administrator.post(address)
    assert refused.status_code == 422
    assert "quản trị cuối cùng" in text(refused)

    administrator.post(address, {"even_if_last": "on"})
    assert list_memberships_of(world.commune.administrator) == []


def test_a_password_is_reset_and_an_account_locked_and_unlocked(world, administrator):
    person = world.commune.clerk
    address = f"{PEOPLE}{person.public_id}/"
    password = administrator.post(address + "mat-khau/").context["password"]
    person.refresh_from_db()
    assert person.check_password(password)

    assert administrator.post(address + "khoa/").status_code == 303
    assert "Đang khóa" in text(administrator.get(address))
    assert person.sign_in_name in text(administrator.get(PEOPLE, {"khoa": "1"}))
    assert administrator.post(address + "mo-khoa/").status_code == 303
    person.refresh_from_db()
    assert person.is_active


@pytest.mark.parametrize("act", ["mat-khau/", "khoa/"])
def test_a_higher_account_is_refused_in_a_sentence_and_no_button_offers_it(
    world, administrator, act
):
    person = add(SYSTEM, world.commune.body, role="system_operator")
    address = f"{PEOPLE}{person.public_id}/"

    assert address + act not in text(administrator.get(address))
    response = administrator.post(address + act)
    assert response.status_code == 422
    assert "ngoài phạm vi anh/chị quản trị" in text(response)


@pytest.mark.parametrize("act", ["", "giao/", "mat-khau/", "khoa/", "mo-khoa/"])
def test_a_person_out_of_reach_looks_like_none_at_all(world, administrator, act):
    address = f"{PEOPLE}{world.neighbour.clerk.public_id}/{act}"

    assert administrator.post(address).status_code in (404, 405)
    if act != "mo-khoa/":
        assert administrator.get(address).status_code == 404


@pytest.mark.parametrize("address", [PEOPLE, PEOPLE + "them/", BODIES, BODIES + "nap/", LOG])
def test_other_roles_are_refused_and_the_signed_out_go_to_sign_in(world, address):
    assert world.client(world.commune.clerk).get(address).status_code == 403
    assert world.client().get(address)["Location"].startswith("/tai-khoan/login/?next=")


def test_an_act_is_never_done_by_following_a_link(world, administrator):
    person = world.commune.clerk
    for act in ("mat-khau/", "khoa/", "mo-khoa/"):
        administrator.get(f"{PEOPLE}{person.public_id}/{act}")
    administrator.get(f"/quan-tri/vai-tro/{open_ids(person)[0]}/thoi/")
    before = person.password
    person.refresh_from_db()

    assert (person.password, person.is_active) == (before, True)
    assert list_memberships_of(person)


def test_bodies_are_listed_by_place_searched_and_paged(world, operator):
    rows = [NewBody(f"X{n}", f"Trường số {n}", "school", "school", "TL") for n in range(70)]
    load_bodies(rows)
    assert "Trang 1/3" in text(operator.get(BODIES, {"dia-ban": "TL"}))
    below = text(operator.get(BODIES, {"dia-ban": "BG"}))
    assert world.commune.body.name in below
    assert world.neighbour.body.name not in below
    assert "Trường số 42" in text(operator.get(BODIES, {"q": "truong so 42"}))


def test_an_administrator_sees_the_own_line_alone(world, administrator):
    page = text(world.client(world.province_association.administrator).get(BODIES))

    assert world.cell.body.name in page
    assert world.commune.body.name not in page
    assert "Nạp từ tệp" not in page


def test_a_page_of_bodies_takes_the_same_statements_for_few_and_for_many(world, operator):
    operator.get(BODIES)  # the first click keeps the session
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            operator.get(BODIES)
        counts.append(len(asked))
        load_bodies([NewBody(f"X{n}", f"Trường {n}", "school", "school", "TL") for n in range(15)])

    assert counts[0] == counts[1]
    assert counts[0] <= 14


def test_the_template_is_a_workbook_that_the_loader_reads(operator):
    response = operator.get(BODIES + "nap/tep-mau/")

    assert response.content.startswith(b"PK")
    assert "mau-co-quan.xlsx" in response["Content-Disposition"]


def send(client, content, name="co-quan.csv"):
    file = io.BytesIO(content)
    file.name = name
    return client.post(BODIES + "nap/", {"file": file})


def test_a_file_is_looked_at_first_and_kept_when_confirmed(world, operator):
    sent = send(operator, file_of(NEW))
    assert sent.status_code == 303
    preview = text(operator.get(sent["Location"]))
    assert "1 cơ quan mới, 0 được sửa, 0 giữ nguyên" in preview
    assert "Nạp 1 cơ quan" in preview
    assert not Organisation.objects.filter(code="SYT").exists()

    kept = operator.post(sent["Location"], follow=True)
    assert "Đã nạp: 1 cơ quan mới" in text(kept)
    assert Organisation.objects.filter(code="SYT").exists()


def test_a_file_with_faults_shows_each_by_its_cell_and_cannot_be_confirmed(operator):
    sent = send(operator, file_of(NEW, ("X Y", "Tên", "không có", "", "KHONG")))
    preview = text(operator.get(sent["Location"]))
    assert re.findall(r'class="nw num">(\w+)</th>', preview) == ["A3", "C3", "E3"]
    assert '<button class="btn btn--go">' not in preview.split("<main")[1]

    assert operator.post(sent["Location"]).status_code == 422
    assert not Organisation.objects.filter(code="SYT").exists()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [(b"", "rong.csv", "trống"), (b"x", "Kế hoạch (MẬT).csv", "mật"), (None, "", "Chọn tệp")],
)
def test_a_file_that_cannot_be_taken_is_one_sentence_on_the_form(operator, content, name, said):
    response = operator.post(BODIES + "nap/") if content is None else send(operator, content, name)

    assert response.status_code == 422
    assert said in text(response)


def test_somebody_elses_file_is_not_found(world, operator):
    sent = send(operator, file_of(NEW))
    other = add(SYSTEM, world.province.body, role="system_operator")
    Person.objects.update(password_is_one_time=False)

    assert world.client(other).get(sent["Location"]).status_code == 404


def test_the_log_tells_in_words_who_did_what(world, administrator):
    administrator.post(PEOPLE + "them/", new_person(world))
    page = text(administrator.get(LOG))
    assert "Giao vai trò" in page
    assert "vai trò: Văn thư" in page
    assert world.commune.administrator.full_name in page

    assert "Chưa có dòng nào" in text(administrator.get(LOG, {"q": "không có ai"}))
    assert "Giao vai trò" not in text(world.client(world.neighbour.administrator).get(LOG))


def test_every_screen_has_one_primary_action_at_most(world, administrator, operator):
    person = f"{PEOPLE}{world.commune.clerk.public_id}/"
    addresses = [PEOPLE, PEOPLE + "them/", person, person + "giao/", person + "khoa/", LOG]
    pages = [text(administrator.get(address)) for address in addresses]
    pages += [text(operator.get(address)) for address in (BODIES, BODIES + "nap/")]

    assert [page.count("btn--go") for page in pages if page.count("btn--go") > 1] == []
