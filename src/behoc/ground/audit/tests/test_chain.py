"""Whatever is done to the log behind the product's back is found."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from tests.kits.committed import at_once
from tests.kits.world import MOMENT

from behoc.ground.audit.models import AuditEntry, LogSeal
from behoc.ground.audit.queries.chain import verify_chain
from behoc.ground.audit.rules import link
from behoc.ground.audit.services import Deed, record, record_all
from behoc.ground.audit.services.sealing import seal_log
from behoc.kernel import clock
from behoc.kernel.actor import system_actor

ACTOR = system_actor("thử")
COLUMNS = (
    "at, person_id, person_name, organisation_id, roles, action, subject_type, subject_id, "
    "subject_label, changes, request_id"
)


class Paper:
    public_id = "abc"

    def __str__(self):
        return "Giấy thử"


def _act(times=1, **after):
    record_all(ACTOR, "document.view", [Deed(Paper(), {}, after) for _time in range(times)])


def _behind_our_back(sql, values=()):
    """With all rights on the database: triggers and foreign keys at rest."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, values)
        cursor.execute("RESET session_replication_role")


def _entry_of(sequence):
    return LogSeal.objects.get(sequence=sequence).entry_id


@pytest.fixture
def sealed(world):
    """Ten sealed entries and whatever the world had."""
    _act(10, chữ="Một", số=1.5)
    seal_log()
    assert verify_chain().is_whole
    return LogSeal.objects.count()


def test_a_sealed_log_is_whole_and_says_its_head(sealed):
    chain = verify_chain()

    assert (chain.sealed, chain.unsealed, chain.broken_at) == (sealed, 0, None)
    assert re.fullmatch(rf"{sealed}:[0-9a-f]{{64}}", chain.head)


def test_sealing_again_adds_nothing(sealed):
    assert seal_log() == 0
    assert LogSeal.objects.count() == sealed


@pytest.mark.parametrize(
    "change",
    [
        "person_name = 'Người khác'",
        'changes = \'{"chữ": [null, "Hai"]}\'',
        "at = at + interval '1 second'",
        "organisation_id = (SELECT min(id) FROM organisations_organisation)",
        "roles = '[\"head\"]'",
        "request_id = 'x'",
    ],
)
def test_a_changed_row_is_found_at_its_place(sealed, change):
    _behind_our_back(f"UPDATE audit_auditentry SET {change} WHERE id = %s", [_entry_of(4)])

    assert verify_chain().broken_at == 4


def test_a_deleted_row_is_found(sealed):
    _behind_our_back("DELETE FROM audit_auditentry WHERE id = %s", [_entry_of(4)])

    assert verify_chain().broken_at == 4


def test_a_row_deleted_with_its_seal_is_found(sealed):
    entry = _entry_of(4)
    _behind_our_back("DELETE FROM audit_logseal WHERE sequence = 4")
    _behind_our_back("DELETE FROM audit_auditentry WHERE id = %s", [entry])

    assert verify_chain().broken_at == 4


def test_two_rows_that_changed_places_are_found(sealed):
    four, five = _entry_of(4), _entry_of(5)
    swap = "UPDATE audit_logseal SET entry_id = CASE sequence WHEN 4 THEN %s ELSE %s END"
    _behind_our_back("ALTER TABLE audit_logseal DROP CONSTRAINT audit_logseal_entry_id_key")
    _behind_our_back(f"{swap} WHERE sequence IN (4, 5)", [five, four])

    assert verify_chain().broken_at == 4


def test_a_row_put_in_between_with_a_seal_of_its_own_is_found(sealed):
    _behind_our_back("UPDATE audit_logseal SET sequence = sequence + 1000 WHERE sequence > 4")
    _behind_our_back("UPDATE audit_logseal SET sequence = sequence - 999 WHERE sequence > 4")
    _behind_our_back(
        f"INSERT INTO audit_auditentry ({COLUMNS}) "
        f"SELECT {COLUMNS} FROM audit_auditentry WHERE id = %s",
        [_entry_of(4)],
    )
    before = LogSeal.objects.get(sequence=4)
    rows = AuditEntry.objects.everything(reason="a forger knows how links are made")
    forged = rows.order_by("-pk").values().first()
    digest = link(before.digest, 5, before.sealed_at, forged)
    _behind_our_back(
        "INSERT INTO audit_logseal (sequence, entry_id, sealed_at, digest) VALUES (5, %s, %s, %s)",
        [forged["id"], before.sealed_at, digest],
    )

    assert verify_chain().broken_at == 6


def test_a_row_put_in_with_an_earlier_moment_is_found_when_it_is_sealed(sealed):
    with clock.held(MOMENT - timedelta(days=3)):
        _act()
    seal_log()

    chain = verify_chain()
    assert chain.broken_at is None
    assert len(chain.backdated) == 1
    assert not chain.is_whole


def test_an_end_that_was_cut_off_is_found_by_the_head_that_was_noted(sealed):
    head = verify_chain().head
    entry = _entry_of(sealed)
    _behind_our_back("DELETE FROM audit_logseal WHERE sequence = %s", [sealed])
    _behind_our_back("DELETE FROM audit_auditentry WHERE id = %s", [entry])

    assert verify_chain().is_whole
    assert not verify_chain(head).is_whole


def test_the_head_that_was_noted_is_still_in_a_chain_that_grew(sealed):
    head = verify_chain().head
    _act(3)
    seal_log()

    assert verify_chain(head).is_whole


def test_the_database_refuses_to_change_a_seal(sealed):
    connection.check_constraints()  # else the rows' own foreign keys would refuse first
    for sql in (
        "UPDATE audit_logseal SET digest = 'x'",
        "DELETE FROM audit_logseal",
        "TRUNCATE audit_logseal",
    ):
        with pytest.raises(Exception, match="append-only"), transaction.atomic():
            connection.cursor().execute(sql)


def test_two_sealers_at_once_make_one_chain(committed_world):
    _act(50)

    at_once([seal_log] * 4)

    chain = verify_chain()
    assert chain.is_whole
    assert chain.unsealed == 0
    assert chain.sealed == AuditEntry.objects.everything(reason="a test counts").count()


def test_a_transaction_that_commits_late_is_sealed_late_and_the_chain_is_whole(committed_world):
    def early():
        with transaction.atomic():
            _act()  # takes the lower numbers
            at_once([_act_and_seal])

    def _act_and_seal():
        _act(3)
        seal_log()

    at_once([early])
    assert verify_chain().unsealed == 1

    seal_log()

    chain = verify_chain()
    assert chain.is_whole
    assert chain.unsealed == 0
    entries = list(LogSeal.objects.order_by("sequence").values_list("entry_id", flat=True))
    assert entries != sorted(entries)


def test_a_row_that_was_rolled_back_leaves_no_link(committed_world):
    seal_log()
    with transaction.atomic():
        _act()
        transaction.set_rollback(True)

    assert seal_log() == 0
    assert verify_chain().is_whole


def test_one_record_is_sealed_with_what_it_changed(world):
    record(ACTOR, "document.view", Paper(), before={"a": 1}, after={"a": 2})
    seal_log()

    assert verify_chain().is_whole
