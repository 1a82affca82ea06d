"""Nothing that a client can send is a fault of ours: every malformed request gets a sentence."""

import pytest
from django.conf import settings
from django.test import Client

from behoc.direction.documents.rules import FindKind
from tests.kits.dispatches import find_of, read_dispatch

LISTS = ("/van-ban/", "/nhiem-vu/")
ADMINISTRATION = ("/quan-tri/nguoi-dung/", "/quan-tri/co-quan/", "/quan-tri/nhat-ky/")
NAMES = ("q", "trang", "tinh-trang", "cua", "co-quan", "dia-ban", "tim")
JSON = "application/json"
UPLOAD = "/van-ban/tai-len/"


@pytest.fixture
def clerk(world):
    return world.client(world.commune.clerk)


@pytest.fixture
def operator(world):
    return world.client(world.operator)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("address", LISTS)
def test_a_nul_byte_in_an_address_is_refused_with_a_sentence(clerk, address, name):
    response = clerk.get(address, {name: "a\0b"})

    assert response.status_code == 400
    assert "không đúng dạng" in response.content.decode()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("address", ADMINISTRATION)
def test_a_nul_byte_is_refused_in_administration_too(operator, address, name):
    assert operator.get(address, {name: "\0"}).status_code == 400


def test_a_nul_byte_in_a_form_is_refused(clerk):
    assert clerk.post(UPLOAD, {"uploads": "\0"}).status_code == 400


def test_a_nul_byte_in_the_cookie_of_a_session_is_refused(db):
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = "\0abcdefghijk"

    assert browser.get("/").status_code == 400


def test_thousands_of_words_in_an_address_are_refused(clerk):
    assert clerk.get("/van-ban/?" + "a=1&" * 5000).status_code == 400


def test_thousands_of_fields_are_refused_as_too_many(clerk):
    assert clerk.post(UPLOAD, {f"a{number}": "1" for number in range(5000)}).status_code == 413


def test_a_form_of_many_megabytes_is_refused_as_too_big(clerk):
    assert clerk.post(UPLOAD, {"a": "x" * 6_000_000}).status_code == 413


def test_who_is_not_signed_in_cannot_fill_the_disk(db, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = Client().generic(
        "POST", "/tai-khoan/login/", b"x" * 2000, "multipart/form-data; boundary=b"
    )

    assert response.status_code == 413


def test_nobody_sends_more_than_several_of_the_largest_files(clerk, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE, settings.UPLOAD_LARGEST_BYTES = 1000, 10
    response = clerk.generic("POST", UPLOAD, b"x" * 2000, "multipart/form-data; boundary=b")

    assert response.status_code == 413


@pytest.mark.parametrize(
    "sent",
    [
        "[]",
        "null",
        "[" * 100_000,
        '{"name": "a.pdf"}',
        '{"name": "a.pdf", "size": 1e999}',
        '{"name": "a.pdf", "size": NaN}',
        '{"name": "a.pdf", "size": true}',
        '{"name": "a.pdf", "size": "5"}',
        '{"name": ["a.pdf"], "size": 5}',
        '{"name": "\\ud800.pdf", "size": 5}',
    ],
    ids=range(10),
)
def test_an_upload_that_is_announced_in_nonsense_is_refused(clerk, sent):
    response = clerk.post(UPLOAD, sent, content_type=JSON, headers={"Accept": JSON})

    assert response.status_code == 400
    assert response.json()["message"]


def test_the_way_back_cannot_break_the_header_that_carries_it(clerk):
    headers = {"HX-Request": "true"}
    response = clerk.post("/giao-dien/", {"next": "/a\r\nX-Made: up"}, headers=headers)

    assert response.status_code == 204
    assert response["HX-Redirect"] == "/a%0D%0AX-Made:%20up"


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e400", "1e5", "1_000"])
def test_only_digits_are_a_number_in_a_target(world, value):
    target = find_of(read_dispatch(world), FindKind.TARGET)
    names = {"subject": "thôn có lớp", "value": value, "unit": "%", "within": "", "by_year": ""}
    sent = {f"{target.public_id}-{name}": words for name, words in names.items()}

    response = world.client(world.province.clerk).post(f"/muc/{target.public_id}/sua/", sent)

    assert response.status_code == 303
    target.refresh_from_db()
    assert target.value["value"] == value
