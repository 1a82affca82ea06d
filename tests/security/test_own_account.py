"""What changes the safety of an account leaves a line in the log, also when its owner did it."""

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
