import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db.models import F
from django.test import Client

from behoc.ground.accounts import services
from behoc.ground.accounts.models import Person, SignInFailure
from behoc.ground.accounts.tests.factories import (
    PASSWORD,
    SIGN_IN,
    new_browser,
    new_holder,
    new_person,
)
from behoc.kernel import clock


@pytest.fixture
def person(world):
    return new_holder(world.commune.body)


def sentence(response):
    """What the page says is wrong, as one line."""
    shown = r'class="err"[^>]*>.*?<span>(.*?)</span>|role="alert">(.*?)</div>\s*</div>'
    found = re.findall(shown, response.content.decode(), re.S)
    return re.sub(r"(<[^>]+>|\s)+", " ", " ".join(a or b for a, b in found)).strip()


def test_the_sign_in_page_speaks_vietnamese_and_offers_no_sign_up(db):
    page = Client().get(SIGN_IN).content.decode()

    assert "Tên đăng nhập" in page
    assert "Mật khẩu" in page
    assert "dang-ky" not in page
    assert "placeholder" not in page.split("<form")[2 if "looks" in page else 1]


def test_a_person_signs_in_with_the_right_password(person):
    browser = new_browser()
    response = browser.sign_in("lan.nguyen")

    assert response.status_code == 302
    assert response["Location"] == "/"
    assert browser.signed_in


def test_letter_case_and_spaces_around_the_name_do_not_matter(person):
    browser = new_browser()
    browser.sign_in("  Lan.NGUYEN ")

    assert browser.signed_in


def test_a_wrong_password_is_one_sentence_that_does_not_say_whether_the_name_exists(person):
    wrong = sentence(new_browser().sign_in("lan.nguyen", "sai-mat-khau"))
    unknown = sentence(new_browser().sign_in("khong.co.ai", "sai-mat-khau"))

    assert wrong == unknown
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in wrong


def test_signing_in_gives_a_new_session(person):
    browser = new_browser()
    browser.client.get(SIGN_IN)
    session = browser.client.session
    session["mark"] = "before"
    session.save()
    browser.client.cookies["sessionid"] = session.session_key
    browser.sign_in("lan.nguyen")

    assert browser.signed_in
    assert browser.client.session.session_key != session.session_key


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_a_foreign_address_to_go_on_to_is_refused(person, address):
    response = new_browser().sign_in("lan.nguyen", next_page=address)

    assert response["Location"] == "/"


def test_a_page_of_ours_to_go_on_to_is_kept(person):
    assert new_browser().sign_in("lan.nguyen", next_page="/nhiem-vu/")["Location"] == "/nhiem-vu/"


