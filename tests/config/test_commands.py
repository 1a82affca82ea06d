import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from behoc.config import sample
from behoc.config.sample import PASSWORD, demo_accounts
from behoc.ground.access.queries import actor_for
from behoc.ground.accounts.models import Membership, Person
from behoc.ground.audit.models import AuditEntry
from behoc.ground.organisations.models import Organisation, Place
from behoc.ground.organisations.queries import count_places
from behoc.kernel import data
from tests import settings as test_settings


def run(name, *words):
    out = io.StringIO()
    call_command(name, *words, stdout=out, stderr=out)
    return out.getvalue()


def log():
    return list(AuditEntry.all_rows.order_by("pk").values_list("action", "person_name"))


@pytest.fixture
def ground(db):
    run("load_places")


@pytest.fixture
def shipped(ground):
    run("load_indicators")
    run("load_forms")


def test_the_whole_territory_is_loaded_once(db):
    first = run("load_places")

    assert "3356 địa bàn mới" in first
    assert (count_places("tỉnh") + count_places("thành phố trung ương"), count_places()) == (
        34,
        1 + 34 + 3321,
    )
    assert "Địa bàn đã đủ" in run("load_places")
    assert log() == [("place.load", "Hệ thống (địa bàn)")]


def test_every_place_hangs_on_the_nation_by_its_path(ground):
    nation = Place.objects.get(code="VN")

    assert nation.path == f"/{nation.pk}/"
    for place in Place.objects.exclude(pk=nation.pk).select_related("parent"):
        assert place.path == f"{place.parent.path}{place.pk}/"


def test_the_sample_world_is_loaded_once_and_everybody_signs_in(shipped):
    said = run("load_sample")
    people, told = Person.objects.count(), len(log())
    assert PASSWORD in said
    assert "Dữ liệu mẫu đã đủ" in run("load_sample")
    assert (Person.objects.count(), len(log())) == (people, told)

    for person in Person.objects.all():
        assert person.check_password(PASSWORD)
        assert actor_for(person)[1], person.sign_in_name


def test_the_sample_is_as_its_files_say(shipped):
    run("load_sample")
    with data.path("sample", "bodies.csv").open(encoding="utf-8-sig", newline="") as file:
        bodies = list(csv.DictReader(file))
    with data.path("sample", "people.csv").open(encoding="utf-8", newline="") as file:
        roles = list(csv.DictReader(file))

    assert Organisation.objects.count() == len(bodies)
    assert Membership.all_rows.count() == len(roles)
    assert {row["role"] for row in roles} == {"clerk", "specialist", "head", "follower"} | {
        "body_administrator",
        "system_operator",
    }


def test_the_printed_accounts_exist_and_name_role_and_body():
    lines = demo_accounts()

    assert lines[0] == f"Mật khẩu chung: {PASSWORD}"
    assert len(lines) == 1 + len(sample.SHOWN)
    assert any("Văn thư, Hội Khuyến học tỉnh Hải Xuyên" in line for line in lines)


def test_the_sample_is_refused_where_others_are_served(ground, monkeypatch, settings):
    settings.ENVIRONMENT = _served()

    with pytest.raises(CommandError, match="chỉ nạp trên máy cá nhân"):
        run("load_sample")
    assert not Person.objects.exists()


def _served():
    from dataclasses import replace  # noqa: PLC0415

    return replace(test_settings.ENVIRONMENT, local=False)


def test_an_operator_is_made_and_signs_in_to_change_the_password(ground):
    said = run("create_operator", "van.hanh", "Nguyễn Thị Cả")
    password = said.strip().rpartition(": ")[2]
    client = Client()
    client.post("/tai-khoan/login/", {"login": "van.hanh", "password": password})

    assert client.get("/")["Location"] == "/tai-khoan/mat-khau/"
    person = Person.objects.get(sign_in_name="van.hanh")
    assert actor_for(person)[0].place_path == Place.objects.get(code="VN").path
    with pytest.raises(CommandError, match="đã có người dùng"):
        run("create_operator", "van.hanh", "Nguyễn Thị Cả")


def test_an_operator_needs_territory_first(db):
    with pytest.raises(CommandError, match="load_places"):
        run("create_operator", "van.hanh", "Nguyễn Thị Cả")


HEAD = "Mã,Tên,Loại,Cấp trên (Mã),Địa bàn (mã)\n"


def test_a_file_of_bodies_is_loaded_by_one_command(ground, tmp_path):
    file = tmp_path / "co-quan.csv"
    file.write_text(HEAD + "HN,Ủy ban nhân dân thành phố Hà Nội,Ủy ban nhân dân,,01\n")

    assert run("load_bodies", str(file)) == "1 cơ quan mới, 0 được sửa, 0 giữ nguyên.\n"
    assert run("load_bodies", str(file)) == "0 cơ quan mới, 0 được sửa, 1 giữ nguyên.\n"
    assert log()[1:] == [
        ("organisation.keep", "Hệ thống (nạp cơ quan)"),
        ("organisation.load", "Hệ thống (nạp cơ quan)"),
    ]


def test_a_file_with_faults_keeps_nothing_and_prints_each_by_its_cell(ground, tmp_path):
    file = tmp_path / "co-quan.csv"
    file.write_text(HEAD + "HN,Ủy ban,Ủy ban nhân dân,,01\nH N,Ủy ban,lạ,,99999\n")
    out = io.StringIO()
    with pytest.raises(CommandError, match="chưa nạp dòng nào"):
        call_command("load_bodies", str(file), stdout=out, stderr=out)

    assert [line.split(":")[0] for line in out.getvalue().splitlines()] == [
        "Ô A3",
        "Ô C3",
        "Ô E3",
    ]
    assert not Organisation.objects.exists()


def test_a_file_is_loaded_in_the_name_of_an_operator(ground, tmp_path):
    run("create_operator", "van.hanh", "Nguyễn Thị Cả")
    file = tmp_path / "co-quan.csv"
    file.write_text(HEAD + "HN,Ủy ban nhân dân thành phố Hà Nội,Ủy ban nhân dân,,01\n")
    run("load_bodies", str(file), "--as", "van.hanh")
    assert log()[-1] == ("organisation.load", "Nguyễn Thị Cả")

    with pytest.raises(CommandError, match="Không có người dùng"):
        run("load_bodies", str(file), "--as", "khong.co")
    with pytest.raises(CommandError, match="Không mở được tệp"):
        run("load_bodies", str(tmp_path / "khong-co.csv"))
