from types import SimpleNamespace

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from behoc.kernel.actions import action, public
from behoc.kernel.errors import NotAllowed


@action("document.view")
def seen(request, word):
    """A view that says what it was given."""
    return HttpResponse(word)


def _request(*, actor=None, may=False, **headers):
    request = RequestFactory().get("/van-ban/?trang=2", headers=headers)
    request.actor, request.may = actor, lambda name: may and name == "document.view"
    return request


def test_a_marked_view_tells_its_action_and_keeps_its_name():
    assert (seen.action, seen.__name__) == ("document.view", "seen")


def test_a_public_view_tells_why():
    assert public("vì thế")(lambda request: HttpResponse()).public == "vì thế"


def test_who_is_signed_out_goes_to_sign_in_and_comes_back_to_the_same_page():
    response = seen(_request(), "x")

    assert response.status_code == 302
    assert response.url.endswith("?next=/van-ban/%3Ftrang%3D2")


def test_a_part_of_a_page_sends_the_whole_page_to_sign_in():
    response = seen(_request(HX_Request="true"), "x")

    assert response.status_code == 401
    assert "next=" in response["HX-Redirect"]


def test_who_has_no_right_is_refused():
    with pytest.raises(NotAllowed):
        seen(_request(actor=SimpleNamespace()), "x")


def test_who_has_the_right_gets_the_view_with_its_arguments():
    response = seen(_request(actor=SimpleNamespace(), may=True), "chữ")

    assert response.content.decode() == "chữ"