def test_signing_out_needs_a_posted_form(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    browser.client.get("/tai-khoan/logout/")
    assert browser.signed_in

    browser.sign_out()
    assert not browser.signed_in


@pytest.mark.parametrize(
    "address",
    [
        "dang-ky/",
        "quen-mat-khau/",
        "dat-mat-khau/",
        "signup/",
        "email/",
        "password/reset/",
        "password/set/",
        "confirm-email/",
        "login/code/confirm/",
        "2fa/webauthn/",
        "social/signup/",
    ],
)
def test_the_ways_in_that_we_do_not_want_are_closed(person, address):
    signed_in = new_browser()
    signed_in.sign_in("lan.nguyen")

    assert Client().get(f"/tai-khoan/{address}").status_code == 404
    assert Client().post(f"/tai-khoan/{address}", {"email": "a@b.vn"}).status_code == 404
    assert signed_in.client.get(f"/tai-khoan/{address}").status_code == 404


def test_after_eight_wrong_passwords_the_device_waits_and_is_told_how_long(person):
    browser = new_browser()
    for _ in range(services.ATTEMPTS_ALLOWED):
        browser.sign_in("lan.nguyen", "sai-mat-khau")
    refused = browser.sign_in("lan.nguyen")

    assert not browser.signed_in
    assert refused.status_code < 500
    assert "Đã nhập sai 8 lần trên máy này. Anh/chị thử lại sau 15 phút" in sentence(refused)


def test_the_wait_ends(person):
    browser = new_browser()
    for _ in range(services.ATTEMPTS_ALLOWED + 2):
        browser.sign_in("lan.nguyen", "sai-mat-khau")
    with clock.held(clock.now() + services.COUNTED_FOR):
        browser.sign_in("lan.nguyen")

    assert browser.signed_in


def test_the_persons_own_device_still_signs_in_while_a_strange_one_is_refused(person):
    own, strange = new_browser(), new_browser()
    own.sign_in("lan.nguyen")
    own.sign_out()
    for _ in range(services.ATTEMPTS_ALLOWED + 1):
        strange.sign_in("lan.nguyen", "sai-mat-khau")
    strange.sign_in("lan.nguyen")
    own.sign_in("lan.nguyen")

    assert not strange.signed_in
    assert own.signed_in


def test_other_accounts_of_the_same_commune_are_not_locked_out(person, world):
    new_holder(world.commune.body, name="nam.tran")
    browser = new_browser()
    for _ in range(services.ATTEMPTS_ALLOWED + 1):
        browser.sign_in("lan.nguyen", "sai-mat-khau")
    browser.sign_in("nam.tran")

    assert browser.signed_in


def test_a_device_of_ones_own_account_gives_no_fresh_attempts_at_another(person, world):
    new_holder(world.commune.body, name="nam.tran")
    for _ in range(services.ATTEMPTS_ALLOWED):
        attacker = new_browser()
        attacker.sign_in("nam.tran")
        attacker.sign_out()
        attacker.sign_in("lan.nguyen", "sai-mat-khau")
    refused = attacker.sign_in("lan.nguyen", "sai-mat-khau")

    assert "thử lại sau" in sentence(refused)


def test_an_invented_device_cookie_counts_as_a_strange_device(person):
    for number in range(services.ATTEMPTS_ALLOWED + 1):
        browser = new_browser()
        browser.client.cookies["device"] = f"invented-{number}"
        refused = browser.sign_in("lan.nguyen", "sai-mat-khau")

    assert "thử lại sau" in sentence(refused)


def test_a_right_password_clears_the_count(person):
    browser = new_browser()
    for _ in range(services.ATTEMPTS_ALLOWED - 1):
        browser.sign_in("lan.nguyen", "sai-mat-khau")
    browser.sign_in("lan.nguyen")

    assert browser.signed_in
    assert not SignInFailure.objects.exists()


def test_the_device_cookie_is_not_for_scripts_and_does_not_name_the_account(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    cookie = browser.client.cookies["device"]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert "lan" not in cookie.value.lower()


def test_a_locked_person_is_told_so_only_with_the_right_password(person):
    services.set_active(person, active=False)
    right = new_browser().client.post(
        SIGN_IN, {"login": "lan.nguyen", "password": PASSWORD}, follow=True
    )
    wrong = new_browser().sign_in("lan.nguyen", "sai-mat-khau")

    assert "đang khóa" in right.content.decode()
    assert "đang khóa" not in wrong.content.decode()


def test_a_person_who_is_locked_while_signed_in_is_out_at_the_next_click(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    services.set_active(person, active=False)

    assert browser.client.get("/nhiem-vu/").status_code == 302
    assert not browser.client.get(SIGN_IN).wsgi_request.user.is_authenticated


def test_a_person_idle_for_two_hours_is_signed_out(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    assert browser.client.get("/nhiem-vu/").status_code == 200

    Session.objects.update(expire_date=F("expire_date") - timedelta(hours=2, seconds=1))
    assert browser.client.get("/nhiem-vu/")["Location"].startswith(SIGN_IN)


def test_clicks_push_the_end_of_the_session_out_but_not_each_of_them(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    browser.client.get("/nhiem-vu/")
    Session.objects.update(expire_date=F("expire_date") - timedelta(hours=1))
    soon_to_end = Session.objects.get().expire_date
    browser.client.get("/nhiem-vu/")
    assert Session.objects.get().expire_date == soon_to_end

    with clock.held(clock.now() + timedelta(minutes=6)):
        browser.client.get("/nhiem-vu/")
    assert Session.objects.get().expire_date > soon_to_end + timedelta(minutes=59)


def test_a_one_time_password_must_be_changed_before_anything_else(world):
    person = new_holder(world.commune.body)
    services.set_one_time_password(person, "mot-lan-roi-thoi")
    browser = new_browser()
    browser.sign_in("lan.nguyen", "mot-lan-roi-thoi")
    sent = browser.client.get("/nhiem-vu/")
    assert sent["Location"] == "/tai-khoan/mat-khau/"

    changed = browser.client.post(
        "/tai-khoan/mat-khau/",
        {"oldpassword": "mot-lan-roi-thoi", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert changed.status_code == 302
    assert not Person.objects.get(pk=person.pk).password_is_one_time
    assert browser.client.get("/nhiem-vu/").status_code == 200


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("sai-mat-khau-cu", "mot-cau-that-dai", "mot-cau-that-dai", "Mật khẩu hiện tại chưa đúng"),
        (PASSWORD, "mot-cau-that-dai", "mot-cau-khac-han", "chưa giống nhau"),
        (PASSWORD, PASSWORD, PASSWORD, "phải khác mật khẩu hiện tại"),
        (PASSWORD, "ngan", "ngan", "ít nhất 10 ký tự"),
        (PASSWORD, "1234567890", "1234567890", "quá phổ biến"),
    ],
)
def test_a_bad_change_of_password_says_why(person, old, new, again, said):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    fields = {"oldpassword": old, "password1": new, "password2": again}
    response = browser.client.post("/tai-khoan/mat-khau/", fields)

    assert said in sentence(response)
    assert sentence(response).count(".") == 1
    assert Person.objects.get(pk=person.pk).check_password(PASSWORD)


def test_changing_the_password_signs_out_other_devices_and_keeps_this_one(person):
    here, there = new_browser(), new_browser()
    here.sign_in("lan.nguyen")
    there.sign_in("lan.nguyen")
    new = "mot-cau-that-dai"
    here.client.post(
        "/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )

    assert here.client.get("/nhiem-vu/").status_code == 200
    assert there.client.get("/nhiem-vu/").status_code == 302


def test_guesses_at_the_present_password_are_counted_too(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    fields = {"oldpassword": "doan-mo", "password1": "mot-cau-dai-a", "password2": "mot-cau-dai-a"}
    for _ in range(services.ATTEMPTS_ALLOWED):
        browser.client.post("/tai-khoan/mat-khau/", fields)

    assert "thử lại sau" in sentence(browser.client.post("/tai-khoan/mat-khau/", fields))


def test_a_person_without_a_role_is_told_whom_to_ask_and_sees_no_menu(world):
    operator = world.operator
    new_person()
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    page = browser.client.get("/nhiem-vu/")

    assert page.status_code == 403
    assert operator.full_name in page.content.decode()
    assert "Đăng xuất" in page.content.decode()
    assert 'class="nav"' not in page.content.decode()


def test_a_person_who_lost_the_last_role_is_sent_to_that_bodys_administrator(world):
    person = new_person()
    membership = services.create_membership(
        person, world.commune.body.pk, "clerk", granted_by_id=None, starts_on=clock.today()
    )
    services.end_membership(membership)
    administrator = world.commune.administrator
    browser = new_browser()
    browser.sign_in("lan.nguyen")

    assert administrator.full_name in browser.client.get("/").content.decode()
