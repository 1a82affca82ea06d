import pytest
from allauth.mfa.models import Authenticator

from behoc.ground.access.queries import scope_for
from behoc.ground.accounts.models import Person, SignInFailure
from behoc.ground.accounts.queries import list_all_memberships_of, list_memberships_of
from behoc.ground.administration.queries.people import build_sheet, list_people
from behoc.ground.administration.services import people as services
from behoc.ground.administration.tests.factories import SYSTEM, add, deeds
from behoc.ground.audit.models import AuditEntry
from behoc.kernel.clock import now, today
from behoc.kernel.errors import Conflict, NotAllowed, RuleBroken


@pytest.fixture
def administrator(world):
    return world.actor(world.commune.administrator)


def roles_of(person):
    return {(each.organisation.code, each.role) for each in list_memberships_of(person)}


def membership_of(person, role):
    return next(each for each in list_all_memberships_of(person) if each.role == role)


def test_an_administrator_adds_a_person_who_signs_in_with_a_one_time_password(world, administrator):
    person, password = services.add_person(
        administrator,
        world.commune.body,
        sign_in_name="Lan.Nguyen",
        full_name="Nguyễn Thị Lan",
        role="clerk",
        position="Công chức",
    )

    assert person.check_password(password)
    assert person.password_is_one_time
    assert roles_of(person) == {(world.commune.body.code, "clerk")}
    assert deeds() == ["person.add", "person.grant_role"]
    assert password not in str(list(AuditEntry.all_rows.values()))


def test_a_refused_person_leaves_neither_account_nor_entry(world, administrator):
    with pytest.raises(NotAllowed):
        add(administrator, world.neighbour.body)
    with pytest.raises(NotAllowed):
        add(administrator, world.commune.body, role="system_operator")
    with pytest.raises(Conflict):
        add(administrator, world.commune.body, name=world.commune.administrator.sign_in_name)
    with pytest.raises(RuleBroken):
        add(administrator, world.commune.body, name="tên có dấu")

    assert not Person.objects.filter(full_name="Nguyễn Thị Lan").exists()
    assert deeds() == []


@pytest.mark.parametrize("role", ["clerk", "specialist", "head", "follower"])
def test_those_who_do_not_manage_people_add_nobody(world, role):
    with pytest.raises(NotAllowed):
        add(world.actor(world.commune.holder(role)), world.commune.body)


def test_nobody_is_added_to_a_body_that_has_ended(world, administrator):
    world.commune.body.valid_to = today()

    with pytest.raises(RuleBroken, match="đã thôi hoạt động"):
        add(administrator, world.commune.body)


def test_an_operator_adds_administrators_and_operators_at_every_place_below(world):
    operator = world.actor(world.operator)

    for number, role in enumerate(("body_administrator", "system_operator")):
        person = add(operator, world.commune.body, name=f"nguoi.{number}", role=role)
        assert roles_of(person) == {(world.commune.body.code, role)}


def test_an_operator_of_one_commune_reaches_no_other(world):
    local = add(world.actor(world.operator), world.commune.body, role="system_operator")
    actor = world.actor(local)

    add(actor, world.commune_party.body, name="trong.xa")
    with pytest.raises(NotAllowed):
        add(actor, world.neighbour.body, name="xa.ben")
    with pytest.raises(NotAllowed):
        add(actor, world.province.body, name="len.tinh")


def test_a_person_may_hold_several_roles(world, administrator):
    person = world.commune.clerk
    services.grant_role(administrator, person, world.commune.body, "follower")

    assert {role for _, role in roles_of(person)} == {"clerk", "follower"}
    with pytest.raises(Conflict):
        services.grant_role(administrator, person, world.commune.body, "follower")


def test_nobody_gives_a_role_to_themselves(world, administrator):
    with pytest.raises(RuleBroken, match="không tự giao"):
        services.grant_role(administrator, world.commune.administrator, world.commune.body, "head")


