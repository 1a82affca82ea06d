"""A refusal reaches people as a page, as a part of one, or as JSON: never as a traceback."""

import pytest
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpResponse
from django.template import Template
from django.test import Client
from django.urls import path

from behoc.config import urls
from behoc.kernel import errors
from behoc.kernel.actions import public
from tests.kits.visits import body

REFUSALS = {
    403: errors.NotAllowed,
    404: errors.NotFound,
    409: errors.Conflict,
    422: errors.RuleBroken,
    429: errors.TooMany,
}
SENTENCE = "Một câu nói rõ vì sao."
OTHERS = {"big": (RequestDataTooBig, 413), "bad": (BadRequest, 400), "code": (UnicodeError, 400)}


@public("a test")
def refuse(request, status):
    """Refuse in the way asked for."""
    raise REFUSALS[status](SENTENCE)


@public("a test")
def find_nothing(request):
    """Refuse as queries do."""
    raise errors.NotFound


@public("a test")
def take(request):
    """Take what a form sends."""
    return HttpResponse("nhận")


@public("a test")
def fail(request, kind):
    """Fail in the way asked for."""
    raise OTHERS[kind][0]


@public("a test")
def break_down(request):
    """A real fault."""
    raise ZeroDivisionError("bí mật bên trong")


urlpatterns = [
    path("thu/<int:status>/", refuse),
    path("thu/loi/<str:kind>/", fail),
    path("thu/hong/", break_down),
    path("thu/khong-thay/", find_nothing),
    path("thu/nhan/", take),
    *urls.urlpatterns,
]
handler400 = urls.handler400
handler403 = urls.handler403
handler404 = urls.handler404
handler500 = urls.handler500


@pytest.fixture
def client(db, settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_is_a_page_with_its_sentence(client, status):
    response = client.get(f"/thu/{status}/")

    assert response.status_code == status
    assert "<html" in response.text
    assert SENTENCE in response.text


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_of_a_part_is_a_part_with_its_sentence(client, status):
    response = client.get(f"/thu/{status}/", headers={"HX-Request": "true"})

    assert response.status_code == status
    assert "<html" not in response.text
    assert SENTENCE in response.text


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refusal_to_a_script_is_json_with_its_sentence(client, status):
    response = client.get(f"/thu/{status}/", headers={"Accept": "application/json"})

    assert response.status_code == status
    assert response.json() == {"message": SENTENCE}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_malformed_request_gets_one_clear_sentence(client, kind):
    response = client.get(f"/thu/loi/{kind}/", headers={"Accept": "application/json"})

    assert response.status_code == OTHERS[kind][1]
    assert response.json()["message"].endswith(".")


@pytest.mark.parametrize("status", REFUSALS)
def test_every_refusal_has_a_sentence_of_its_own(status):
    assert REFUSALS[status]().sentence.endswith(".")


def test_an_unknown_address_looks_like_a_row_out_of_reach(client):
    unknown, out_of_reach = client.get("/khong-co-trang-nay/"), client.get("/thu/khong-thay/")

    assert (unknown.status_code, out_of_reach.status_code) == (404, 404)
    assert body(unknown) == body(out_of_reach)


def test_a_real_fault_is_a_vietnamese_page_without_its_inside(client):
    response = client.get("/thu/hong/")

    assert response.status_code == 500
    assert "bí mật" not in response.text
    assert "Traceback" not in response.text
    assert "Máy chủ gặp trục trặc" in response.text


def test_a_fault_is_still_a_page_when_even_the_page_of_faults_breaks(client, monkeypatch):
    monkeypatch.setattr(Template, "render", lambda *arguments: 1 / 0)

    response = client.get("/thu/hong/")

    assert response.status_code == 500
    assert "Máy chủ gặp trục trặc" in response.text


def test_a_form_without_its_token_is_told_to_load_the_page_again(client):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/thu/nhan/", {"a": "b"})

    assert response.status_code == 403
    assert "Tải lại trang" in response.text
