import pytest

from behoc.ground.accounts.models import Person
from behoc.ground.administration.queries.bodies import check_file, get_file, read_sheet
from behoc.ground.administration.services.loading import (
    NewMember,
    Source,
    load_bodies,
    load_people,
    load_places,
)
from behoc.ground.administration.services.people import add_person
from behoc.ground.administration.tests.factories import SYSTEM, add, deeds, file_of, sheet_of
from behoc.ground.attachments.services import store_file
from behoc.ground.audit.models import AuditEntry
from behoc.ground.organisations.models import Organisation
from behoc.ground.organisations.services import PlaceFacts
from behoc.kernel.clock import today
from behoc.kernel.errors import NotAllowed, NotFound, RuleBroken

SOURCE = Source("abc", "co-quan.csv")
NEW = ("SYT", "Sở Y tế tỉnh Mộc Sơn", "sở", "UB", "MS")


@pytest.fixture
def operator(world):
    return world.actor(world.operator)


@pytest.fixture
def local(world, operator):
    """An operator who reaches one commune alone."""
    return world.actor(
        add(operator, world.commune.body, name="van.hanh.xa", role="system_operator")
    )


def test_a_file_is_kept_and_told_body_by_body(world, operator):
    loaded = load_bodies(operator, sheet_of(operator, NEW), SOURCE)
    body = Organisation.objects.get(code="SYT")

    assert (loaded.new, loaded.corrected, loaded.unchanged) == (1, 0, 0)
    assert body.line_path.startswith(world.province.body.line_path)
    assert deeds() == ["organisation.keep", "organisation.load"]


def test_loading_the_same_file_again_changes_and_tells_nothing(operator):
    load_bodies(operator, sheet_of(operator, NEW), SOURCE)
    told = deeds()
    again = load_bodies(operator, sheet_of(operator, NEW), SOURCE)

    assert (again.new, again.corrected, again.unchanged) == (0, 0, 1)
    assert deeds() == told


def test_a_corrected_body_keeps_its_id_and_the_log_keeps_what_it_was(operator):
    load_bodies(operator, sheet_of(operator, NEW), SOURCE)
    before = Organisation.objects.get(code="SYT")
    renamed = ("SYT", "Sở Y tế", *NEW[2:])
    loaded = load_bodies(operator, sheet_of(operator, renamed), SOURCE)
    entry = AuditEntry.all_rows.filter(action="organisation.keep").latest("pk")

    assert loaded.corrected == 1
    assert Organisation.objects.get(code="SYT").pk == before.pk
    assert entry.changes["Tên"] == ["Sở Y tế tỉnh Mộc Sơn", "Sở Y tế"]


def test_a_file_with_one_fault_keeps_nothing_and_names_the_cell(operator):
    sheet = sheet_of(operator, NEW, ("X Y", "Tên", "không có loại này", "", "KHONG"))
    assert {error.cell for error in sheet.errors} == {"A3", "C3", "E3"}

    with pytest.raises(RuleBroken, match="3 lỗi"):
        load_bodies(operator, sheet, SOURCE)
    assert not Organisation.objects.filter(code="SYT").exists()
    assert deeds() == []


@pytest.mark.parametrize("role", ["clerk", "head", "body_administrator"])
def test_only_operators_load(world, role):
    with pytest.raises(NotAllowed):
        load_bodies(world.actor(world.province.holder(role)), sheet_of(SYSTEM, NEW), SOURCE)


def test_an_operator_of_one_commune_loads_there_and_nowhere_else(world, local):
    here = ("TYT-BG", "Trạm Y tế xã Bình Giang", "đơn vị sự nghiệp công lập", "UB-BG", "BG")
    load_bodies(local, sheet_of(local, here), SOURCE)
    assert Organisation.objects.filter(code="TYT-BG").exists()

    sheet = sheet_of(local, NEW)
    assert [error.cell for error in sheet.errors] == ["E2"]
    with pytest.raises(NotAllowed):
        load_bodies(local, sheet_of(SYSTEM, NEW), SOURCE)


def test_nobody_takes_a_body_of_another_place_by_writing_its_code(world, local):
    """The code of the neighbour's committee, moved to the own commune."""
    stolen = (world.neighbour.body.code, "Ủy ban của tôi", "Ủy ban nhân dân", "", "BG")
    sheet = sheet_of(local, stolen)
    assert "ngoài địa bàn" in sheet.errors[0].message

    with pytest.raises(NotAllowed):
        load_bodies(local, sheet_of(SYSTEM, stolen), SOURCE)
    world.neighbour.body.refresh_from_db()
    assert world.neighbour.body.place.code == "TL"


def test_looking_at_a_file_keeps_nothing(operator):
    content = file_of(NEW, ("UB", "Ủy ban nhân dân tỉnh Mộc Sơn", "Ủy ban nhân dân", "", "MS"))
    file = store_file(operator, name="co-quan.csv", chunks=[content], size=len(content))
    check = check_file(operator, file)

    assert (check.new, check.corrected, check.unchanged) == (1, 0, 1)
    assert [line.state for line in check.rows] == ["unchanged", "new"]
    assert not Organisation.objects.filter(code="SYT").exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04 broken", b"a,b\n1,2\n"])
def test_a_file_that_is_no_table_of_bodies_is_one_sentence(world, operator, content):
    sheet = read_sheet(operator, content, "co-quan.xlsx")

    assert sheet.rows == ()
    assert sheet.errors[0].message.endswith(".")


def test_another_operators_file_is_not_shown(world, operator, local):

    content = file_of(NEW)
    file = store_file(operator, name="co-quan.csv", chunks=[content], size=len(content))
    with pytest.raises(NotFound):
        get_file(local, file.public_id)


def test_territory_and_sample_people_are_system_work_alone(world, operator):
    with pytest.raises(NotAllowed):
        load_places(operator, [PlaceFacts("X", "X", "xã", "MS")], SOURCE)
    with pytest.raises(NotAllowed):
        load_people(operator, [], password="muoi-hai-con-song")


def test_sample_people_are_made_once(world):
    rows = [
        NewMember("lan", "Nguyễn Thị Lan", "UB", role, "Văn thư", today())
        for role in ("clerk", "follower")
    ]

    assert load_people(SYSTEM, rows, password="muoi-hai-con-song") == 1
    assert load_people(SYSTEM, rows, password="muoi-hai-con-song") == 0
    assert Person.objects.get(sign_in_name="lan").check_password("muoi-hai-con-song")


def test_a_person_added_by_the_system_has_no_giver(world):
    person, _ = add_person(
        SYSTEM, world.centre.body, sign_in_name="boss", full_name="Cả", role="system_operator"
    )

    assert world.actor(person).roles == {"system_operator"}