def test_a_locked_person_is_given_nothing(world, administrator):
    person = world.commune.clerk
    services.deactivate_person(administrator, person)

    with pytest.raises(RuleBroken, match="đang khóa"):
        services.grant_role(administrator, person, world.commune.body, "follower")


def test_ending_a_role_keeps_its_row_and_tells_the_log(world, administrator):
    person = world.commune.clerk
    services.end_role(administrator, membership_of(person, "clerk"))

    assert roles_of(person) == set()
    assert membership_of(person, "clerk").ends_on == today()
    assert deeds() == ["person.end_role"]
    with pytest.raises(Conflict):
        services.end_role(administrator, membership_of(person, "clerk"))


def test_a_role_in_another_body_is_not_ended(world, administrator):
    with pytest.raises(NotAllowed):
        services.end_role(administrator, membership_of(world.neighbour.clerk, "clerk"))


def test_an_administrator_does_not_end_the_role_of_an_operator_in_the_own_body(
    world, administrator
):
    operator = add(world.actor(world.operator), world.commune.body, role="system_operator")

    with pytest.raises(NotAllowed, match="cấp trên"):
        services.end_role(administrator, membership_of(operator, "system_operator"))


def test_the_last_administrator_goes_only_when_it_is_meant(world, administrator):
    last = membership_of(world.commune.administrator, "body_administrator")
    with pytest.raises(RuleBroken, match="quản trị cuối cùng"):
        services.end_role(administrator, last)
    assert roles_of(world.commune.administrator)

    services.end_role(administrator, last, even_if_last=True)
    assert not roles_of(world.commune.administrator)


def test_with_a_second_administrator_the_first_may_go(world, administrator):
    add(administrator, world.commune.body, role="body_administrator")
    services.end_role(
        administrator, membership_of(world.commune.administrator, "body_administrator")
    )

    assert not roles_of(world.commune.administrator)


def test_a_locked_second_administrator_does_not_count(world, administrator):
    second = add(administrator, world.commune.body, role="body_administrator")
    services.deactivate_person(administrator, second)

    with pytest.raises(RuleBroken, match="quản trị cuối cùng"):
        services.end_role(
            administrator, membership_of(world.commune.administrator, "body_administrator")
        )


def test_locking_the_last_administrator_must_be_meant_too(world):
    operator, last = world.actor(world.operator), world.commune.administrator
    with pytest.raises(RuleBroken, match="quản trị cuối cùng"):
        services.deactivate_person(operator, last)

    services.deactivate_person(operator, last, even_if_last=True)
    last.refresh_from_db()
    assert not last.is_active


def test_a_reset_gives_a_new_one_time_password_and_clears_the_wait(world, administrator):
    person = world.commune.clerk
    SignInFailure.objects.create(
        sign_in_name=person.sign_in_name, device="strange", failures=8, last_failure_at=now()
    )
    old = person.get_session_auth_hash()
    password = services.reset_password(administrator, person)
    person.refresh_from_db()

    assert person.check_password(password)
    assert person.password_is_one_time
    assert person.get_session_auth_hash() != old
    assert not SignInFailure.objects.exists()
    assert deeds() == ["person.reset_password"]


@pytest.mark.parametrize("forget", [True, False])
def test_a_reset_removes_the_second_factor_only_when_asked(world, administrator, forget):
    person = world.commune.clerk
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    services.reset_password(administrator, person, forget_second_factor=forget)

    assert Authenticator.objects.exists() is not forget


TAKE_OVERS = {
    "reset": services.reset_password,
    "lock": lambda actor, person: services.deactivate_person(actor, person, even_if_last=True),
    "unlock": services.reactivate_person,
}


