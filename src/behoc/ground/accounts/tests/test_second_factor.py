import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache

from behoc.ground.accounts import services
from behoc.ground.accounts.tests.factories import PASSWORD, new_browser, new_holder

OWN = "/tai-khoan/hai-lop/"
ACTIVATE, DEACTIVATE, CODES = OWN + "bat/", OWN + "tat/", OWN + "ma-du-phong/"
AGAIN = "/tai-khoan/xac-nhan/"


@pytest.fixture(autouse=True)
def fresh_codes():
    """A code is good once; tests begin with none used."""
    cache.clear()


@pytest.fixture
def person(world):
    return new_holder(world.commune.body)


def code_of(secret, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def activate(browser):
    """Sign in, prove the password again, scan, give the first code; returns the secret."""
    browser.sign_in("lan.nguyen")
    browser.client.get(ACTIVATE)
    browser.client.post(AGAIN, {"password": PASSWORD, "next": ACTIVATE})
    secret = browser.client.get(ACTIVATE).context["form"].secret
    browser.client.post(ACTIVATE, {"code": code_of(secret)})
    cache.clear()
    return secret


def test_activating_asks_for_the_password_again(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")

    assert browser.client.get(ACTIVATE)["Location"].startswith(AGAIN)


def test_a_wrong_first_code_does_not_activate(person):
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    browser.client.post(AGAIN, {"password": PASSWORD, "next": ACTIVATE})
    browser.client.get(ACTIVATE)
    response = browser.client.post(ACTIVATE, {"code": "000000"})

    assert "Mã không đúng" in response.content.decode()
    assert not Authenticator.objects.exists()


def test_activating_gives_recovery_codes_to_keep(person):
    browser = new_browser()
    activate(browser)
    page = browser.client.get(CODES)

    assert page.status_code == 200
    assert len(page.context["unused_codes"]) == 10
    assert browser.client.get(CODES + "tai/")["Content-Type"].startswith("text/plain")


def test_signing_in_then_needs_the_code_of_the_phone(person):
    secret = activate(new_browser())
    browser = new_browser()
    asked = browser.sign_in("lan.nguyen")
    assert asked["Location"].startswith("/tai-khoan/login/ma/")
    assert not browser.signed_in
    assert browser.client.get("/nhiem-vu/").status_code == 302

    browser.give_code(code_of(secret))
    assert browser.signed_in


def test_the_page_to_go_on_to_survives_the_second_step(person):
    secret = activate(new_browser())
    browser = new_browser()
    browser.sign_in("lan.nguyen", next_page="/nhiem-vu/")

    assert browser.give_code(code_of(secret))["Location"] == "/nhiem-vu/"


def test_a_wrong_code_is_one_sentence(person):
    activate(new_browser())
    browser = new_browser()
    browser.sign_in("lan.nguyen")

    assert "Mã không đúng" in browser.give_code("000000").content.decode()
    assert not browser.signed_in


def test_a_code_is_good_once(person):
    secret = activate(new_browser())
    first, second = new_browser(), new_browser()
    code = code_of(secret)
    for browser in (first, second):
        browser.sign_in("lan.nguyen")
        browser.give_code(code)

    assert first.signed_in
    assert not second.signed_in


def test_codes_cannot_be_guessed_one_after_another(person):
    secret = activate(new_browser())
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    for _ in range(services.ATTEMPTS_ALLOWED):
        browser.give_code("000000")
    refused = browser.give_code(code_of(secret))

    assert "thử lại sau" in refused.content.decode()
    assert not browser.signed_in


def test_giving_the_password_again_does_not_bring_fresh_guesses_at_the_code(person):
    secret = activate(new_browser())
    for _ in range(services.ATTEMPTS_ALLOWED):
        browser = new_browser()
        browser.sign_in("lan.nguyen")
        browser.give_code("000000")
    browser = new_browser()
    browser.sign_in("lan.nguyen")
    browser.give_code(code_of(secret))

    assert not browser.signed_in


def test_a_recovery_code_signs_in_once(person):
    here = new_browser()
    activate(here)
    code = here.client.get(CODES).context["unused_codes"][0]
    first, second = new_browser(), new_browser()
    for browser in (first, second):
        browser.sign_in("lan.nguyen")
        browser.give_code(code)

    assert first.signed_in
    assert not second.signed_in


def test_switching_it_off_asks_for_the_password_again(person):
    browser = new_browser()
    secret = activate(browser)
    browser.sign_out()
    browser.sign_in("lan.nguyen")
    browser.give_code(code_of(secret))
    asked = browser.client.post(DEACTIVATE)
    assert asked["Location"].startswith(AGAIN)
    assert Authenticator.objects.exists()

    wrong = browser.client.post(AGAIN, {"password": "sai-mat-khau", "next": DEACTIVATE})
    assert "Mật khẩu chưa đúng" in wrong.content.decode()
    browser.client.post(AGAIN, {"password": PASSWORD, "next": DEACTIVATE})
    browser.client.post(DEACTIVATE)
    assert not Authenticator.objects.exists()


def test_others_recovery_codes_are_nobodys_business(person, world):
    activate(new_browser())
    new_holder(world.commune.body, name="nam.tran")
    browser = new_browser()
    browser.sign_in("nam.tran")

    assert browser.client.get(CODES).status_code == 404
