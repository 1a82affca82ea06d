"""What changes the safety of an account leaves a line in the log, also when its owner did it."""

from django.urls import reverse

from behoc.ground.accounts.services import ATTEMPTS_ALLOWED
from behoc.ground.accounts.tests.factories import PASSWORD, new_browser, new_holder
from behoc.ground.accounts.tests.test_second_factor import DEACTIVATE, activate
from behoc.ground.audit.queries import list_history


def test_a_changed_password_is_told_in_the_log(world):
    person = new_holder(world.commune.body)
    browser = new_browser()
    browser.sign_in(person.sign_in_name)
    new = "mot-con-ca-vang-9"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    assert browser.client.post("/tai-khoan/mat-khau/", sent).status_code == 302
    entry = list_history("Person", person.public_id)[-1]
    assert (entry.action, entry.person_id) == ("account.change_password", person.pk)
    assert entry.organisation_id == world.commune.body.pk
    assert new not in str(entry.changes)


def test_a_second_factor_switched_on_and_off_is_told_in_the_log(
    world, django_capture_on_commit_callbacks
):
    person = new_holder(world.commune.body)
    browser = new_browser()
    with django_capture_on_commit_callbacks(execute=True):  # announced once it is kept
        activate(browser)
    browser.client.post(DEACTIVATE)

    told = [entry.action for entry in list_history("Person", person.public_id)]

    assert "account.add_second_factor" in told
    assert "account.remove_second_factor" in told


def _told(person):
    return [entry.action for entry in list_history("Person", person.public_id)]


def test_signing_in_and_out_is_told_in_the_log(world):
    person = new_holder(world.commune.body)
    browser = new_browser()

    browser.sign_in(person.sign_in_name)
    assert _told(person) == ["account.sign_in"]
    browser.client.post(reverse("account_logout"))

    assert _told(person) == ["account.sign_in", "account.sign_out"]
    entry = list_history("Person", person.public_id)[-1]
    assert (entry.person_id, entry.organisation_id) == (person.pk, world.commune.body.pk)


def test_a_wrong_password_alone_leaves_no_line_and_being_refused_leaves_one(world):
    person = new_holder(world.commune.body)
    for _time in range(ATTEMPTS_ALLOWED):
        new_browser().sign_in(person.sign_in_name, "sai-mat-khau")
    assert _told(person) == []

    for _time in range(3):
        new_browser().sign_in(person.sign_in_name, "sai-mat-khau")

    assert _told(person) == ["account.refused"]
    (entry,) = list_history("Person", person.public_id)
    assert (entry.person_id, entry.organisation_id) == (None, world.commune.body.pk)


def test_an_account_that_does_not_exist_leaves_no_line_when_it_is_refused(world):
    for _time in range(ATTEMPTS_ALLOWED + 2):
        answer = new_browser().sign_in("khong.co.ai", "sai-mat-khau")

    assert "Đã nhập sai" in answer.content.decode()