@pytest.mark.parametrize("act", TAKE_OVERS.values(), ids=TAKE_OVERS)
class TestAnAccountIsNotTakenOver:
    def test_of_a_person_in_another_body(self, world, administrator, act):
        with pytest.raises(NotAllowed):
            act(administrator, world.neighbour.clerk)

    def test_of_a_person_who_also_holds_a_role_elsewhere(self, world, administrator, act):
        person = world.province.head
        services.grant_role(SYSTEM, person, world.commune.body, "clerk")
        with pytest.raises(NotAllowed, match="ngoài phạm vi"):
            act(administrator, person)

    def test_of_an_operator_who_holds_a_role_in_the_own_body(self, world, administrator, act):
        person = world.commune.clerk
        services.grant_role(SYSTEM, person, world.commune.body, "system_operator")
        with pytest.raises(NotAllowed, match="ngoài phạm vi"):
            act(administrator, person)

    def test_of_a_person_who_will_hold_a_higher_role_tomorrow(self, world, administrator, act):
        person = world.commune.clerk
        tomorrow = today().replace(day=today().day + 1)
        services.grant_role(
            SYSTEM, person, world.centre.body, "system_operator", starts_on=tomorrow
        )
        with pytest.raises(NotAllowed):
            act(administrator, person)

    def test_of_oneself(self, world, administrator, act):
        with pytest.raises(RuleBroken, match="chính tài khoản của mình"):
            act(administrator, world.commune.administrator)

    def test_of_a_person_without_any_role(self, world, administrator, act):
        with pytest.raises(NotAllowed):
            act(administrator, world.outsider)

    def test_by_somebody_who_manages_nobody(self, world, act):
        with pytest.raises(NotAllowed):
            act(world.actor(world.commune.head), world.commune.clerk)


def test_a_locked_account_is_unlocked_with_its_roles(world, administrator):
    person = world.commune.clerk
    services.deactivate_person(administrator, person)
    assert roles_of(person) == set()
    with pytest.raises(Conflict):
        services.deactivate_person(administrator, person)

    services.reactivate_person(administrator, person)
    assert roles_of(person) == {(world.commune.body.code, "clerk")}
    with pytest.raises(Conflict):
        services.reactivate_person(administrator, person)
    assert deeds() == ["person.lock", "person.unlock"]


def test_a_leaver_stays_in_the_hands_of_the_last_administrator(world, administrator):
    person = world.commune.clerk
    services.end_role(administrator, membership_of(person, "clerk"))
    services.deactivate_person(administrator, person)

    person.refresh_from_db()
    assert not person.is_active


def test_the_list_shows_the_people_in_reach_alone(world, administrator):
    mine, other = world.commune.clerk, world.neighbour.clerk
    found = list(list_people(administrator, locked=False))

    assert mine in found
    assert other not in found


def test_people_are_found_without_marks_and_sorted_by_given_name(world, administrator):
    for name, full_name in (("a1", "Vũ Đức Ánh"), ("a2", "Đặng An"), ("a3", "Âu Thị Bích")):
        add(administrator, world.commune.body, name=f"{name}.x", full_name=full_name)
    shown = [each.full_name for each in list_people(administrator, locked=False)]

    mine = [name for name in shown if name in ("Vũ Đức Ánh", "Đặng An", "Âu Thị Bích")]
    assert mine == ["Đặng An", "Vũ Đức Ánh", "Âu Thị Bích"]
    assert [p.full_name for p in list_people(administrator, words="duc anh", locked=False)] == [
        "Vũ Đức Ánh"
    ]


def test_the_page_of_a_person_does_not_tell_what_other_bodies_gave(world, administrator):
    person = world.commune.clerk
    services.grant_role(SYSTEM, person, world.neighbour.body, "head")
    services.grant_role(administrator, person, world.commune.body, "follower")
    sheet = build_sheet(administrator, person)

    assert {post.body for post in sheet.posts} == {world.commune.body.name}
    assert sheet.elsewhere == 1
    assert not sheet.in_hands
    assert world.neighbour.body.name not in str(sheet.history)
    assert world.commune.body.name in str(sheet.history)
    assert scope_for(administrator, "person.view").owners == {world.commune.body.pk}
