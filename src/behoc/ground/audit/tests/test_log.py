from dataclasses import dataclass
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from behoc.ground.audit.models import AuditEntry
from behoc.ground.audit.queries import list_entries, list_history
from behoc.ground.audit.services import Deed, record, record_all
from behoc.kernel.actor import system_actor
from behoc.kernel.clock import now
from behoc.kernel.errors import NotAllowed


@dataclass
class Thing:
    public_id: str
    name: str = "Một thứ"

    def __str__(self):
        return self.name


def entries():
    return AuditEntry.objects.everything(reason="counted in a test").order_by("pk")


@pytest.fixture
def actor(world):
    return world.actor(world.commune.clerk)


def test_an_entry_says_who_for_whom_what_when_and_as_what(actor, world):
    record(actor, "document.upload", Thing("abc"), after={"tên": "Kế hoạch"})
    entry = entries().get()

    assert (entry.person_name, entry.organisation) == (actor.name, world.commune.body)
    assert (entry.action, entry.roles, entry.at) == ("document.upload", ["clerk"], now())
    assert (entry.subject_type, entry.subject_id, entry.subject_label) == (
        "Thing",
        "abc",
        "Một thứ",
    )
    assert entry.changes == {"tên": [None, "Kế hoạch"]}


def test_only_fields_that_changed_are_kept(actor):
    before = {"tên": "A", "hạn": date(2026, 1, 1), "số": 3}
    record(actor, "x.y", Thing("abc"), before=before, after={**before, "tên": "B"})

    assert entries().get().changes == {"tên": ["A", "B"]}


def test_a_field_that_disappears_is_a_change(actor):
    record(actor, "x.y", Thing("abc"), before={"hạn": date(2026, 1, 1)}, after={})

    assert entries().get().changes == {"hạn": ["2026-01-01", None]}


def test_many_subjects_of_one_act_are_an_entry_each(actor):
    record_all(actor, "x.y", [Deed(Thing(f"t{n}"), {}, {"số": n}) for n in range(3)])

    assert [entry.subject_id for entry in entries()] == ["t0", "t1", "t2"]


def test_system_work_is_named(db):
    record(system_actor("dọn dẹp"), "x.y", Thing("abc"))

    assert entries().get().person_name == "Hệ thống (dọn dẹp)"


def test_an_entry_goes_with_the_change_that_is_rolled_back(actor):
    def act():
        with transaction.atomic():
            record(actor, "x.y", Thing("abc"))
            raise NotAllowed

    with pytest.raises(NotAllowed):
        act()
    assert not entries().exists()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditentry SET person_name = 'Ai đó'",
        "DELETE FROM audit_auditentry",
        "TRUNCATE audit_auditentry CASCADE",
    ],
)
def test_the_database_itself_refuses_to_change_the_log(actor, statement):
    record(actor, "x.y", Thing("abc"))
    refused = pytest.raises(DatabaseError, match="append-only")
    connection.check_constraints()  # else the row's own foreign keys would refuse first
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert entries().get().person_name == actor.name


def test_an_administrator_reads_the_acts_for_the_own_body_alone(world):
    for desk in (world.commune, world.neighbour):
        record(world.actor(desk.clerk), "x.y", Thing("abc", f"Việc của {desk.body.name}"))
    reader = world.actor(world.commune.administrator)

    assert [entry.organisation for entry in list_entries(reader)] == [world.commune.body]
    assert list(list_entries(reader, words="neighbour")) == []
    assert len(list_entries(reader, words="bình giang")) == 1
    assert list(list_entries(world.actor(world.commune.clerk))) == []


def test_the_history_of_one_subject_is_told_in_order(actor):
    for number in range(3):
        record(actor, "x.y", Thing("abc"), after={"số": number})
    record(actor, "x.y", Thing("other"))

    assert [e.changes["số"][1] for e in list_history("Thing", "abc")] == [0, 1, 2]
