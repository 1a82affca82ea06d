import pytest

from behoc.ground.accounts import services
from behoc.ground.accounts.models import Membership, Person
from behoc.ground.accounts.queries import list_memberships_of
from behoc.ground.accounts.rules import Device, is_sign_in_name, new_device, new_one_time_password
from behoc.ground.accounts.tests.factories import PASSWORD, new_person
from behoc.kernel.clock import today
from behoc.kernel.errors import Conflict, RuleBroken


def hold(person, body, role="clerk", **facts):
    facts = {"granted_by_id": None, "starts_on": today()} | facts
    return services.create_membership(person, body.pk, role, **facts)


def test_a_name_is_kept_in_small_letters_and_sorted_by_given_name(db):
    person = new_person("Lan.NGUYEN", full_name="  Nguyễn   Thị Lan ")

    assert person.sign_in_name == "lan.nguyen"
    assert person.full_name == "Nguyễn Thị Lan"
    assert person.name_folded == "nguyen thi lan"
    assert person.sort_name < new_person("minh", full_name="An Văn Minh").sort_name


def test_a_name_taken_in_other_letter_case_is_refused(db):
    new_person("lan.nguyen")

    with pytest.raises(Conflict, match=r"lan\.nguyen"):
        new_person("LAN.nguyen")


@pytest.mark.parametrize("name", ["", "ab", "có dấu", "a b c", "-lan", "lan-", "x" * 61, "<b>"])
def test_a_sign_in_name_that_is_hard_to_type_is_refused(db, name):
    with pytest.raises(RuleBroken, match="Tên đăng nhập gồm"):
        new_person(name)


@pytest.mark.parametrize("password", ["ngan", "1234567890", "lan.nguyen1"])
def test_a_weak_password_is_refused(db, password):
    with pytest.raises(RuleBroken):
        new_person("lan.nguyen", password=password)
    assert not Person.objects.exists()


def test_without_a_password_nobody_signs_in(db):
    assert not new_person(password=None).has_usable_password()


def test_a_one_time_password_passes_our_own_rules_and_is_never_the_same(db):
    passwords = {new_one_time_password() for _ in range(200)}

    assert len(passwords) == 200
    person = new_person()
    for password in list(passwords)[:20]:
        services.set_one_time_password(person, password)
        assert person.check_password(password)


def test_the_same_open_role_twice_is_refused_and_an_ended_one_may_come_back(world):
    person, body = new_person(), world.commune.body
    first = hold(person, body)
    with pytest.raises(Conflict):
        hold(person, body)

    services.end_membership(first)
    hold(person, body)
    assert len(list_memberships_of(person)) == 1
    assert (
        Membership.objects.everything(reason="counted in a test").filter(person=person).count() == 2
    )


def test_a_role_ended_before_it_began_never_holds(world):
    person = new_person()
    later = today().replace(year=today().year + 1)
    membership = hold(person, world.commune.body, starts_on=later)
    services.end_membership(membership)

    assert membership.ends_on == later
    assert list_memberships_of(person) == []


def test_a_locked_person_holds_nothing(world):
    person = new_person()
    hold(person, world.commune.body)
    services.set_active(person, active=False)

    assert list_memberships_of(person) == []


def test_a_device_is_known_only_to_accounts_that_signed_in_on_it():
    device = new_device().with_account("a")

    assert device.known_to("a")
    assert not device.known_to("b")
    assert Device(device.id).with_account("b").accounts == ("b",)


def test_a_device_remembers_the_latest_accounts_only():
    device = new_device()
    for number in range(30):
        device = device.with_account(f"{number}")

    assert len(device.accounts) == 20
    assert device.known_to("29")
    assert not device.known_to("0")


def test_sign_in_names_are_plain():
    assert is_sign_in_name("vanthu.hkh")
    assert not is_sign_in_name("Vanthu")
    assert PASSWORD not in repr(Person(sign_in_name="x"))
