"""One machine serves many people, and several web processes serve one person."""

import pytest
from django.test import Client

from behoc.config.settings import ENVIRONMENT, files

PAGES = ("/", "/van-ban/", "/nhiem-vu/", "/tai-khoan/hai-lop/", "/khong-co-trang-nay/")


@pytest.mark.parametrize("page", PAGES)
def test_no_private_page_stays_in_the_browser(world, page):
    response = world.client(world.commune.clerk).get(page)

    assert "no-store" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]


def test_the_page_of_a_person_without_a_role_does_not_stay_either(world):
    response = world.client(world.outsider).get("/")

    assert response.status_code == 403
    assert "no-store" in response["Cache-Control"]


def test_the_door_itself_is_not_kept(db):
    assert "no-store" in Client().get("/tai-khoan/login/")["Cache-Control"]


def test_a_code_used_at_one_web_process_is_known_at_the_others():
    kept_in = files.files(ENVIRONMENT)["CACHES"]["default"]["BACKEND"]

    assert not kept_in.endswith(("LocMemCache", "DummyCache"))
